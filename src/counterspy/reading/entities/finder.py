"""The order in which the rules look at a document, on one page.

The lexicon and fixed forms first; then bodies by their heads; then definitions and aliases, which carry a name through the
document; then what is left, decided by evidence; then later short forms and headings. `settle` has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from counterspy.model import ReadEntity
from counterspy.reading.entities import evidence
from counterspy.reading.entities.abbreviations import find_definitions
from counterspy.reading.entities.carried import find_defined, find_in_headings, find_introduced, find_repeated, find_short_forms
from counterspy.reading.entities.designations import find_designations
from counterspy.reading.entities.flat import flatten, has_title_case, words
from counterspy.reading.entities.found import RANK_FORM, RANK_LEXICON, RANK_SHAPE, Found, settle
from counterspy.reading.entities.grouping import group
from counterspy.reading.entities.named import find_named
from counterspy.reading.entities.runs import find_runs
from counterspy.reading.entities.segments import Cutter, OpenName
from counterspy.reading.gazetteer import gazetteer
from counterspy.reading.page import Sentence

_OWN_NAMES = frozenset({"service", "military", "actor-group"})
_COUNTRY_FRONTS = frozenset({"U.S.", "US", "UK", "U.K.", "United States", "British"})
_PREFIX_AT_LEAST = 5
# In a manual full of ATT&CK ids the names of techniques are written like those of bodies.
_TECHNIQUE = re.compile(r"\bT\d{4}(?:\.\d{3})?\b|\bTA00\d\d\b")
_MANY_TECHNIQUES = 4
_PERSON_FORMS = frozenset({"given-name", "eastern-name", "patronymic"})
_LONGEST_HEADLINE = 250


def find_entities(
    text: str, sentences: tuple[Sentence, ...], *, language: str, title: str | None
) -> tuple[ReadEntity, ...]:
    """Find what a document names.

    Args:
        text: The document's text.
        sentences: Of its kept blocks.
        language: BCP 47 primary tag. Rules of capitals apply to scripts that have them, the lexicon to all.
        title: The headline; not read again, since it stands in the text.

    Returns:
        Entities in order of first mention with ids `e1`, `e2`, …; their mentions lie in order and do not overlap.
    """
    headings = tuple(s for number, s in enumerate(sentences) if _is_capitalised(text, s, is_first=number == 0))
    flat = flatten(text, sentences)
    prose = flatten(text, tuple(s for s in sentences if s not in headings)) if headings else flat
    definitions = find_definitions(flat)
    known = gazetteer()
    long_forms = {d.short: flat[d.long_start : d.open] for d in definitions if d.long_start is not None}
    named, _ = find_named(flat, prose, known, long_forms)
    cutter = Cutter(prose, named, known.demonyms)
    for run in find_runs(prose):
        cutter.cut(run)
    is_technical = sum(1 for _ in _TECHNIQUE.finditer(flat)) >= _MANY_TECHNIQUES
    bodies: Iterable[Found] = _unlike_named(cutter.bodies, named, known.demonyms)
    if is_technical:
        bodies = [body for body in bodies if _stands_in_manual(flat, body, known.demonyms)]
    sure = settle([*bodies, *named, *_known_by_name(find_designations(flat), named)])
    sure = settle([*sure, *find_defined(flat, sure, definitions)])
    shaped = _decided(
        prose,
        cutter.open,
        {item.start: item.end for item in named if item.kind == "place"},
        only=("person",) if is_technical else (),
    )
    seen = settle([*sure, *shaped])
    seen = settle([*seen, *find_introduced(prose, seen)])
    more = [*find_short_forms(prose, sure), *find_repeated(flat, seen), *find_in_headings(flat, headings, seen)]
    return group(settle([*seen, *more]), text)


def _known_by_name(designated: Iterable[Found], named: list[Found]) -> Iterator[Found]:
    """Give designations, with what the lexicon knows of those it has."""
    known = {(item.start, item.end): item for item in named}
    for item in designated:
        entry = known.get((item.start, item.end))
        yield msgspec.structs.replace(entry, rank=item.rank) if entry else item


def _is_capitalised(text: str, sentence: Sentence, *, is_first: bool) -> bool:
    """Whether the capitals of a sentence say nothing: a heading in title case or in capitals."""
    line = text[sentence.start : sentence.end]
    if sentence.is_heading:
        return has_title_case(line) or line.isupper()
    ends_like_prose = line.endswith((".", "!", "?")) and not line[-2:-1].isupper()
    return is_first and not ends_like_prose and len(line) < _LONGEST_HEADLINE and has_title_case(line, is_sure=True)


def _unlike_named(bodies: Iterable[Found], named: list[Found], demonyms: dict[str, str]) -> Iterator[Found]:
    """Leave out a body that is a name of the lexicon, or one with an adjective of nationality in front."""
    ending = {item.end: item for item in named}
    starting = {item.start: item for item in named}
    for body in bodies:
        longer = starting.get(body.start)
        if longer is not None and longer.end > body.end:
            continue
        known = ending.get(body.end)
        if known is None or known.start < body.start:
            yield body
            continue
        front = body.name[: known.start - body.start].strip()
        if known.start == body.start or (known.kind in _OWN_NAMES and front in demonyms):
            continue
        if front in demonyms or front in _COUNTRY_FRONTS:
            # `Portuguese Ministry of Foreign Affairs` is one name, of the kind and the entry that the lexicon knows
            yield msgspec.structs.replace(body, kind=known.kind, key=known.key if known.rule == "lexicon" else body.key)
        else:
            yield body


def _decided(flat: str, names: list[OpenName], places: dict[int, int], *, only: tuple[str, ...]) -> list[Found]:
    """Decide open names, several words first: a surname alone follows the full name it belongs to."""
    by_key: dict[str, list[OpenName]] = {}
    for name in names:
        by_key.setdefault(name.key(), []).append(name)
    found: list[Found] = []
    parts: set[str] = set()
    for key, same in by_key.items():
        if len(same[0].run) > 1:
            decision = _decide(flat, same, places)
            if decision and (not only or (decision in only and _has_person_form(same[0]))):
                found += _as_found(flat, key, same, decision)
                if decision == "person":
                    parts |= _surnames(same[0])
    for key, same in by_key.items():
        if len(same[0].run) == 1:
            decision = "person" if _is_surname(key, parts) else None if only else _decide(flat, same, places)
            if decision:
                found += _as_found(flat, key, same, decision)
    return found


def _surnames(name: OpenName) -> set[str]:
    """The words of a full name that may stand alone later."""
    last = name.run[-1].text.casefold()
    surnames = {last}
    if evidence.is_eastern(list(name.run)):
        surnames.add(name.run[0].text.casefold())
    return surnames


def _has_person_form(name: OpenName) -> bool:
    """Whether the words alone are a person's name, whatever stands around them."""
    return name.is_titled or not _PERSON_FORMS.isdisjoint(evidence.of_form(list(name.run)))


