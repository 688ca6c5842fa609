"""Cuts the kept blocks of a document into sentences.

Invariant: sentences lie in order, do not overlap, begin and end with ink, and each lies inside one kept block. Time is
linear in the text: every look to the left or the right is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from counterspy.model import Block
from counterspy.reading.page import Sentence
from counterspy.vocabulary import toml

_HEADINGS = frozenset({"title", "heading"})
# A closing quote or bracket behind the full stop belongs to the sentence. Scripts without blanks need none.
_END = re.compile(
    r"[.!?…。！？](?:(?<=[。！？])[\"'”’」』）]{0,3}|(?<=[.!?…])[.!?…]{0,2}[\"'”’»)\]]{0,3}(?=\s))"
)  # one set of signs first, so that the search is quick
_WORD_BEFORE = re.compile(r"[^\s\"“”‘’'(\[«]+$")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_NEXT_WORD = re.compile(r"\s*[\"“‘'(\[«]*\s*([^\s,.;:\"”’)]*)")
_BULLET = re.compile(r"\s*(?:[-–•*▪●]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_OPEN_END = re.compile(r"(?:[,;(–-]|\b(?:of|the|and|or|for|to|in|at|by|with|a|an|de|von|van))\s*$")
_WRAP_AT_MOST = 160  # nobody wraps lines later; a longer line is a paragraph of its own
_LOOK = 40


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(toml("sentences")[name].split())


@cache
def _abbreviations() -> frozenset[str]:
    return _words("never-end") | _words("seldom-end")


def split_sentences(text: str, blocks: tuple[Block, ...], language: str) -> tuple[Sentence, ...]:
    """Cut the kept blocks into sentences.

    Args:
        text: The document's text.
        blocks: In order, not overlapping.
        language: BCP 47 primary tag; not needed so far, since the ends of sentences differ by script only.

    Returns:
        In order of position. A title or heading is one sentence; so is a line of capitals inside a paragraph.
    """
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.is_dropped:
            continue
        if block.kind in _HEADINGS:
            _add(found, text, block.start, block.end, index, is_heading=True)
            continue
        for start, end in _runs(text, block.start, block.end):
            if _is_shouted(text, start, end):
                _add(found, text, start, end, index, is_heading=True)
                continue
            left = start
            for cut in _ends(text, start, end):
                _add(found, text, left, cut, index)
                left = cut
            _add(found, text, left, end, index)
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int, block: int, *, is_heading: bool = False) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start=start, end=end, block=block, is_heading=is_heading))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a run is one line of capitals, which is a heading whatever its block was taken for."""
    if end - start > _WRAP_AT_MOST:
        return False
    line = text[start:end]
    return line.isupper() and sum(map(str.isalpha, line)) > 3 and not line.rstrip().endswith((".", ":"))


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Join hard-wrapped lines; part lines that are paragraphs, list items, numbers or headings of their own."""
    if text.find("\n", start, end) < 0:
        yield start, end
        return
    lines: list[tuple[int, int]] = []
    left = start
    while left < end:
        cut = text.find("\n", left, end)
        cut = end if cut < 0 else cut
        lines.append((left, cut))
        left = cut + 1
    width = max(b - a for a, b in lines)
    left = start
    for (a, b), (c, d) in pairwise(lines):
        if width > _WRAP_AT_MOST or _parts(text[a:b], text[c:d], width):
            yield left, b
            left = c
    yield left, end


def _parts(line: str, after: str, width: int) -> bool:
    """Whether the end of a line ends a run."""
    ink, following = line.strip(), after.strip()
    if not ink or not following:
        return True
    if ink.isdigit() or following.isdigit() or _BULLET.match(after):
        return True
    if ink.isupper() != following.isupper() and (ink.isupper() or following.isupper()):
        return len(ink) > 3 and len(following) > 3
    is_short = len(ink) < 0.6 * width and not _OPEN_END.search(ink)
    return is_short and not following[0].islower()


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Give the offsets behind the full stops that end a sentence."""
    sentence_start = start
    for match in _END.finditer(text, start, end):
        stop, after = match.span()
        if (
            _is_plain_end(text, sentence_start, stop, after)
            or text[stop] in "。！？"
            or _is_end(text, sentence_start, match, end)
        ):
            sentence_start = after
            yield after


def _is_plain_end(text: str, sentence_start: int, stop: int, after: int) -> bool:
    """The frequent case of `_is_end`: one full stop between a whole small word and a word with a capital."""
    if text[stop:after] != "." or text[after] != " " or not text[after + 1 : after + 2].isupper():
        return False
    blank = text.rfind(" ", max(sentence_start, stop - _LOOK), stop)
    word = text[blank + 1 : stop]
    is_small = blank >= 0 and len(word) > 1 and word.isascii() and word.isalpha() and word.islower()
    return is_small and word not in _abbreviations()


def _is_end(text: str, sentence_start: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT_WORD.match(text, match.end(), min(end, match.end() + _LOOK))
    word = following.group(1) if following else ""
    if word[:1].islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    window = text[max(sentence_start, match.start() - _LOOK) : match.start()]
    before = _WORD_BEFORE.search(window)
    token = before.group() if before else ""
    if not token or not word:
        return True
    lower = token.casefold()
    if lower in _words("never-end") or (token.isdigit() and window.strip() == token):
        return False
    is_initial = len(token) == 1 and token.isupper()
    if is_initial or lower in _words("seldom-end") or _DOTTED.fullmatch(token):
        return word.casefold() in _words("starters")
    return True
