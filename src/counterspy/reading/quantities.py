"""Quantities as documents write them: the number, its comparator, the noun that is counted.

Invariant: spans lie in order, do not overlap, and each lies in one kept block; a number that names something (a
section, a unit, a year, a page) is no quantity. Shares are percent; a duration is in the smallest unit that is stated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Any, Final, NamedTuple

import ahocorasick_rs

from counterspy.model import Quantity
from counterspy.reading.calendar import LABELS, MONTHS
from counterspy.reading.numbers import SCALES, SMALL_NUMBERS, figure_value, word_value
from counterspy.reading.page import QuantitySpan, Sentence
from counterspy.vocabulary import toml

_DATA: Final[dict[str, Any]] = toml("units")
_SIGNS: Final[dict[str, str]] = _DATA["currency_signs"]
_CODES: Final = frozenset(_DATA["currencies"]["codes"])
_SCALES: Final[dict[str, int]] = _DATA["scales"]
_MONEY_SCALES: Final[dict[str, int]] = _DATA["money_scales"]
_FRACTIONS: Final[dict[str, int]] = _DATA["fractions"]
_VAGUE: Final[dict[str, int]] = _DATA["vague"]
_MULTIPLES: Final[dict[str, int]] = _DATA["multiples"]
_STOPS: Final = frozenset(_DATA["stops"]["words"])
_PLURALS: Final = frozenset(_DATA["stops"]["plural"])
_SINGULARS: Final = frozenset(_DATA["stops"]["singular"])
_NAMES: Final[tuple[str, ...]] = tuple(_DATA["names"]["begins"])
_REACH: Final = 40


def _either(words: Any) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word)))


_BEFORE: Final = {phrase: code for code, phrases in _DATA["before"].items() for phrase in phrases}
_AFTER: Final = {phrase: code for code, phrases in _DATA["after"].items() for phrase in phrases}
_BEFORE_ENDS: Final = frozenset(phrase.split()[-1] for phrase in _BEFORE)
_SMALL: Final = _either(SMALL_NUMBERS)
_BEFORE_NUMBER: Final = re.compile(rf"(?<![\w-])({_either(_BEFORE)})\s+(?:the\s+)?\Z", re.IGNORECASE)
_AFTER_NUMBER: Final = re.compile(rf"\s+({_either(_AFTER)})\b|\+(?!\w)")
_SIGN: Final = re.compile(r"((?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[€£¥₽₹₩₪₴])\s?\Z|\b([A-Z]{3}|Rs)[ \u00a0]\Z")
_FIGURE: Final = re.compile(
    rf"([0-9]{{1,3}}(?:[,\u00a0\u202f][0-9]{{3}})+(?:\.[0-9]{{1,4}})?|[0-9]{{1,3}}(?:\ 000)+|[0-9]{{1,12}}(?:\.[0-9]{{1,4}}|,[0-9]{{1,2}}(?![0-9]))?)"
    rf"(?![0-9])(?:[ \u00a0-]?({_either(_SCALES)})(?!\w))?"
)
_NUMBER_WORD: Final = f"(?:{_SMALL}|{_either(SCALES)})"
_WORDS: Final = re.compile(
    rf"{_NUMBER_WORD}\b(?:[ -]{_NUMBER_WORD}\b|(?<=hundred)\ and\ {_NUMBER_WORD}\b|(?<=thousand)\ and\ {_NUMBER_WORD}\b)*",
    re.IGNORECASE,
)
_VAGUE_WORDS: Final = re.compile(rf"({_either(_VAGUE)})(?:\s+of\s+({_either(_VAGUE)}))?(?=\s+of\b|\s+more\b)\s+(?:of\s+)?", re.IGNORECASE)
_FRACTION: Final = re.compile(rf"({_either(_FRACTIONS)})(s?)\b", re.IGNORECASE)
_FRACTION_OVER: Final = re.compile(r"\b(an?|one|two|three|four|five|six|seven|eight|nine)[ -]\Z", re.IGNORECASE)
_PERCENT: Final = re.compile(r"\s?[%％]|[ -](?:per\s?cent|percent|percentage\s+points?|pct)\b|\s(?:процент\w{0,3}|Prozent|pour\s+cent|por\s+ciento)\b")
_TIME: Final = r"(?:hour|day|week|month|year|decade|minute)"
_DURATION: Final = re.compile(rf"(?:\s+|-)({_TIME})s?\b['’]?", re.IGNORECASE)
_AND_SMALLER: Final = re.compile(rf"(?:\s+and|,)\s+(an?|[0-9]{{1,3}}|{_SMALL})\s+({_TIME})s?\b", re.IGNORECASE)
_TERM: Final = re.compile(rf"\s+(?:{_either(_DATA['terms']['after'])})\b", re.IGNORECASE)
_OLD: Final = re.compile(r"[ -]years?[ -]olds?\b", re.IGNORECASE)
_CURRENCY: Final = re.compile(rf"\s+({_either(_DATA['currencies']['words'])}|{'|'.join(_CODES)})\b")
_RATE: Final = re.compile(r"\s+(?:an?|per)\s+(?:year|month|day|week|hour)\b|\s+(?:annually|monthly)\b")
_OF_THESE: Final = re.compile(r"\s+of\s+(?:the|these|those|its|his|her|their|all|our)\s+(?:[0-9,]+\s+|(?:two|three|four|five|six|seven|eight|nine|ten)\s+)?")
_WORD: Final = re.compile(r"(\s+|-)((?:[A-Z]\.){2,4}|[^\W\d_][^\W_]*(?:['’-][^\W_]+)*)")
_MONTH_BEFORE: Final = re.compile(r"([^\W\d_]+)\.?\s\Z")
_HAN: Final = re.compile(
    rf"(?:({'|'.join(word for words in _DATA['han'].values() for word in words)})\s?)?"
    r"([0-9][0-9,.]{0,14}[万亿]{0,2}|[一二三四五六七八九十百千万亿两]{1,9})(?:余|多)?\s?(名|人|份|起|家|美元|元|欧元|个月|天|小时|%|％|次|件)"
)
_HAN_COMPARATORS: Final = {word: code for code, words in _DATA["han"].items() for word in words}
_IN_SMALLER: Final = {("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("decade", "year"): 10, ("year", "week"): 52, ("year", "day"): 365, ("month", "day"): 30}
_NOT_SPANS: Final = frozenset("past last next previous first coming following preceding latter second".split())
_GLUED: Final = frozenset("._/:#@&§-–−^~*=\\")


class _Number(NamedTuple):
    """A number before its noun is read: where it stands, its value, what kind its own signs make it."""

    start: int
    end: int
    value: float
    kind: str
    unit: str
    comparator: str
    is_figure: bool


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
    reached = 0
    for start, word in _starts(text):
        if start < reached:
            continue
        index = bisect_right(sentences, start, key=_start_of) - 1
        if index < 0 or start >= sentences[index].end:
            continue
        sentence = sentences[index]
        before = found[-1] if found and blocks[-1] == sentence.block else None
        floor = max(reached, sentence.start, start - _REACH)
        span, used = _read(text, start, word, floor, sentence, before)
        reached = max(reached, used)
        if span is not None and span.end <= sentence.end:
            found.append(span)
            blocks.append(sentence.block)
            reached = span.end
    return tuple(found)


def _start_of(sentence: Sentence) -> int:
    return sentence.start


@cache
def _anchors() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    words = [*SMALL_NUMBERS, *SCALES, *_VAGUE, *_FRACTIONS, *(f"{name}s" for name in _FRACTIONS), *_MULTIPLES, "half"]
    words = [word for word in words if word != "zero"]
    kept = tuple(dict.fromkeys([*words, *(word.capitalize() for word in words), *(word.upper() for word in words)]))
    return ahocorasick_rs.AhoCorasick(kept, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), kept


_DIGITS: Final = re.compile(r"[0-9]+")


def _starts(text: str) -> list[tuple[int, str]]:
    """Give where a number may begin: digits with an empty word, number words, Han numerals with "han"."""
    automaton, words = _anchors()
    starts = [(found.start(), "") for found in _DIGITS.finditer(text)]
    for index, start, end in automaton.find_matches_as_indexes(text):
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            starts.append((start, words[index].lower()))
    if "人" in text or "名" in text or "年" in text:
        starts += [(found.start(), "han") for found in _HAN.finditer(text)]
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
    return _with_noun(text, number, floor, sentence, before), number.end


# --- numbers -----------------------------------------------------------------------------------------------------


def _figure(text: str, start: int, floor: int) -> tuple[_Number | None, int]:
    """Read a number in figures with its currency sign and scale; None where it is a label, a date, part of a code."""
    before = text[start - 1 : start]
    found = _FIGURE.match(text, start)
    if found is None or before in _GLUED or (before.isalnum() and before.isascii()):
        run = _DIGITS.match(text, start)
        return None, run.end() if run else start
    end, after = found.end(), text[found.end() : found.end() + 2]
    value = figure_value(found[1] if "," not in found[1] or len(found[1].rpartition(",")[2]) == 3 else found[1].replace(",", "."))
    if value is None or (after[:1] in ":/–-" and after[1:].isdigit()) or (after[:1] == "." and after[1:].isdigit()):
        return None, end
    value *= _SCALES.get(found[2] or "", 1)
    window = text[floor:start]
    sign = _SIGN.search(window)
    if sign is not None and (sign[1] or sign[2] in _CODES):
        begins = floor + sign.start()
        if found[2] is None and (scale := re.match(r"\s?(k|mn?|bn)\b", text[end : end + 4])):
            value, end = value * _MONEY_SCALES[scale[1]], end + scale.end()
        unit = _SIGNS.get((sign[1] or "").strip(), sign[2] or "")
        return _Number(begins, end, round(value, 4), "money", unit, "exactly", True), end
    if after[:1].isalnum() or after[:1] in "_$€£" and after[:1] or _is_label(text, start, end, window, found):
        return None, end
    return _Number(start, end, round(value, 4), "", "", "exactly", True), end


def _is_label(text: str, start: int, end: int, window: str, found: re.Match[str]) -> bool:
    """Tell whether figures name something or belong to a date."""
    word = window.split()[-1] if window.split() else ""
    bare = word.strip("().,“\"'’").lower()
    if bare in LABELS or (bare in MONTHS and len(found[1]) <= 4 and word[:1].isupper()):
        return True
    follows = _WORD.match(text, end)
    if follows and follows[2].lower() in MONTHS and len(found[1]) <= 2 and (follows[2] != "may"):
        return True
    if len(found[1]) == 4 and found[2] is None and 1900 <= int(float(found[1].replace(",", "."))) <= 2100:
        is_counted = follows is not None and _is_plural(follows[2]) and follows[1] != "-"
        has_comparator = word.lower() in _BEFORE_ENDS and word.lower() not in {"of", "around", "about", "до"}
        return not (has_comparator and is_counted) and not _PERCENT.match(text, end)
    return False


def _worded(text: str, start: int, word: str, floor: int, sentence: Sentence) -> _Number | None:
    """Read a number in words: "three", "a dozen", "half", "four-fifths", "hundreds of", "doubled"."""
    if text.startswith(_NAMES, start):
        return None
    before = (text[floor:start].split() or [""])[-1].lower()
    if word == "half":
        return _half(text, start, before)
    if word in _MULTIPLES:
        is_verb = word.endswith("ed") or before in {"could", "will", "would", "may", "might", "to", "than", "nearly", "almost"}
        is_verb = is_verb or word == "twice"
        return _Number(start, start + len(word), float(_MULTIPLES[word]), "count", "times", "exactly", False) if is_verb else None
    if word in _VAGUE and (vague := _VAGUE_WORDS.match(text, start)):
        value = _VAGUE[vague[1].lower()] * (_VAGUE[vague[2].lower()] if vague[2] else 1)
        return _Number(start, vague.end() - 1, float(value), "", "", "over", False)
    if word.rstrip("s") in _FRACTIONS:
        return _fraction(text, start, floor)
    found = _WORDS.match(text, start)
    if found is None or word in _VAGUE:
        return None
    end, value = found.end(), word_value(found.group())
    if word in SCALES:
        if before not in {"a", "an", "one", "half"}:
            return None
        start = text.lower().rindex(before, floor, start) if text.isascii() else start - len(before) - 1
    is_name = text[start].isupper() and start != sentence.start and not sentence.is_heading
    if value is None or is_name or (fraction := _FRACTION.match(text, end + 1)) and not _is_noun_after(fraction):
        return None
    if value == 1 and not (_PERCENT.match(text, end) or _DURATION.match(text, end) or text.startswith((" count", " document"), end)):
        return None
    return _Number(start, end, value, "", "", "exactly", False)


def _is_noun_after(fraction: re.Match[str]) -> bool:
    """Whether the word after a number is no denominator: "two third parties" has none, "two thirds" has."""
    return fraction[2] == "" and fraction[1].lower() != "quarter"


def _half(text: str, start: int, before: str) -> _Number | None:
    if before in {"first", "second", "latter", "other", "better", "and"} or text[start + 4 : start + 5] == "-":
        return None
    if found := re.match(r"half\s+(?:of\s+)?an?\s+(million|billion|dozen|trillion)\b", text[start : start + 24], re.IGNORECASE):
        return _Number(start, start + found.end(), SCALES[found[1].lower()] / 2, "", "", "exactly", False)
    if re.match(r"\s+(?:an?\b|past\b)", text[start + 4 : start + 10]):
        return None
    return _Number(start, start + 4, 50.0, "percent", "percent", "exactly", False)


def _fraction(text: str, start: int, floor: int) -> _Number | None:
    over, below = _FRACTION_OVER.search(text[floor:start]), _FRACTION.match(text, start)
    if over is None or below is None:
        return None
    top = 1 if over[1].lower() in {"a", "an"} else SMALL_NUMBERS[over[1].lower()]
    if (top > 1) != bool(below[2]) or (top == 1 and not re.match(r"\s+of\b|[.,;]", text[below.end() : below.end() + 5])):
        return None
    value = round(100 * top / _FRACTIONS[below[1].lower()])
    return _Number(floor + over.start(), below.end(), float(value), "percent", "percent", "exactly", False) if value <= 100 else None


# --- what is counted ---------------------------------------------------------------------------------------------


def _with_noun(
    text: str, number: _Number, floor: int, sentence: Sentence, before: QuantitySpan | None
) -> QuantitySpan | None:
    """Add comparator and unit to a number; None where nothing is counted."""
    start, comparator = _comparator_before(text, number, floor)
    end, value, kind, unit = number.end, number.value, number.kind, number.unit
    limit = sentence.end
    if after := _AFTER_NUMBER.match(text, end, limit):
        comparator = _AFTER.get(" ".join((after[1] or "").split()), "at-least" if comparator == "exactly" else comparator)
        end = after.end()
    if kind == "money":
        if rate := _RATE.match(text, end, limit):
            unit, end = f"{unit} {' '.join(rate.group().split())}", rate.end()
    elif kind == "percent":
        unit, end = _share_of(text, unit, end, limit)
    elif kind == "":
        tail = _tail(text, number, start, end, floor, limit, before, comparator)
        if tail is None:
            return None
        kind, unit, end, value = tail
    if not unit or end <= start:
        return None
    return QuantitySpan(start=start, end=end, kind=kind, quantity=Quantity(value=value, comparator=comparator, unit=unit))


def _comparator_before(text: str, number: _Number, floor: int) -> tuple[int, str]:
    window = text[floor : number.start]
    word = window.rstrip()[-16:].split()
    ends = word[-1].strip("(“\"").lower() if word else ""
    if ends == "the" and len(word) > 1:
        return number.start, number.comparator
    if ends in _BEFORE_ENDS and (found := _BEFORE_NUMBER.search(window)):
        code = _BEFORE[" ".join(found[1].lower().split())] if " ".join(found[1].lower().split()) in _BEFORE else ""
        if ends == "some" and number.value < 10:
            return number.start, number.comparator
        return floor + found.start(), code or number.comparator
    return number.start, number.comparator


def _tail(
    text: str, number: _Number, start: int, end: int, floor: int, limit: int, before: QuantitySpan | None, comparator: str
) -> tuple[str, str, int, float] | None:
    """Read what follows a number: percent, a duration, an age, a currency, a counted noun."""
    value = number.value
    word = (text[floor : number.start].split() or [""])[-1]
    if found := _PERCENT.match(text, end, limit):
        unit, last = _share_of(text, found.group().strip(" -"), found.end(), limit)
        return "percent", unit, last, value
    if found := _OLD.match(text, end, limit):
        return "age", "years", found.end(), value
    if word.lower() in {"aged", "age"} and value < 120:
        return "age", "years", end, value
    if found := _DURATION.match(text, end, limit):
        return _duration(text, found, value, word, limit)
    if found := _CURRENCY.match(text, end, limit):
        unit, last = found[1], found.end()
        if rate := _RATE.match(text, last, limit):
            unit, last = f"{unit} {' '.join(rate.group().split())}", rate.end()
        return "money", unit, last, value
    if number.is_figure and 10 <= value < 120 and word.endswith(",") and word[:1].isupper() and re.match(r",| of\b|\)", text[end : end + 3]):
        return "age", "years", end, value
    if noun := _noun(text, end, limit):
        return "count", noun[0], noun[1], value
    if (found := _OF_THESE.match(text, end, limit)) and (noun := _noun(text, found.end() - 1, limit)):
        return "count", noun[0], end, value
    return _bare(text, number, word, end, before, comparator)


def _bare(
    text: str, number: _Number, word: str, end: int, before: QuantitySpan | None, comparator: str
) -> tuple[str, str, int, float] | None:
    """Read a number without a noun as counting what the one before it counts: "There were 41 files; now 45." """
    if before is None or before.kind not in {"count", "money"} or text[end : end + 1] not in ".,;)":
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
    if word.lower().strip("(") in _NOT_SPANS or re.match(r"\s+(?:ago|later|earlier|before|after)\b", text[end : end + 9]):
        return None
    plural = text[found.start() : end].strip(" -'’\n")
    if (smaller := _AND_SMALLER.match(text, end, limit)) and (factor := _IN_SMALLER.get((unit, smaller[2].lower()))):
        said = 1 if smaller[1].lower() in {"a", "an"} else int(smaller[1]) if smaller[1].isdigit() else word_value(smaller[1])
        value, end = value * factor + (said or 0), smaller.end()
        plural = smaller[2].lower() + "s"
    if term := _TERM.match(text, end, limit):
        plural, end = f"{plural} {' '.join(term.group().split())}", term.end()
    return "duration", plural, end, value


def _share_of(text: str, unit: str, end: int, limit: int) -> tuple[str, int]:
    """Add to "percent" what it is a share of, where that is said."""
    if not text.startswith(" of ", end):
        return " ".join(unit.split()), end
    found = re.compile(r"\s+of\s+(?:(?:the|its|his|their|all|those|these|our)\s+)*").match(text, end, limit)
    if found is None or (noun := _noun(text, found.end() - 1, limit, is_singular_taken=True)) is None:
        return " ".join(unit.split()), end
    return f"{' '.join(unit.split())} of {noun[0]}", noun[1]


def _noun(text: str, end: int, limit: int, *, is_singular_taken: bool = False) -> tuple[str, int] | None:
    """Give the counted noun phrase after `end` and where it ends: up to its first plural, at most six words."""
    words: list[str] = []
    last = at = end
    for _ in range(6):
        found = _WORD.match(text, at, limit)
        if found is None or found[1] == "-" or "\n\n" in found[1]:
            break
        word = found[2]
        if word.lower() in _STOPS or (words and _is_plural(words[-1]) and not _is_plural(word)):
            break
        words.append(word)
        at = found.end()
        if _is_plural(word) or is_singular_taken:
            last = at
        if text[at : at + 1] in ",;:.)" and text[at : at + 2] not in (". ", ".\n") or not word[-1].isalnum() and False:
            break
    if last == end:
        return None
    return " ".join(text[end:last].split()), last


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if lower in _PLURALS:
        return True
    if not word.isascii():
        return word[0].islower()
    return lower.endswith("s") and not lower.endswith(("ss", "'s", "’s", "ous")) and lower not in _SINGULARS and len(lower) > 3


def _han(text: str, start: int) -> tuple[QuantitySpan | None, int]:
    """Read a Chinese quantity: "超过60万人", "三名"."""
    found = _HAN.match(text, start)
    value = figure_value(found[2].replace(",", "")) if found else None
    if found is None or value is None or (start and text[start - 1] in "第年月."):
        return None, start + 1
    kinds = {"%": "percent", "％": "percent", "元": "money", "美元": "money", "欧元": "money", "个月": "duration", "天": "duration", "小时": "duration"}
    comparator = _HAN_COMPARATORS.get(found[1] or "", "exactly")
    if comparator == "exactly" and re.search("[余多]", found.group()[len(found[2]) :]):
        comparator = "over"
    quantity = Quantity(value=value, comparator=comparator, unit=found[3])
    return QuantitySpan(start=start, end=found.end(), quantity=quantity, kind=kinds.get(found[3], "count")), found.end()
