"""From the lines of one incident to the incident itself: every slot, and for every value the words it rests on.

Invariant: no quote, no claim. Each value of each slot has at least one span in `basis`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from counterspy.model import Basis, PartialDate, ReadIncident, ReadOutcome, Span
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.outcomes import ACCUSING, Status
from counterspy.reading.incidents.places import attributive, homes, own_state, places
from counterspy.reading.incidents.sectors import sectors_of
from counterspy.reading.incidents.segments import Scene, Segment
from counterspy.reading.page import Page
from counterspy.vocabulary import codes, toml

_TITLE_LENGTH: Final = 140
_ONGOING: Final = (" since ", " began ", " begin ", " started ", " from ", "as early as", " starting ", " beginning ")
_PROCEDURAL: Final = 34
_PLAIN: Final = 2.5
"""A state must be made the acting side this plainly before it is named as sponsor."""
_COURT: Final = ("charged", "pleaded-guilty", "convicted", "sentenced", "acquitted", "dismissed")
_NAMED_YEAR: Final[tuple[str, ...]] = tuple(toml("gate")["grammar"]["named_years"])


def make_incident(number: int, page: Page, segment: Segment) -> ReadIncident:
    """Fill the slots of one incident.

    Args:
        number: Its number in the document, from 1.
        page: The page.
        segment: Its lines.
    """
    scenes = sorted(segment.scenes, key=lambda scene: scene.line.start)
    telling = [scene for scene in scenes if scene.methods]
    basis: list[Basis] = []
    methods = _methods(telling, basis)
    outcomes = _outcomes(scenes, page)
    accused = _accused(page, outcomes, basis)
    acting = _actors(telling, accused, basis) or _actors(scenes, accused, basis)
    aimed = _targets(scenes, {*accused, *acting}, basis)
    states = _sponsors(scenes, basis)
    sectors = _sectors(telling, aimed, basis)
    where = _places(scenes, aimed, set(states), basis)
    start, end = _dates(telling, basis)
    if start is None:
        start, end = _dates([scene for scene in scenes if not scene.methods and not scene.statuses], basis)
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
        meant = _before_court(kept, everybody) if one.kind in _COURT else everybody
        if one.kind in ACCUSING and one.kind not in {"alleged", "expelled"} and _means_all(one, meant):
            for who in meant:
                kept.setdefault((one.kind, who), one)
        else:
            kept.setdefault((one.kind, None), one)
    return tuple(
        sorted(
            (
                ReadOutcome(kind=kind, who=who, when=one.when, start=one.start, end=one.end, charge=_charge(page, one))
                for (kind, who), one in kept.items()
            ),
            key=lambda one: (one.start, one.kind, one.who or ""),
        )
    )


def _before_court(kept: Mapping[tuple[str, str | None], Status], everybody: Sequence[str]) -> list[str]:
    return [who for who in everybody if any((kind, who) in kept for kind in ("arrested", *_COURT))]


def _means_all(one: Status, everybody: Sequence[str]) -> bool:
    """Tell whether a status without a name can mean only those named elsewhere; "two men were" may mean others."""
    return (len(everybody) == 1 and not one.is_plural) or (len(everybody) > 1 and one.in_heading and one.is_plural)


def _charge(page: Page, one: Status) -> str | None:
    """Give the words after "charged with", "convicted of" up to the next stop, where there are any."""
    sentence = page.sentence_at(one.start)
    if sentence is None or one.kind not in ACCUSING:
        return None
    after = page.text[one.end : min(sentence.end, one.end + 160)]
    for cue in (" of ", " with ", " to "):
        if after.startswith(cue) and (cue != " to " or one.kind == "pleaded-guilty"):
            words = after[len(cue) :]
            cut = min(
                (
                    at
                    for mark in (",", ";", ".", " but ", " and sentenced", " by the ", " on behalf")
                    if (at := words.find(mark)) > 0
                ),
                default=len(words),
            )
            return words[:cut].strip() or None
    return None


def _accused(page: Page, outcomes: Sequence[ReadOutcome], basis: list[Basis]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in outcomes:
        if one.who and (one.kind in ACCUSING or one.kind == "investigated" or _owns_up(page, one)):
            found.setdefault(one.who)
            basis.append(Basis(field="accused", value=one.who, start=one.start, end=one.end))
    return tuple(found)


def _owns_up(page: Page, one: ReadOutcome) -> bool:
    """Tell whether a company denies an allegation against itself: "rejects this allegation"."""
    kinds = {entity.id: entity.kind for entity in page.entities}
    words = page.text[one.start : one.end + 24].lower()
    return (
        one.kind == "denied"
        and kinds.get(one.who or "") == "company"
        and ("allegation" in words or "accusation" in words)
    )


def _actors(telling: Sequence[Scene], accused: Sequence[str], basis: list[Basis]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for scene in telling:
        for one in scene.actors:
            found.setdefault(one.entity)
            basis.append(Basis(field="actors", value=one.entity, start=one.start, end=one.end))
    return tuple(found)


def _targets(scenes: Sequence[Scene], barred: set[str], basis: list[Basis]) -> list[Seen]:
    found: dict[str, Seen] = {}
    telling = [scene for scene in scenes if scene.methods]
    if not any(scene.targets for scene in telling) and any(
        shown.method == "insider-theft" for scene in telling for shown in scene.methods
    ):
        telling = list(scenes)
    for scene in telling:
        for seen in scene.targets:
            if seen.entity.id not in barred:
                found.setdefault(seen.entity.id, seen)
                basis.append(Basis(field="targets", value=seen.entity.id, start=seen.start, end=seen.end))
    return list(found.values())


def _sponsors(scenes: Sequence[Scene], basis: list[Basis]) -> tuple[str, ...]:
    """Add up what makes each state the acting side; the plainest counts, and another only where about as plain."""
    sovereign = toml("gate")["sovereign"]
    telling = [scene for scene in scenes if scene.methods or scene.line.is_heading]
    weights = _weigh(telling, sovereign)
    if max(weights.values(), default=0.0) < _PLAIN:
        weights = _weigh(scenes, sovereign)
    if not weights:
        return ()
    top = max(weights.values())
    chosen = [state for state, weight in weights.items() if weight >= _PLAIN and weight >= 0.6 * top]
    basis += [
        Basis(field="sponsors", value=state, start=one.start, end=one.end)
        for scene in scenes
        for one in scene.backings
        if (state := sovereign.get(one.state, one.state)) in chosen
    ]
    return tuple(sorted(chosen, key=lambda state: (-weights[state], state))[:2])


def _weigh(scenes: Sequence[Scene], sovereign: Mapping[str, str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for scene in scenes:
        for one in scene.backings:
            state = sovereign.get(one.state, one.state)
            weights[state] = weights.get(state, 0.0) + one.weight
    return weights


def _sectors(telling: Sequence[Scene], aimed: Sequence[Seen], basis: list[Basis]) -> tuple[str, ...]:
    found = sectors_of([scene.line for scene in telling], aimed)
    basis += [Basis(field="sectors", value=one.sector, start=one.start, end=one.end) for one in found]
    named = {one.sector for one in found}
    return tuple(code for code in codes("sector") if code in named)


def _places(scenes: Sequence[Scene], aimed: Sequence[Seen], states: set[str], basis: list[Basis]) -> tuple[str, ...]:
    """Where it happened: as the lines that show it say, else those around, a target's country, a home, the pursuers."""
    telling = [scene for scene in scenes if scene.methods]
    stated = [place for scene in telling for place in scene.places]
    if any(shown.method == "illegal-export" for scene in telling for shown in scene.methods):
        stated = [
            place for place in stated if text_before(telling, place[1]).endswith((" from ", "from the "))
        ] or stated
    if not stated:
        stated = _first_known(scenes, telling, aimed, states)
    if {place for place, _, _ in stated} - states:
        stated = [place for place in stated if place[0] not in states]
    basis += [Basis(field="places", value=country, start=start, end=end) for country, start, end in stated]
    return tuple(dict.fromkeys(country for country, _, _ in stated))[:3]


