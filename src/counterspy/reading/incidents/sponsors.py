"""Which state stands behind an act, and which services act for it, by the words that say so.

Invariant: a state counts only through words that make it the acting side (its organ, "on behalf of", the destination
of an illegal export). Where somebody was born or lives, and what nationality they hold, never counts; nor does a
service that arrests, investigates or comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from counterspy.reading.incidents.counter import is_counter, is_imagined, is_no_sponsor, is_police, is_victim_body
from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.phrases import Hit
from counterspy.reading.incidents.recipients import PASSING, is_end_user
from counterspy.reading.incidents.standing import is_former
from counterspy.reading.incidents.states import state_phrases
from counterspy.vocabulary import toml

_ACTING_KINDS: Final = frozenset({"service", "military", "actor-group"})
_HIRED: Final = frozenset({"company", "organisation"})
_REMOTE: Final = frozenset({"influence", "hack-and-leak", "cyber-intrusion"})
_OWN: Final = frozenset(
    {
        "aerial-maritime-collection",
        "technical-surveillance",
        "influence",
        "cyber-intrusion",
        "sabotage",
        "front-company",
    }
)
_RECEIVING: Final = frozenset(
    [
        "agent-activity",
        "insider-theft",
        "illegal-export",
        "recruitment-approach",
        "academic-access",
        "talent-programme",
        "front-company",
    ]
)
_FORMAL: Final = 26
"""How far "of the", "the government of the" may stand between a cue and the state, in code points."""
_STOPS: Final = frozenset(",;:—(")
_ASIDES: Final = frozenset(",;:()")
_PEOPLE: Final = re.compile("|".join(map(re.escape, toml("roles")["grammar"]["people"])))


_WORK: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["service_work"])
_LINKS: Final = frozenset(
    [
        "as",
        "an",
        "a",
        "to",
        "for",
        "in",
        "by",
        "with",
        "of",
        "on",
        "was",
        "is",
        "were",
        "are",
        "from",
        "that",
        "who",
        "had",
        "has",
        "the",
    ]
)


_NO_ORGAN: Final = _LINKS | frozenset(toml("roles")["grammar"]["pursuing"])


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
    organs = line.of("sponsor.organ")
    found = []
    at = 0
    for state in line.of("state"):
        while at < len(organs) and organs[at].start < state.end:
            at += 1
        if at == len(organs):
            break
        organ = organs[at]
        between = line.between(state.end, organ.start)
        if len(between) > 16 or not _STOPS.isdisjoint(between) or between.startswith(" and "):
            continue
        if _PEOPLE.search(between) or not _NO_ORGAN.isdisjoint(between.split()):
            continue
        if not is_victim_body(line, organ.end):
            found.append(Hit(state.start, organ.end, "state-body", state.code))
    return found


def backings(line: Line, found_bodies: Sequence[Hit], methods: Sequence[str]) -> list[Backing]:
    """Weigh every state that a line's words make the acting side."""
    found = []
    for body in found_bodies:
        end = max([body.end, *(seen.end for seen in line.seen if seen.start < body.end <= seen.end)])
        if is_no_sponsor(line, body.start, end):
            continue
        if "insider-theft" in methods and line.between(body.start, body.end).endswith(_OWN_FORCES):
            continue
        if _RECEIVING.intersection(methods) or not line.between(max(line.start, body.start - 8), body.start).endswith(
            (" to ", " to the ", " to a ")
        ):
            found.append(Backing(body.code, body.start, body.end, 3.0))
    shown = line.of("method")
    for state in line.of("state"):
        if any(hit.code == "other" and hit.start <= state.start and state.end <= hit.end for hit in shown):
            found.append(Backing(state.code, state.start, state.end, 3.0))
        elif doing := _own_act(line, state, shown):
            found.append(Backing(state.code, state.start, doing.end, 3.0))
        if is_blamed(line, state) or (methods and _sends(line, state)):
            found.append(Backing(state.code, state.start, state.end, 3.0))
        cue = _cue_before(line, state.start, "sponsor.for")
        tail = line.between(state.end, state.end + 14)
        if cue and (("insider-theft" in methods and tail.startswith(_FORCES)) or _is_aside(line, cue, state)):
            continue
        if cue and not _PEOPLE.search(tail) and not is_victim_body(line, state.end):
            weight = 1.0 if cue.end - cue.start == 3 and "agent-activity" not in methods else 4.0
            found.append(Backing(state.code, cue.start, state.end, weight))
        elif ("illegal-export" in methods and _is_destination(line, state.start)) or (
            not PASSING.isdisjoint(methods) and is_end_user(line, state)
        ):
            found.append(Backing(state.code, state.start, state.end, 4.0))
        elif (
            tail.startswith(("'s ", "' "))
            and methods
            and not is_victim_body(line, state.end)
            and not any(0 <= hit.start - state.end <= _FORMAL + 14 for hit in line.of("counter.after"))
        ):
            found.append(Backing(state.code, state.start, state.end, 1.0))
    for seen in line.seen:
        if "illegal-export" in methods and seen.entity.kind == "place" and _is_capital_reached(line, seen):
            found.append(Backing(seen.entity.country or "", seen.start, seen.end, 3.0))
        if seen.entity.kind not in _ACTING_KINDS:
            continue
        state_of = owner_of(line, seen) or seen.entity.country
        if state_of and is_acting(line, seen, methods):
            found.append(Backing(state_of, seen.start, seen.end, 3.0))
    return found


