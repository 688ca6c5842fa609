"""Lines of pages to paragraphs: what typesetting broke is joined, what the author broke stays.

Invariant: no letter is added or lost but line ends and the hyphens that broke a word at one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from msgspec import Struct


class Line(Struct, frozen=True, kw_only=True):
    """One line of a page. Coordinates in points from the lower left corner; without geometry, letters from the left.

    Attributes:
        text: Its words, one blank between them.
        left: Where its first letter begins.
        right: Where its last letter ends.
        bottom: Where its first letter stands; None without geometry.
        size: Of its font, 0 without geometry.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float | None = None
    size: float = 0.0


class _Column(Struct, frozen=True):
    """Lines of one page that run downward, and what is usual among them."""

    lines: list[Line]
    left: float
    right: float
    pitch: float


_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page )?(?:[-–—|] ?)?(?:\d{1,4}|[ivxlc]{1,7})(?: ?[-–—|])?(?: ?(?:/|of) ?\d{1,4})?", re.IGNORECASE
)
_BULLET = re.compile(r"[•●▪■◦‣·*–—] ?\S|\(?(?:\d{1,3}|[a-z])[.)] ")
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS = (".", "!", "?", ":", "”", '"', "»", ".)", "。", "！", "？")
_EDGE_LINES = 2


def join_pages(pages: list[list[Line]]) -> str:
    """Join the lines of all pages to paragraphs separated by blank lines.

    Running headers and footers and page numbers stay, as paragraphs of their own, after the paragraph they interrupt.
    """
    running = _running_lines(pages)
    paragraphs: list[list[str]] = []
    waiting: list[list[str]] = []
    last: tuple[Line, _Column] | None = None
    for lines in pages:
        over, body, under = _part(lines, running)
        if last is None:
            paragraphs += over
        else:
            waiting += over
        for column in _columns(body):
            for line in column.lines:
                if last is None or _is_break(*last, line, column):
                    paragraphs += waiting
                    paragraphs.append([line.text])
                    waiting = []
                else:
                    paragraphs[-1].append(line.text)
                last = line, column
        waiting += under
    words = _words_of(pages)
    return "\n\n".join(_join(paragraph, words) for paragraph in paragraphs + waiting)


def _part(lines: list[Line], running: frozenset[str]) -> tuple[list[list[str]], list[Line], list[list[str]]]:
    """Part a page into what runs over it, its own lines, and what runs under it."""
    over: list[list[str]] = []
    under: list[list[str]] = []
    body: list[Line] = []
    for place, line in enumerate(lines):
        is_top, is_bottom = place < _EDGE_LINES, place >= len(lines) - _EDGE_LINES
        if (is_top or is_bottom) and (_PAGE_NUMBER.fullmatch(line.text) or _masked(line) in running):
            (over if is_top and not body else under).append([line.text])
        else:
            body.append(line)
    return over, body, under


def _is_break(last: Line, before: _Column, line: Line, column: _Column) -> bool:
    """Tell whether a new paragraph begins with this line."""
    if _BULLET.match(line.text) or abs(line.size - last.size) > 0.1 * max(line.size, last.size):
        return True
    width = max(1.0, before.right - before.left)
    is_short = before.right - last.right > 0.15 * width
    is_end = last.text.endswith(_ENDS)
    if before is not column:
        return is_end or (is_short and not line.text[0].islower())
    if last.bottom is not None and line.bottom is not None and last.bottom - line.bottom > 1.35 * column.pitch:
        return True
    is_indented = line.left - column.left > 0.7 * line.size > 0 and abs(last.left - column.left) < 1
    return (is_end and (is_short or is_indented)) or (
        before.right - last.right > 0.35 * width and not line.text[0].islower()
    )


def _columns(lines: list[Line]) -> Iterator[_Column]:
    """Cut a page where the next line stands higher than the one before it."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or _is_higher(lines[place], lines[place - 1]):
            yield _measure(lines[start:place])
            start = place


def _is_higher(line: Line, last: Line) -> bool:
    return line.bottom is not None and last.bottom is not None and line.bottom > last.bottom + max(line.size, last.size)


def _measure(lines: list[Line]) -> _Column:
    pairs = pairwise(lines)
    drops = [a.bottom - b.bottom for a, b in pairs if a.bottom is not None and b.bottom is not None]
    falls = sorted(drop for drop in drops if drop > 1)
    # most gaps of a page are between lines of one paragraph; headings and paragraph gaps are the larger ones
    pitch = falls[len(falls) // 3] if falls else 0.0
    return _Column(lines, median(line.left for line in lines), max(line.right for line in lines), pitch)


def _join(lines: list[str], words: frozenset[str]) -> str:
    """Put the lines of one paragraph into one, words broken at a line's end made whole."""
    parts = [lines[0]]
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(parts[-1][-40:])
        rest = _FIRST_WORD.match(line)
        if broken is None or rest is None or not line[0].islower():
            parts.append(line if parts[-1].endswith("-") else f" {line}")
        elif _is_compound(broken[1].lower(), rest[0].lower(), words):
            parts.append(line)
        else:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
    return "".join(parts)


def _is_compound(left: str, right: str, words: frozenset[str]) -> bool:
    """Tell `state-backed` from `agree-ment`, by what the document itself writes elsewhere."""
    if left + right in words:
        return False
    return f"{left}-{right}" in words or (left in words and right in words)


def _words_of(pages: list[list[Line]]) -> frozenset[str]:
    """Collect the words of the document that no line end breaks; none where no line ends with a hyphen."""
    texts = [line.text for lines in pages for line in lines]
    if not any(text.endswith("-") for text in texts):
        return frozenset()
    whole = (_WORD.findall(text.lower())[: -1 if text.endswith("-") else None] for text in texts)
    return frozenset(word for words in whole for word in words)


def _running_lines(pages: list[list[Line]]) -> frozenset[str]:
    """Find the lines at the edge of most pages, numbers aside; of two pages, the line that both begin with."""
    if len(pages) == 2 and all(pages) and _masked(pages[0][0]) == _masked(pages[1][0]):
        return frozenset({_masked(pages[0][0])})
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_masked(line) for line in lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]})
    return frozenset(text for text, count in seen.items() if count >= 3 and count * 2 >= len(pages))


def _masked(line: Line) -> str:
    return _DIGITS.sub("0", line.text)
