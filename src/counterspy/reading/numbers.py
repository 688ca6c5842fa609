"""Number words and figures, in the few forms that documents count with.

Invariant: a value is given only for words that are wholly understood; a figure keeps what it says ("1,278" is 1278).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

SMALL_NUMBERS: Final[dict[str, int]] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
"""English number words below one hundred that are one word."""

SCALES: Final[dict[str, int]] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Words that multiply the number before them."""

_HAN_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_LARGEST: Final = 10**15
_PARTS: Final = re.compile(r"[\s-]+")


@lru_cache(maxsize=4096)
def word_value(words: str) -> float | None:
    """Give the number that English words such as "twenty-three" or "two hundred and ten" say, or None.

    Args:
        words: Number words with spaces or hyphens between them, in any case; "a" counts as one before a scale.
    """
    total = current = 0
    seen = False
    for word in _PARTS.split(words.lower().strip()):
        if word in SMALL_NUMBERS:
            current += SMALL_NUMBERS[word]
        elif word in {"a", "an"} and not seen:
            current = 1
        elif word in SCALES:
            scale = SCALES[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word != "and" or not seen:
            return None
        seen = True
        if total + current > _LARGEST:
            return None
    return float(total + current) if seen else None


def figure_value(figure: str) -> float | None:
    """Give the number that a figure such as "1,278", "5.2", "20 000" or "60万" says, or None.

    One point with other than three digits after it, and every point after a comma, is a decimal point; "1,278" and
    "20 000" have thousands marks.
    """
    plain = figure.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if plain and plain[-1] in _HAN_MYRIADS:
        head = figure_value(plain[:-1]) if plain[0].isascii() else han_value(plain[:-1])
        return None if head is None else head * _HAN_MYRIADS[plain[-1]]
    try:
        return float(plain.replace(",", "").replace(" ", ""))
    except ValueError:
        return han_value(plain)


def han_value(figure: str) -> float | None:
    """Give the number that Chinese numerals such as "三", "二十五" or "六十万" say, or None."""
    if not figure:
        return None
    total = section = digit = 0
    for sign in figure:
        if sign in _HAN_DIGITS:
            digit = digit * 10 + _HAN_DIGITS[sign]
        elif sign in _HAN_SCALES:
            section += (digit or 1) * _HAN_SCALES[sign]
            digit = 0
        elif sign in _HAN_MYRIADS:
            total += (section + digit) * _HAN_MYRIADS[sign]
            section = digit = 0
        else:
            return None
        if total + section + digit > _LARGEST:
            return None
    return float(total + section + digit)
