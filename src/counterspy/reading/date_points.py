"""Where dates may begin, and what the words and figures at each such place say by themselves.

Invariant: points lie in order and do not overlap; each has a date, a month and day without a year, or a rule to count.
An automaton and one scan for digits give the places; one pattern is matched at each.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import ahocorasick_rs

from counterspy.reading.calendar import CAPITAL_MONTHS, MONTHS, WEEKDAYS, Moment, make_moment
from counterspy.reading.date_shapes import CALENDAR_UNIT, COUNTED_BACK, FIGURES, MONTH_FIRST, REACH, RELATIVE
from counterspy.reading.numbers import word_value

_POINTING: Final = frozenset(("that", "this", "same"))
_UNIT_STARTS: Final = frozenset("dwmyDWMY \n")
_NOT_BEFORE: Final = frozenset("._/:#$€£@+=&%§¥°\\")


class Point:
    """One date while it is worked out."""

    __slots__ = (
        "block", "end", "first", "is_about", "is_relative", "is_sure", "last", "moment", "month_day", "opens", "rule",
        "sentence", "start", "word",
    )  # fmt: skip

    def __init__(self, start: int, end: int, moment: Moment | None = None, last: str | None = None) -> None:
        self.start, self.end = start, end
        self.moment = moment  # what later dates count from
        self.first = moment.edtf if moment else ""
        self.last = last  # end of an interval, as EDTF
        self.month_day: tuple[int, int | None, int | None] | None = None  # month, day, last day, where no year is said
        self.rule: tuple[str, int, str] | None = None  # how to count, where it is told from another day
        self.is_sure = True
        self.is_about = self.is_relative = False
        self.opens = ""
        self.word = ""  # the word before it
        self.sentence = self.block = -1

    @property
    def edtf(self) -> str:
        """What is known so far, as EDTF; empty where nothing is."""
        if self.last is not None:
            return f"{self.first}/{self.last}"
        if self.opens:
            return f"{self.first}/.." if self.opens == "since" else f"../{self.first}"
        return f"{self.first}~" if self.is_about and self.first.replace("-", "").isdigit() else self.first


@cache
def _anchors() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    names = [*CAPITAL_MONTHS, *(name.capitalize() for name in WEEKDAYS)]
    words = [*names, *(name.upper() for name in names), *RELATIVE, *(word.capitalize() for word in RELATIVE)]
    kept = (*"0123456789", *dict.fromkeys(words))  # digits too: one walk over the text is cheaper than two
    return ahocorasick_rs.AhoCorasick(kept, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), kept


def scan_points(text: str) -> list[Point]:
    """Give every point a pattern matches, in order, not overlapping."""
    automaton, words = _anchors()
    starts: list[tuple[int, str]] = []
    last_digit = -2
    for index, start, end in automaton.find_matches_as_indexes(text):
        if index < 10:
            if start != last_digit + 1:
                starts.append((start, ""))
            last_digit = start
        elif (start == 0 or not text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            word = words[index].lower()
            # "that" and "this" are frequent, and seldom before a unit of time
            if word not in _POINTING or text[end + 1 : end + 2] in _UNIT_STARTS:
                starts.append((start, word))
    points: list[Point] = []
    slashes: list[tuple[Point, int, int, int]] = []
    reached = 0
    for start, word in starts:
        if start < reached:
            continue
        if not word:
            point = _figure(text, start, slashes)
        elif word in MONTHS:
            point = _month_first(text, start)
        else:
            point = _relative(text, start, word, reached)
        if point is not None:
            points.append(point)
            reached = point.end
    _order_slashes(slashes)
    return [point for point in points if point.first or point.month_day or point.rule]


def _figure(text: str, start: int, slashes: list[tuple[Point, int, int, int]]) -> Point | None:
    """Read a date that begins with a digit; a day that does not exist gives a point without meaning."""
    before = text[start - 1] if start else " "
    if before in _NOT_BEFORE or (before.isalnum() and before.isascii()):
        return None
    found = FIGURES.match(text, start)
    if found is None:
        return None
    end = found.end()
    match found.lastgroup:
        case "han":
            return _point(start, end, found["hy"], found["hm"], found["hd"]) or Point(start, end)
        case "hanless":
            return _yearless(start, end, int(found["lm"]), int(found["ld"]), None)
        case "iso":
            return _point(start, end, found["iy"], found["im"], found["id"]) or Point(start, end)
        case "span":
            return _years(start, end, found["sy"], found["sz"], text[found.start("sz") - 1])
        case "slash":
            point = Point(start, end)
            year = int(found["s3"])
            year = year if year > 99 else year + (2000 if year < 50 else 1900)
            slashes.append((point, int(found["s1"]), int(found["s2"]), year))
            return point
        case "dots":
            return _point(start, end, found["t3"], found["t2"], found["t1"]) or Point(start, end)
        case "dmy":
            month = MONTHS[found["dm"].lower()]
            if found["dy"] is None:
                return _yearless(start, end, month, *_days(found["d1"], found["d2"]))
            return _point(start, end, found["dy"], str(month), found["d1"], found["d2"]) or Point(start, end)
        case "decade":
            digits = found["e"] if len(found["e"]) == 4 else f"19{found['e']}"
            point = Point(start, end)
            point.first = digits[:3] + "X"
            is_said = len(found["e"]) == 4 or text[max(0, start - 5) : start].lower().endswith(("the ", "'", "’"))
            return point if is_said else None
        case "century":
            point = Point(start, end)
            point.first = f"{int(found['c']) - 1:02}XX"
            return point if 10 <= int(found["c"]) <= 21 else None
    return _bare_year(text, start, end)


def _point(start: int, end: int, *parts: str | None) -> Point | None:
    year, month, day, last_day = (*(int(part) if part else None for part in parts), None, None, None)[:4]
    moment = make_moment(year or 0, month, day)
    if moment is None:
        return None
    last = make_moment(moment.year, month, last_day) if last_day else None
    if last_day and (last is None or last <= moment):
        return None
    return Point(start, end, moment, last.edtf if last else None)


def _days(first: str, last: str | None) -> tuple[int, int | None]:
    return int(first), int(last) if last else None


def _yearless(start: int, end: int, month: int, day: int | None, last_day: int | None) -> Point | None:
    if make_moment(2000, month, day) is None:
        return None
    point = Point(start, end)
    point.month_day = (month, day, last_day if last_day and day and day < last_day <= 31 else None)
    return point


def _years(start: int, end: int, first: str, last: str, mark: str) -> Point | None:
    """Read "2013–2018", "2013-18", "2022/23", or the ISO month "2015-04"."""
    moment = make_moment(int(first))
    if moment is None or not 1900 <= moment.year <= 2100:
        return None
    until = int(last) if len(last) == 4 else moment.year // 100 * 100 + int(last)
    is_month = len(last) == 2 and mark == "-" and 1 <= int(last) <= 12
    if moment.year < until <= 2100 and (len(last) == 4 or not is_month or until == moment.year + 1):
        return Point(start, end, moment, f"{until:04}")
    return _point(start, end, first, last) if is_month else None


def _bare_year(text: str, start: int, end: int) -> Point | None:
    """Read four digits as a year; not sure where the words around do not say so."""
    moment = make_moment(int(text[start : start + 4]))
    after = text[end : end + 2]
    if (
        moment is None
        or not 1900 <= moment.year <= 2100
        or (after[1:].isdigit() and after[0] in ".,:-–")
        or after[:1] in _LETTERS_AFTER
    ):
        return None
    point = Point(start, end, moment)
    point.is_sure = end - start > 4
    return point


_LETTERS_AFTER: Final = frozenset("%°_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _month_first(text: str, start: int) -> Point | None:
    """Read a date that begins with the name of a month."""
    found = MONTH_FIRST.match(text, start)
    if found is None:
        return None
    month = MONTHS[found["m"].lower()]
    if year := (found["y"] or found["dy"]):
        return _point(start, found.end(), year, str(month), found["d1"], found["d2"])
    if found["d1"]:
        return _yearless(start, found.end(), month, *_days(found["d1"], found["d2"]))
    follows = text[found.end() : found.end() + 2]
    is_name = len(follows) == 2 and follows[0] == " " and follows[1].isupper()
    if is_name or not (len(found["m"]) > 4 or found["m"] in {"May", "June", "July", "Mai", "Juni", "Juli"}):
        return None
    point = _yearless(start, found.end(), month, None, None)
    if point is not None:
        point.is_sure = False
    return point


def _relative(text: str, start: int, word: str, reached: int) -> Point | None:
    """Read a weekday, or words that count from the publication or from the date before."""
    end = start + len(word)
    rule: tuple[str, int, str] | None = None
    is_about = False
    if word in WEEKDAYS:
        rule = ("weekday", WEEKDAYS[word], "")
    elif word in {"yesterday", "tomorrow"}:
        rule = ("said", -1 if word == "yesterday" else 1, "day")
    elif word == "today":
        around = (
            (text[max(0, start - 24) : start].split() or [""])[-1] + " " + (text[end : end + 24].split() or [""])[0]
        )
        if any(part.endswith("ed") or part in {"was", "were", "court"} for part in around.lower().split()):
            rule = ("said", 0, "day")
    elif word in {"ago", "later"}:
        window = text[max(reached, start - REACH) : start]
        if (found := COUNTED_BACK.search(window)) and (count := _count(found["n"])):
            start -= len(window) - found.start()
            is_about = found["about"] is not None or found["unit"].lower() == "decade"
            rule = ("said" if word == "ago" else "told", -count if word == "ago" else count, found["unit"].lower())
    elif found := CALENDAR_UNIT.match(text, start):
        end = found.end()
        rule = _calendar_rule(text, start, word, found)
    if rule is None:
        return None
    point = Point(start, end)
    point.rule, point.is_about = rule, is_about
    return point


def _count(words: str) -> int:
    value = 1 if words.lower() in {"a", "an"} else int(words) if words.isdigit() else word_value(words)
    return int(value or 0)


def _calendar_rule(text: str, start: int, word: str, found: re.Match[str]) -> tuple[str, int, str] | None:
    """Tell what "last week", "the past two years", "the following day", "that year" count."""
    unit = found["unit"].lower()
    is_defined = text[max(0, start - 4) : start].lower() == "the "
    if found["n"]:
        count = _count(found["n"])
        back = word in {"last", "past", "previous"}
        return ("back", count, unit) if back else ("ahead", count, unit) if word == "next" else None
    if word == "past" or (unit == "decade" and word in {"last", "previous"}):
        return ("back", 1, unit)
    if unit == "decade":
        return None
    if word in {"that", "same"}:
        return ("told", 0, unit)
    if word in {"following", "previous"} or (word == "next" and is_defined):
        return ("told", -1 if word == "previous" else 1, unit)
    if word == "this":
        return None if unit == "day" else ("said", 0, unit)
    return None if unit == "day" or is_defined else ("said", 1 if word == "next" else -1, unit)


def _order_slashes(slashes: list[tuple[Point, int, int, int]]) -> None:
    """Read 7/14/2016 and 14/7/2016; 3/4/2016 only where the document shows which way it writes."""
    shown = {first > 12 for _, first, second, _ in slashes if (first > 12) != (second > 12)}
    for point, first, second, year in slashes:
        day_first = first > 12 or (shown == {True} and second <= 12)
        if first != second and first <= 12 and second <= 12 and len(shown) != 1:
            continue
        month, day = (second, first) if day_first else (first, second)
        if moment := make_moment(year, month, day):
            point.moment, point.first = moment, moment.edtf
