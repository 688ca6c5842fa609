"""From the lines of one incident to the incident itself: every slot, and for every value the words it rests on.

Invariant: no quote, no claim. Each value of each slot has at least one span in `basis`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from counterspy.model import Basis, PartialDate, ReadIncident, ReadOutcome, Span
from counterspy.reading.incidents.backers import actors_of, home_signs, sponsors_of
from counterspy.reading.incidents.lines import Seen
from counterspy.reading.incidents.parts import parts_of
from counterspy.reading.incidents.sectors import sectors_of
from counterspy.reading.incidents.segments import Scene, Segment
from counterspy.reading.incidents.sites import places_of
from counterspy.reading.incidents.targets import employers, targets
from counterspy.reading.incidents.titles import title_of
from counterspy.reading.incidents.verdicts import accused_of, outcomes_of
from counterspy.reading.page import Page
from counterspy.vocabulary import codes, toml

_ONGOING: Final = (" since ", " began ", " begin ", " started ", " from ", "as early as", " starting ", " beginning ")
_PROCEDURAL: Final = 34
_AFTERMATH: Final = 60
_ASIDE: Final = re.compile(
    r"release date|revised|published|updated|\bdated|trial|hearing|listed for|warrant|\bborn\b|founded|established|"
    r"incorporated|\bcreated|graduated|retired|naturali[sz]ed|\bmoved\b|\bjoined\b|enacted|adopted|proposed|"
    r"\b(?:act|law|regulation|figures?|number|total) (?:of|for)\b|compared|\btimes\b|\bas (?:many|much) as\b|"
    r"\b(?:up|down) from\b|\bthan\b|the start of|\bwill\b|\bdue\b|scheduled|adjourned|appointed|elected"
)
"""Words right before a date that make it another's than the act's: a birth, a law, a comparison, a date to come."""
_NOW: Final = frozenset({"today", "yesterday", "tonight", "this morning", "this week", "tomorrow", "this afternoon"})
_BEHIND: Final = (" report", " study", " survey", " law", " act,", " (", " –", " —", " - ", " -- ", "compared")
_OPENING: Final = 16
_DEGREES: Final = frozenset({"attempted", "planned"})
_BEFORE: Final = 30
"""How far before an act words may stand that say it was only tried or planned, or how far into it they may begin."""
_COURTS: Final = re.compile(
    r"\b(?:court|magistrate|judges?|hearing|verdict|warrant|ruling|announce[ds]?|reported|published|testified|statement|"
    r"disclosed|revealed|sentenced|convicted|arrest(?:ed)?|charged|indict(?:ed|ment)|detained|summoned|expelled|discovered|"
    r"noticed|unsealed|extradited|sanctioned|pleaded|acquitted|briefing|conference|broadcast|released)\b"
)
_PURSUING: Final = re.compile(
    rf"{_COURTS.pattern}|\b(?:prosecut(?:ors?|ion|ed)|police|authorities|jury|tribunal|attorney|halted|searched|raided|"
    r"jailed|brought charges|filed)\b"
)
_NAMED_YEAR: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["named_years"])


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
    outcomes = outcomes_of(scenes, page)
    accused = accused_of(page, outcomes, basis)
    pursuing = [sign for scene in scenes for sign in home_signs(scene.line)]
    states = sponsors_of(scenes, page, pursuing, basis)
    aside = {seen.entity.id for scene in scenes for seen in scene.targets}
    accused = (*accused, *parts_of(scenes, states, {*accused, *aside}, basis))
    acting = actors_of(scenes, page, accused, states, basis)
    aimed = _targets(scenes, {*accused, *acting}, basis)
    sectors = _sectors(scenes, aimed, basis)
    where = places_of(scenes, page, aimed, states, pursuing, basis)
    start, end = _dates(telling, basis)
    if start is None:
        start, end = _dates([scene for scene in scenes if not scene.methods and not scene.statuses], basis)
    basis += [Basis(field="outcomes", value=one.kind, start=one.start, end=one.end) for one in outcomes]
    evidence = tuple(Span(scene.line.start, scene.line.end) for scene in _shows(scenes, telling))
    return ReadIncident(
        id=f"i{number}",
        title=title_of(page.text, telling),
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
        basis=_sorted(basis),
    )


def _shows(scenes: Sequence[Scene], telling: Sequence[Scene]) -> list[Scene]:
    """Choose the lines that show the incident; beside a headline that alone tells the act, the line that says most."""
    plain = [scene for scene in telling if not scene.line.is_heading]
    rest = [scene for scene in scenes if not scene.line.is_heading and scene.particulars() > 0]
    if plain or not rest:
        return plain or list(telling)
    fullest = max(rest, key=lambda scene: (scene.particulars(), -scene.line.start))
    return sorted([*telling, fullest], key=lambda scene: scene.line.start)


def _sorted(basis: Sequence[Basis]) -> tuple[Basis, ...]:
    """Put the words in order of field, value and position, each once."""
    by_place = {(one.field, one.value, one.start, one.end): one for one in basis}
    return tuple([by_place[place] for place in sorted(by_place)])


def _methods(telling: Sequence[Scene], basis: list[Basis]) -> tuple[str, ...]:
    found = {shown.method for scene in telling for shown in scene.methods}
    basis += [
        Basis(field="methods", value=shown.method, start=shown.start, end=shown.end)
        for scene in telling
        for shown in scene.methods
    ]
    return tuple(code for code in codes("method") if code in found)


def _targets(scenes: Sequence[Scene], barred: set[str], basis: list[Basis]) -> list[Seen]:
    """Gather the targets of the lines that show the act; an insider's employer may stand in any line."""
    found: dict[str, Seen] = {}
    telling = [scene for scene in scenes if scene.methods]
    aimed = [seen for scene in telling for seen in scene.targets if seen.entity.id not in barred]
    if not aimed and any(shown.method in _INSIDE for scene in telling for shown in scene.methods):
        aimed = [seen for scene in scenes for seen in employers(scene.line)]
    if not aimed:
        shown = [one for scene in telling for one in scene.methods]
        aimed = [seen for scene in scenes if not scene.methods for seen in targets(scene.line, shown, barred)]
    for seen in aimed:
        if seen.entity.id not in barred:
            found.setdefault(seen.entity.id, seen)
            basis.append(Basis(field="targets", value=seen.entity.id, start=seen.start, end=seen.end))
    return list(found.values())


