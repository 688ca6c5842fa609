"""Quotations: what stands between quotation marks in one block.

Invariant: spans do not overlap, lie in order, and hold their marks; an opening mark without its fellow opens nothing
unless the block ends inside the quotation, as in speech that goes on over several paragraphs.
"""

from __future__ import annotations

import re

from msgspec import Struct

_MARK = re.compile("[\"“”„«»‘'’]")
_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'"}
_LONGEST = 4_000


class Quotation(Struct, frozen=True, gc=False):
    """A quotation with its marks, `[start, end)`, and its inside."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Find the quotations of a block, outermost ones only.

    Args:
        text: The document's text.
        start: First code point of the block.
        end: One past its last.
    """
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark in "'’" and text[at - 1 : at].isalnum() and (opened is None or text[at + 1 : at + 2].isalnum()):
            continue  # an apostrophe
        if opened is None:
            if mark in _PAIRS and _may_open(text, at, start, end):
                opened = (at, mark)
        elif mark in _PAIRS[opened[1]] and _may_close(text, at, opened):
            found.append(Quotation(opened[0], at + 1, opened[0] + 1, at))
            opened = None
        elif at - opened[0] > _LONGEST:
            opened = None
    if opened is not None and opened[1] in "“«" and end - opened[0] <= _LONGEST and end - opened[0] > 1:
        found.append(Quotation(opened[0], end, opened[0] + 1, end))
    return found


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return not before.isalnum() and not after.isspace()


def _may_close(text: str, at: int, opened: tuple[int, str]) -> bool:
    """Single marks are apostrophes as well: they close only after punctuation or after a few words."""
    if at == opened[0] + 1:
        return False
    if opened[1] in "‘'":
        return text[at - 1] in ",.?!" or at - opened[0] < 80
    return not (opened[1] == '"' and text[at - 1].isspace() and text[at + 1 : at + 2].isalnum())
