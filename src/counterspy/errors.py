"""The exception tree. Every error carries its facts and prints one plain line: what, why, what to do next.

CounterspyError
├── InputError              one input cannot be taken; the rest of the batch goes on
│   ├── UnreadableInput     missing, unreadable, damaged, encrypted, empty
│   ├── InputTooLarge       larger, deeper or slower than a limit allows
│   └── AddressRefused      a URL this machine does not fetch
├── LedgerError
│   ├── LedgerDamaged       the hash chain or a stored byte does not fit
│   ├── LedgerLocked        another process is writing
│   └── LedgerTooNew        written by a newer Counterspy
├── ReaderFailed            a reader gave nothing that can be used; the document is kept
├── UnknownId               no such document, incident, entity or decision
│   └── AmbiguousId         several ids start so
└── UsageError              the call itself is wrong
"""

from __future__ import annotations

__all__ = [
    "AddressRefused",
    "AmbiguousId",
    "CounterspyError",
    "InputError",
    "InputTooLarge",
    "LedgerDamaged",
    "LedgerError",
    "LedgerLocked",
    "LedgerTooNew",
    "ReaderFailed",
    "UnknownId",
    "UnreadableInput",
    "UsageError",
]


class CounterspyError(Exception):
    """Anything Counterspy refuses or cannot do. `str()` is one line for the person at the keyboard."""


class InputError(CounterspyError):
    """One input could not be taken.

    Attributes:
        location: The path, URL or member the user gave.
        reason: Why, in plain words.
        advice: What to do next, in plain words; may be empty.
    """

    def __init__(self, location: str, reason: str, advice: str = "") -> None:
        self.location = location
        self.reason = reason
        self.advice = advice
        super().__init__(f"{location}: {reason}" + (f"; {advice}" if advice else ""))


class UnreadableInput(InputError):
    """The bytes are missing, damaged, encrypted, empty or of no known kind."""


class InputTooLarge(InputError):
    """The input is larger, deeper or slower than a limit allows."""


class AddressRefused(InputError):
    """The URL leads somewhere this machine does not fetch from."""


class LedgerError(CounterspyError):
    """The ledger cannot be used as asked.

    Attributes:
        ledger: The path or URL of the ledger, without any password.
    """

    def __init__(self, ledger: str, message: str) -> None:
        self.ledger = ledger
        super().__init__(f"{ledger}: {message}")


class LedgerDamaged(LedgerError):
    """A stored byte or the hash chain does not fit, or the file is no ledger; `verify` says what."""


class LedgerLocked(LedgerError):
    """Another process is writing and did not finish in time."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer Counterspy than this one."""


class ReaderFailed(CounterspyError):
    """A reader gave nothing that can be used; the document is kept and can be read again."""


class UnknownId(CounterspyError):
    """Nothing visible to this viewer has that id or name.

    Attributes:
        wanted: What was asked for.
    """

    def __init__(self, wanted: str, advice: str = "") -> None:
        self.wanted = wanted
        super().__init__(f"nothing here is called {wanted!r}" + (f"; {advice}" if advice else ""))


class AmbiguousId(UnknownId):
    """Several ids start like the one that was asked for."""


class UsageError(CounterspyError):
    """The call itself is wrong: an option, a value, a combination."""
