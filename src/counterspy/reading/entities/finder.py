"""The order in which the rules look at a document, on one page.

The lexicon and fixed forms first; then bodies by their heads; then definitions, which carry a name through the
document; then what is left, decided by evidence; then aliases, short forms, headings. `settle` has the last word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from counterspy.model import ReadEntity
from counterspy.reading.entities.abbreviations import find_definitions
from counterspy.reading.entities.again import find_heads_again, find_native_brackets
from counterspy.reading.entities.carried import (
    find_defined,
    find_in_headings,
    find_introduced,
    find_repeated,
    find_short_forms,
)
from counterspy.reading.entities.deciding import Surroundings, decide_names
from counterspy.reading.entities.designations import find_designations, find_unnamed
from counterspy.reading.entities.flat import flatten, has_title_case, words
from counterspy.reading.entities.found import Found, settle
from counterspy.reading.entities.grouping import group
from counterspy.reading.entities.lines import find_bodies_in_headings, find_names_in_headings
from counterspy.reading.entities.named import find_named, named_place
from counterspy.reading.entities.runs import find_runs
from counterspy.reading.entities.segments import Cutter, silent
from counterspy.reading.gazetteer import NATIVE, Gazetteer, gazetteer
from counterspy.reading.page import Sentence

_OWN_NAMES = frozenset({"service", "military", "actor-group"})
_COUNTRY_FRONTS = frozenset({"U.S.", "US", "UK", "U.K.", "United States", "British"})
# In a manual full of ATT&CK ids the names of techniques are written like those of bodies.
_TECHNIQUE = re.compile(r"T(?<!\wT)(?:\d{4}(?:\.\d{3})?\b|A00\d\d\b)")
_MANY_TECHNIQUES = 4
_STATE_FRONTS = frozenset({"U.S.", "US", "National", "Federal", "Ministry", "Department", "University"})
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
    headings = tuple(s for n, s in enumerate(sentences) if (s.is_heading or not n) and _is_capitalised(text, s))
    flat = flatten(text, sentences)
    skipped = {heading.start for heading in headings}
    prose = flatten(text, tuple(s for s in sentences if s.start not in skipped)) if headings else flat
    definitions = find_definitions(flat)
    known = gazetteer()
    long_forms = {d.short: flat[d.long_start : d.open] for d in definitions if d.long_start is not None}
    has_native = NATIVE.search(flat) is not None
    named = find_named(flat, prose, known, long_forms, has_native=has_native)
    cutter = Cutter(prose, named, known.demonyms)
    for run in find_runs(prose, silent()):
        cutter.cut(run)
    is_technical = sum(1 for _ in _TECHNIQUE.finditer(flat)) >= _MANY_TECHNIQUES
    bodies: Iterable[Found] = _unlike_named(_less_fronts(cutter.bodies), named, known.demonyms)
    if is_technical:
        ends = {item.end for item in named if item.kind == "place"}
        bodies = [b for b in bodies if b.end in ends or _stands_in_manual(flat, b, known.demonyms)]
    letterheads = _unlike_named(find_bodies_in_headings(flat, headings), named, known.demonyms)
    sure = settle([*bodies, *letterheads, *named, *_known_by_name(find_designations(flat), named, known)])
    sure = _settled(sure, find_defined(flat, sure, definitions))
    places = {item.start: item.end for item in named if item.kind == "place"}
    shaped = decide_names(cutter.open, Surroundings(flat=prose, places=places, is_manual=is_technical))
    seen = settle([*sure, *shaped, *find_unnamed(prose), *find_names_in_headings(flat, headings)])
    ends = {item.end for item in shaped}
    seen = _settled(seen, find_defined(flat, shaped, [d for d in definitions if d.open in ends]))
    seen = _settled(seen, [*find_introduced(flat, seen), *find_heads_again(prose, seen)])
    more = [
        *(find_native_brackets(flat, seen) if has_native else ()),
        *find_short_forms(flat, sure),
        *find_repeated(flat, seen),
        *find_in_headings(flat, headings, seen),
    ]
    return group(_settled(seen, more), text)


def _settled(settled: list[Found], more: Iterable[Found]) -> list[Found]:
    """Settle what was settled before with what was found since, where there is any."""
    found = list(more)
    return settle([*settled, *found]) if found else settled


def _less_fronts(bodies: list[Found]) -> Iterator[Found]:
    """Leave out what looks like a place but is the front of a firm's name: `Fern Ridge` of `Fern Ridge Optics`."""
    fronts = {" ".join(body.name.split()[:2]) for body in bodies if body.kind in ("company", "organisation")}
    return (body for body in bodies if body.kind != "place" or body.name not in fronts)


def _known_by_name(designated: Iterable[Found], named: list[Found], gazetteer: Gazetteer) -> Iterator[Found]:
    """Give designations, with what the lexicon knows of those it has."""
    known = {(item.start, item.end): item for item in named}
    for item in designated:
        entry = known.get((item.start, item.end))
        if entry is None and item.rule == "dateline" and (names := gazetteer.names.get(item.name.title())):
            yield named_place(item, names)
            continue
        yield msgspec.structs.replace(entry, rank=item.rank) if entry else item


def _is_capitalised(text: str, sentence: Sentence) -> bool:
    """Whether the capitals of a heading, or of the first sentence, say nothing: title case or all in capitals."""
    line = text[sentence.start : sentence.end]
    if sentence.is_heading:
        return has_title_case(line) or line.isupper()
    ends_like_prose = line.endswith((".", "!", "?")) and not line[-2:-1].isupper()
    return not ends_like_prose and len(line) < _LONGEST_HEADLINE and has_title_case(line, is_sure=True)


def _unlike_named(bodies: Iterable[Found], named: list[Found], demonyms: dict[str, str]) -> Iterator[Found]:
    """Leave out a body that is a name of the lexicon, or one with an adjective of nationality in front."""
    ending = {item.end: item for item in named}
    starts = [item.start for item in named]
    beginning = {item.start: item for item in named if item.kind in ("agency", "service", "organisation", "military")}
    for body in bodies:
        if body.rule == "letterhead" and (longer := beginning.get(body.start)) and longer.end < body.end:
            yield msgspec.structs.replace(body, kind=longer.kind, key=longer.key)
            continue
        at = bisect_left(starts, body.end) - 1
        if at >= 0 and body.start <= named[at].start and named[at].end > body.end:
            continue  # a name of the lexicon begins in it and goes on behind it
        known = ending.get(body.end)
        if known is None:
            yield body
            continue
        if known.start < body.start:
            # the end of a name of the lexicon, such as `Republic of` … behind `People's`
            if known.kind != "place":
                yield body
            continue
        front = body.name[: known.start - body.start].strip()
        if known.start == body.start or (known.kind in _OWN_NAMES and front in demonyms):
            continue
        if front in demonyms or front in _COUNTRY_FRONTS:
            # `Ruritanian Ministry of Justice` is one name, of the kind and the entry that the lexicon knows
            yield msgspec.structs.replace(body, kind=known.kind, key=known.key if known.rule == "lexicon" else body.key)
        else:
            yield body


def _stands_in_manual(flat: str, body: Found, demonyms: dict[str, str]) -> bool:
    """Whether a body's name is one even where techniques and settings are capitalised like names."""
    if body.kind not in ("agency", "service", "organisation", "company") or _TECHNIQUE.match(flat, body.end + 2):
        return False
    name = body.name.split()
    if body.kind == "company":
        return name[-1] in words("suffix", "company")
    return name[0] in demonyms or name[0] in _STATE_FRONTS
