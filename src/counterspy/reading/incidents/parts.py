"""Who has a part in an incident though no status of theirs is stated: a handler, an officer of the service, a front.

Invariant: the part is read off the words beside a name, and rests on them; officials, lawyers and victims have none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from counterspy.model import Basis
from counterspy.reading.incidents.befallen import named_after
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.segments import Scene
from counterspy.reading.incidents.sponsors import owner_of
from counterspy.reading.incidents.standing import People, is_official, is_victim
from counterspy.vocabulary import toml

_WORDS: Final[dict[str, list[str]]] = toml("roles")["words"]
_AGENTS: Final[frozenset[str]] = frozenset(_WORDS["agents"])
_FRONTS: Final[tuple[str, ...]] = tuple(_WORDS["fronts"])
_FRONTING: Final[tuple[str, ...]] = tuple(_WORDS["fronting"])
_WAYS: Final[tuple[str, ...]] = tuple(f" {word}" for word in _WORDS["fronts_of_trade"])
_SHIPPING: Final = frozenset({"illegal-export", "front-company"})
_TRADING: Final = frozenset({"illegal-export", "front-company", "influence", "cyber-intrusion", "other"})
_NEAR: Final = 44


def parts_of(scenes: Sequence[Scene], states: Collection[str], taken: Collection[str], basis: list[Basis]) -> list[str]:
    """Find those accused by their part alone.

    Args:
        scenes: The incident's lines, in order of position.
        states: Its sponsors.
        taken: Ids already accused, or aimed at.
        basis: Takes the words each rests on.
    """
    found: dict[str, None] = {}
    for who, seen in suspects_of(scenes).items():
        if who not in taken:
            found.setdefault(who)
            basis.append(Basis(field="accused", value=who, start=seen.start, end=seen.end))
    shown = {one.method for scene in scenes for one in scene.methods}
    is_trade = not shown.isdisjoint(_TRADING)
    fronts = _FRONTS if shown.isdisjoint(_SHIPPING) else (*_FRONTS, *_WAYS)
    for scene in scenes:
        for seen in scene.line.seen:
            if seen.entity.id in taken or seen.entity.id in found:
                continue
            if (seen.entity.kind == "person" and _is_officer(scene.line, seen, states)) or (
                is_trade and seen.entity.kind == "company" and _is_front(scene.line, seen, fronts)
            ):
                found.setdefault(seen.entity.id)
                basis.append(Basis(field="accused", value=seen.entity.id, start=seen.start, end=seen.end))
    return list(found)


def suspects_of(scenes: Sequence[Scene]) -> dict[str, Seen]:
    """Find those whom a word beside their name calls accused: "the suspect, X", "identified the suspects as X and Y".

    Returns:
        Where each is first so called, by entity id.
    """
    found: dict[str, Seen] = {}
    for scene in scenes:
        line = scene.line
        for hit in line.of("part.suspect"):
            named = next((seen for seen in line.seen if seen.start >= hit.end and seen.entity.kind in _PERSONS), None)
            if named is None or not _NAMING.fullmatch(line.text, hit.end, named.start):
                continue
            if is_official(line, named) or line.between(named.end, named.end + 5) in _SAYING:
                continue
            joined = {named.entity.id, *named_after(line, named.start, _NOBODY)}
            for seen in line.seen:
                if seen.start >= named.start and seen.entity.id in joined:
                    found.setdefault(seen.entity.id, seen)
    return found


_PERSONS: Final = frozenset({"person", "persona"})
_SAYING: Final = frozenset({" said", " says", " told"})
_NOBODY: Final = People()
_NAMING: Final = re.compile(
    r"(?: (?:as|is|are|was|were|named|called|known as|identified as|(?:is|are|was|were) (?:named|identified) as))?"
    r"(?:, (?:an? |the )?[a-z' -]{0,40}?,?)? ?[\"“]?(?:(?:mr|ms|mrs|dr)\.? )?"
)


def _is_officer(line: Line, seen: Seen, states: Collection[str]) -> bool:
    """Tell whether somebody is said to be an officer or handler of a sponsor's body: "the Danish attaché X"."""
    if is_official(line, seen) or is_victim(line, seen):
        return False
    before = line.between(max(line.start, seen.start - _NEAR), seen.start)
    after = line.between(seen.end, seen.end + _NEAR)
    if _AGENTS.isdisjoint(before.replace(",", " ").split()[-5:]) and not (
        after.startswith((",", " of ", " is ", " was ", " ("))
        and not _AGENTS.isdisjoint(after.replace(",", " ").split()[:7])
    ):
        return False
    return any(
        seen.start - _NEAR <= state.start <= seen.end + _NEAR + 20 and state.code in states
        for state in line.of("state")
    ) or any(
        seen.start - _NEAR <= other.start <= seen.end + _NEAR + 20
        and other.entity.kind in {"service", "military"}
        and (owner_of(line, other) or other.entity.country) in states
        for other in line.seen
    )


def _is_front(line: Line, seen: Seen, fronts: tuple[str, ...]) -> bool:
    before = line.between(max(line.start, seen.start - 36), seen.start).rstrip(" ,")
    return before.endswith(fronts) or line.between(seen.end, seen.end + 30).startswith(_FRONTING)
