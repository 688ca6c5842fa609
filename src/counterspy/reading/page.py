"""What the passes of the reader hand one another: the text cut into sentences, with what was found so far.

Invariant: every span is `[start, end)` in code points of `Page.text`, lies inside one kept block, and tuples are in
order of position.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from counterspy.model import Quantity, ReadEntity


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence of a kept block. `is_heading`: title or heading, where capitals say nothing about names."""

    start: int
    end: int
    block: int
    is_heading: bool = False


class DateSpan(Struct, frozen=True, kw_only=True):
    """A date as written and what it means as EDTF. `is_relative`: it was worked out from the publication date."""

    start: int
    end: int
    edtf: str
    is_relative: bool = False


class QuantitySpan(Struct, frozen=True, kw_only=True):
    """A number with its comparator and unit as written; `kind`: `count`, `money`, `percent`, `duration`, `age`."""

    start: int
    end: int
    quantity: Quantity
    kind: str


class Page(Struct, frozen=True, kw_only=True):
    """One document while it is read.

    Attributes:
        text: The document's text.
        title: Its headline or None.
        language: BCP 47 primary tag.
        published: EDTF or None.
        sentences: Of the kept blocks.
        entities: What is named.
        dates: In order, not overlapping.
        quantities: In order, not overlapping.
    """

    text: str
    title: str | None
    language: str
    published: str | None
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[ReadEntity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quantities: tuple[QuantitySpan, ...] = ()

    def sentence_at(self, offset: int) -> Sentence | None:
        """Find the sentence that holds a code point, None between sentences."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None