_INSIDE: Final = frozenset({"insider-theft", "talent-programme", "academic-access", "agent-activity"})


def _sectors(scenes: Sequence[Scene], aimed: Sequence[Seen], basis: list[Basis]) -> tuple[str, ...]:
    """Find sectors in the lines that show the act and the targets' names, else in the lines around."""
    found = sectors_of([scene.line for scene in scenes if scene.methods], [scene.line for scene in scenes], aimed)
    basis += [Basis(field="sectors", value=one.sector, start=one.start, end=one.end) for one in found]
    named = {one.sector for one in found}
    return tuple(code for code in codes("sector") if code in named)


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


@lru_cache(maxsize=512)
def _day(edtf: str) -> str | None:
    try:
        return PartialDate.parse(edtf).first.isoformat()
    except ValueError:
        return None


def _is_procedural(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a date is that of the aftermath: an arrest, a hearing, a report, a publication."""
    line = scene.line
    behind = line.between(end, end + 24)
    if behind.startswith(_NAMED_YEAR) or line.between(start, end) in _NOW:
        return True
    if start - line.start > _OPENING and behind.startswith(_BEHIND[:4]):
        return True
    if start - line.start <= _AFTERMATH and behind.startswith(_BEHIND[5:]):
        return True
    if _ASIDE.search(line.text, max(line.start, start - 30), start):
        return True
    if start - line.start <= _OPENING and scene.methods:
        first = min(one.start for one in scene.methods)
        if first > end and _PURSUING.search(line.text, end, first + _OPENING):
            return True
    if any(
        0 <= start - one.end <= _PROCEDURAL or 0 <= one.start - end <= 12
        for one in scene.statuses
        if one.kind not in {"alleged", "disrupted"}
    ):
        return True
    acts = [hit for role in ("method", "piece") for hit in scene.line.of(role)]
    act = min((_gap(hit.start, hit.end, start, end) for hit in acts), default=_AFTERMATH)
    from_here = max(scene.line.start, start - _AFTERMATH)
    text = scene.line.between(from_here, min(scene.line.end, end + _AFTERMATH))
    return any(
        _gap(from_here + found.start(), from_here + found.end(), start, end) < act for found in _COURTS.finditer(text)
    )


def _gap(left_start: int, left_end: int, start: int, end: int) -> int:
    return max(0, start - left_end, left_start - end)


def _realis(telling: Sequence[Scene], outcomes: Sequence[ReadOutcome]) -> str:
    """Tell whether it happened: where most lines put "tried to", "plotted to" right before the act, it did not."""
    cues = [_unreal(scene) for scene in telling]
    unreal = [codes for codes in cues if codes]
    if not unreal or len(unreal) <= len(telling) / 2:
        return "actual"
    return "attempted" if any("attempted" in codes for codes in unreal) else "planned"


def _unreal(scene: Scene) -> set[str]:
    """Give the degrees that words right before an act of this line give it."""
    return {
        hit.code
        for hit in scene.line.of("realis")
        if hit.code in _DEGREES
        and any(hit.start <= shown.start + _BEFORE and shown.start - hit.end <= _BEFORE for shown in scene.methods)
    }
