"""Which states and services stand behind one incident, weighed over all its lines.

What a line plainly says counts first (`sponsors.backings`). Only where that leaves the state open do lesser signs
count: a service named and not at work against the act, whose embassy denies, whose ambassador is summoned. A state
whose courts, police or officials are at work against the act is no sponsor of it by such signs.

Invariant: nationality, birthplace and residence never count; every state and actor has its words in the basis.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from counterspy.model import Basis
from counterspy.reading.incidents.counter import is_counter, is_no_sponsor, is_victim_body
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.recipients import recipients
from counterspy.reading.incidents.segments import Scene
from counterspy.reading.incidents.sponsors import Backing, owner_of
from counterspy.reading.incidents.standing import is_former
from counterspy.reading.incidents.targets import is_employer
from counterspy.reading.page import Page
from counterspy.vocabulary import toml

_ROLES: Final = toml("roles")
_PLAIN: Final = 2.5
"""A state must be made the acting side this plainly before it is named as sponsor."""
_LIKELY: Final = 2.0
_SHARE: Final = 0.6
_MOST: Final = 3
_OPENING: Final = 5
_WORKING: Final = 2.0
"""What a state loses for each of its bodies at work against the act, two at most."""
_ACTING: Final = frozenset({"service", "military", "actor-group"})
_BODIES: Final = frozenset({"agency", "service"})
_STANDING: Final = _ACTING | {"agency", "place"}
"""Kinds that may stand for their state."""
_ORGANS: Final = re.compile(
    r"(?:'s|')?(?: (?:own|foreign|military|state|secret|security|trade|former|government|senior|overseas|civilian))? "
    rf"(?:{'|'.join(_ROLES['words']['organs'])})\b"
)
_AT_HOME: Final = re.compile(rf"(?:'s|')? (?:[a-z-]+ )?(?:{'|'.join(_ROLES['words']['home_bodies'])})\b")
_PURSUES: Final = re.compile(
    r"(?: on [a-z]+)? (?:has |have |had )?(?:"
    r"summons|expels|arrests|charges|detains|jails|orders|foils|says|said|sees|declared|charged|arrested|indicted|"
    r"expelled|summoned|detained|convicted|jailed|sentenced|foiled|extradites|extradited|dropped)\b"
)
_OF: Final = re.compile(
    r"(?:embassy|consulate|mission|government|ministry|representation|ambassador|armed forces|navy|intelligence|"
    r"attaché|intelligence service|secret service|consulate general|high commission) (?:in [a-z]+ )?of (?:the )?$"
)
_JUSTICE: Final = re.compile(r"\b(?:court|police|prosecut|attorney|customs|tribunal|ministry of justice|constabulary)")
_EMPLOYED: Final = re.compile(
    r"(?:employee|officer|official|agent|member|orders|behalf|direction|contractor|pay|payroll|instructions|contract|"
    r"programmers?|colonel|unit|department|section|branch|arm|subordinate|controlled|shell|front|cover|commander|director)"
    r"(?: with| to)? (?:of|for|by|from) (?:the |an? )?$|"
    r"(?:work(?:ed|ing|s) for|employed by|run by|paid by|sent by) (?:the )?$"
)
HomeSign = tuple[str, int, int]
"""A state at work against an act: ISO 3166 alpha-2, start, end of the words."""
_REACTIONS: Final = frozenset({"summoned", "denied", "expelled"})
_CAPITALS: Final[frozenset[str]] = frozenset(_ROLES["words"]["capitals"])


def sponsors_of(
    scenes: Sequence[Scene], page: Page, pursuing: Sequence[HomeSign], basis: list[Basis]
) -> tuple[str, ...]:
    """Add up what makes each state the acting side; the plainest counts, and another only where about as plain.

    Args:
        scenes: The incident's lines, in order of position.
        page: The page, for what no line of the incident says.
        pursuing: The signs of states at work against the act (`home_signs`) of all its lines.
        basis: Takes the words each state rests on.

    Returns:
        ISO 3166 alpha-2 codes, the plainest first, three at most.
    """
    sovereign: Mapping[str, str] = _ROLES["sovereign"]
    home = _at_work(scenes, pursuing)
    telling = [scene for scene in scenes if scene.methods or scene.line.is_heading]
    for least, backings in _tiers(scenes, telling, page, home):
        found = [one._replace(state=sovereign.get(one.state, one.state)) for one in backings]
        weights = _weigh(found, home)
        top = max(weights.values(), default=0.0)
        if top >= least:
            chosen = [state for state, weight in weights.items() if weight >= least and weight >= _SHARE * top]
            basis += [
                Basis(field="sponsors", value=one.state, start=one.start, end=one.end)
                for one in found
                if one.state in chosen
            ]
            return tuple(sorted(chosen, key=lambda state: (-weights[state], state))[:_MOST])
    return ()


def _tiers(
    scenes: Sequence[Scene], telling: Sequence[Scene], page: Page, home: Mapping[str, int]
) -> Iterator[tuple[float, list[Backing]]]:
    """Give what may name the sponsor, the plainest first, each with how plain it must be; worked out only as asked."""
    yield _PLAIN, [one for scene in telling for one in scene.backings]
    yield _PLAIN, [one for scene in scenes for one in scene.backings]
    yield _PLAIN, [one for scene in scenes for one in (*scene.backings, *_receiving(scene, telling))]
    yield _LIKELY, [one for scene in scenes for one in (*scene.backings, *_signs(scene))]
    if _may_be_hired(telling):
        yield _LIKELY, _on_page(page, home)


def _receiving(scene: Scene, telling: Sequence[Scene]) -> list[Backing]:
    """Find the states to whose bodies and firms a line of the incident sends goods or knowledge."""
    methods = {shown.method for one in telling for shown in one.methods}
    found = []
    for seen in recipients(scene.line, methods):
        country = owner_of(scene.line, seen) or seen.entity.country
        if country:
            found.append(Backing(country, seen.start, seen.end, 3.0))
    return found


def _may_be_hired(telling: Sequence[Scene]) -> bool:
    """Tell whether a state is to be looked for elsewhere on the page: a leak of secrets may have none."""
    methods = {shown.method for scene in telling for shown in scene.methods}
    return "insider-theft" not in methods or "cyber-intrusion" in methods


def _weigh(backings: Sequence[Backing], home: Mapping[str, int]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for one in backings:
        weights[one.state] = weights.get(one.state, 0.0) + one.weight
    return {state: weight - _WORKING * min(home.get(state, 0), 2) for state, weight in weights.items()}


def _at_work(scenes: Sequence[Scene], pursuing: Sequence[HomeSign]) -> dict[str, int]:
    """Count, for each state, the bodies of it that an incident's lines show at work against the act, or as targets."""
    home: dict[str, int] = {}
    for country, _, _ in pursuing:
        home[country] = home.get(country, 0) + 1
    for scene in scenes:
        for seen in scene.targets:
            owner = owner_of(scene.line, seen) or seen.entity.country
            if owner and seen.entity.kind != "person":
                home[owner] = home.get(owner, 0) + 1
    return home