def _first_known(
    scenes: Sequence[Scene], telling: Sequence[Scene], aimed: Sequence[Seen], states: set[str]
) -> list[tuple[str, int, int]]:
    if any(_is_abroad(scene) for scene in telling):
        return []
    around = [place for scene in scenes if not scene.methods for place in places(scene.line)]
    theirs = [place for seen in aimed[:4] for place in _country_of(seen, telling)]
    for known in (
        [place for place in around if place[0] not in states],
        theirs,
        [place for scene in telling for place in attributive(scene.line)],
        [place for scene in telling for place in homes(scene.line)],
        [place for scene in (*telling, *scenes) for place in own_state(scene.line)][:8],
    ):
        if kept := [place for place in known if place[0] not in states]:
            return kept if known is around else kept[:1]
    return []


def _country_of(seen: Seen, telling: Sequence[Scene]) -> list[tuple[str, int, int]]:
    if seen.entity.country:
        return [(seen.entity.country, seen.start, seen.end)]
    return [
        (hit.code, hit.start, hit.end)
        for scene in telling[:40]
        for hit in scene.line.of("state")
        if seen.start <= hit.start and hit.end <= seen.end
    ]


def _is_abroad(scene: Scene) -> bool:
    return any(word in scene.line.between(scene.line.start, scene.line.end) for word in (" overseas ", " abroad "))


