"""Demo documents torn apart and glued together, and what must hold of any reading of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import counterspy
from counterspy import intake, reading
from counterspy.errors import InputError
from counterspy.model import Document, Reading

_DEMO = Path(counterspy.__file__).parent / "demo_documents"
_JUNK = [
    *(
        "“",
        '"',
        "”",
        " said ",
        " “",
        "(",
        ")",
        "\n",
        "\n\n",
        ". ",
        ", ",
        "—",
        "–",
        "'s ",
        "é",
        "中国",
        "ГРУ",
        "\u202e",
        "\x00",
    ),
    *("%", "$5 million ", "over ", "2019", "Mr ", ":", ";", "•", "- ", "https://x.example/z", "U.S.", "@a", "[T1059]"),
    *("—said", "that ", "who ", "by ", "of ", "“”", '""', "…", "1.", "a", "A", "\t", "İ", "ſ", "ﬁ", "e\u0301", "(MSS)"),
    *("\U0001f600", "逾六十万人"),
]
_SLOTS = ("methods", "sponsors", "actors", "accused", "targets", "sectors", "places")


@cache
def demo_texts() -> tuple[str, ...]:
    """The text of every demo document."""
    with intake.Guard() as guard:
        return tuple(
            found.document.text
            for raw in intake.find_inputs([str(_DEMO)])
            if isinstance(raw, intake.Raw)
            for found in intake.read_documents(raw, guard=guard)
            if isinstance(found, intake.Found)
        )


def mutated_texts(count: int, seed: int) -> Iterator[str]:
    """Give texts made of the demo's by cutting, repeating, mixing and inserting what breaks rules."""
    draw, texts = random.Random(seed), demo_texts()
    for _ in range(count):
        text = draw.choice(texts)
        if draw.random() < 0.5:
            start = draw.randrange(len(text))
            text = text[start : start + draw.randrange(50, 3000)]
        for _ in range(draw.randrange(1, 40)):
            text = _mutate(text, draw, texts)
        if draw.random() < 0.1:
            text = draw.choice([str.upper, str.lower, str.title, str.swapcase])(text)
        if text.strip():
            yield text


def _mutate(text: str, draw: random.Random, texts: tuple[str, ...]) -> str:
    at, kind = draw.randrange(len(text) + 1), draw.random()
    if kind < 0.35:
        return text[:at] + draw.choice(_JUNK) + text[at:]
    if kind < 0.6:
        return text[:at] + text[at + draw.randrange(1, 30) :]
    other = text if kind < 0.8 and text else draw.choice(texts)
    start = draw.randrange(len(other))
    return text[:at] + other[start : start + draw.randrange(1, 200)] + text[at:]


def read_text(text: str) -> tuple[Document, Reading] | None:
    """Take in and read one text; None where intake refuses it in plain words."""
    try:
        document = intake.read_document(intake.Raw(location="x.txt", data=text.encode("utf-8", "replace")))
    except InputError:
        return None
    return document, reading.read(document)


def assert_sound(document: Document, read: Reading) -> None:
    """Every span lies in the text and stands for what it says; every value of every slot rests on words."""
    size = len(document.text)
    ids = {entity.id for entity in read.entities}
    for entity in read.entities:
        assert entity.mentions
        assert all(0 <= mention.start < mention.end <= size for mention in entity.mentions)
    for claim in read.claims:
        assert 0 <= claim.start < claim.end <= size
        assert document.text[claim.start : claim.end] == claim.quote
    for incident in read.incidents:
        assert incident.evidence
        spans = (*incident.basis, *incident.outcomes, *incident.evidence)
        assert all(0 <= span.start < span.end <= size for span in spans)
        values = {(basis.field, basis.value) for basis in incident.basis}
        assert all((field, value) in values for field in _SLOTS for value in getattr(incident, field))
        assert {*incident.actors, *incident.accused, *incident.targets} <= ids
        assert {outcome.who for outcome in incident.outcomes if outcome.who} <= ids
