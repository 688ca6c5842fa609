"""Backs a ledger up while others may read and write it, and verifies the copy before it gets its name.

Invariant: under the name asked for there is a whole, verified copy or nothing; a file that is there is never touched.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from counterspy.errors import LedgerDamaged, LedgerError, UsageError
from counterspy.ledger.faults import plain_faults
from counterspy.ledger.opening import open_ledger
from counterspy.ledger.sqlite import make_file
from counterspy.ledger.verifying import Progress, VerifyReport, verify

if TYPE_CHECKING:
    from counterspy.ledger.ledger import Ledger


def back_up(ledger: Ledger, to: str | os.PathLike[str], progress: Progress | None = None) -> VerifyReport:
    """Copy a ledger to a new file (mode 0600).

    Args:
        ledger: Opened by its owner.
        to: A path where nothing is yet.
        progress: Told while the copy is verified.

    Returns:
        The report on the copy; it is sound.

    Raises:
        UsageError: the viewer is not the owner, or something is at `to`.
        LedgerDamaged: the copy does not verify, so this ledger does not either; no copy is left.
        LedgerError: the copy cannot be written.
    """
    if not ledger.viewer.is_owner:
        raise UsageError(f"{ledger.shown}: only the owner of a ledger can back it up")
    target = Path(to)
    if target.exists():
        raise UsageError(f"{target} is there already; give a new name for the backup")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        report = _copy(ledger, part, progress)
        os.link(part, target)  # unlike a rename this fails where somebody was quicker
    except OSError as fault:
        raise LedgerError(
            str(target), f"{(fault.strerror or 'it cannot be written').lower()}; no backup made"
        ) from fault
    finally:
        for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            leftover.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return report


def _copy(ledger: Ledger, part: Path, progress: Progress | None) -> VerifyReport:
    make_file(part)
    source = ledger.store.connection().connection.dbapi_connection
    if not isinstance(source, sqlite3.Connection):
        raise UsageError(f"{ledger.shown}: only a ledger in a file can be backed up this way")
    with plain_faults(str(part)):
        copy = sqlite3.connect(part)
        try:
            source.backup(copy)  # in one step: one state, and in write-ahead mode nobody waits for it
        finally:
            copy.close()
    with open_ledger(part, ledger.viewer) as opened:
        report = verify(opened, progress)
    if not report.is_sound:
        raise LedgerDamaged(ledger.shown, f"{report.problems[0].what}; no backup made, run `counterspy verify`")
    _sync(part)
    return report


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
