"""What is SQLite's own: how a ledger's file is made and opened.

Invariant: nothing that was committed is lost and nothing is kept by halves, whether the process is killed or the
power fails. Write-ahead logging gives the first; `synchronous=FULL` gives the second: with NORMAL the file stays
sound, but the last commits before a power cut may be gone, and a ledger must not forget what it said it has. Work is
committed in batches, so the one `fsync` a commit costs is nothing beside reading the documents.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

_MAGIC = b"SQLite format 3\0"

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA journal_size_limit=67108864",  # a huge import must not leave its log's size behind
)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one. SQLite gives its side files the same mode.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def is_blank(path: Path) -> bool:
    """Tell whether there is no file, or one without a byte."""
    return not path.exists() or path.stat().st_size == 0


def is_sqlite(path: Path) -> bool:
    """Tell whether a file begins as every SQLite file does."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def is_sealed(path: Path) -> bool:
    """Tell whether neither the file nor its folder may be written, as on a read-only medium."""
    return not os.access(path, os.W_OK) and not os.access(path.parent, os.W_OK)


def has_log(path: Path) -> bool:
    """Tell whether a write-ahead log lies beside the file that holds what the file itself does not."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def make_engine(path: Path, *, busy_timeout_s: float, is_writing: bool) -> Engine:
    """Give the engine whose every connection is set up for a ledger.

    Args:
        path: The file.
        busy_timeout_s: How long to wait for another writer.
        is_writing: Whether its transactions take the writer's lock when they begin (so that none fails half-way);
            otherwise each statement stands alone and nothing can be written.
    """
    engine = create_engine(_url(path), poolclass=NullPool, connect_args={"timeout": busy_timeout_s})
    if not is_writing:
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    event.listen(engine, "connect", _set_up_writing if is_writing else _set_up_reading)
    if is_writing:
        event.listen(engine, "begin", _begin)
    return engine


def _url(path: Path) -> URL:
    """On a read-only medium nobody writes, and SQLite must not try to make its side files there."""
    if not is_sealed(path):
        return URL.create("sqlite", database=str(path))
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)


def _set_up_reading(connection: sqlite3.Connection, _record: Any) -> None:
    _run(connection, (*_PRAGMAS, "PRAGMA query_only=ON"))


def _set_up_writing(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions on its own
    _run(connection, (*_PRAGMAS, "PRAGMA journal_mode=WAL"))


def _run(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except BaseException:
        connection.close()  # nobody else would: a damaged file fails here, before the engine has the connection
        raise


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
