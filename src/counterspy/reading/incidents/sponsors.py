"""Which state stands behind an act, and which services act for it, by the words that say so.

Invariant: a state counts only through words that make it the acting side (its organ, "on behalf of", the destination
of an illegal export). Where somebody was born or lives, and what nationality they hold, never counts; nor does a
service that arrests, investigates or comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Hit

_ACTING_KINDS: Final = frozenset({"service", "military", "actor-group"})
_FORMAL: Final = 26
"""How far "of the", "the government of the" may stand between a cue and the state, in code points."""
_PEOPLE: Final = ("national", "citizen", "man", "woman", "-born", "born", "origin", "descent", "resident", "dissident", "exile", "journalist", "language", "prime", "critic", "opposition", "people ", "speaking")


class Backing(NamedTuple):
    """A state made the acting side by the words at `[start, end)`; `weight` says how plainly."""

    state: str
    start: int
    end: int
    weight: float


class Acting(NamedTuple):
    """An entity made the acting side by the words at `[start, end)`."""

    entity: str
    start: int
    end: int


def bodies(line: Line) -> list[Hit]:
    """Find a state's name followed by an organ of it, not by what makes it a victim ("Danish government networks")."""
    organs = line.of("sponsor", "organ")
    found = []
    at = 0
    for state in line.of("state"):
        while at < len(organs) and organs[at].start < state.end:
            at += 1
        if at == len(organs):
            break
        organ = organs[at]
        between = line.between(state.end, organ.start)
        if len(between) > 16 or any(mark in between for mark in ",;:—(") or between.startswith(" and "):
            continue
        if between.strip(" '-s") and any(word in between for word in _PEOPLE):
            continue
        if not _is_victim(line, organ.end):
            found.append(Hit(state.start, organ.end, "state-body", state.code))
    return found


def backings(line: Line, found_bodies: Sequence[Hit], methods: Sequence[str]) -> list[Backing]:
    """Weigh every state that a line's words make the acting side."""
    found = []
    for body in found_bodies:
        if not _is_counter(line, body.start, body.end) and not _is_aimed_at(line, body.start):
            found.append(Backing(body.code, body.start, body.end, 3.0))
    for state in line.of("state"):
        cue = _cue_before(line, state.start, "for")
        tail = line.between(state.end, state.end + 14)
        if cue and not any(word in tail for word in _PEOPLE) and not _is_victim(line, state.end):
            weight = 1.0 if cue.end - cue.start == 3 and "agent-activity" not in methods else 4.0
            found.append(Backing(state.code, cue.start, state.end, weight))
        elif "illegal-export" in methods and _is_destination(line, state.start):
            found.append(Backing(state.code, state.start, state.end, 4.0))
        elif tail.startswith(("'s ", "' ")) and methods and not _is_victim(line, state.end):
            found.append(Backing(state.code, state.start, state.end, 1.0))
    for seen in line.seen:
        state_of = seen.entity.country
        if state_of and seen.entity.kind in _ACTING_KINDS and is_acting(line, seen, methods):
            found.append(Backing(state_of, seen.start, seen.end, 3.0))
    return found


def actors(line: Line, methods: Sequence[str]) -> list[Acting]:
    """Find the services, forces and groups that a line makes the acting side."""
    return [
        Acting(seen.entity.id, seen.start, seen.end)
        for seen in line.seen
        if seen.entity.kind in _ACTING_KINDS and is_acting(line, seen, methods)
    ]


def is_acting(line: Line, seen: Seen, methods: Sequence[str]) -> bool:
    """Tell whether the words around a service make it the acting side of what the line reports."""
    if _is_counter(line, seen.start, seen.end) or _is_aimed_at(line, seen.start):
        return False
    if any(0 <= hit.start - seen.end <= 1 for hit in line.of("target", "employed")):
        return False
    if any(0 <= seen.start - hit.end <= 5 for hit in line.of("target", "employer")):
        return False
    cue = _cue_before(line, seen.start, "for")
    if cue and (cue.end - cue.start > 3 or "agent-activity" in methods):
        return True
    after = line.between(seen.end, seen.end + 22)
    if any(after.lstrip(" -").startswith(word) for word in _STAFF):
        return True
    return any(0 <= hit.start - seen.end <= 40 for hit in line.of("method") + line.of("piece")) and bool(methods)


_STAFF: Final = ("officer", "agent", "operative", "asset", "handler", "unit", "hacker", "team", "-affiliated", "affiliated", "-linked", "-controlled", "-run", "employees", "began", "carried out", "conducted", "actors", "-backed")  # fmt: skip


def _cue_before(line: Line, start: int, code: str) -> Hit | None:
    """Find the longest cue that ends right before an offset, with nothing but small words between."""
    best: Hit | None = None
    for hit in line.of("sponsor", code):
        gap = start - hit.end
        if 0 <= gap <= _FORMAL and _is_formal(line.between(hit.end, start)) and (best is None or hit.start < best.start):
            best = hit
    return best


_SMALL: Final = frozenset(
    "the a an of government governments state intelligence officers officer service services foreign agent agents unit military "
    "communist party s to and his her its former senior russian chinese iranian ministry general staff main directorate armed forces "
    "military's people's republic's islamic regime".split()
)


def _is_formal(between: str) -> bool:
    return not any(mark in between for mark in ".,;:()\"“”—") and all(
        word in _SMALL or word.endswith("'s") for word in between.replace("'s ", " ").split()
    )


def _is_destination(line: Line, start: int) -> bool:
    before = line.between(max(line.start, start - 10), start)
    return before.endswith((" to ", " to the ", " for ", " into ", " in the ", " to a "))


def _is_counter(line: Line, start: int, end: int) -> bool:
    after = line.of("counter", "after")
    before = line.of("counter", "before")
    return any(0 <= hit.start - end <= 3 and "," not in line.between(end, hit.start) for hit in after) or any(
        0 <= start - hit.end <= 6 for hit in before
    )


def _is_victim(line: Line, end: int) -> bool:
    return any(0 <= hit.start - end <= 2 for hit in line.of("sponsor", "victim"))


def _is_aimed_at(line: Line, start: int) -> bool:
    return any(0 <= start - hit.end <= 6 for hit in line.of("target", "before"))
