"""Keeps evidence and decisions, append-only and chained; shows each viewer what its markings allow.

Goes in: documents with their bytes and captures, readings, records, decisions, and what the register derived from them.
Comes out: the same, as structs of `model`, to a viewer; ids and chain values that prove nothing was changed. It may
import `model` and the errors only. It never changes or removes evidence, never reads the clock (times are the caller's)
and never judges what evidence means.

SQLAlchemy takes a third of a second to load; it is loaded by `open_ledger`, not by importing this room.
"""

from counterspy.ledger.address import ledger_path
from counterspy.ledger.doctor import Finding
from counterspy.ledger.entry import Head, Thing
from counterspy.ledger.ledger import Counts, DerivedState, Ledger
from counterspy.ledger.opening import open_ledger
from counterspy.ledger.pen import Pen
from counterspy.ledger.verifying import Problem, VerifyReport

__all__ = [
    "Counts",
    "DerivedState",
    "Finding",
    "Head",
    "Ledger",
    "Pen",
    "Problem",
    "Thing",
    "VerifyReport",
    "ledger_path",
    "open_ledger",
]