def is_blamed(line: Line, state: Hit) -> bool:
    """Tell whether a state is named as the one who did it: "identifies X as responsible", "X stood behind"."""
    return any(0 <= hit.start - state.end <= 2 for hit in line.of("sponsor.after"))


def _is_aside(line: Line, cue: Hit, state: Hit) -> bool:
    """Tell whether "the government of X" is the one that speaks, or whoever works for a state only poses so."""
    if line.between(cue.start, cue.end) == "government of":
        return is_no_sponsor(line, cue.start, state.end)
    return is_imagined(line, cue.start)


def _sends(line: Line, state: Hit) -> bool:
    """Tell whether somebody stands in a state's service or reports to its envoys: "a diplomat of X"."""
    cue = _cue_before(line, state.start, "sponsor.of")
    return cue is not None and not is_no_sponsor(line, cue.start, state.end)


def _own_act(line: Line, state: Hit, shown: Sequence[Hit]) -> Hit | None:
    """Find the act that a state's adjective stands right before: "a Danish listening post"."""
    for hit in shown:
        gap = hit.start - state.end
        if 0 <= gap <= 14 and hit.code in _OWN and not _LINKS.intersection(line.between(state.end, hit.start).split()):
            between = line.between(state.end, hit.start)
            if _ASIDES.isdisjoint(between) and not _PEOPLE.search(between):
                return hit
    return None


def owner_of(line: Line, seen: Seen) -> str | None:
    """Read whose a service is off the words in, before and behind its name, which outrank any catalogue."""
    for state in line.of("state"):
        if seen.start <= state.start and state.end <= seen.end:
            return state.code
        if 0 <= seen.start - state.end <= 3 and line.between(state.end, seen.start).strip() in {"", "'s", "'"}:
            return state.code
        if 0 < state.start - seen.end <= 20 and line.between(seen.end, state.start) in _OF_STATE:
            return state.code
    return None


_OF_STATE: Final = frozenset({" of ", " of the ", " of the republic of ", " of the kingdom of "})


def actors(line: Line, methods: Sequence[str]) -> list[Acting]:
    """Find the services, forces and groups that a line makes the acting side."""
    kinds = _ACTING_KINDS if _REMOTE.isdisjoint(methods) else _ACTING_KINDS | _HIRED
    if kinds.isdisjoint(line.kinds):
        return []
    return [
        Acting(seen.entity.id, seen.start, seen.end)
        for seen in line.seen
        if seen.entity.kind in kinds and is_acting(line, seen, methods)
    ]


def service_work(line: Line) -> list[Shown]:
    """Take "on behalf of", "working for" a service as work for it, in a line that shows no other method."""
    return [
        Shown("agent-activity", cue.start, seen.end)
        for seen in line.seen
        if seen.entity.kind in {"service", "military"}
        and (cue := _cue_before(line, seen.start, "sponsor.for")) is not None
        and line.between(cue.start, cue.end).startswith(_WORK)
        and not is_counter(line, seen.start, seen.end)
    ]


