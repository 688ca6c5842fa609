"""The page as runs of words: what every rule of this folder looks at.

Invariant: all offsets are those of `Page.text`; a quotation is one word, so no cue inside it is ever seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, compress

from msgspec import Struct

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.quotations import Quotation, find_quotations
from counterspy.reading.page import Page

_WORDS_AT_MOST = 300
_SHORT = 500
_SPOKEN = 30
_TELLING = (" said", " says", " told", "spokes")
_MONTH = re.compile(r"May\b(?<!\wMay)")  # kept apart from the verb
FILL = "\u02e3"  # a letter that no document uses; stands for every character of a quotation
_BREAK = r"\s.,;:()\[\]!?—–\"“”«»"
# A dot belongs to a word inside it ("U.S"), and at its end after a title or a lone capital ("U.S.", "Mr.").
_WORD = re.compile(
    rf"([^{_BREAK}]+(?:[.,:][^{_BREAK}]+)*(?:\.(?:(?<=[. ][A-Z]\.)|(?<=\b[MDSJ]r\.)|(?<=\bM[sx]\.)|(?<=\bMrs\.)))?|\S)"
)
_SAME_LENGTH = (("\n", " "), ("\r", " "), ("\t", " "), ("\xa0", " "), ("\u2019", "'"), ("\u2011", "-"))


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
        cues: Indices of the words that may begin a statement, in order.
        quoted: Indices of the quotations, in order.
    """

    start: int
    end: int
    block: int
    is_heading: bool
    starts: list[int]
    ends: list[int]
    words: list[str]
    cues: list[int]
    quoted: list[int]

    def is_quotation(self, index: int) -> bool:
        """Tell whether the word is a quotation."""
        return 0 <= index < len(self.words) and self.words[index][0] == FILL

    def word_at(self, offset: int) -> int:
        """Index of the word at a code point, or of the first one after it."""
        return bisect_right(self.ends, offset)


class _Masked(Struct, frozen=True):
    """The text with quotations filled, as it is and in lower case, of the same length; the month of May keeps its M."""

    cased: str
    lower: str


class Prose(Struct, frozen=True):
    """The page's text on one line (`flat`; `lower`: without quotations), its runs, and its quotations by start.

    `is_issued`: a text of some length that quotes nobody, and so speaks for the body that issued it.
    """

    text: str
    flat: str
    lower: str
    runs: list[Run]
    quotations: dict[int, Quotation]
    is_issued: bool


def as_prose(page: Page) -> Prose:
    """Cut a page into runs of words."""
    flat = page.text
    for old, new in _SAME_LENGTH:
        flat = flat.replace(old, new)
    quotations = [found for start, end in _blocks(page) for found in find_quotations(page.text, start, end)]
    masked = _mask(flat, quotations)
    told = sum(masked.lower.count(word) for word in _TELLING) + sum(
        1 for one in quotations if one.end - one.start > _SPOKEN
    )
    is_issued = len(flat) > _SHORT and told < 2
    runs = _runs(page, masked, quotations)
    return Prose(page.text, flat, masked.lower, runs, {found.start: found for found in quotations}, is_issued)


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


def _mask(flat: str, quotations: list[Quotation]) -> _Masked:
    parts: list[str] = []
    at = 0
    for found in quotations:
        parts += [flat[at : found.start], FILL * (found.end - found.start)]
        at = found.end
    cased = "".join([*parts, flat[at:]])
    lower = "May".join(part.lower() for part in _MONTH.split(cased))
    if len(lower) != len(cased):  # a letter or two of Unicode grow when lowered
        lower = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in cased)
    return _Masked(cased, lower)


def _runs(page: Page, masked: _Masked, quotations: list[Quotation]) -> list[Run]:
    starts = [found.start for found in quotations]
    runs: list[Run] = []
    held: tuple[int, int, bool] | None = None
    for number, sentence in enumerate(page.sentences):
        start = sentence.start if held is None else held[0]
        following = page.sentences[number + 1] if number + 1 < len(page.sentences) else None
        if (
            following is not None
            and following.block == sentence.block
            and _is_joined(sentence.end, following.start, masked.cased, quotations, starts)
        ):
            held = (start, sentence.block, sentence.is_heading)
            continue
        held = None
        runs += _cut(_run(masked, start, sentence.end, sentence.block, sentence.is_heading))
    return runs


def _cut(run: Run) -> Iterator[Run]:
    """A run of more words than any sentence has, in parts: rules look to both ends of a run."""
    if len(run.words) <= _WORDS_AT_MOST:
        yield run
        return
    for at in range(0, len(run.words), _WORDS_AT_MOST):
        to = min(at + _WORDS_AT_MOST, len(run.words))
        yield Run(
            run.starts[at],
            run.ends[to - 1],
            run.block,
            run.is_heading,
            run.starts[at:to],
            run.ends[at:to],
            run.words[at:to],
            [index - at for index in run.cues if at <= index < to],
            [index - at for index in run.quoted if at <= index < to],
        )


def _is_joined(end: int, start: int, masked: str, quotations: list[Quotation], starts: list[int]) -> bool:
    """A quotation lies across the gap, or ends right before a sentence that goes on in lower case."""
    index = bisect_right(starts, end) - 1
    if index >= 0 and quotations[index].end > start:
        return True
    return masked[end - 1] == FILL and masked[start].islower() and masked[start] != FILL


def _run(masked: _Masked, start: int, end: int, block: int, is_heading: bool) -> Run:
    first = start - 1 if start and masked.cased[start - 1] == " " else start
    parts = _WORD.split(masked.cased[first:end])  # what is between words, a word, what is between, …
    if len(parts) == 1:
        return Run(start, end, block, is_heading, [], [], [], [], [])
    bounds = list(accumulate(map(len, parts), initial=first))
    words = list(map(str.lower, parts[1::2]))
    if "May" in parts:
        words = [word if word == "May" else word.lower() for word in parts[1::2]]
    found = list(compress(range(len(words)), map(cues().all_words.__contains__, words)))
    has_quotation = masked.cased.find(FILL, start, end) >= 0
    quoted = [index for index, word in enumerate(words) if word[0] == FILL] if has_quotation else []
    return Run(start, end, block, is_heading, bounds[1:-1:2], bounds[2::2], words, found, quoted)