def home_signs(line: Line) -> list[HomeSign]:
    """Find the courts, police and officials of a state that a line shows at work."""
    found = [
        (state.code, state.start, state.end)
        for state in line.of("state")
        if _AT_HOME.match(line.text, state.end, state.end + 40) or _PURSUES.match(line.text, state.end, state.end + 24)
    ]
    if _BODIES.isdisjoint(line.kinds):
        return found
    for seen in line.seen:
        if seen.entity.kind in _BODIES and _works(line, seen):
            owner = owner_of(line, seen) or seen.entity.country
            if owner:
                found.append((owner, seen.start, seen.end))
    return found


def _works(line: Line, seen: Seen) -> bool:
    if seen.entity.kind == "agency" and _JUSTICE.search(seen.entity.name.lower()):
        return True
    return is_counter(line, seen.start, seen.end)


def _signs(scene: Scene) -> list[Backing]:
    """Find lesser signs of a state in a line: its service, its envoys, its denial, its capital."""
    line = scene.line
    is_own = any(shown.method == "insider-theft" for shown in scene.methods)
    is_reaction = any(one.kind in _REACTIONS for one in scene.statuses)
    found = []
    for state in line.of("state"):
        organ = _ORGANS.match(line.text, state.end, state.end + 40)
        if is_victim_body(line, organ.end() if organ else state.end) or (is_own and not is_reaction):
            continue
        if organ and is_counter(line, state.start, organ.end()):
            continue
        if organ or _OF.search(line.between(max(line.start, state.start - 44), state.start)):
            found.append(Backing(state.code, state.start, state.end, 3.0 if is_reaction else 2.0))
        elif (is_reaction and state.start - line.start < _OPENING) or (
            scene.methods and _opens_clause(line, state.start) and _acts_soon(line, state.end)
        ):
            found.append(Backing(state.code, state.start, state.end, 2.0))
    for seen in line.seen:
        if seen.entity.kind not in _STANDING:
            continue
        country = owner_of(line, seen) or seen.entity.country
        if not country or (is_own and seen.entity.kind == "military") or is_employer(line, seen):
            continue
        if _stands_for_state(line, seen):
            found.append(Backing(country, seen.start, seen.end, 2.0))
    return found


