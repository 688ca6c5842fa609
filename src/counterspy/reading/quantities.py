"""Quantities as documents write them: the number, its comparator, the noun that is counted.

Invariant: spans lie in order, do not overlap, and each lies in one kept block; a number that names something (a
section, a unit, a year, a page) is no quantity. Shares are percent; a duration is in the smallest unit that is stated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

import ahocorasick_rs

from counterspy.model import Quantity
from counterspy.reading.calendar import LABELS, MONTHS
from counterspy.reading.counted import Number, is_plural, with_noun
from counterspy.reading.numbers import SCALES, SMALL_NUMBERS, figure_value, word_value
from counterspy.reading.page import QuantitySpan, Sentence
from counterspy.reading.quantity_shapes import (
    BEFORE_ENDS,
    CODES,
    DIGITS,
    DURATION,
    FIGURE,
    FIGURE_SCALES,
    FRACTION,
    FRACTION_ENDS,
    FRACTION_OVER,
    FRACTIONS,
    GLUED,
    HALF_A_SCALE,
    HALF_AN,
    HAN,
    HAN_COMPARATORS,
    MONEY_SCALE,
    MONEY_SCALES,
    MULTIPLES,
    NAMES,
    PERCENT,
    REACH,
    SIGN,
    SIGN_ENDS,
    SIGNS,
    VAGUE,
    VAGUE_WORDS,
    WORD,
    WORDS,
)


def find_quantities(text: str, sentences: tuple[Sentence, ...]) -> tuple[QuantitySpan, ...]:
    """Find the quantities of a document.

    Args:
        text: The document's text.
        sentences: Its sentences, in order; numbers outside them are not looked at.

    Returns:
        In order of position, not overlapping. A bare number counts what the number before it in its block counts.
    """
    starts = [sentence.start for sentence in sentences]
    found: list[QuantitySpan] = []
    blocks: list[int] = []
    reached = 0
    for start, word in _starts(text):
        if start < reached:
            continue
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= sentences[index].end:
            continue
        sentence = sentences[index]
        before = found[-1] if found and blocks[-1] == sentence.block else None
        floor = max(reached, sentence.start, start - REACH)
        span, used = _read(text, start, word, floor, sentence, before)
        reached = max(reached, used)
        if span is not None and span.end <= sentence.end:
            found.append(span)
            blocks.append(sentence.block)
            reached = span.end
    return tuple(found)


@cache
def _anchors() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    words = [*SMALL_NUMBERS, *SCALES, *VAGUE, *FRACTIONS, *(f"{name}s" for name in FRACTIONS), *MULTIPLES, "half"]
    words = [word for word in words if word != "zero"]
    words += [*(word.capitalize() for word in words), *(word.upper() for word in words)]
    kept = (*"0123456789", *dict.fromkeys(words))  # digits too: one walk over the text is cheaper than two
    return ahocorasick_rs.AhoCorasick(kept, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), kept


def _starts(text: str) -> list[tuple[int, str]]:
    """Give where a number may begin: digits with an empty word, number words, Han numerals with "han"."""
    automaton, words = _anchors()
    starts: list[tuple[int, str]] = []
    last_digit = -2
    for index, start, end in automaton.find_matches_as_indexes(text):
        if index < 10:
            if start != last_digit + 1:
                starts.append((start, ""))
            last_digit = start
        elif not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            starts.append((start, words[index].lower()))
    if "人" in text or "名" in text or "年" in text:
        starts += [(found.start(), "han") for found in HAN.finditer(text)]
        starts.sort(key=lambda item: (item[0], item[1] != "han"))
    return starts


def _read(
    text: str, start: int, word: str, floor: int, sentence: Sentence, before: QuantitySpan | None
) -> tuple[QuantitySpan | None, int]:
    """Read the quantity that begins at `start`; also give up to where the text is used up."""
    if word == "han":
        return _han(text, start)
    if not word:
        number, reached = _figure(text, start, floor)
    else:
        number, reached = _worded(text, start, word, floor, sentence), 0
    if number is None:
        return None, reached
    return with_noun(text, number, floor, sentence, before), number.end


# --- numbers -----------------------------------------------------------------------------------------------------


def _figure(text: str, start: int, floor: int) -> tuple[Number | None, int]:
    """Read a number in figures with its currency sign and scale; None where it is a label, a date, part of a code."""
    before = text[start - 1 : start]
    found = FIGURE.match(text, start)
    if found is None or before in GLUED or (before.isalnum() and before.isascii()):
        run = DIGITS.match(text, start)
        return None, run.end() if run else start
    end, after = found.end(), text[found.end() : found.end() + 2]
    value = figure_value(
        found[1] if "," not in found[1] or len(found[1].rpartition(",")[2]) == 3 else found[1].replace(",", ".")
    )
    if value is None or (after[:1] in ":/–-" and after[1:].isdigit()) or (after[:1] == "." and after[1:].isdigit()):
        return None, end
    value *= FIGURE_SCALES.get(found[2] or "", 1)
    window = text[floor:start]
    sign = SIGN.search(window[-6:]) if window[-2:].strip()[-1:] in SIGN_ENDS else None
    if sign is not None and (sign[1] or sign[2] in CODES):
        begins = start - len(window[-6:]) + sign.start()
        if found[2] is None and (scale := MONEY_SCALE.match(text, end)):
            value, end = value * MONEY_SCALES[scale[1].lower()], scale.end()
        unit = SIGNS.get((sign[1] or "").strip(), sign[2] or "")
        return Number(begins, end, round(value, 4), "money", unit, "exactly", True), end
    if after[:1].isalnum() or (after[:1] in "_$€£" and after[:1]) or _is_label(text, start, end, window, found):
        return None, end
    return Number(start, end, round(value, 4), "", "", "exactly", True), end


def _is_label(text: str, start: int, end: int, window: str, found: re.Match[str]) -> bool:
    """Tell whether figures name something or belong to a date."""
    word = window.split()[-1] if window.split() else ""
    bare = word.strip("().,“\"'’").lower()
    if bare in LABELS or (bare in MONTHS and len(found[1]) <= 4 and word[:1].isupper()):
        return True
    follows = WORD.match(text, end)
    if follows and follows[2].lower() in MONTHS and len(found[1]) <= 2 and (follows[2] != "may"):
        return True
    if len(found[1]) == 4 and found[2] is None and 1900 <= int(float(found[1].replace(",", "."))) <= 2100:
        is_counted = follows is not None and is_plural(follows[2]) and follows[1] != "-"
        has_comparator = word.lower() in BEFORE_ENDS and word.lower() not in {"of", "around", "about", "до"}
        return not (has_comparator and is_counted) and not PERCENT.match(text, end)
    return False


def _worded(text: str, start: int, word: str, floor: int, sentence: Sentence) -> Number | None:
    """Read a number in words: "three", "a dozen", "half", "four-fifths", "hundreds of", "doubled"."""
    if text.startswith(NAMES, start):
        return None
    before = (text[floor:start].split() or [""])[-1].lower()
    if word == "half":
        return _half(text, start, before)
    if word in MULTIPLES:
        is_verb = word.endswith("ed") or before in {
            "could",
            "will",
            "would",
            "may",
            "might",
            "to",
            "than",
            "nearly",
            "almost",
        }
        is_verb = is_verb or word == "twice"
        return (
            Number(start, start + len(word), float(MULTIPLES[word]), "count", "times", "exactly", False)
            if is_verb
            else None
        )
    if word in VAGUE and (vague := VAGUE_WORDS.match(text, start)):
        least = VAGUE[vague[1].lower()] * (VAGUE[vague[2].lower()] if vague[2] else 1)
        return Number(start, vague.end() - 1, float(least), "", "", "over", False)
    if word.rstrip("s") in FRACTIONS:
        return _fraction(text, start, floor)
    found = WORDS.match(text, start)
    if found is None or word in VAGUE:
        return None
    end, value = found.end(), word_value(found.group())
    if word in SCALES:
        if before not in {"a", "an", "one", "half"}:
            return None
        start = floor + len(text[floor:start].rstrip()) - len(before)
    is_name = text[start].isupper() and start != sentence.start and not sentence.is_heading
    fraction = FRACTION.match(text, end + 1)
    if value is None or is_name or (fraction is not None and not _is_noun_after(fraction)):
        return None
    if value == 1 and not (
        PERCENT.match(text, end) or DURATION.match(text, end) or text.startswith((" count", " document"), end)
    ):
        return None
    return Number(start, end, value, "", "", "exactly", False)


def _is_noun_after(fraction: re.Match[str]) -> bool:
    """Whether the word after a number is no denominator: "two third parties" has none, "two thirds" has."""
    return fraction[2] == "" and fraction[1].lower() != "quarter"


def _half(text: str, start: int, before: str) -> Number | None:
    if before in {"first", "second", "latter", "other", "better", "and"} or text[start + 4 : start + 5] == "-":
        return None
    if found := HALF_A_SCALE.match(text, start):
        return Number(start, found.end(), SCALES[found[1].lower()] / 2, "", "", "exactly", False)
    if HALF_AN.match(text, start + 4):
        return None
    return Number(start, start + 4, 50.0, "percent", "percent", "exactly", False)


def _fraction(text: str, start: int, floor: int) -> Number | None:
    over, below = FRACTION_OVER.search(text[floor:start]), FRACTION.match(text, start)
    if over is None or below is None:
        return None
    top = 1 if over[1].lower() in {"a", "an"} else SMALL_NUMBERS[over[1].lower()]
    if (top > 1) != bool(below[2]) or (top == 1 and not FRACTION_ENDS.match(text, below.end())):
        return None
    value = round(100 * top / FRACTIONS[below[1].lower()])
    if value > 100:
        return None
    return Number(floor + over.start(), below.end(), float(value), "percent", "percent", "exactly", False)


def _han(text: str, start: int) -> tuple[QuantitySpan | None, int]:
    """Read a Chinese quantity: "超过60万人", "三名"."""
    found = HAN.match(text, start)
    value = figure_value(found[2].replace(",", "")) if found else None
    if found is None or value is None or (start and text[start - 1] in "第年月."):
        return None, start + 1
    kinds = {
        "%": "percent",
        "％": "percent",
        "元": "money",
        "美元": "money",
        "欧元": "money",
        "个月": "duration",
        "天": "duration",
        "小时": "duration",
    }
    comparator = HAN_COMPARATORS.get(found[1] or "", "exactly")
    if comparator == "exactly" and re.search("[余多]", found.group()[len(found[2]) :]):
        comparator = "over"
    quantity = Quantity(value=value, comparator=comparator, unit=found[3])
    return QuantitySpan(start=start, end=found.end(), quantity=quantity, kind=kinds.get(found[3], "count")), found.end()
