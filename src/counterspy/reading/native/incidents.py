"""Incidents of a Chinese or Russian page: its sentences that show a method, with who, whom, where, when and what came.

Invariant: every value rests on words of the page (`basis`); a page that tells of numbered cases has one incident each.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from counterspy.model import Basis, ReadClaim, ReadIncident, ReadOutcome, Span
from counterspy.reading.native.backing import Backing, find_backing
from counterspy.reading.native.befallen import find_outcomes
from counterspy.reading.native.scene import Scene
from counterspy.reading.native.stretches import stretches
from counterspy.reading.native.words import Hit
from counterspy.reading.page import Page, Sentence

_BORN: Final = re.compile(r"\s?(?:года|г\.)?\s?(?:рождени|р\.)|出生|生[，,）)]")
_MOST_METHODS: Final = 3
_SHARE: Final = 0.4
_FACTS_LAST: Final = 3
_TARGETS: Final = frozenset({"company", "military", "organisation"})
_TARGETED: Final = frozenset({"cyber-intrusion", "insider-theft", "physical-surveillance", "supply-chain", "sabotage"})
_LATE: Final = frozenset({"arrested", "charged", "convicted", "sentenced", "pleaded-guilty", "acquitted"})


def find_native_incidents(page: Page, claims: tuple[ReadClaim, ...]) -> tuple[ReadIncident, ...]:
    """Find the incidents of a page.

    Args:
        page: With entities, dates and quantities.
        claims: Found on it: who denies is read off them.

    Returns:
        In order, with ids `i1`, `i2`, ….
    """
    scene = Scene(page, claims)
    found: list[ReadIncident] = []
    befallen = frozenset(
        one.who for one in find_outcomes(scene, page.sentences) if one.who is not None and one.kind != "denied"
    )
    find_backing(scene, page.sentences)  # notes whose each service is said to be
    for sentences in stretches(scene, befallen):
        incident = _incident(scene, sentences, f"i{len(found) + 1}", is_first=not found)
        if incident is not None:
            found.append(incident)
    return tuple(found)


def accused_of(page: Page) -> frozenset[str]:
    """Give the persons of a page whom an outcome befalls."""
    scene = Scene(page, ())
    return frozenset(one.who for one in find_outcomes(scene, page.sentences) if one.who is not None)


def _incident(scene: Scene, sentences: tuple[Sentence, ...], id_: str, *, is_first: bool) -> ReadIncident | None:
    hits = [hit for s in sentences for hit in scene.hits_in(s.start, s.end, "method")]
    methods = _methods(scene, hits)
    if not methods:
        return None
    telling = _telling(scene, sentences, set(methods))
    if not telling:
        return None
    backing = find_backing(scene, sentences)
    if not backing.sponsors and not is_first:
        backing = find_backing(scene, sentences, is_home_open=True)
    if not backing.sponsors:
        backing = find_backing(scene, scene.page.sentences)
    outcomes = find_outcomes(scene, sentences)
    accused = _accused(scene, outcomes, telling, is_first=is_first)
    outcomes = (*outcomes, *_alleged(scene, sentences, accused, outcomes))
    start, end, dates = _dates(scene, telling)
    targets = _targets(scene, telling, methods, backing)
    sectors, sector_basis = _sectors(scene, telling)
    places, place_basis = _places(scene, telling, backing)
    basis = [
        *(_first("methods", code, hits) for code in methods),
        *(
            Basis(field="sponsors", value=c, start=backing.places[c][0], end=backing.places[c][1])
            for c in backing.sponsors
        ),
        *(Basis(field="actors", value=c, start=backing.places[c][0], end=backing.places[c][1]) for c in backing.actors),
        *(_mention(scene, "accused", one) for one in accused),
        *(_mention(scene, "targets", one) for one in targets),
        *sector_basis,
        *place_basis,
        *dates,
    ]
    first = telling[0]
    return ReadIncident(
        id=id_,
        title=" ".join(scene.page.text[first.start : min(first.end, first.start + 120)].split()),
        methods=methods,
        sponsors=backing.sponsors,
        actors=tuple(one for one in backing.actors if one not in accused),
        accused=accused,
        targets=targets,
        sectors=sectors,
        places=places,
        start=start,
        end=end,
        outcomes=outcomes,
        evidence=tuple(Span(start=s.start, end=s.end) for s in telling[:_FACTS_LAST]),
        basis=tuple(basis),
    )


def _methods(scene: Scene, hits: list[Hit]) -> tuple[str, ...]:
    """Choose the methods that most words show."""
    words: dict[str, set[str]] = {}
    for hit in hits:
        words.setdefault(hit.code, set()).add(scene.folded[hit.start : hit.end][:8])
    counts = Counter({code: len(found) for code, found in words.items()})
    if len(counts) > 1:
        counts.pop("other", None)
    best = max(counts.values(), default=0)
    return tuple(code for code, count in counts.most_common(_MOST_METHODS) if count >= max(1, _SHARE * best))


def _telling(scene: Scene, sentences: tuple[Sentence, ...], methods: set[str]) -> list[Sentence]:
    """Give the sentences that show the methods, those that show most first, then in order; headings last."""
    weighed = []
    for sentence in sentences:
        hits = [hit for hit in scene.hits_in(sentence.start, sentence.end, "method") if hit.code in methods]
        if hits:
            names = len(scene.names.within(sentence.start, sentence.end))
            dates = sum(sentence.start <= date.start < sentence.end for date in scene.page.dates)
            is_line = sentence.is_heading or scene.page.text[sentence.end - 1] not in "。.！!»”」"
            weighed.append((len(hits) + min(names, 3) * 0.5 + dates * 0.5 - 3 * is_line, sentence))
    best = sorted(weighed, key=lambda row: -row[0])[: _FACTS_LAST + 1]
    return sorted((sentence for _, sentence in best), key=lambda sentence: sentence.start)


def _accused(
    scene: Scene, outcomes: tuple[ReadOutcome, ...], telling: list[Sentence], *, is_first: bool
) -> tuple[str, ...]:
    persons = {entity.id for entity in scene.people if scene.can_be_accused(entity)}
    found = [one.who for one in outcomes if one.who in persons and one.kind != "denied"]
    if not found:
        found = [
            entity.id
            for sentence in telling
            for _, _, entity in scene.names.within(sentence.start, sentence.end)
            if entity.id in persons
        ]
    if not found and is_first:
        found = [entity.id for entity in scene.people if entity.id in persons and entity.id not in scene.speaking]
    return tuple(dict.fromkeys(one for one in found if one))


def _alleged(
    scene: Scene, sentences: tuple[Sentence, ...], accused: tuple[str, ...], outcomes: tuple[ReadOutcome, ...]
) -> list[ReadOutcome]:
    """Say that somebody is accused where nothing else befell them."""
    settled = {one.who for one in outcomes if one.kind not in ("denied", "investigated")}
    hits = [hit for s in sentences for hit in scene.hits_in(s.start, s.end, "outcome") if hit.code == "alleged"]
    if not hits:
        return []
    return [
        ReadOutcome(kind="alleged", who=one, when=None, start=hits[0].start, end=hits[0].end)
        for one in accused
        if one not in settled
    ]


def _dates(scene: Scene, telling: list[Sentence]) -> tuple[str | None, str | None, list[Basis]]:
    """Give the first date of the sentences that tell, and the last where a stretch of time is said."""
    found: list[tuple[str, int, int]] = []
    end: tuple[str, int, int] | None = None
    for sentence in telling:
        for date in scene.page.dates:
            if not sentence.start <= date.start < sentence.end:
                continue
            late = [h for h in scene.hits_in(date.end, min(sentence.end, date.end + 30), "outcome") if h.code in _LATE]
            if late or _BORN.match(scene.folded, date.end):
                continue
            first, _, last = date.edtf.partition("/")
            if first not in ("", ".."):
                found.append((first.rstrip("~"), date.start, date.end))
            if last not in ("", ".."):
                end = (last.rstrip("~"), date.start, date.end)
    if not found:
        return None, None, []
    first_row = min(found, key=lambda row: row[0])
    basis = [Basis(field="start", value=first_row[0], start=first_row[1], end=first_row[2])]
    if end and end[0] >= first_row[0]:
        basis.append(Basis(field="end", value=end[0], start=end[1], end=end[2]))
        return first_row[0], end[0], basis
    return first_row[0], None, basis


def _targets(scene: Scene, telling: list[Sentence], methods: tuple[str, ...], backing: Backing) -> tuple[str, ...]:
    """Give the bodies and firms of the sentences that tell which are not behind it and do not speak."""
    if not _TARGETED & set(methods):
        return ()
    found: dict[str, None] = {}
    for sentence in telling:
        for _, _, entity in scene.names.within(sentence.start, sentence.end):
            is_own = entity.id in backing.actors or (entity.country and entity.country in backing.sponsors)
            if entity.kind in _TARGETS and entity.id not in scene.speaking and not is_own:
                found[entity.id] = None
    return tuple(found)[:2]


def _sectors(scene: Scene, telling: list[Sentence]) -> tuple[tuple[str, ...], list[Basis]]:
    hits = [hit for s in telling for hit in scene.hits_in(s.start, s.end, "sector")]
    words: dict[str, set[str]] = {}
    for hit in hits:
        words.setdefault(hit.code, set()).add(scene.folded[hit.start : hit.end])
    best = max((len(found) for found in words.values()), default=0)
    chosen = sorted((code for code, found in words.items() if len(found) >= 0.5 * best), key=lambda c: -len(words[c]))
    codes = tuple(chosen[:2])
    return codes, [_first("sectors", code, hits) for code in codes]


def _places(scene: Scene, telling: list[Sentence], backing: Backing) -> tuple[tuple[str, ...], list[Basis]]:
    """Give the country where it happened: that of the bodies which hold and judge, else the one most named."""
    counts: Counter[str] = Counter()
    where: dict[str, tuple[int, int]] = {}
    for entity in scene.page.entities:
        if entity.country:
            where.setdefault(entity.country, (entity.mentions[0].start, entity.mentions[0].end))
            if entity.kind in ("place", "agency") and entity.country not in backing.sponsors:
                counts[entity.country] += len(entity.mentions)
    home = scene.home if scene.home not in backing.sponsors else None
    chosen = home or (counts.most_common(1)[0][0] if counts else None)
    if chosen is None or chosen not in where:
        return (), []
    return (chosen,), [Basis(field="places", value=chosen, start=where[chosen][0], end=where[chosen][1])]


def _first(field: str, code: str, hits: list[Hit]) -> Basis:
    hit = next(hit for hit in hits if hit.code == code)
    return Basis(field=field, value=code, start=hit.start, end=hit.end)


def _mention(scene: Scene, field: str, id_: str) -> Basis:
    mention = next(entity.mentions[0] for entity in scene.page.entities if entity.id == id_)
    return Basis(field=field, value=id_, start=mention.start, end=mention.end)
