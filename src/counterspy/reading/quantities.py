"""Quantities as documents write them: the number, its comparator, the noun that is counted.

Invariant: spans lie in order, do not overlap, and each lies in one kept block; a number that names something (a
section, a unit, a year, a page) is no quantity. Shares are percent; a duration is in the smallest unit that is stated.
"""

from __future__ import annotations

import re
from functools import cache

import ahocorasick_rs

from counterspy.model import Quantity
from counterspy.reading.calendar import LABELS, MONTHS
from counterspy.reading.counted import Number, is_plural, with_noun
from counterspy.reading.numbers import SCALES, SMALL_NUMBERS, figure_value, word_value
from counterspy.reading.page import QuantitySpan, Sentence
from counterspy.reading.quantity_shapes import (
    AND_A_HALF,
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
    IN_EVERY,
    MONEY_SCALE,
    MONEY_SCALES,
    MULTIPLES,
    NAMES,
    OF_A_TOTAL,
    PERCENT,
    RANGE_AFTER,
    RANGE_BEFORE,
    REACH,
    SCALE_AFTER,
    SCALED,
    SIGN,
    SIGN_ENDS,
    SIGNS,
    TOTAL_ENDS,
    VAGUE,
    VAGUE_WORDS,
    WORD,
    WORDS,
)

_BEFORE_MULTIPLES = frozenset(["could", "will", "would", "may", "might", "to", "than", "nearly", "almost"])
_OPENED = frozenset(["– ", "— ", "- ", ": ", "• ", ". ", ") ", "* "])
_OF = frozenset([" of ", " of the ", " of these ", " of all ", " of its "])
_TO = frozenset([" and ", " to ", "–", "-", " – "])
_GAP = max(map(len, _OF))


def find_quantities(text: str, sentences: tuple[Sentence, ...]) -> tuple[QuantitySpan, ...]:
    """Find the quantities of a document.

    Args:
        text: The document's text.
        sentences: Its sentences, in order; numbers outside them are not looked at.

    Returns:
        In order of position, not overlapping. A bare number counts what the number before it in its block counts.
    """
    found: list[QuantitySpan] = []
    blocks: list[int] = []
    total: QuantitySpan | None = None
    reached, total_block, index = 0, -1, 0
    for start, word in _starts(text):
        while index < len(sentences) and sentences[index].end <= start:
            index += 1
        if index == len(sentences):
            break
        sentence = sentences[index]
        if start < reached or start < sentence.start:
            continue
        before = found[-1] if found and blocks[-1] == sentence.block else None
        if total is not None and total_block == sentence.block:
            before = total  # "of the 380 devices, seventy-two were found": a total counts nothing by itself
        floor = max(reached, sentence.start, start - REACH)
        span, used = _read(text, start, word, floor, sentence, before)
        reached = max(reached, used)
        if span is not None and span.end <= sentence.end:
            reached = span.end
            if span.kind == "count" and _is_total(text, floor, span.start):
                total, total_block = span, sentence.block
                continue
            gap = text[found[-1].end : span.start] if found and span.start - found[-1].end <= _GAP else ""
            if gap in _OF and found[-1].quantity.unit == span.quantity.unit:
                continue  # "six of eight counts": six
            least = max(sentence.start, start - REACH, found[-1].end if found else 0)
            if gap in _TO and _is_between(text, found[-1], span, gap):
                found[-1] = _spread(found[-1], span)
                continue
            found.append(_ranged(text, least, span))
            blocks.append(sentence.block)
    return tuple(found)


def _is_total(text: str, floor: int, start: int) -> bool:
    """Whether the words before a count make it a total: "of the 380 devices"."""
    return text[floor:start].rstrip().endswith(TOTAL_ENDS) and OF_A_TOTAL.search(text, floor, start) is not None


def _is_between(text: str, low: QuantitySpan, high: QuantitySpan, gap: str) -> bool:
    """Whether two quantities are the ends of one range: "between £9bn and £14bn", "$30 million to $40 million"."""
    is_alike = low.kind == high.kind and low.quantity.unit.split()[:1] == high.quantity.unit.split()[:1]
    return (
        is_alike
        and low.quantity.value < high.quantity.value
        and (gap != " and " or text[max(0, low.start - 8) : low.start].lower() == "between ")
        and (gap == " and " or (low.kind == "money" and low.quantity.comparator != "over"))
    )


