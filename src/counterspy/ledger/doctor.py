"""The doctor: looks at a ledger and its surroundings and says what to do. Changes nothing."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from counterspy.errors import UsageError
from counterspy.ledger.schema import REVISIONS, trigger_faults

if TYPE_CHECKING:
    from counterspy.ledger.ledger import Ledger

_OLDEST_SQLITE = (3, 37, 0)  # the first with strict tables
_LEAST_FREE_BYTES = 500_000_000


class Finding(Struct, frozen=True, kw_only=True):
    """One thing the doctor looked at.

    Attributes:
        name: What, in a word or two.
        is_ok: Whether it is as it should be.
        message: What was found.
        advice: What to do; empty where it is well.
    """

    name: str
    is_ok: bool
    message: str
    advice: str = ""


def examine(ledger: Ledger, *, maker: str | None = None) -> tuple[Finding, ...]:
    """Look a ledger over.

    Args:
        ledger: Opened by its owner.
        maker: Name and version of what would make the derived tables now; None leaves the version out of account.

    Raises:
        UsageError: the viewer is not the owner.
        LedgerDamaged: the file is too damaged to be asked.
    """
    if not ledger.viewer.is_owner:
        raise UsageError(f"{ledger.shown}: only the owner of a ledger can examine it")
    return tuple(_findings(ledger, maker))


def _findings(ledger: Ledger, maker: str | None) -> Iterator[Finding]:
    path = Path(ledger.shown)
    yield _sqlite_version()
    yield _integrity(ledger)
    yield _schema(ledger)
    yield _triggers(ledger)
    yield _journal(ledger)
    yield _end_of_log(ledger)
    yield _derived(ledger, maker)
    yield _resolved(ledger)
    yield _permissions(path)
    yield _free_space(path)


def _finding(name: str, is_ok: bool, message: str, advice: str) -> Finding:
    return Finding(name=name, is_ok=is_ok, message=message, advice="" if is_ok else advice)


def _sqlite_version() -> Finding:
    import sqlite3

    is_ok = sqlite3.sqlite_version_info >= _OLDEST_SQLITE
    oldest = ".".join(map(str, _OLDEST_SQLITE))
    return _finding("SQLite", is_ok, sqlite3.sqlite_version, f"use a Python that comes with SQLite {oldest} or newer")


def _integrity(ledger: Ledger) -> Finding:
    found = ledger.store.pragma("integrity_check(5)")
    return _finding("file", found == ("ok",), "; ".join(found), "restore a backup, and run `counterspy verify`")


def _schema(ledger: Ledger) -> Finding:
    revision = ledger.store.revision()
    return _finding("schema", revision == REVISIONS[-1], f"revision {revision}", "open it with this Counterspy once")


def _triggers(ledger: Ledger) -> Finding:
    faults = trigger_faults(ledger.store.triggers())
    message = "; ".join(faults) or "evidence cannot be changed or removed"
    return _finding("append-only", not faults, message, "somebody changed the file: `counterspy verify`, then restore")


def _journal(ledger: Ledger) -> Finding:
    mode = ledger.store.pragma("journal_mode")[0]
    return _finding("journal", mode == "wal", mode, "any writing command, as `counterspy read`, turns it back to wal")


def _end_of_log(ledger: Ledger) -> Finding:
    noted, last = ledger.store.head(), ledger.store.last()
    is_ok = noted == last if last is not None else noted.seq == 0
    message = f"{noted.seq} entries, {noted.chain[:16]}…"
    return _finding("end of log", is_ok, message, "entries are missing at the end: run `counterspy verify`")


def _derived(ledger: Ledger, maker: str | None) -> Finding:
    state = ledger.derived_state()
    advice = "run `counterspy rebuild`"
    if faults := ledger.store.register_faults():
        return _finding("register", False, faults[0], advice)
    if state is None:
        return _finding("register", ledger.store.head().seq == 0, "not made yet", advice)
    if not state.is_fresh:
        return _finding("register", False, f"stale: made from the first {state.made_from.seq} entries", advice)
    is_ok = maker in (None, state.maker)
    return _finding("register", is_ok, f"fresh, made by {state.maker}", advice)


def _resolved(ledger: Ledger) -> Finding:
    is_ok = ledger.is_resolved()
    message = "all evidence was looked at for what is the same" if is_ok else "the newest evidence is not resolved yet"
    return _finding("resolved", is_ok, message, "run `counterspy resolve`")


def _permissions(path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    is_ok = not mode & (stat.S_IRWXG | stat.S_IRWXO)
    return _finding("permissions", is_ok, f"{mode:04o}", f"others on this machine can reach it: chmod 600 {path}")


def _free_space(path: Path) -> Finding:
    import shutil

    free_bytes = shutil.disk_usage(path.parent).free
    need_bytes = max(_LEAST_FREE_BYTES, path.stat().st_size // 10)
    return _finding("disk", free_bytes >= need_bytes, f"{free_bytes // 1_000_000} MB free", "make room on this disk")
