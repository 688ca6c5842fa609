"""Who or what an act was aimed at: the victim of the verb, the owner of what was taken, the employer of an insider.

Invariant: a target rests on a mention beside words that make it one; officials and courts at their work are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.outcomes import is_official
from counterspy.vocabulary import toml

_KINDS: Final = frozenset({"person", "company", "organisation", "agency", "military", "service"})
_TAKEN: Final = frozenset({"insider-theft", "academic-access", "talent-programme", "investment", "agent-activity"})
_EMPLOYERS: Final = _KINDS - {"person"}
_SMALL: Final[frozenset[str]] = frozenset(toml("gate")["grammar"]["beside_target"])


def targets(line: Line, methods: Sequence[Shown], barred: Collection[str]) -> list[Seen]:
    """Find a line's targets.

    Args:
        line: A line that shows a method.
        methods: What it shows.
        barred: Ids of entities that act or are accused, which are never targets of the same act.

    Returns:
        One mention of each, in order of position.
    """
    if not line.seen:
        return []
    if not methods:
        return [seen for seen in line.seen if seen.entity.kind in _EMPLOYERS and _is_employer(line, seen)]
    codes = {shown.method for shown in methods}
    found: list[Seen] = []
    last: Seen | None = None
    for seen in line.seen:
        if seen.entity.id in barred or seen.entity.kind not in _KINDS:
            continue
        if _is_hit(line, seen, codes) or (last is not None and _continues(line, last, seen)):
            last = seen
            if not is_official(line, seen) and all(seen.entity.id != other.entity.id for other in found):
                found.append(seen)
    return found


_STAFF: Final = ("special agent", "agent", "asset", "officer", "field office", "officials", "director", "operatives")


def _is_hit(line: Line, seen: Seen, codes: Collection[str]) -> bool:
    if seen.entity.kind != "person" and line.between(seen.end, seen.end + 16).lstrip().startswith(_STAFF):
        return False
    before = line.of("target.before")
    if any(0 <= seen.start - hit.end <= 40 and _is_plain(line, hit.end, seen.start) for hit in before):
        return True
    if any(-1 <= hit.start - seen.end <= 2 for hit in line.of("target.after")):
        return True
    if "supply-chain" in codes and seen.entity.kind != "person" and _is_supplied(line, seen):
        return True
    if not _TAKEN.intersection(codes) or seen.entity.kind == "person":
        return False
    return _is_employer(line, seen) or any(
        0 <= hit.start - seen.end <= 14 and _is_plain(line, seen.end, hit.start) for hit in line.of("target.employed")
    )


def _is_employer(line: Line, seen: Seen) -> bool:
    return any(0 <= seen.start - hit.end <= 5 for hit in line.of("target.employer"))


def _is_supplied(line: Line, seen: Seen) -> bool:
    """Tell whether what was tampered with went to this body: "delivered by X to the Y"."""
    before = line.between(line.start, seen.start)
    return before.endswith((" to the ", " to ", " by the ", " bought by ")) and any(
        word in before for word in ("deliver", "suppl", "shipped", "sold", "bought")
    )


def _continues(line: Line, last: Seen, seen: Seen) -> bool:
    between = line.between(last.end, seen.start)
    return (
        len(between) <= 24
        and between.strip(" )").startswith((",", "and", "as well as", "or"))
        and _is_plain(line, last.end, seen.start)
    )


def _is_plain(line: Line, start: int, end: int) -> bool:
    between = line.between(start, end)
    if any(mark in between for mark in ".;:—"):
        return any("u.s." in between for _ in (0,)) and ";" not in between
    return all(
        word.strip("()\"“”',’") in _SMALL or not word.strip("()\"“”',’-–")
        for word in between.replace("'s", " ").split()
    )
