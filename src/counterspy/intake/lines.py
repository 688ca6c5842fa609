"""Text to lines, and hard-wrapped lines back to paragraphs.

Invariant: lines lie in order, do not overlap, and hold every sign that is not blank; joining never crosses a blank
line, a page mark or the start of a list item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

_NEW_PAGE = "\f"
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ITEM = re.compile(r"(?:[-*•–‣▪●◦]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\([ivxlc]+\)|[IVXLC]+\.|\d+(?:\.\d+)+\.?)\s")
_FIELD = re.compile(r"[\w-]{2,20}: \S|https?://|www\.")
_STOPS = tuple(".!?…。！？:;؟।")
_CLOSING = "\"'”’»)]」』）"
_SHORTEST_WRAPPED = 40
_LONGEST_WRAPPED = 160
_MOST_HAN = 60
"""The longest hard-wrapped line of Han signs."""


class Line(NamedTuple):
    """One line without the blanks around it.

    Attributes:
        start: First code point that is not blank.
        end: One past the last.
        text: `text[start:end]`.
        chunk: Counts up at every blank line and every new page.
        page: Counts up at every form feed.
    """

    start: int
    end: int
    text: str
    chunk: int
    page: int


def cut_lines(text: str) -> list[Line]:
    """Cut a text at its line ends; blank lines are left out."""
    lines: list[Line] = []
    chunk = page = position = 0
    is_apart = False
    for piece in text.splitlines(keepends=True):
        line = piece.strip()
        if line:
            chunk += is_apart and bool(lines)
            first = position + piece.index(line[0])
            lines.append(Line(first, first + len(line), line, chunk, page))
            is_apart = False
        else:
            is_apart = True
        if piece[-1] == _NEW_PAGE:
            page, is_apart = page + 1, True
        position += len(piece)
    return lines


def join_wrapped(lines: Sequence[Line], marked: Container[int]) -> list[tuple[int, int]]:
    """Give runs `[first, last)` of line numbers that are one paragraph each; together they are all lines, in order.

    Args:
        lines: As cut.
        marked: Numbers of lines that stand for themselves: page numbers, running headers, noise.
    """
    width, han_width = _width(lines), _han_width(lines)
    runs: list[tuple[int, int]] = []
    first = 0
    for number in range(1, len(lines) + 1):
        is_joined = (
            number < len(lines)
            and lines[number - 1].chunk == lines[number].chunk
            and number not in marked
            and number - 1 not in marked
            and _goes_on(lines[number - 1].text, lines[number].text, width, han_width)
        )
        if not is_joined:
            runs.append((first, number))
            first = number
    return runs if lines else []


def is_item(line: str) -> bool:
    """Tell whether a line opens with a bullet, a number or a letter of a list."""
    return _ITEM.match(line) is not None


def _goes_on(line: str, following: str, width: int, han_width: int) -> bool:
    """Whether the sentence of a line goes on in the next one, or would have found room for it otherwise."""
    if len(line) > _LONGEST_WRAPPED or is_item(following) or _FIELD.match(following):
        return False
    if han_width and abs(len(line) - han_width) <= 1 and _HAN.match(line[-1]) and len(following) <= han_width + 1:
        return True
    is_open = not line.rstrip(_CLOSING).endswith(_STOPS)
    starts_small = following[0].islower()
    if not width:
        return is_open and starts_small and len(line) >= _SHORTEST_WRAPPED
    if line.isupper() != following.isupper() and not starts_small:
        return False
    if starts_small and is_open:
        return len(line) >= 0.6 * width
    is_full = len(line) >= 0.8 * width
    return is_full and (is_open or len(line) + 1 + len(following.split(" ", 1)[0]) > 0.9 * width)


def _width(lines: Sequence[Line]) -> int:
    """The width a text is wrapped at: that of the lines that go on in small letters; 0 where it is not wrapped."""
    lengths = sorted(
        len(line.text)
        for line, following in pairwise(lines)
        if line.chunk == following.chunk
        and _SHORTEST_WRAPPED <= len(line.text) <= _LONGEST_WRAPPED
        and following.text[0].islower()
        and not line.text.endswith(_STOPS)
    )
    if len(lengths) < 2 or len(lengths) < 0.1 * len(lines):
        return 0
    return lengths[len(lengths) * 9 // 10]


def _han_width(lines: Sequence[Line]) -> int:
    """The width Han text is wrapped at: a length that at least three lines and a third of all have."""
    lengths = (len(line.text) for line in lines if _HAN.match(line.text[-1]))
    counted = Counter(length for length in lengths if 16 <= length <= _MOST_HAN)
    if not counted:
        return 0
    length, times = counted.most_common(1)[0]
    return length if times >= 3 and times * 3 >= len(lines) else 0
