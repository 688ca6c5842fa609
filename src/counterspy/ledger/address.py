"""Where a ledger is: what the user wrote, as a path, and as it may be shown."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from counterspy.errors import UsageError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_SECRET = re.compile(r"//[^/@]*@")


def ledger_path(address: str | os.PathLike[str]) -> Path:
    """Read the address of a ledger.

    Args:
        address: A path, or a URL as in `sqlite:///notes/counterspy.db` (four slashes for an absolute path).

    Returns:
        The path of the SQLite file, as given (not resolved).

    Raises:
        UsageError: it is empty, names a folder, a ledger in memory or a database that is not supported.
    """
    text = os.fspath(address)
    scheme = _SCHEME.match(text)
    if scheme:
        text = _path_of_url(text, scheme[1].lower())
    if text in ("", ":memory:"):
        raise UsageError("a ledger is a file: give a path, as in --ledger counterspy.db")
    if _is_folder(Path(text)):
        raise UsageError(f"{text} is a folder; a ledger is a file, as in {Path(text) / 'counterspy.db'}")
    return Path(text)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # said in full when it is opened
        return False


def _path_of_url(url: str, scheme: str) -> str:
    shown = _SECRET.sub("//…@", url)
    if scheme in ("postgresql", "postgres") or scheme.startswith("postgresql+"):
        raise UsageError(f"{shown}: ledgers on PostgreSQL come with a later version; give the path of a file for now")
    if scheme != "sqlite":
        raise UsageError(f"{shown}: a ledger is a path or sqlite:///PATH, not {scheme}://")
    rest = url[len("sqlite://") :]
    if rest and not rest.startswith("/"):
        raise UsageError(f"{shown}: three slashes for a path from here, four for an absolute one")
    return unquote(rest[1:])
