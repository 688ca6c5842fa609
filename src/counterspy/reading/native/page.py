"""The page of a Chinese or Russian document: what is named, when, and how many.

Invariant: every mention lies inside a sentence of the kept blocks and is shown in its own script; a name the lexicon
knows carries the entry's other names, transliterations among them, as aliases.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from counterspy.model import ReadEntity
from counterspy.reading.dates import find_dates
from counterspy.reading.entities.found import Found
from counterspy.reading.native.cyrillic_names import find_cyrillic_bodies, find_cyrillic_things
from counterspy.reading.native.cyrillic_people import find_cyrillic_people, is_same_person, nominative
from counterspy.reading.native.found import make_entities
from counterspy.reading.native.han_names import find_han_bodies, find_han_things
from counterspy.reading.native.han_people import find_han_people
from counterspy.reading.native.known import known_names
from counterspy.reading.native.numbers import find_native_quantities
from counterspy.reading.native.words import fold
from counterspy.reading.page import Page, Sentence


def native_page(
    text: str, sentences: tuple[Sentence, ...], *, language: str, title: str | None, published: str | None
) -> Page:
    """Read what a document in Chinese or Russian names.

    Args:
        text: The document's text.
        sentences: Of its kept blocks.
        language: `zh` or `ru`.
        title: The headline or None.
        published: EDTF of the publication or None.

    Returns:
        The page with entities, dates and quantities.
    """
    flat = only_sentences(text, sentences)
    folded = fold(flat, language)
    entities = _han(flat, folded) if language == "zh" else _cyrillic(flat, folded)
    named = bytearray(len(flat))
    for entity in entities:
        for mention in entity.mentions:
            named[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    return Page(
        text=text,
        title=title,
        language=language,
        published=published,
        sentences=sentences,
        entities=entities,
        dates=find_dates(text, sentences, published),
        quantities=tuple(
            span for span in find_native_quantities(folded, flat, sentences, language) if not named[span.start]
        ),
    )


def only_sentences(text: str, sentences: Iterable[Sentence]) -> str:
    """Blank everything but the sentences; every offset stays."""
    parts = []
    reached = 0
    for sentence in sentences:
        parts.append("\n" * (sentence.start - reached))
        parts.append(text[sentence.start : sentence.end].replace("\n", " "))
        reached = sentence.end
    parts.append("\n" * (len(text) - reached))
    return "".join(parts)


def _han(flat: str, folded: str) -> tuple[ReadEntity, ...]:
    known = list(known_names(flat, folded, "zh"))
    things = list(find_han_things(folded))
    edges = {item.start for item in things}
    bodies = _with_country(find_han_bodies(folded, known, edges), known)
    taken = bytearray(len(folded))
    for item in (*known, *bodies):
        taken[item.start : item.end] = b"\x01" * (item.end - item.start)
    people = find_han_people(folded, taken)
    return make_entities([*known, *bodies, *things, *people], flat, lambda _, __: False, lambda _, words: words)


def _cyrillic(flat: str, folded: str) -> tuple[ReadEntity, ...]:
    known = list(known_names(flat, folded, "ru"))
    bodies = _with_country(find_cyrillic_bodies(flat, folded, known), known)
    things = list(find_cyrillic_things(flat, folded))
    others = [*known, *bodies, *(thing for thing in things if thing.kind != "place")]
    people = find_cyrillic_people(flat, folded, others)
    return make_entities([*known, *bodies, *things, *people], flat, is_same_person, _shown)


def _with_country(bodies: Iterable[Found], known: list[Found]) -> list[Found]:
    """Give a body the country of the first known name inside its own."""
    ordered = sorted((item for item in known if item.country), key=lambda item: item.start)
    starts = [item.start for item in ordered]
    found = []
    for body in bodies:
        at = bisect_left(starts, body.start)
        inside = at < len(ordered) and ordered[at].end <= body.end
        found.append(msgspec.structs.replace(body, country=ordered[at].country) if inside else body)
    return found


def _shown(item: Found, words: str) -> str:
    if item.kind == "person":
        return nominative(words)
    return item.name
