"""The way of one document through the reader, on one page.

Pure: the same document and the same lexicon give the same Reading. No clock, no network, no store.
"""

from __future__ import annotations

import msgspec

from counterspy import __version__
from counterspy.model import (
    Document,
    Drop,
    ReaderStamp,
    Reading,
)
from counterspy.reading.about import tie_to_incidents
from counterspy.reading.claims import find_claims
from counterspy.reading.dates import find_dates
from counterspy.reading.entities import find_entities
from counterspy.reading.facts import find_facts
from counterspy.reading.finishing import finish
from counterspy.reading.gate import may_be_relevant
from counterspy.reading.incidents import find_incidents, is_relevant
from counterspy.reading.native import (
    accused_of,
    find_native_claims,
    find_native_incidents,
    is_native_relevant,
    may_be_native_relevant,
    native_page,
)
from counterspy.reading.page import Page
from counterspy.reading.quantities import find_quantities
from counterspy.reading.sentences import split_sentences
from counterspy.vocabulary import data_digest

NATIVE_READ = frozenset({"zh", "ru"})
"""Languages read by the rules of `reading.native`."""

LANGUAGES_READ = frozenset({"en", "und"}) | NATIVE_READ
"""Languages the reader has rules for. Any other is kept, named and reported as not read; never half-read."""


def stamp() -> ReaderStamp:
    """Name this reader: its version and the digest of the lexicon it reads with."""
    return ReaderStamp(name="counterspy", version=__version__, lexicon=data_digest())


def read(document: Document) -> Reading:
    """Read one document.

    Args:
        document: With its text and blocks.

    Returns:
        Entities, incidents and claims, each with its span in `document.text`. Where the gate finds nothing about
        espionage, or the language is not read, the reading is empty and `unread` says why. A document that turns out
        not to be about espionage keeps its entities and what is attributed or hedged in it, and tells of no incident.
    """
    if document.language in NATIVE_READ:
        return _read_native(document)
    if document.language not in LANGUAGES_READ:
        return _nothing(document, f"language {document.language!r} is not read yet")
    kept = "\n".join(document.text[block.start : block.end] for block in document.blocks if not block.is_dropped)
    if not may_be_relevant(kept):
        return _nothing(document, "nothing in it is about espionage or its kin")
    page = _page(document)
    claims = find_claims(page)
    incidents = find_incidents(page, claims)
    if not is_relevant(page, incidents, claims):
        told = tuple(claim for claim in claims if claim.speaker is not None or claim.stance != "asserted")
        return msgspec.structs.replace(_nothing(document, None), entities=page.entities, claims=told)
    incidents = finish(page, incidents)
    return Reading(
        document=document.id,
        relevant=True,
        dropped=_dropped(document),
        entities=page.entities,
        incidents=incidents,
        claims=tie_to_incidents(claims, incidents),
        reader=stamp(),
    )


def _page(document: Document) -> Page:
    """Sentences, then what is named, then when and how many, then what is plainly stated of what is named."""
    sentences = split_sentences(document.text, document.blocks, document.language)
    page = Page(
        text=document.text,
        title=document.title,
        language=document.language,
        published=document.published,
        sentences=sentences,
        entities=find_entities(document.text, sentences, language=document.language, title=document.title),
        dates=find_dates(document.text, sentences, document.published),
        quantities=find_quantities(document.text, sentences),
    )
    return msgspec.structs.replace(page, entities=find_facts(page))


def _read_native(document: Document) -> Reading:
    """Read Chinese or Russian: the same way, with the words of the language."""
    sentences = split_sentences(document.text, document.blocks, document.language)
    kept = "\n".join(document.text[sentence.start : sentence.end] for sentence in sentences)
    if not may_be_native_relevant(kept, document.language):
        return _nothing(document, "nothing in it is about espionage or its kin")
    page = native_page(
        document.text, sentences, language=document.language, title=document.title, published=document.published
    )
    claims = find_native_claims(page, accused_of(page))
    incidents = find_native_incidents(page, claims)
    if not is_native_relevant(kept, document.language, page.entities, len(incidents)):
        return msgspec.structs.replace(_nothing(document, None), entities=page.entities)
    incidents = finish(page, incidents)
    return Reading(
        document=document.id,
        relevant=True,
        dropped=_dropped(document),
        entities=page.entities,
        incidents=incidents,
        claims=tie_to_incidents(claims, incidents),
        reader=stamp(),
    )


def _nothing(document: Document, why: str | None) -> Reading:
    return Reading(
        document=document.id,
        relevant=False,
        dropped=_dropped(document),
        entities=(),
        incidents=(),
        claims=(),
        reader=stamp(),
        unread=why,
    )


def _dropped(document: Document) -> tuple[Drop, ...]:
    return tuple(
        Drop(kind=block.kind, start=block.start, end=block.end) for block in document.blocks if block.is_dropped
    )
