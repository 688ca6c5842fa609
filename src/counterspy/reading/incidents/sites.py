"""In which countries one incident happened, weighed over all its lines.

Invariant: every country has its words in the basis; the sponsor's own country is no place of the act while another is
named.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from counterspy.model import Basis
from counterspy.reading.incidents.backers import HomeSign
from counterspy.reading.incidents.lines import Seen
from counterspy.reading.incidents.places import attributive, homes, own_state, places
from counterspy.reading.incidents.segments import Scene
from counterspy.reading.page import Page

_SHARE: Final = 0.7
_MOST: Final = 4
_OWN_GROUND: Final = 0.5
"""What counts for the sponsor's own country, beside another the act may have been in."""
_PURSUING: Final = 3.0
"""The most that courts and police count for, however often they are named."""


class Site(NamedTuple):
    """A country, the words that put the act there, and how much they count."""

    country: str
    start: int
    end: int
    weight: float


def places_of(
    scenes: Sequence[Scene],
    page: Page,
    aimed: Sequence[Seen],
    states: Collection[str],
    pursuing: Sequence[HomeSign],
    basis: list[Basis],
) -> tuple[str, ...]:
    """Find where it happened: as its lines say, borne out by targets, courts and police, homes.

    Args:
        scenes: The incident's lines, in order of position.
        page: The page, for an incident whose own lines place it nowhere.
        aimed: One mention of each target.
        states: The sponsors.
        pursuing: The signs of states at work against the act, of all its lines.
        basis: Takes the words each country rests on.

    Returns:
        ISO 3166 alpha-2 codes, those the act is put at first.
    """
    telling = [scene for scene in scenes if scene.methods]
    stated = [Site(*place, 3.0) for scene in telling for place in scene.places]
    if any(shown.method == "illegal-export" for scene in telling for shown in scene.methods):
        stated = [site for site in stated if _is_origin(telling, site)] or stated
    is_abroad = any(_is_abroad(scene) for scene in telling)
    lesser = [] if is_abroad else _lesser(scenes, telling, aimed, pursuing)
    found = [site for site in (*stated, *lesser) if site.country not in states]
    if not found and is_abroad:
        return ()
    abroad = [site for site in stated if site.country in states]
    if not any(site.country not in states for site in stated):
        found = [*found, *_on_page(page, states)]
        if max(_weigh(found).values(), default=0.0) <= _OWN_GROUND * max(_weigh(abroad).values(), default=0.0):
            found = abroad
    weights = _weigh(found)
    top = max(weights.values(), default=0.0)
    said = _weigh([site for site in stated if site.country in weights])
    best = [country for country, weight in weights.items() if weight == top][:1]
    most = max(said.values(), default=0.0)
    chosen = best
    if best and best[0] in said:
        chosen = [country for country in weights if country in best or said.get(country, 0.0) >= _SHARE * most]
    chosen = chosen[:_MOST]
    basis += [
        Basis(field="places", value=site.country, start=site.start, end=site.end)
        for site in found
        if site.country in chosen
    ]
    return tuple(chosen)


def _on_page(page: Page, states: Collection[str]) -> list[Site]:
    """Gather the countries of the places a page names, for an incident whose own lines place it nowhere."""
    found = []
    for entity in page.entities:
        if entity.kind == "place" and entity.country and entity.country not in states:
            named = [
                m for m in entity.mentions[:20] if not page.text[max(0, m.start - 20) : m.start].endswith(_NOT_THERE)
            ]
            if named:
                found.append(Site(entity.country, named[0].start, named[0].end, 0.4 * min(len(named), 3)))
    if not found:
        found = [
            Site(entity.country, entity.mentions[0].start, entity.mentions[0].end, 0.2)
            for entity in page.entities
            if entity.kind in {"law", "agency"} and entity.country and entity.country not in states
        ][:_MOST]
    return found


_NOT_THERE: Final = ("other than the ", "other than ", "embassy of ", "Embassy of ", "born in ", "security of the ")


def _weigh(found: Sequence[Site]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for site in found:
        weights[site.country] = weights.get(site.country, 0.0) + site.weight
    return weights


def _lesser(
    scenes: Sequence[Scene], telling: Sequence[Scene], aimed: Sequence[Seen], pursuing: Sequence[HomeSign]
) -> list[Site]:
    """Gather what bears out where it was, or says so where no line does."""
    placed = [scene for scene in scenes if "place" in scene.line.kinds]
    found = [Site(*place, 1.0) for scene in placed if not scene.methods for place in places(scene.line)]
    found += [Site(*place, 2.0) for seen in aimed[:4] for place in _country_of(seen, telling)]
    found += [
        Site(*place, 1.0)
        for scene in placed
        if scene.methods
        for place in (*attributive(scene.line), *homes(scene.line))
    ]
    counted: dict[str, float] = {}
    for country, start, end in pursuing:
        if counted.get(country, 0.0) < _PURSUING:
            counted[country] = counted.get(country, 0.0) + 1.5
            found.append(Site(country, start, end, 1.5))
    if not found:
        found = [Site(*place, 0.5) for scene in (*telling, *scenes) for place in own_state(scene.line)][:8]
    return found


def _is_origin(telling: Sequence[Scene], site: Site) -> bool:
    before = telling[0].line.between(max(0, site.start - 9), site.start)
    return before.endswith((" from ", "from the ", " out of "))


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
    line = scene.line
    return any(line.text.find(word, line.start, line.end) >= 0 for word in (" overseas ", " abroad "))