def _stands_for_state(line: Line, seen: Seen) -> bool:
    """Tell whether a body or a capital stands for its state here: a service, a hirer, "Tehran rejected"."""
    kind = seen.entity.kind
    if kind in _ACTING:
        return not is_no_sponsor(line, seen.start, seen.end) and not is_former(line, seen)
    if kind == "agency":
        return _is_hirer(line, seen)
    return kind == "place" and seen.entity.name.lower() in _CAPITALS and _is_metonym(line, seen)


def _opens_clause(line: Line, start: int) -> bool:
    before = line.between(max(line.start, start - 10), start).strip(" \"'“")
    return not before or before in {"the", "that", "that the"} or before.endswith((" that", " that the", ";", ","))


def _acts_soon(line: Line, end: int) -> bool:
    return any(0 <= hit.start - end <= 20 for hit in (*line.of("method"), *line.of("piece")))


def _is_hirer(line: Line, seen: Seen) -> bool:
    """Tell whether somebody is said to work for, or under orders of, a body."""
    before = line.between(max(line.start, seen.start - 50), seen.start)
    for state in line.of("state"):
        if 0 <= seen.start - state.end <= 3:
            before = line.between(max(line.start, state.start - 50), state.start)
    return _EMPLOYED.search(before) is not None


def _is_metonym(line: Line, seen: Seen) -> bool:
    """Tell whether a capital stands for its government: at the start of a clause, or "paid for in", "sent from"."""
    before = line.between(max(line.start, seen.start - 22), seen.start)
    return not before.strip() or before.endswith(
        ("paid for in ", "back to ", "orders from ", "instructions from ", "by which ", "back from ", "sent to ", "; ")
    )


def _on_page(page: Page, home: Mapping[str, int]) -> list[Backing]:
    """Find the services and groups named anywhere on a page, for an incident whose own lines name no state."""
    acting: list[Backing] = []
    working = set(home)
    for entity in page.entities:
        if not entity.country or entity.kind not in {"service", "actor-group"}:
            continue
        if any(_comments(page.text, mention.start, mention.end) for mention in entity.mentions[:20]):
            working.add(entity.country)
        first = entity.mentions[0]
        acting.append(Backing(entity.country, first.start, first.end, 2.0))
    found = [one for one in acting if one.state not in working]
    return found if len({one.state for one in found}) == 1 else []


