"""Pages for the incident tests: text with its blocks, sentences, names and dates as the reader finds them."""

from counterspy.model import Block, ReadIncident
from counterspy.reading.dates import find_dates
from counterspy.reading.entities import find_entities
from counterspy.reading.incidents import find_incidents
from counterspy.reading.page import Page
from counterspy.reading.sentences import split_sentences


def page_of(text: str) -> Page:
    """Cut a text at empty lines; a part without a full stop at its end is a heading."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        is_text = part.rstrip().endswith((".", '"'))
        blocks.append(Block(start=start, end=start + len(part), kind="paragraph" if is_text else "heading"))
        start += len(part) + 2
    sentences = split_sentences(text, tuple(block for block in blocks if block.end > block.start), "en")
    return Page(
        text=text,
        title=None,
        language="en",
        published=None,
        sentences=sentences,
        entities=find_entities(text, sentences, language="en", title=None),
        dates=find_dates(text, sentences, None),
    )


def incidents_of(text: str) -> tuple[ReadIncident, ...]:
    return find_incidents(page_of(text), ())


def names_of(text: str, ids: tuple[str, ...]) -> set[str]:
    entities = {entity.id: entity.name for entity in page_of(text).entities}
    return {entities[one] for one in ids}


def outcomes_of(text: str) -> set[tuple[str, str | None]]:
    entities = {entity.id: entity.name for entity in page_of(text).entities}
    return {(one.kind, entities.get(one.who or "")) for incident in incidents_of(text) for one in incident.outcomes}