def _spread(low: QuantitySpan, high: QuantitySpan) -> QuantitySpan:
    quantity = Quantity(value=low.quantity.value, comparator="at-least", unit=high.quantity.unit)
    return QuantitySpan(start=low.start, end=high.end, quantity=quantity, kind=high.kind)


def _ranged(text: str, floor: int, span: QuantitySpan) -> QuantitySpan:
    """Widen "14 billion euros" to "between 11 and 14 billion euros": at least the lower end."""
    if span.quantity.comparator not in {"exactly", "about"} or not text[floor : span.start].endswith(
        (" and ", " to ", " or ")
    ):
        return span
    below = RANGE_BEFORE.search(text, floor, span.start)
    if below is None or (not below[1] and below[4].strip() == "and"):
        return span
    low = word_value(below[2]) if below[2][0].isalpha() else figure_value(below[2])
    if low is None or low == 0:
        return span
    scale = next((size for size in (10**12, 10**9, 10**6, 1000) if span.quantity.value >= size), 1)
    value = low * FIGURE_SCALES[below[3]] if below[3] in FIGURE_SCALES else low
    if below[3] is None and scale > low and SCALED.search(text, span.start, span.end):
        value = low * scale
    if value >= span.quantity.value:
        return span
    quantity = Quantity(value=value, comparator="at-least", unit=span.quantity.unit)
    return QuantitySpan(start=below.start(), end=span.end, quantity=quantity, kind=span.kind)


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
    is_glued = before in GLUED or (before.isalnum() and before.isascii())
    found = None if is_glued else FIGURE.match(text, start)
    if found is None:
        run = DIGITS.match(text, start)
        return None, run.end() if run else start
    end, after = found.end(), text[found.end() : found.end() + 2]
    value = figure_value(
        found[1] if "," not in found[1] or len(found[1].rpartition(",")[2]) == 3 else found[1].replace(",", ".")
    )
    if value is not None and after[:1] in "–-" and after[:1] and (above := RANGE_AFTER.match(text, end)):
        return _hyphened(text, start, value, above)
    if value is None or (after[:1] in ":/–-" and after[1:].isdigit()) or (after[:1] == "." and after[1:].isdigit()):
        return None, end
    value *= FIGURE_SCALES.get(found[2] or "", 1)
    if (share := _one_in(text, start, end, value)) is not None:
        return share, share.end
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


def _hyphened(text: str, start: int, low: float, above: re.Match[str]) -> tuple[Number | None, int]:
    """Read "10–15 per cent", "11-14 million euros"; pairs of years and of page numbers are none."""
    high = figure_value(above[1])
    is_year = 1900 <= low <= 2100
    if (
        high is None
        or high <= low
        or is_year
        or text[start - 1 : start] in GLUED
        or text[start - 2 : start] in {"p.", "¶ "}
    ):
        return None, above.end()
    scaled = SCALE_AFTER.match(text, above.end())
    if scaled is None and not PERCENT.match(text, above.end()) and not DURATION.match(text, above.end()):
        noun = WORD.match(text, above.end())
        is_counted = noun is not None and noun[1] == " " and noun[2].islower() and is_plural(noun[2])
        if not is_counted or (text[max(0, start - REACH) : start].split() or [""])[-1].lower().strip("(") in LABELS:
            return None, above.end()
    end = scaled.end() if scaled else above.end()
    sign = SIGN.search(text[max(0, start - 6) : start])
    unit = SIGNS.get((sign[1] or "").strip(), sign[2] or "") if sign else ""
    value = low * (FIGURE_SCALES[scaled[1]] if scaled else 1)
    begins = start - len(text[max(0, start - 6) : start]) + sign.start() if sign else start
    return Number(begins, end, round(value, 4), "money" if sign else "", unit, "at-least", True), end


def _one_in(text: str, start: int, end: int, top: float) -> Number | None:
    """Read "one in eight", "9 out of 10" as a share."""
    is_share = 1 <= top < 100 and text.startswith((" in ", " out of "), end)
    found = IN_EVERY.match(text, end) if is_share else None
    if found is None:
        return None
    below = found[1].split()[-1].lower()
    bottom = float(SCALES.get(below) or (figure_value(below) if below[0].isdigit() else word_value(below)) or 0)
    if bottom <= top or (bottom < 3 and top > 1):
        return None
    return Number(start, found.end(), _share(100 * top / bottom), "percent", "percent", "exactly", False)