_COMMENTING: Final[tuple[str, ...]] = tuple(_ROLES["cues"]["counter"]["after"])
_ISSUING: Final[tuple[str, ...]] = tuple(_ROLES["cues"]["counter"]["before"])


_ISSUERS: Final = re.compile(
    r"\b(?:[Ii]ssued|[Pp]ublished|[Rr]eleased|[Aa]uthored|[Pp]rovided|[Pp]repared|[Ss]tatement|[Aa]dvisory|[Rr]eport|"
    r"[Nn]ote) (?:jointly )?(?:by|of|from)\b:?(?:[^.]|U\.S\.)*$"
)
"""A list of bodies that issue the page, up to where it is searched."""


def _comments(text: str, start: int, end: int) -> bool:
    """Tell whether a service is at work against the act where it is named, by the raw words around it."""
    before = text[max(0, start - 24) : start].lower().removesuffix("the ").rstrip()
    if _ISSUERS.search(text[max(0, start - 500) : start]):
        return True
    return text[end : end + 30].lower().lstrip(" ,").startswith(_COMMENTING) or before.endswith(_ISSUING)


def actors_of(
    scenes: Sequence[Scene], page: Page, accused: Collection[str], states: Collection[str], basis: list[Basis]
) -> tuple[str, ...]:
    """Gather the services, forces and groups that act: those the lines say act, then those of the sponsoring states.

    Args:
        scenes: The incident's lines, in order of position.
        page: The page, for an incident whose own lines name no state.
        accused: Ids of the accused, who are no actors.
        states: The sponsors.
        basis: Takes the words each actor rests on.
    """
    found: dict[str, None] = {}
    telling = [scene for scene in scenes if scene.methods]
    for group in (telling, scenes):
        for scene in group:
            for one in scene.actors:
                if one.entity not in accused:
                    found.setdefault(one.entity)
                    basis.append(Basis(field="actors", value=one.entity, start=one.start, end=one.end))
        if found:
            break
    if (
        not found
        and states
        and not any(state in {one.state for one in scene.backings} for state in states for scene in scenes)
    ):
        for entity in page.entities:
            if entity.kind in {"service", "actor-group"} and entity.country in states and entity.id not in accused:
                first = entity.mentions[0]
                found.setdefault(entity.id)
                basis.append(Basis(field="actors", value=entity.id, start=first.start, end=first.end))
    sovereign: Mapping[str, str] = _ROLES["sovereign"]
    is_export = any(shown.method == "illegal-export" for scene in telling for shown in scene.methods)
    for scene in scenes:
        if _TAKING_PART.isdisjoint(scene.line.kinds):
            continue
        for seen in scene.line.seen:
            if seen.entity.kind not in _TAKING_PART or seen.entity.id in found or seen.entity.id in accused:
                continue
            country = owner_of(scene.line, seen) or seen.entity.country or ""
            if _acts(scene.line, seen, sovereign.get(country, country), states, is_export=is_export, found=found):
                found.setdefault(seen.entity.id)
                basis.append(Basis(field="actors", value=seen.entity.id, start=seen.start, end=seen.end))
    return tuple(found)


_TAKING_PART: Final = _ACTING | {"agency"}


def _acts(
    line: Line, seen: Seen, country: str, states: Collection[str], *, is_export: bool, found: Collection[str]
) -> bool:
    kind = seen.entity.kind
    if is_counter(line, seen.start, seen.end) or is_former(line, seen):
        return False
    if kind == "actor-group":
        return not country or country in states or not states
    if kind == "service" and not country:
        return any(
            0 < other.start - seen.end <= 8
            and other.entity.id in found
            and " of " in line.between(seen.end, other.start)
            for other in line.seen
        )
    if country not in states:
        return False
    if kind == "agency":
        return _is_hirer(line, seen) and not is_export
    return not is_export or _is_hirer(line, seen)
