"""Opens a ledger: the address, the file, the schema's revision.

Invariant: nothing is written to a file that is not a ledger, is damaged, or was written by a newer Counterspy; a file
that a killed process left without tables counts as no ledger yet.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from counterspy.errors import LedgerDamaged, LedgerError, LedgerTooNew, UsageError
from counterspy.ledger.address import ledger_path
from counterspy.ledger.ledger import Ledger
from counterspy.ledger.schema import REVISIONS
from counterspy.model import Viewer

if TYPE_CHECKING:
    from counterspy.ledger.store import Store

BUSY_TIMEOUT_S = 10.0
"""How long a writer waits for another one."""

_REVISION = re.compile(r"\d{4}")


def open_ledger(
    address: str | os.PathLike[str], viewer: Viewer, *, create: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S
) -> Ledger:
    """Open a ledger for somebody.

    Args:
        address: A path, or `sqlite:///PATH`.
        viewer: Who reads; there is no other way in.
        create: Whether to make the ledger where there is none.
        busy_timeout_s: How long to wait for another writer before `LedgerLocked`.

    Returns:
        The ledger, to be used as a context manager.

    Raises:
        UsageError: there is no such ledger, or the address is not one.
        LedgerDamaged: the file is no SQLite file, or is damaged.
        LedgerTooNew: a newer Counterspy wrote it.
        LedgerLocked: another process kept it from being made or brought up to date.
        LedgerError: the machine refuses.
    """
    path = ledger_path(address)
    _prepare_file(path, create=create)
    store = _store(path, busy_timeout_s)
    try:
        _bring_up_to_date(store, create=create)
    except BaseException:
        store.close()
        raise
    return Ledger(store, viewer)


def _missing(path: str) -> UsageError:
    return UsageError(f"{path}: there is no ledger here; `counterspy read PATH` or `counterspy demo` makes one")


def _prepare_file(path: Path, *, create: bool) -> None:
    from counterspy.ledger import sqlite

    try:
        if sqlite.is_blank(path):
            if not create:
                raise _missing(str(path))
            sqlite.make_file(path)
        elif not sqlite.is_sqlite(path):
            raise LedgerDamaged(str(path), "this is not a ledger, or its first bytes are damaged; restore a backup")
        elif sqlite.is_sealed(path) and sqlite.has_log(path):
            raise LedgerError(str(path), "lies read-only beside a log that was never closed; copy both elsewhere")
    except FileNotFoundError as fault:
        raise UsageError(f"{path}: the folder {path.parent} does not exist; make it first") from fault
    except OSError as fault:
        raise LedgerError(
            str(path), f"{(fault.strerror or 'it cannot be opened').lower()}; check permissions"
        ) from fault


def _store(path: Path, busy_timeout_s: float) -> Store:
    from counterspy.ledger import sqlite
    from counterspy.ledger.store import Store

    reading = sqlite.make_engine(path, busy_timeout_s=busy_timeout_s, is_writing=False)
    writing = sqlite.make_engine(path, busy_timeout_s=busy_timeout_s, is_writing=True)
    return Store(str(path), reading, writing)


def _bring_up_to_date(store: Store, *, create: bool) -> None:
    revision = store.revision()
    if revision == REVISIONS[-1]:
        return
    if revision is None:
        if store.names("table"):
            raise UsageError(f"{store.shown}: this is another program's database, not a ledger")
        if not create:
            raise _missing(store.shown)
    elif revision not in REVISIONS:
        raise _unknown_revision(store.shown, revision, REVISIONS[-1])
    store.migrate()


def _unknown_revision(shown: str, revision: str, newest: str) -> LedgerError:
    if _REVISION.fullmatch(revision) and revision > newest:
        return LedgerTooNew(
            shown, f"a newer Counterspy wrote it (schema {revision}, this one knows {newest}); update Counterspy"
        )
    return LedgerDamaged(shown, f"its schema calls itself {revision!r}, which never was one; restore a backup")