def _dates(telling: Sequence[Scene], basis: list[Basis]) -> tuple[str | None, str | None]:
    """Find the first and the last dated act: dates in the lines that show it, but not those of its aftermath."""
    points: list[tuple[str, str, int, int, bool]] = []
    for scene in telling:
        for date in scene.line.dates:
            if _is_procedural(scene, date.start, date.end):
                continue
            first, _, last = date.edtf.partition("/")
            before = f" {scene.line.between(max(scene.line.start, date.start - 22), date.start)}"
            after = f"{scene.line.between(date.end, min(scene.line.end, date.end + 30))} "
            is_ongoing = any(cue in before for cue in _ONGOING) or " began " in after
            points.append((first, last or first, date.start, date.end, is_ongoing))
    points = [point for point in points if point[0] != ".." and _day(point[0]) is not None]
    if len(points) > 1:
        points = [point for point in points if point[1] != ".."] or points
    if not points:
        return None, None
    opening = min(points, key=lambda point: (_day(point[0]) or "", point[2]))
    ends = [point for point in points if point[1] != ".." and _day(point[1]) is not None]
    closing = max(ends, key=lambda point: (_day(point[1]) or "", -point[2]), default=None)
    basis.append(Basis(field="start", value=opening[0], start=opening[2], end=opening[3]))
    went_on = any(point[1] == ".." for point in points)
    if closing is None or went_on or (closing[2] == opening[2] and opening[4] and opening[0] == closing[1]):
        return opening[0], None
    basis.append(Basis(field="end", value=closing[1], start=closing[2], end=closing[3]))
    return opening[0], closing[1]


def text_before(scenes: Sequence[Scene], start: int) -> str:
    """Give the few words before an offset, levelled."""
    return scenes[0].line.between(max(0, start - 8), start) if scenes else ""


@lru_cache(maxsize=512)
def _day(edtf: str) -> str | None:
    try:
        return PartialDate.parse(edtf).first.isoformat()
    except ValueError:
        return None


def _is_procedural(scene: Scene, start: int, end: int) -> bool:
    before = scene.line.between(max(scene.line.start, start - 30), start)
    if scene.line.between(end, end + 24).startswith(_NAMED_YEAR):
        return True
    if any(
        word in before
        for word in ("release date", "revised", "published", "updated", "dated", "trial", "hearing", "listed for")
    ):
        return True
    return any(
        0 <= start - one.end <= _PROCEDURAL or 0 <= one.start - end <= 12
        for one in scene.statuses
        if one.kind not in {"alleged", "disrupted"}
    )


def _realis(telling: Sequence[Scene], outcomes: Sequence[ReadOutcome]) -> str:
    cues = [hit.code for scene in telling for hit in scene.line.of("realis") if hit.code in {"attempted", "planned"}]
    plain = [
        scene for scene in telling if not any(hit.code in {"attempted", "planned"} for hit in scene.line.of("realis"))
    ]
    if not cues or len(plain) > len(telling) / 2:
        return "actual"
    return "planned" if "attempted" not in cues else "attempted"


def _title(text: str, telling: Sequence[Scene]) -> str:
    """Take the line that tells most, cut at a word."""
    best: Line = max(
        telling, key=lambda scene: (scene.particulars() + 2 * scene.line.is_heading, -scene.line.start)
    ).line
    words = " ".join(text[best.start : best.end].split())
    if len(words) <= _TITLE_LENGTH:
        return words
    return words[:_TITLE_LENGTH].rpartition(" ")[0] + " …"