def _stands_in_manual(flat: str, body: Found, demonyms: dict[str, str]) -> bool:
    """Whether a body's name is one even where techniques and settings are capitalised like names."""
    if body.kind not in ("agency", "service", "organisation", "company") or _TECHNIQUE.match(flat, body.end + 2):
        return False
    name = body.name.split()
    has_state = name[0] in demonyms or name[0] in ("U.S.", "US", "National", "Federal", "Ministry", "Department", "University")
    return has_state or body.kind == "company" and (name[-1] in words("suffix", "company"))


def _is_surname(key: str, parts: set[str]) -> bool:
    """Whether one word is a surname seen before, or the beginning of a long one."""
    return key in parts or (len(key) > _PREFIX_AT_LEAST and any(part.startswith(key) for part in parts))


def _decide(flat: str, same: list[OpenName], places: dict[int, int]) -> str | None:
    features = dict.fromkeys(evidence.of_form(list(same[0].run)))
    seen: list[set[str]] = []
    for name in same:
        here = list(evidence.of_context(flat, name.start, name.end, is_titled=name.is_titled))
        region_end = places.get(name.end + 2)
        if region_end and flat.startswith(", ", name.end) and not flat[region_end + 1 : region_end + 2].isupper():
            here.append("region-after")
        features.update(dict.fromkeys(here))
        seen.append(set(here))
    for weak in ("sentence-start", "article-before"):
        if weak in features and not all(weak in here for here in seen):
            del features[weak]
    decision = evidence.decide(list(features))
    return decision[0] if decision else None


def _as_found(flat: str, key: str, same: list[OpenName], kind: str) -> Iterator[Found]:
    for name in same:
        yield Found(
            start=name.start,
            end=name.end,
            kind=kind,
            name=flat[name.start : name.end],
            rule=f"evidence-{kind}",
            rank=RANK_FORM if kind == "person" else RANK_SHAPE,
            key=key,
        )
