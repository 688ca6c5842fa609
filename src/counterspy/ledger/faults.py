"""What the database says when something is wrong, put into words a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from counterspy.errors import LedgerDamaged, LedgerError, LedgerLocked

LOCKED = "another process is writing to it and did not finish in time; wait for it or stop it, then run this again"

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_WORDS = {
    sqlite3.SQLITE_FULL: "no space is left on the disk; nothing of this step was kept, make room and run it again",
    sqlite3.SQLITE_READONLY: "it may not be written; check the permissions of the file and of its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the permissions of the file and of its folder",
    sqlite3.SQLITE_PERM: "it may not be opened; check the permissions of the file and of its folder",
    sqlite3.SQLITE_IOERR: "the disk could not read or write it; nothing of this step was kept, check the disk",
    sqlite3.SQLITE_TOOBIG: "one input is larger than a ledger can hold (1 GB)",
    sqlite3.SQLITE_NOMEM: "there is not enough memory for this",
}


@contextmanager
def plain_faults(ledger: str) -> Iterator[None]:
    """Turn the database's errors into ours. Put around the database's own calls only, never around a caller's block.

    Args:
        ledger: How to call the ledger in the message.

    Raises:
        LedgerLocked: another process holds it.
        LedgerDamaged: the file is not what it should be.
        LedgerError: anything else the machine refuses.
    """
    try:
        yield
    except DBAPIError as fault:
        cause = fault.orig
        if not isinstance(cause, sqlite3.Error) or isinstance(cause, sqlite3.ProgrammingError):
            raise
        raise _in_words(ledger, cause) from fault
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, UnicodeDecodeError) as fault:  # a flipped bit may leave text that cannot be decoded
        raise _in_words(ledger, fault) from fault


def _in_words(ledger: str, fault: sqlite3.Error | UnicodeDecodeError) -> LedgerError:
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF  # the rest is detail on the same error
    if code in _LOCKED:
        return LedgerLocked(ledger, LOCKED)
    if code in _WORDS:
        return LedgerError(ledger, _WORDS[code])
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerDamaged(ledger, "this is not a ledger, or its first bytes are damaged; restore a backup")
    return LedgerDamaged(ledger, f"the file is damaged ({fault}); restore a backup")
