"""What the standing marks say."""

from __future__ import annotations

from collections.abc import Iterable

from counterspy.model import Decision, undone


def standing_marks(decisions: Iterable[Decision]) -> dict[str, list[str]]:
    """Give the markings that stand on each subject.

    Args:
        decisions: In order of the ledger.

    Returns:
        Subject (an id, or the name of a source of records) to its markings, at least one, in order.
    """
    kept = [one for one in decisions if one.kind in ("mark", "undo")]
    gone = undone(kept)
    marks: dict[str, list[str]] = {}
    for decision in kept:
        if decision.kind == "mark" and decision.id not in gone:
            marks.setdefault(decision.subject, []).append(decision.value or "")
    return marks
