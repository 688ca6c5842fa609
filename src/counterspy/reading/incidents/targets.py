"""Who or what an act was aimed at: the victim of the verb, the owner of what was taken, the employer of an insider.

Invariant: a target rests on a mention beside words that make it one; officials and courts at their work are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.outcomes import is_official

_KINDS: Final = frozenset({"person", "company", "organisation", "agency", "military", "service"})
_TAKEN: Final = frozenset({"insider-theft", "academic-access", "talent-programme", "investment", "agent-activity"})
_SMALL: Final = frozenset(
    "the a an of retired former then and its own u.s. us uk german french computer networks network information systems system "
    "fbi special agent chancellor candidate journalist publisher employees volunteers chairman email accounts campaign "
    "federal national foreign servers staff home at by members headquarters offices president's well as including".split()
)


def targets(line: Line, methods: Sequence[Shown], barred: Collection[str]) -> list[Seen]:
    """Find a line's targets.

    Args:
        line: A line that shows a method.
        methods: What it shows.
        barred: Ids of entities that act or are accused, which are never targets of the same act.

    Returns:
        One mention of each, in order of position.
    """
    if not methods:
        return []
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


def _is_hit(line: Line, seen: Seen, codes: Collection[str]) -> bool:
    before = line.of("target", "before")
    if any(0 <= seen.start - hit.end <= 40 and _is_plain(line, hit.end, seen.start) for hit in before):
        return True
    if any(-1 <= hit.start - seen.end <= 2 for hit in line.of("target", "after")):
        return True
    if not _TAKEN.intersection(codes) or seen.entity.kind == "person":
        return False
    employer = any(0 <= seen.start - hit.end <= 5 for hit in line.of("target", "employer"))
    return employer or any(0 <= hit.start - seen.end <= 14 and _is_plain(line, seen.end, hit.start) for hit in line.of("target", "employed"))


def _continues(line: Line, last: Seen, seen: Seen) -> bool:
    between = line.between(last.end, seen.start)
    return len(between) <= 24 and between.strip(" )").startswith((",", "and", "as well as", "or")) and _is_plain(line, last.end, seen.start)


def _is_plain(line: Line, start: int, end: int) -> bool:
    between = line.between(start, end)
    if any(mark in between for mark in ".;:—"):
        return any("u.s." in between for _ in (0,)) and ";" not in between
    return all(word.strip("()\"“”',’") in _SMALL or not word.strip("()\"“”',’-–") for word in between.replace("'s", " ").split())
