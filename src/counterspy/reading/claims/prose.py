"""The page as runs of words: what every rule of this folder looks at.

Invariant: all offsets are those of `Page.text`; a quotation is one word, so no cue inside it is ever seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, compress, zip_longest

from msgspec import Struct

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.quotations import Quotation, find_quotations
from counterspy.reading.page import Page, Sentence

_WORDS_AT_MOST = 300
_SHORT = 500
_SPOKEN = 30
_TOLD_AT_LEAST = 2
_TELLING = (" said", " says", " told", "spokes")
FILL = "\u02e3"  # a letter that no document uses; stands for every character of a quotation
_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001))))  # spelt out, as a set of letters is looked up faster
_BREAK = _SPACE + r".,;:()\[\]!?—–\"“”«»"
# A dot belongs to a word inside it ("U.S"), and at its end after a title or a lone capital ("U.S.", "Mr.").
_WORD = re.compile(
    rf"([^{_BREAK}]++(?:(?=[.,:])(?:[.,:][^{_BREAK}]++)*+"
    r"(?:\.(?:(?<=[. ][A-Z]\.)|(?<=\b[MDSJ]r\.)|(?<=\bM[sx]\.)|(?<=\bMrs\.)))?+)?+|\S)"
)
_SAME_LENGTH = (("\n", " "), ("\r", " "), ("\t", " "), ("\xa0", " "), ("\u2019", "'"), ("\u2011", "-"))


class Run(Struct, frozen=True, gc=False):
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
    lower = masked.lower()
    return Prose(
        page.text,
        flat,
        lower,
        _runs(page, masked, quotations),
        {found.start: found for found in quotations},
        len(flat) > _SHORT and not _is_told(lower, quotations),
    )


def _is_told(lower: str, quotations: list[Quotation]) -> bool:
    """Whether somebody is quoted twice, in marks or by a verb."""
    told = sum(1 for one in quotations if one.end - one.start > _SPOKEN)
    for word in _TELLING:
        if told >= _TOLD_AT_LEAST:
            break
        told += lower.count(word)
    return told >= _TOLD_AT_LEAST


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
    """The text with its quotations filled, of the same length."""
    parts: list[str] = []
    at = 0
    for found in quotations:
        parts += [flat[at : found.start], FILL * (found.end - found.start)]
        at = found.end
    return "".join([*parts, flat[at:]])


def _runs(page: Page, masked: str, quotations: list[Quotation]) -> list[Run]:
    openings = [found.start for found in quotations]
    whole = _read(masked, 0, len(masked), openings)
    runs: list[Run] = []
    for start, end, sentence in _joined(page, masked, quotations, openings):
        held, first = whole, bisect_left(whole.starts, start)
        last = bisect_left(whole.starts, end, first)
        is_apart = start == 0 or masked[start - 1] == " "
        if not is_apart or (last > first and whole.ends[last - 1] > end):  # a word goes on over the sentence's edge
            held = _read(masked, start - 1 if start and is_apart else start, end, openings)
            first, last = 0, len(held.words)
        if last - first <= _WORDS_AT_MOST:
            runs.append(_part(held, first, last, (start, end), sentence))
            continue
        for at in range(first, last, _WORDS_AT_MOST):  # more words than any sentence has: rules look to both ends
            to = min(at + _WORDS_AT_MOST, last)
            runs.append(_part(held, at, to, (held.starts[at], held.ends[to - 1]), sentence))
    return runs


def _read(masked: str, start: int, end: int, openings: list[int]) -> Run:
    """The words of a stretch of text, as one run; `openings`: where quotations start."""
    parts = _WORD.split(masked[start:end])  # what is between words, a word, what is between, …
    bounds = list(accumulate(map(len, parts), initial=start))
    starts = bounds[1:-1:2]
    words = list(map(str.lower, parts[1::2]))
    if "May" in parts:  # the month is kept apart from the verb
        words = [word if word == "May" else word.lower() for word in parts[1::2]]
    found = list(compress(range(len(words)), map(cues().all_words.__contains__, words)))
    opened = openings[bisect_left(openings, start) : bisect_left(openings, end)]
    found_at = [(bisect_left(starts, opening), opening) for opening in opened]
    quoted = [at for at, opening in found_at if starts[at : at + 1] == [opening]]
    return Run(start, end, -1, False, starts, bounds[2::2], words, found, quoted)


def _part(whole: Run, first: int, last: int, span: tuple[int, int], sentence: Sentence) -> Run:
    """The run of the words `[first, last)` of another."""
    return Run(
        span[0],
        span[1],
        sentence.block,
        sentence.is_heading,
        whole.starts[first:last],
        whole.ends[first:last],
        whole.words[first:last],
        _within(whole.cues, first, last),
        _within(whole.quoted, first, last) if whole.quoted else [],
    )


def _within(indices: list[int], first: int, last: int) -> list[int]:
    """Those of the indices that lie in `[first, last)`, counted from the first."""
    at = bisect_left(indices, first)
    if at == len(indices) or indices[at] >= last:
        return []
    return [index - first for index in indices[at : bisect_left(indices, last, at)]]


def _joined(
    page: Page, masked: str, quotations: list[Quotation], openings: list[int]
) -> Iterator[tuple[int, int, Sentence]]:
    """The sentences with their bounds, as one where a quotation holds several together."""
    start = -1
    for sentence, following in zip_longest(page.sentences, page.sentences[1:]):
        if start < 0:
            start = sentence.start
        if (
            following is not None
            and following.block == sentence.block
            and FILL in masked[sentence.end - 1 : sentence.end + 1]
            and _is_joined(sentence.end, following.start, masked, quotations, openings)
        ):
            continue
        yield start, sentence.end, sentence
        start = -1


def _is_joined(end: int, start: int, masked: str, quotations: list[Quotation], openings: list[int]) -> bool:
    """A quotation lies across the gap, or ends right before a sentence that goes on in lower case."""
    index = bisect_right(openings, end) - 1
    if index >= 0 and quotations[index].end > start:
        return True
    return masked[end - 1] == FILL and masked[start].islower() and masked[start] != FILL
