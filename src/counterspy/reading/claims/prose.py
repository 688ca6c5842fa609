"""The page as runs of words: what every rule of this folder looks at.

Invariant: all offsets are those of `Page.text`; a quotation is one word, so no cue inside it is ever seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from counterspy.reading.claims.quotations import Quotation, find_quotations
from counterspy.reading.page import Page

FILL = "\u02e3"  # a letter that no document uses; stands for every character of a quotation
_WORD = re.compile(r"\w+(?:['.&/-]\w+)*|[^\w\s]")
_SAME_LENGTH = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\xa0": " ", "\u2019": "'", "\u2011": "-"})


class Run(Struct, frozen=True):
    """One sentence, or several that a quotation holds together.

    Attributes:
        start: First code point.
        end: One past the last.
        block: Number of its block.
        is_heading: Whether it is a title or heading.
        starts: Of the words, in order.
        ends: Of the words.
        words: Lower case; a quotation is one word of fillers.
    """

    start: int
    end: int
    block: int
    is_heading: bool
    starts: list[int]
    ends: list[int]
    words: list[str]

    def is_quotation(self, index: int) -> bool:
        """Tell whether the word is a quotation."""
        return 0 <= index < len(self.words) and self.words[index][0] == FILL

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after a code point."""
        return bisect_left(self.starts, offset)


class Prose(Struct, frozen=True):
    """The page's text on one line (`flat`, same offsets), its runs and its quotations by start."""

    text: str
    flat: str
    runs: list[Run]
    quotations: dict[int, Quotation]


def as_prose(page: Page) -> Prose:
    """Cut a page into runs of words."""
    flat = page.text.translate(_SAME_LENGTH)
    quotations = [found for start, end in _blocks(page) for found in find_quotations(page.text, start, end)]
    masked = _mask(flat, quotations)
    return Prose(page.text, flat, _runs(page, masked, quotations), {found.start: found for found in quotations})


def _blocks(page: Page) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    last: int | None = None
    for sentence in page.sentences:
        if sentence.block == last:
            spans[-1] = spans[-1][0], sentence.end
        else:
            spans.append((sentence.start, sentence.end))
        last = sentence.block
    return spans


def _mask(flat: str, quotations: list[Quotation]) -> str:
    parts: list[str] = []
    at = 0
    for found in quotations:
        parts += [flat[at : found.start], FILL * (found.end - found.start)]
        at = found.end
    return "".join([*parts, flat[at:]])


def _runs(page: Page, masked: str, quotations: list[Quotation]) -> list[Run]:
    starts = [found.start for found in quotations]
    runs: list[Run] = []
    held: tuple[int, int, bool] | None = None
    for number, sentence in enumerate(page.sentences):
        start = sentence.start if held is None else held[0]
        following = page.sentences[number + 1] if number + 1 < len(page.sentences) else None
        if following is not None and following.block == sentence.block and _is_joined(
            sentence.end, following.start, masked, quotations, starts
        ):
            held = (start, sentence.block, sentence.is_heading)
            continue
        held = None
        runs.append(_run(masked, start, sentence.end, sentence.block, sentence.is_heading))
    return runs


def _is_joined(end: int, start: int, masked: str, quotations: list[Quotation], starts: list[int]) -> bool:
    """A quotation lies across the gap, or ends right before a sentence that goes on in lower case."""
    index = bisect_right(starts, end) - 1
    if index >= 0 and quotations[index].end > start:
        return True
    return masked[end - 1] == FILL and masked[start].islower() and masked[start] != FILL


def _run(masked: str, start: int, end: int, block: int, is_heading: bool) -> Run:
    found = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(masked, start, end)]
    words = [word.lower() if word[0] != FILL else word for _, _, word in found]
    return Run(start, end, block, is_heading, [at for at, _, _ in found], [to for _, to, _ in found], words)
