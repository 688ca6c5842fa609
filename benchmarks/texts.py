"""The texts that every benchmark reads: documents of 900 words, made of the shipped demo documents."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from counterspy import intake

WORDS = 900
_DEMO = Path(__file__).resolve().parents[1] / "src" / "counterspy" / "demo_documents"
_DULL = (
    "the council met on tuesday to discuss the new timetable for buses and trams in the northern districts "
    "residents asked for later services at weekends and for shelters at the busier stops the budget was agreed "
    "without a vote and the gardens will open again in spring after repairs to the old glass roof"
)


def relevant_texts(count: int) -> list[str]:
    """Give texts of about 900 words, each of whole paragraphs drawn from the demo documents, all different."""
    draw = random.Random(7)
    paragraphs = list(_paragraphs())
    return [_assemble(draw, paragraphs) for _ in range(count)]


def dull_texts(count: int) -> list[str]:
    """Give texts of 900 words about nothing the reader looks for."""
    draw = random.Random(8)
    words = _DULL.split()
    return [" ".join(_sentence(draw, words) for _ in range(WORDS // 15)) for _ in range(count)]


def _sentence(draw: random.Random, words: list[str]) -> str:
    return " ".join(draw.choices(words, k=15)).capitalize() + "."


def _paragraphs() -> Iterator[str]:
    with intake.Guard() as guard:
        for raw in intake.find_inputs([str(_DEMO)]):
            if isinstance(raw, intake.Raw):
                for found in intake.read_documents(raw, guard=guard):
                    if isinstance(found, intake.Found) and found.document.language == "en":
                        text = found.document.text
                        blocks = [b for b in found.document.blocks if b.kind == "paragraph" and not b.is_dropped]
                        yield from (re.sub(r"\s+", " ", text[b.start : b.end]) for b in blocks)


def _assemble(draw: random.Random, paragraphs: list[str]) -> str:
    chosen: list[str] = []
    words = 0
    while words < WORDS:
        chosen.append(draw.choice(paragraphs))
        words += len(chosen[-1].split())
    return "\n\n".join(chosen) + "\n"
