"""Finds a model's quotes in the document's kept text.

Invariant: a span is given only where the very words stand, blanks aside; what a model made up, mended or translated is
not found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from counterspy.model import Document

_BLANKS = re.compile(r"\s+")
_MOST = 2000


class Quotes:
    """The kept text of one document, to look quotes up in."""

    def __init__(self, document: Document) -> None:
        kept = [block for block in document.blocks if not block.is_dropped]
        self._text = document.text
        self._starts = [block.start for block in kept]
        self._ends = [block.end for block in kept]

    def first(self, quote: str) -> tuple[int, int] | None:
        """Find where the words of a quote first stand, `[start, end)`; None where they do not."""
        return next(self.all(quote), None)

    def all(self, quote: str) -> Iterator[tuple[int, int]]:
        """Give every place where the words of a quote stand inside one kept block, in order of position."""
        words = quote.split()
        if not words:
            return
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        for count, found in enumerate(pattern.finditer(self._text)):
            if count >= _MOST:
                return
            if self._is_kept(*found.span()):
                yield found.span()

    def words(self, quote: str) -> Iterator[tuple[int, int]]:
        """Give the places of `all` that are whole words: "Li" does not stand in "List"."""
        for start, end in self.all(quote):
            before, behind = self._text[start - 1 : start], self._text[end : end + 1]
            if not (_joins(before, self._text[start]) or _joins(self._text[end - 1], behind)):
                yield start, end

    def _is_kept(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and left < "\u2e80" and right < "\u2e80"
