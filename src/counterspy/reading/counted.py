"""What a number counts: the comparator before it, and the share, time, money or noun after it.

Invariant: a unit is in the document's own words, except for currency signs; a number that counts nothing is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from counterspy.model import Quantity
from counterspy.reading.numbers import word_value
from counterspy.reading.page import QuantitySpan, Sentence
from counterspy.reading.quantity_shapes import (
    AFTER,
    AFTER_AGE,
    AFTER_NUMBER,
    AND_SMALLER,
    BARE_VERB,
    BEFORE,
    BEFORE_ENDS,
    CURRENCY,
    DURATION,
    FROM_A_DATE,
    IN_SMALLER,
    NOT_SPANS,
    OF_THEM,
    OF_THESE,
    OF_WHICH,
    OLD,
    PERCENT,
    PERCENT_SIGNS,
    PLURALS,
    QUOTES,
    RATE,
    SECOND_AFTER,
    SECOND_CURRENCY,
    SECOND_PERCENT,
    SECOND_TIME,
    SINGULARS,
    STOPS,
    TERM,
    WORD,
)


class Number(NamedTuple):
    """A number before its noun is read: where it stands, its value, what kind its own signs make it."""

    start: int
    end: int
    value: float
    kind: str
    unit: str
    comparator: str
    is_figure: bool


def with_noun(
    text: str, number: Number, floor: int, sentence: Sentence, before: QuantitySpan | None
) -> QuantitySpan | None:
    """Add comparator and unit to a number; None where nothing is counted."""
    word = (text[floor : number.start].rsplit(None, 1) or [""])[-1]
    start, comparator = number.start, number.comparator
    if word.strip(QUOTES).lower() in BEFORE_ENDS:
        start, comparator = _comparator_before(text, number, floor)
    end, value, kind, unit = number.end, number.value, number.kind, number.unit
    limit = sentence.end
    if (text[end + 1 : end + 2] in SECOND_AFTER or text[end : end + 1] == "+") and (
        after := AFTER_NUMBER.match(text, end, limit)
    ):
        comparator = AFTER.get(
            " ".join((after[1] or "").split()), "at-least" if comparator == "exactly" else comparator
        )
        end = after.end()
    if kind == "money":
        if rate := RATE.match(text, end, limit):
            unit, end = f"{unit} {' '.join(rate.group().split())}", rate.end()
    elif kind == "percent":
        unit, end = _share_of(text, unit, end, limit)
    elif kind == "":
        tail = _tail(text, number, word, end, limit, before, comparator)
        if tail is None:
            return None
        kind, unit, end, value = tail
    if not unit or end <= start:
        return None
    return QuantitySpan(
        start=start, end=end, kind=kind, quantity=Quantity(value=value, comparator=comparator, unit=unit)
    )


def _comparator_before(text: str, number: Number, floor: int) -> tuple[int, str]:
    """Give the comparator that stands before a number and where it begins."""
    window = text[floor : number.start].rstrip()
    words = window.rsplit(None, 4)
    for count in range(min(4, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip(QUOTES)
        code = BEFORE.get(phrase.lower())
        is_some = phrase.lower() == "some" and number.value < 10 and PERCENT.match(text, number.end) is None
        if code is not None and not is_some:
            rest = window.rsplit(None, count)
            begins = len(rest[0]) if len(rest) > count else 0
            while window[begins].isspace() or window[begins] in QUOTES:
                begins += 1
            return floor + begins, code
    return number.start, number.comparator


def _tail(
    text: str,
    number: Number,
    word: str,
    end: int,
    limit: int,
    before: QuantitySpan | None,
    comparator: str,
) -> tuple[str, str, int, float] | None:
    """Read what follows a number: percent, a duration, an age, a currency, a counted noun. `word` stands before it."""
    value = number.value
    if text.startswith("-count ", end):
        return "count", "counts", end + len("-count"), value
    second = text[end + 1 : end + 2]
    is_share = second in SECOND_PERCENT or text[end : end + 1] in PERCENT_SIGNS
    if is_share and (found := PERCENT.match(text, end, limit)):
        unit, last = _share_of(text, found.group().strip(" -"), found.end(), limit)
        return "percent", unit, last, value
    if second in SECOND_TIME and (found := OLD.match(text, end, limit)):
        return "age", "years", found.end(), value
    if word.lower() in {"aged", "age"} and value < 120:
        return "age", "years", end, value
    if second in SECOND_TIME and (found := DURATION.match(text, end, limit)):
        return _duration(text, found, value, word, limit)
    if second in SECOND_CURRENCY and (found := CURRENCY.match(text, end, limit)):
        unit, last = found[1], found.end()
        if rate := RATE.match(text, last, limit):
            unit, last = f"{unit} {' '.join(rate.group().split())}", rate.end()
        return "money", unit, last, value
    if (
        number.is_figure
        and 10 <= value < 120
        and word.endswith(",")
        and word[:1].isupper()
        and AFTER_AGE.match(text, end)
    ):
        return "age", "years", end, value
    if noun := _noun(text, end, limit, is_singular_taken=value == 1 and not number.is_figure):
        return "count", noun[0], noun[1], value
    if before is not None and before.kind == "count" and OF_THEM.match(text, end, limit):
        return "count", before.quantity.unit, end, value
    if (found := OF_THESE.match(text, end, limit)) and (noun := _noun(text, found.end() - 1, limit)):
        return "count", noun[0], end, value
    return _bare(text, number, word, end, before, comparator)


def _bare(
    text: str, number: Number, word: str, end: int, before: QuantitySpan | None, comparator: str
) -> tuple[str, str, int, float] | None:
    """Read a number without a noun as counting what the one before it counts: "There were 41 files; now 45"."""
    if before is None or before.kind not in {"count", "money", "percent"}:
        return None
    is_partitive = word.endswith(",") and BARE_VERB.match(text, end) is not None  # "of the 380, seventy-two were"
    if is_partitive:
        return before.kind, before.quantity.unit, end, number.value
    if text[end : end + 1] not in ".,;)" or (before.kind == "percent" and comparator == "exactly"):
        return None
    if not word.isalpha() or not word.islower() or text[end + 1 : end + 2].isdigit():
        return None
    if before.kind == "money" and number.value < 1000:
        return None
    return before.kind, before.quantity.unit.replace(" a year", ""), end, number.value


def _duration(
    text: str, found: re.Match[str], value: float, word: str, limit: int
) -> tuple[str, str, int, float] | None:
    """Read "20 months in prison", "two years and eight months"; None where the words count from a date."""
    unit, end = found[1].lower(), found.end()
    if word.lower().strip("(") in NOT_SPANS or FROM_A_DATE.match(text, end):
        return None
    plural = text[found.start() : end].strip(" -'’\n")
    if (smaller := AND_SMALLER.match(text, end, limit)) and (factor := IN_SMALLER.get((unit, smaller[2].lower()))):
        said = (
            1
            if smaller[1].lower() in {"a", "an"}
            else int(smaller[1])
            if smaller[1].isdigit()
            else word_value(smaller[1])
        )
        value, end = value * factor + (said or 0), smaller.end()
        plural = smaller[2].lower() + "s"
    if term := TERM.match(text, end, limit):
        plural, end = f"{plural} {' '.join(term.group().split())}", term.end()
    return "duration", plural, end, value


def _share_of(text: str, unit: str, end: int, limit: int) -> tuple[str, int]:
    """Add to "percent" what it is a share of, where that is said."""
    if not text.startswith(" of ", end):
        return " ".join(unit.split()), end
    found = OF_WHICH.match(text, end, limit)
    if found is None or (noun := _noun(text, found.end() - 1, limit, is_singular_taken=True)) is None:
        return " ".join(unit.split()), end
    return " ".join(f"{unit}{text[end : noun[1]]}".split()), noun[1]


def _noun(text: str, end: int, limit: int, *, is_singular_taken: bool = False) -> tuple[str, int] | None:
    """Give the counted noun phrase after `end` and where it ends: up to its first plural, at most six words."""
    words: list[str] = []
    last = at = end
    for _ in range(6):
        found = WORD.match(text, at, limit)
        if found is None or found[1] == "-" or "\n\n" in found[1]:
            break
        word = found[2]
        if (
            word.lower() == "and"
            and words
            and words[-1][0].isupper()
            and not is_plural(words[-1])
            and text[found.end() + 1 : found.end() + 2].isupper()
        ):
            words.append(word)
            at = found.end()
            continue
        if (word.lower() in STOPS and (words or word != "such")) or (
            words and is_plural(words[-1]) and not is_plural(word)
        ):
            break
        words.append(word)
        at = found.end()
        if is_plural(word) or is_singular_taken:
            last = at
        if text[at : at + 1] in ",;:.)" and text[at : at + 2] not in (". ", ".\n"):
            break
    if last == end:
        return None
    return " ".join(text[end:last].split()), last


@lru_cache(maxsize=4096)
def is_plural(word: str) -> bool:
    """Tell whether a word looks like a noun in the plural; in other scripts, any word without a capital does."""
    lower = word.lower()
    if lower in PLURALS:
        return True
    if not word.isascii():
        return word[0].islower()
    return (
        lower.endswith("s")
        and not lower.endswith(("ss", "'s", "’s", "ous"))
        and lower not in SINGULARS
        and len(lower) > 3
    )
