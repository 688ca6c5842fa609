"""How far something may go: the markings it came in under, and the marks that were decided since.

Invariant: what is shown here is what `ledger.sight` enforces. A mark keeps closer and never opens; what came in
unmarked is its owner's alone, whatever was decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from counterspy.ledger import Ledger
from counterspy.model import Tlp


class Handling(Struct, frozen=True, kw_only=True):
    """How far something may go.

    Attributes:
        strictest: The strictest marking on any of it, by whom- or whatever; None where nothing of it carries one.
        is_shareable: Whether all of it came in under a marking.
    """

    strictest: Tlp | None
    is_shareable: bool


def handling_of(ledger: Ledger, documents: Iterable[str], named: Iterable[str] = ()) -> Handling:
    """Tell how far something may go that rests on some documents.

    Args:
        ledger: Opened for a viewer.
        documents: Ids.
        named: Ids of the incidents and entities in it.
    """
    marks = ledger.standing_marks()
    rests_on = tuple(documents)
    opened = [_widest(ledger, document) for document in rests_on]
    decided = [Tlp.parse(label) for subject in (*rests_on, *named) for label in marks.get(subject, ())]
    labels = [*decided, *(label for label in opened if label is not None)]
    return Handling(strictest=max(labels, default=None), is_shareable=bool(opened) and None not in opened)


def without_effect(ledger: Ledger, marking: str, documents: Iterable[str]) -> str | None:
    """Say why a mark changes nothing for sharing, None where it keeps something closer than it was.

    Args:
        ledger: Opened by its owner.
        marking: The TLP label that was decided.
        documents: Ids of the documents that what was marked rests on, at least one.
    """
    opened = [_widest(ledger, document) for document in documents]
    labels = [label for label in opened if label is not None]
    if not labels:
        return "it came in unmarked, so only the owner of this ledger sees it: the mark changes nothing for sharing"
    if Tlp.parse(marking) <= min(labels):
        return f"it came in under {min(labels)}: a mark keeps closer and never opens, so nothing changes for sharing"
    return None


def _widest(ledger: Ledger, document: str) -> Tlp | None:
    """The widest marking a document came in under, once for each place: what is public in one place is public."""
    return min((Tlp.parse(one.tlp) for one in ledger.captures(document) if one.tlp), default=None)