def is_acting(line: Line, seen: Seen, methods: Sequence[str]) -> bool:
    """Tell whether the words around a service make it the acting side of what the line reports."""
    if is_counter(line, seen.start, seen.end) or is_former(line, seen):
        return False
    if is_police(seen) and _cue_before(line, seen.start, "sponsor.for") is None:
        return False
    is_own_staff = seen.entity.kind == "military" and "insider-theft" in methods
    after = line.between(seen.end, seen.end + 22).lstrip(" -")
    if after.startswith(_STAFF) and not is_own_staff:
        return True
    if is_no_sponsor(line, seen.start, seen.end):
        return False
    if seen.entity.kind not in _ACTING_KINDS:
        return False
    if any(0 <= hit.start - seen.end <= 1 for hit in line.of("target.employed")):
        return False
    if any(0 <= seen.start - hit.end <= 5 for hit in line.of("target.employer")):
        return False
    cue = _cue_before(line, seen.start, "sponsor.for")
    if cue and (cue.end - cue.start > 3 or "agent-activity" in methods) and not _was_once(line, cue):
        return True
    if not _OWN_STAFF.intersection(methods) and _cue_before(line, seen.start, "sponsor.held"):
        return True
    if line.between(max(line.start, seen.start - 8), seen.start).endswith(
        (" in ", " to ", " to the ", " with ", " in the ")
    ):
        return False
    return (
        seen.entity.kind != "military"
        and bool(methods)
        and any(
            0 <= hit.start - seen.end <= 45 and _is_verbal(line.between(seen.end, hit.start))
            for hit in line.of("method") + line.of("piece")
        )
    )


_OWN_STAFF: Final = frozenset({"insider-theft", "agent-activity"})


def _was_once(line: Line, cue: Hit) -> bool:
    """Tell whether a post was left: "a former officer of" a body does not act for it."""
    return line.between(max(line.start, cue.start - 9), cue.start).endswith(("former ", "retired ", "ex-", "one-time "))


def _is_verbal(between: str) -> bool:
    return not any(mark in between for mark in (",", " and ", ";", " for ", "(", "."))


_STAFF: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["staff"])


def _cue_before(line: Line, start: int, code: str) -> Hit | None:
    """Find the longest cue that ends right before an offset, with nothing but small words between."""
    best: Hit | None = None
    for hit in line.of(code):
        gap = start - hit.end
        if (
            0 <= gap <= _FORMAL
            and _is_formal(line.between(hit.end, start))
            and (best is None or hit.start < best.start)
        ):
            best = hit
    return best


_MARKS: Final = frozenset('.,;:()"“”—')
_SMALL: Final[frozenset[str]] = frozenset(toml("roles")["grammar"]["formal"])


def _is_formal(between: str) -> bool:
    if not _MARKS.isdisjoint(between):
        return False
    return all(
        word in _SMALL or word.endswith("'s") or word in _state_words() for word in between.replace("'s ", " ").split()
    )


@cache
def _state_words() -> frozenset[str]:
    return frozenset(
        word.lower() for phrases in state_phrases().values() for phrase in phrases for word in phrase.split()
    )


def _is_destination(line: Line, start: int) -> bool:
    if any(word in line.between(max(line.start, start - 34), start) for word in _NO_DESTINATION):
        return False
    before = line.between(max(line.start, start - 10), start)
    return before.endswith((" to ", " to the ", " for ", " into ", " in the ", " to a "))


def _is_capital_reached(line: Line, seen: Seen) -> bool:
    return (
        seen.entity.country is not None
        and line.between(seen.start, seen.end) in _CAPITALS
        and line.between(max(line.start, seen.start - 4), seen.start) == " to "
        and _is_destination(line, seen.start)
    )


_CAPITALS: Final[frozenset[str]] = frozenset(toml("roles")["words"]["capitals"])
_FORCES: Final = (" navy", " army", " air force", " military", " armed forces", "'s navy", "'s army", "'s armed")
_OWN_FORCES: Final = ("navy", "army", "military", "forces")
_NO_DESTINATION: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["no_destination"])
