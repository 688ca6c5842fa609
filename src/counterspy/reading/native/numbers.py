"""Quantities of a Chinese or Russian text, in order: the one door to both.

Invariant: spans lie in order, do not overlap, and each lies in one sentence.
"""

from __future__ import annotations

from bisect import bisect_right

from counterspy.reading.native.cyrillic_numbers import cyrillic_quantities
from counterspy.reading.native.han_numbers import han_quantities
from counterspy.reading.page import QuantitySpan, Sentence


def find_native_quantities(
    folded: str, flat: str, sentences: tuple[Sentence, ...], language: str
) -> tuple[QuantitySpan, ...]:
    """Find quantities.

    Args:
        folded: The folded text.
        flat: The text as written, of the same length.
        sentences: Of the kept blocks.
        language: `zh` or `ru`.

    Returns:
        In order, not overlapping; units as written.
    """
    spans = han_quantities(folded, flat) if language == "zh" else cyrillic_quantities(folded, flat)
    starts = [sentence.start for sentence in sentences]
    found: list[QuantitySpan] = []
    for span in spans:
        index = bisect_right(starts, span.start) - 1
        if index >= 0 and span.end <= sentences[index].end and (not found or span.start >= found[-1].end):
            found.append(span)
    return tuple(found)