def _share(value: float) -> float:
    """A share in whole percents, where it is not just a half more: one in nine is 11, one in eight 12.5."""
    return value if (2 * value).is_integer() else float(round(value))


def _is_label(text: str, start: int, end: int, window: str, found: re.Match[str]) -> bool:
    """Tell whether figures name something or belong to a date."""
    word = (window.rsplit(None, 1) or [""])[-1]
    bare = word.strip("().,“\"'’").lower()
    if bare in LABELS or (bare in MONTHS and len(found[1]) <= 4 and word[:1].isupper()):
        return True
    if len(found[1]) not in {1, 2, 4}:
        return False  # neither a day nor a year
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
    before = (text[floor:start].rsplit(None, 1) or [""])[-1].lower()
    if word == "half":
        return _half(text, start, before)
    if word in MULTIPLES:
        return _multiple(text, start, word, before)
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
        if before == "several" and word_value(found.group()) == SCALES[word]:
            begins = floor + len(text[floor:start].rstrip()) - len(before)
            return Number(begins, end, float(SCALES[word]), "", "", "over", False)
        if before not in {"a", "an", "one", "half"}:
            return None
        start = floor + len(text[floor:start].rstrip()) - len(before)
    is_opened = text[start - 2 : start] in _OPENED  # behind a dateline or a bullet
    is_name = text[start].isupper() and start != sentence.start and not sentence.is_heading and not is_opened
    fraction = FRACTION.match(text, end + 1)
    if value is None or is_name or (fraction is not None and not _is_noun_after(fraction)):
        return None
    if (share := _one_in(text, start, end, value)) is not None:
        return share
    if value == 1 and not (
        PERCENT.match(text, end)
        or DURATION.match(text, end)
        or text.startswith((" count", " document"), end)
        or text[floor:start].endswith(("more than ", "precisely ", "exactly "))
    ):
        return None
    if half := AND_A_HALF.match(text, end):
        value, end = value + 0.5, half.end()
    return Number(start, end, value, "", "", "exactly", False)


def _multiple(text: str, start: int, word: str, before: str) -> Number | None:
    """Read "doubled", "could triple", "twice as many"."""
    is_verb = word.endswith("ed") or before in _BEFORE_MULTIPLES
    if not is_verb and not (word == "twice" and text.startswith((" as", " the"), start + 5)):
        return None
    return Number(start, start + len(word), float(MULTIPLES[word]), "count", "times", "exactly", False)


def _is_noun_after(fraction: re.Match[str]) -> bool:
    """Whether the word after a number is no denominator: "two third parties" has none, "two thirds" has."""
    return fraction[2] == "" and fraction[1].lower() != "quarter"


def _half(text: str, start: int, before: str) -> Number | None:
    if before in {"first", "second", "latter", "other", "better", "and"} or text[start + 4 : start + 5] == "-":
        return None
    if found := HALF_A_SCALE.match(text, start):
        return Number(start, found.end(), SCALES[found[1].lower()] / 2, "", "", "exactly", False)
    if HALF_AN.match(text, start + 4) or text.startswith((" the world", " the time"), start + 4):
        return None
    return Number(start, start + 4, 50.0, "percent", "percent", "exactly", False)


def _fraction(text: str, start: int, floor: int) -> Number | None:
    over, below = FRACTION_OVER.search(text[floor:start]), FRACTION.match(text, start)
    if over is None or below is None:
        return None
    top = 1 if over[1].lower() in {"a", "an"} else SMALL_NUMBERS[over[1].lower()]
    ends = FRACTION_ENDS.match(text, below.end())
    if (top > 1) != bool(below[2]) or (top == 1 and ends is None):
        return None
    word = (text[floor : floor + over.start()].rsplit(None, 1) or [""])[-1].lower()
    if (
        top == 1
        and ends is not None
        and "of" not in ends.group()
        and word not in BEFORE_ENDS
        and word not in {"by", "to"}
    ):
        return None  # "we have not found a third."
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
