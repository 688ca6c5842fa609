"""Nobody is read differently for their name: swapping names changes nothing but the names."""

from __future__ import annotations

from typing import Any

import pytest

from counterspy import intake, reading
from counterspy.model import Document
from invented import STORY

NAMES = [
    ("Elsa", "Nyqvist"),
    ("Wei", "Zhang"),
    ("Dmitri", "Volkov"),
    ("Fatima", "al-Sayed"),
    ("Oluwaseun", "Adeyemi"),
    ("John", "Miller"),
    ("Priya", "Raman"),
    ("Şükran", "Öztürk"),
    ("Tuấn", "Nguyễn"),
    ("Mihaela", "Ionescu"),
    ("Itzel", "Xochitl"),
    ("Zbyněk", "Křivý"),
]


def document_of(text: str) -> Document:
    return intake.read_document(intake.Raw(location="story.txt", data=text.encode()))


def without_names(given: str, family: str) -> dict[str, Any]:
    """What is read of the story with this name, with lengths and names taken out."""
    text = STORY.replace("Elsa", given).replace("Nyqvist", family)
    document = document_of(text)
    read = reading.read(document)
    kinds = {entity.id: entity.kind for entity in read.entities}

    def plain(words: str | None) -> str | None:
        return words and words.replace(family, "FAMILY").replace(given, "GIVEN")

    return {
        "relevant": read.relevant,
        "entities": sorted((e.kind, plain(e.name), len(e.mentions)) for e in read.entities),
        "incidents": [
            (
                i.methods, i.sponsors, sorted(kinds[e] for e in i.accused), sorted(kinds[e] for e in i.targets),
                i.sectors, i.places, i.start, i.end, i.realis,
                sorted((o.kind, kinds.get(o.who or ""), o.when) for o in i.outcomes if o.who is not None),
            )
            for i in read.incidents
        ],
        "claims": [
            (plain(c.quote), plain(c.speaker), c.speaker_kind, c.stance, c.quantity, c.score) for c in read.claims
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("given", "family"), NAMES[1:], ids=lambda name: name)
def test_swapping_a_name_changes_nothing_but_the_name(given: str, family: str) -> None:
    assert without_names(given, family) == without_names(*NAMES[0])
