"""From the lines of one incident to the incident itself: every slot, and for every value the words it rests on.

Invariant: no quote, no claim. Each value of each slot has at least one span in `basis`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counterspy.model import Basis, PartialDate, ReadClaim, ReadEntity, ReadIncident, ReadOutcome, Span
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.outcomes import ACCUSING, Status
from counterspy.reading.incidents.places import attributive
from counterspy.reading.incidents.sectors import sectors_of
from counterspy.reading.incidents.segments import Scene, Segment
from counterspy.reading.page import Page
from counterspy.vocabulary import codes, toml

_TITLE_LENGTH: Final = 140
_ONGOING: Final = (" since ", " began ", " begin ", " started ", " from ", "as early as", " starting ", " beginning ")
_PROCEDURAL: Final = 34


def make_incident(number: int, page: Page, segment: Segment, claims: Sequence[ReadClaim]) -> ReadIncident:
    """Fill the slots of one incident.

    Args:
        number: Its number in the document, from 1.
        page: The page.
        segment: Its lines.
        claims: Attributed statements of the page; may be empty.
    """
    scenes = sorted(segment.scenes, key=lambda scene: scene.line.start)
    telling = [scene for scene in scenes if scene.methods]
    basis: list[Basis] = []
    methods = _methods(telling, basis)
    outcomes = _outcomes(scenes, page)
    accused = _accused(outcomes, basis)
    acting = _actors(telling, accused, basis)
    aimed = _targets(telling, {*accused, *acting}, basis)
    states = _sponsors(scenes, basis)
    sectors = _sectors(telling, aimed, basis)
    where = _places(telling, aimed, set(states), basis)
    start, end = _dates(telling, basis)
    basis += [Basis(field="outcomes", value=one.kind, start=one.start, end=one.end) for one in outcomes]
    evidence = tuple(Span(scene.line.start, scene.line.end) for scene in telling if not scene.line.is_heading) or tuple(
        Span(scene.line.start, scene.line.end) for scene in telling
    )
    return ReadIncident(
        id=f"i{number}",
        title=_title(page.text, telling),
        methods=methods,
        sponsors=states,
        actors=acting,
        accused=accused,
        targets=tuple(seen.entity.id for seen in aimed),
        sectors=sectors,
        places=where,
        start=start,
        end=end,
        outcomes=outcomes,
        evidence=evidence,
        realis=_realis(telling, outcomes),
        basis=tuple(sorted(set(basis), key=lambda one: (one.field, one.value, one.start, one.end))),
    )


def _methods(telling: Sequence[Scene], basis: list[Basis]) -> tuple[str, ...]:
    found = {shown.method for scene in telling for shown in scene.methods}
    basis += [
        Basis(field="methods", value=shown.method, start=shown.start, end=shown.end)
        for scene in telling
        for shown in scene.methods
    ]
    return tuple(code for code in codes("method") if code in found)


def _outcomes(scenes: Sequence[Scene], page: Page) -> tuple[ReadOutcome, ...]:
    """Gather statuses; a headline without a name speaks of those whom the text below names for the like."""
    kept: dict[tuple[str, str | None], Status] = {}
    named_kinds: set[str] = set()
    later: list[Status] = []
    everybody = tuple(
        dict.fromkeys(who for scene in scenes for one in scene.statuses if one.kind in ACCUSING for who in one.who)
    )
    for scene in scenes:
        for one in scene.statuses:
            if not one.who:
                later.append(one)
            for who in one.who:
                kept.setdefault((one.kind, who), one)
                named_kinds.add(one.kind)
    for one in later:
        if one.kind in named_kinds and one.kind not in {"denied", "investigated"}:
            continue
        if one.kind in ACCUSING and one.kind not in {"alleged", "dismissed", "expelled"} and _means_all(one, everybody):
            for who in everybody:
                kept.setdefault((one.kind, who), one)
        else:
            kept.setdefault((one.kind, None), one)
    return tuple(
        sorted(
            (ReadOutcome(kind=kind, who=who, when=one.when, start=one.start, end=one.end, charge=_charge(page, one)) for (kind, who), one in kept.items()),
            key=lambda one: (one.start, one.kind, one.who or ""),
        )
    )


def _means_all(one: Status, everybody: Sequence[str]) -> bool:
    return len(everybody) == 1 or (len(everybody) > 1 and one.in_heading and one.is_plural)


def _charge(page: Page, one: Status) -> str | None:
    """Give the words after "charged with", "convicted of" up to the next stop, where there are any."""
    sentence = page.sentence_at(one.start)
    if sentence is None or one.kind not in ACCUSING:
        return None
    after = page.text[one.end : min(sentence.end, one.end + 160)]
    for cue in (" of ", " with ", " to "):
        if after.startswith(cue) and (cue != " to " or one.kind == "pleaded-guilty"):
            words = after[len(cue) :]
            cut = min((at for mark in (",", ";", ".", " but ", " and sentenced", " by the ", " on behalf") if (at := words.find(mark)) > 0), default=len(words))
            return words[:cut].strip() or None
    return None


def _accused(outcomes: Sequence[ReadOutcome], basis: list[Basis]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in outcomes:
        if one.who and one.kind in ACCUSING:
            found.setdefault(one.who)
            basis.append(Basis(field="accused", value=one.who, start=one.start, end=one.end))
    return tuple(found)


def _actors(telling: Sequence[Scene], accused: Sequence[str], basis: list[Basis]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for scene in telling:
        for one in scene.actors:
            found.setdefault(one.entity)
            basis.append(Basis(field="actors", value=one.entity, start=one.start, end=one.end))
    return tuple(found)


def _targets(telling: Sequence[Scene], barred: set[str], basis: list[Basis]) -> list[Seen]:
    found: dict[str, Seen] = {}
    for scene in telling:
        for seen in scene.targets:
            if seen.entity.id not in barred:
                found.setdefault(seen.entity.id, seen)
                basis.append(Basis(field="targets", value=seen.entity.id, start=seen.start, end=seen.end))
    return list(found.values())


def _sponsors(scenes: Sequence[Scene], basis: list[Basis]) -> tuple[str, ...]:
    """Add up what makes each state the acting side; the plainest counts, and another only where about as plain."""
    weights: dict[str, float] = {}
    sovereign = toml("gate")["sovereign"]
    for scene in scenes:
        for one in scene.backings:
            state = sovereign.get(one.state, one.state)
            weights[state] = weights.get(state, 0.0) + (one.weight if scene.methods else one.weight / 2)
    if not weights:
        return ()
    top = max(weights.values())
    chosen = [state for state, weight in weights.items() if weight >= 2.5 and weight >= 0.6 * top]
    basis += [
        Basis(field="sponsors", value=state, start=one.start, end=one.end)
        for scene in scenes
        for one in scene.backings
        if (state := sovereign.get(one.state, one.state)) in chosen
    ]
    return tuple(sorted(chosen, key=lambda state: (-weights[state], state))[:2])


def _sectors(telling: Sequence[Scene], aimed: Sequence[Seen], basis: list[Basis]) -> tuple[str, ...]:
    found = sectors_of([scene.line for scene in telling], aimed)
    basis += [Basis(field="sectors", value=one.sector, start=one.start, end=one.end) for one in found]
    named = {one.sector for one in found}
    return tuple(code for code in codes("sector") if code in named)


def _places(telling: Sequence[Scene], aimed: Sequence[Seen], states: set[str], basis: list[Basis]) -> tuple[str, ...]:
    stated = [place for scene in telling for place in scene.places]
    if not stated:
        stated = [(seen.entity.country, seen.start, seen.end) for seen in aimed if seen.entity.country]
    if not stated:
        stated = [place for scene in telling for place in attributive(scene.line) if place[0] not in states]
    if len({place for place, _, _ in stated} - states) and len(telling):
        stated = [place for place in stated if place[0] not in states] or stated
    basis += [Basis(field="places", value=country, start=start, end=end) for country, start, end in stated]
    return tuple(dict.fromkeys(country for country, _, _ in stated))[:3]


def _dates(telling: Sequence[Scene], basis: list[Basis]) -> tuple[str | None, str | None]:
    """Find the first and the last dated act: dates in the lines that show it, but not those of its aftermath."""
    points: list[tuple[str, str, int, int, bool]] = []
    for scene in telling:
        for date in scene.line.dates:
            if _is_procedural(scene, date.start, date.end):
                continue
            first, _, last = date.edtf.partition("/")
            before = f" {scene.line.between(max(scene.line.start, date.start - 22), date.start)}"
            points.append((first, last or first, date.start, date.end, any(cue in before for cue in _ONGOING)))
    points = [point for point in points if point[0] != ".." and _day(point[0]) is not None]
    if not points:
        return None, None
    first = min(points, key=lambda point: (_day(point[0]) or "", point[2]))
    ends = [point for point in points if point[1] != ".." and _day(point[1]) is not None]
    last = max(ends, key=lambda point: (_day(point[1]) or "", -point[2]), default=None)
    basis.append(Basis(field="start", value=first[0], start=first[2], end=first[3]))
    if last is None or (last[2] == first[2] and first[4] and first[0] == last[1]) or any(point[1] == ".." for point in points):
        return first[0], None
    basis.append(Basis(field="end", value=last[1], start=last[2], end=last[3]))
    return first[0], last[1]


def _day(edtf: str) -> str | None:
    try:
        return PartialDate.parse(edtf).first.isoformat()
    except ValueError:
        return None


def _is_procedural(scene: Scene, start: int, end: int) -> bool:
    return any(
        0 <= start - one.end <= _PROCEDURAL or 0 <= one.start - end <= 12
        for one in scene.statuses
        if one.kind not in {"alleged", "disrupted"}
    )


def _realis(telling: Sequence[Scene], outcomes: Sequence[ReadOutcome]) -> str:
    cues = [hit.code for scene in telling for hit in scene.line.of("realis") if hit.code in {"attempted", "planned"}]
    plain = [scene for scene in telling if not any(hit.code in {"attempted", "planned"} for hit in scene.line.of("realis"))]
    if not cues or len(plain) > len(telling) / 2:
        return "actual"
    return "planned" if "attempted" not in cues else "attempted"


def _title(text: str, telling: Sequence[Scene]) -> str:
    """Take the line that tells most, cut at a word."""
    best: Line = max(telling, key=lambda scene: (scene.particulars() + 2 * scene.line.is_heading, -scene.line.start)).line
    words = " ".join(text[best.start : best.end].split())
    if len(words) <= _TITLE_LENGTH:
        return words
    return words[:_TITLE_LENGTH].rpartition(" ")[0] + " …"


def entity_of(page: Page) -> dict[str, ReadEntity]:
    """Give the page's entities by id."""
    return {entity.id: entity for entity in page.entities}
