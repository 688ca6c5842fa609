"""Dates as documents write them, each as precise as it is stated and no more.

Invariant: every date found is EDTF that `model.is_edtf` accepts; spans lie in order, do not overlap, and each lies in
one kept block. A date that needs a day to count from is left out where none is known, never guessed.

An automaton and one scan for digits give the places where a date may begin; one pattern is matched at each; the words
before it say what it means ("since", "mid-", "the third quarter of"); neighbours join into intervals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Final

import ahocorasick_rs

from counterspy.model import is_edtf
from counterspy.reading.calendar import (
    BEFORE,
    CAPITAL_MONTHS,
    COUNTED,
    LABELS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Moment,
    is_in_order,
    make_moment,
    read_moment,
    shift,
    week_of,
    year_of,
)
from counterspy.reading.date_shapes import (
    CALENDAR_UNIT,
    COUNTED_BACK,
    FIGURES,
    JOIN,
    LEFT,
    LEFT_ENDS,
    LIST,
    MONTH_FIRST,
    OPENING,
    REACH,
    RELATIVE,
    TO_BARE_MONTH,
    WILL_BE,
)
from counterspy.reading.numbers import word_value
from counterspy.reading.page import DateSpan, Sentence

_DIGITS: Final = re.compile(r"[0-9]+")
_NEXT_WORD: Final = re.compile(r"\s+([A-Za-z%°]+)")
_PLAIN: Final = frozenset(BEFORE["plain"])
_NAMING: Final = frozenset(BEFORE["naming"])
_LINKING: Final = frozenset(BEFORE["linking"])
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_NOT_BEFORE: Final = frozenset("._/:#$€£@+=&%§¥°\\")


class _Point:
    """One date while it is worked out."""

    __slots__ = ("block", "end", "first", "is_about", "is_relative", "is_sure", "last", "moment", "month_day", "opens", "rule", "sentence", "start", "word")  # fmt: skip

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
        if self.last is not None:
            return f"{self.first}/{self.last}"
        if self.opens:
            return f"{self.first}/.." if self.opens == "since" else f"../{self.first}"
        return f"{self.first}~" if self.is_about and self.first.replace("-", "").isdigit() else self.first


def find_dates(text: str, sentences: tuple[Sentence, ...], published: str | None) -> tuple[DateSpan, ...]:
    """Find the dates of a document.

    Args:
        text: The document's text.
        sentences: Its sentences, in order; dates outside them are not looked at.
        published: EDTF of the publication, the day that "yesterday" counts from; None unknown.

    Returns:
        In order of position, not overlapping. "since 2016" is `2016/..`, "until 2016" `../2016`, "around 2014" `2014~`.
    """
    points = [point for point in _scan(text) if _place(point, sentences)]
    for point in points:
        _read_left(text, point)
    resolver = _Resolver(text, sentences, read_moment(published))
    found: list[DateSpan] = []
    for point in resolver.resolve(points):
        if (not found or point.start >= found[-1].end) and is_edtf(point.edtf):
            found.append(
                DateSpan(start=point.start, end=point.end, edtf=point.edtf, is_relative=point.is_relative)
            )
    return tuple(found)


def _place(point: _Point, sentences: tuple[Sentence, ...]) -> bool:
    """Note the sentence and block of a point; False outside kept blocks or across two."""
    index = bisect_right(sentences, point.start, key=lambda sentence: sentence.start) - 1
    if index < 0 or point.start >= sentences[index].end:
        return False
    point.sentence, point.block = index, sentences[index].block
    if point.end <= sentences[index].end:
        return True
    last = bisect_right(sentences, point.end - 1, key=lambda sentence: sentence.start) - 1
    return sentences[last].block == point.block and point.end <= sentences[last].end


# --- where a date may begin --------------------------------------------------------------------------------------


@cache
def _anchors() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    names = [*CAPITAL_MONTHS, *(name.capitalize() for name in WEEKDAYS)]
    words = [*names, *(name.upper() for name in names), *RELATIVE, *(word.capitalize() for word in RELATIVE)]
    kept = tuple(dict.fromkeys(words))
    return ahocorasick_rs.AhoCorasick(kept, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), kept


def _scan(text: str) -> list[_Point]:
    """Give every point a pattern matches, in order, not overlapping."""
    automaton, words = _anchors()
    starts: list[tuple[int, str]] = [(found.start(), "") for found in _DIGITS.finditer(text)]
    for index, start, end in automaton.find_matches_as_indexes(text):
        if (start == 0 or not text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            starts.append((start, words[index].lower()))
    starts.sort()
    points: list[_Point] = []
    slashes: list[tuple[_Point, int, int, int]] = []
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


def _figure(text: str, start: int, slashes: list[tuple[_Point, int, int, int]]) -> _Point | None:
    """Read a date that begins with a digit."""
    before = text[start - 1] if start else " "
    if before in _NOT_BEFORE or (before.isalnum() and before.isascii()):
        return None
    found = FIGURES.match(text, start)
    if found is None:
        return None
    end = found.end()
    match found.lastgroup:
        case "han":
            return _point(start, end, found["hy"], found["hm"], found["hd"])
        case "hanless":
            return _yearless(start, end, int(found["lm"]), int(found["ld"]), None)
        case "iso":
            return _point(start, end, found["iy"], found["im"], found["id"])
        case "span":
            return _years(start, end, found["sy"], found["sz"], text[found.start("sz") - 1])
        case "slash":
            point = _Point(start, end)
            year = int(found["s3"])
            year = year if year > 99 else year + (2000 if year < 50 else 1900)
            slashes.append((point, int(found["s1"]), int(found["s2"]), year))
            return point
        case "dots":
            return _point(start, end, found["t3"], found["t2"], found["t1"])
        case "dmy":
            month = MONTHS[found["dm"].lower()]
            if found["dy"] is None:
                return _yearless(start, end, month, *_days(found["d1"], found["d2"]))
            return _point(start, end, found["dy"], str(month), found["d1"], found["d2"])
        case "decade":
            digits = found["e"] if len(found["e"]) == 4 else f"19{found['e']}"
            point = _Point(start, end)
            point.first = digits[:3] + "X"
            is_said = len(found["e"]) == 4 or text[max(0, start - 5) : start].lower().endswith(("the ", "'", "’"))
            return point if is_said else None
        case "century":
            point = _Point(start, end)
            point.first = f"{int(found['c']) - 1:02}XX"
            return point if 10 <= int(found["c"]) <= 21 else None
    return _bare_year(text, start, end)


def _point(start: int, end: int, *parts: str | None) -> _Point | None:
    year, month, day, last_day = (*(int(part) if part else None for part in parts), None, None, None)[:4]
    moment = make_moment(year or 0, month, day)
    if moment is None:
        return None
    last = make_moment(moment.year, month, last_day) if last_day else None
    if last_day and (last is None or last <= moment):
        return None
    return _Point(start, end, moment, last.edtf if last else None)


def _days(first: str, last: str | None) -> tuple[int, int | None]:
    return int(first), int(last) if last else None


def _yearless(start: int, end: int, month: int, day: int | None, last_day: int | None) -> _Point | None:
    if make_moment(2000, month, day) is None:
        return None
    point = _Point(start, end)
    point.month_day = (month, day, last_day if last_day and day and day < last_day <= 31 else None)
    return point


def _years(start: int, end: int, first: str, last: str, mark: str) -> _Point | None:
    """Read "2013–2018", "2013-18", "2022/23", or the ISO month "2015-04"."""
    moment = make_moment(int(first))
    if moment is None or not 1900 <= moment.year <= 2100:
        return None
    until = int(last) if len(last) == 4 else moment.year // 100 * 100 + int(last)
    is_month = len(last) == 2 and mark == "-" and 1 <= int(last) <= 12
    if moment.year < until <= 2100 and (len(last) == 4 or not is_month or until == moment.year + 1):
        return _Point(start, end, moment, f"{until:04}")
    return _point(start, end, first, last) if is_month else None


def _bare_year(text: str, start: int, end: int) -> _Point | None:
    """Read four digits as a year; not sure where the words around do not say so."""
    moment = make_moment(int(text[start : start + 4]))
    after = text[end : end + 2]
    if moment is None or not 1900 <= moment.year <= 2100 or (after[1:].isdigit() and after[0] in ".,:-–") or after[:1] in _LETTERS_AFTER:
        return None
    point = _Point(start, end, moment)
    point.is_sure = end - start > 4
    return point


_LETTERS_AFTER: Final = frozenset("%°_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _month_first(text: str, start: int) -> _Point | None:
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


def _relative(text: str, start: int, word: str, reached: int) -> _Point | None:
    """Read a weekday, or words that count from the publication or from the date before."""
    end = start + len(word)
    rule: tuple[str, int, str] | None = None
    is_about = False
    if word in WEEKDAYS:
        rule = ("weekday", WEEKDAYS[word], "")
    elif word in {"yesterday", "tomorrow"}:
        rule = ("said", -1 if word == "yesterday" else 1, "day")
    elif word == "today":
        around = (text[max(0, start - 24) : start].split() or [""])[-1] + " " + (text[end : end + 24].split() or [""])[0]
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
    point = _Point(start, end)
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


def _order_slashes(slashes: list[tuple[_Point, int, int, int]]) -> None:
    """Read 7/14/2016 and 14/7/2016; 3/4/2016 only where the document shows which way it writes."""
    shown = {first > 12 for _, first, second, _ in slashes if (first > 12) != (second > 12)}
    for point, first, second, year in slashes:
        day_first = first > 12 or (shown == {True} and second <= 12)
        if first != second and first <= 12 and second <= 12 and len(shown) != 1:
            continue
        month, day = (second, first) if day_first else (first, second)
        if moment := make_moment(year, month, day):
            point.moment, point.first = moment, moment.edtf


# --- what the words before say -----------------------------------------------------------------------------------


def _read_left(text: str, point: _Point) -> None:
    """Take in the words before a point: "since", "until", "about", "mid-", a season, a quarter, a month."""
    lowest = max(0, point.start - REACH)
    window = text[lowest : point.start]
    stripped = window.rstrip(" \u00a0\n\t-")
    point.word = stripped[max(stripped.rfind(" "), stripped.rfind("\n"), stripped.rfind("\u00a0")) + 1 :].lower()
    if point.word.strip("-(") in LEFT_ENDS or "-" in point.word:
        found = LEFT.search(window)
        if found is not None and found.group():
            _apply_left(point, found, lowest)
    if point.moment and point.moment.month is None and not point.is_sure and point.last is None:
        point.is_sure = _is_year(text, point, window)


def _apply_left(point: _Point, found: re.Match[str], lowest: int) -> None:
    is_year = point.moment is not None and point.moment.month is None and point.last is None
    year = point.first
    if found["season"] or found["q"] or found["quarter"] or found["half"] or found["month"]:
        if not is_year:
            return
        if found["season"]:
            point.first = f"{year}-{SEASONS[found['season'].lower()]}"
        elif found["month"]:
            point.moment = Moment(int(year), MONTHS[found["month"].lower()])
            point.first = point.moment.edtf
        elif found["half"]:
            is_first = found["half"].lower() == "first"
            point.first, point.last = f"{year}-{'01' if is_first else '07'}", f"{year}-{'06' if is_first else '12'}"
        else:
            quarter = int(found["q"]) if found["q"] else _QUARTERS[found["quarter"].lower()]
            point.first, point.last = f"{year}-{3 * quarter - 2:02}", f"{year}-{3 * quarter:02}"
    begins = [found.start(name) for name in ("since", "until", "about", "part") if found[name]]
    if not begins:
        return
    point.is_sure = point.is_sure or bool(found["part"])
    point.start = lowest + min(begins)
    point.is_about = point.is_about or found["about"] is not None
    point.opens = "since" if found["since"] else "until" if found["until"] else ""
    if point.opens and point.last is not None:
        point.first, point.last = (point.first if point.opens == "since" else point.last), None


def _is_year(text: str, point: _Point, window: str) -> bool:
    """Tell whether the words around four digits make them a year. `point.start` may already lie before them."""
    if point.moment is None:
        return False
    found = _NEXT_WORD.match(text, point.end)
    follows = found[1] if found else ""
    if follows in COUNTED or point.word.strip("-(") in LABELS:
        return False
    is_round = point.moment.year % 100 == 0
    is_counting = follows.islower() and follows.endswith("s") and follows not in {"was", "is", "has", "as", "its", "his"}
    word = point.word.strip("-(“\"'‘")
    if word in _PLAIN:
        return not (is_round and is_counting)
    if is_round:
        return False
    if word in _NAMING or word.endswith(("'s", "’s", "s'", "s’")):
        return True
    if word in _LINKING:
        return not is_counting
    return window.endswith(("(", "[")) and text[point.end : point.end + 1] in ")];,:"


# --- years, counts and intervals ---------------------------------------------------------------------------------


class _Resolver:
    """Works points out in order, each from those before it."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], published: Moment | None) -> None:
        self.text, self.sentences, self.published = text, sentences, published
        self.last: _Point | None = None  # the latest date that is worked out

    def resolve(self, points: list[_Point]) -> list[_Point]:
        """Give the points that mean something, joined into intervals."""
        done: list[_Point] = []
        index = 0
        while index < len(points):
            point = points[index]
            following = points[index + 1] if index + 1 < len(points) else None
            index += 1
            if following is not None and point.block == following.block and following.start - point.end < REACH:
                if joined := self._join(point, following):
                    done.append(joined)
                    index += 1
                    continue
                self._share(point, following)
            if point.rule and point.rule[0] == "weekday" and self._names_a_date(point, following):
                continue
            if self._is_listed(point, done) or point.is_sure or self._is_bare_month(point):
                if self._complete(point):
                    done.append(point)
                    self.last = point
        return done

    def _names_a_date(self, point: _Point, following: _Point | None) -> bool:
        """Whether a weekday only goes with the date beside it."""
        if following is not None and following.rule is None and following.start - point.end <= 6:
            return True
        return self.last is not None and self.last.rule is None and 0 <= point.start - self.last.end <= 3

    def _is_bare_month(self, point: _Point) -> bool:
        return point.month_day is not None and point.word.strip("-(") in TO_BARE_MONTH

    def _is_listed(self, point: _Point, done: list[_Point]) -> bool:
        """Whether a bare year goes on a list: "in 2014, 2016 and 2018"."""
        if point.is_sure or not done or point.month_day or done[-1].moment is None or done[-1].moment.month is not None:
            return False
        gap = self.text[done[-1].end : point.start]
        return len(gap) < 8 and LIST.fullmatch(gap) is not None

    def _share(self, point: _Point, following: _Point) -> None:
        """Give "March" its year in "in March and April 2022"."""
        gap = self.text[point.end : following.start]
        if point.month_day and following.moment and following.rule is None and len(gap) < 8 and LIST.fullmatch(gap):
            self._set_year(point, following.moment.year)

    def _join(self, point: _Point, following: _Point) -> _Point | None:
        """Join two points into one interval where the words between and before them say so."""
        if point.rule or following.rule or point.last or following.last or point.opens == "until":
            return None
        if following.opens != "until" and (following.opens or not self._is_joint(point, following)):
            return None
        if following.opens == "until" and self.text[point.end : following.start].strip() != "":
            return None
        if not self._complete_both(point, following) or not is_in_order(point.first, following.first):
            return None
        point.end, point.last, point.moment = following.end, following.first, following.moment
        point.is_relative = point.is_relative or following.is_relative
        point.opens = ""
        if opening := OPENING.search(self.text[max(0, point.start - 16) : point.start]):
            point.start -= len(opening.group())
        self.last = point
        return point

    def _is_joint(self, point: _Point, following: _Point) -> bool:
        joint = JOIN.fullmatch(self.text, point.end, following.start)
        if joint is None:
            return False
        opening = OPENING.search(self.text[max(0, point.start - 16) : point.start])
        if joint["and"]:
            return opening is not None and opening[1].lower() in {"between", "entre", "zwischen"}
        return opening is not None or not joint["dash"] or (point.moment is not None and following.moment is not None)

    def _complete_both(self, point: _Point, following: _Point) -> bool:
        if point.month_day and following.moment:
            is_earlier = following.moment.month is None or point.month_day[0] <= following.moment.month
            return self._set_year(point, following.moment.year - (0 if is_earlier else 1))
        if not self._complete(point) or point.moment is None:
            return False
        if following.month_day:
            later = 0 if point.moment.month is None or following.month_day[0] >= point.moment.month else 1
            return self._set_year(following, point.moment.year + later)
        return bool(following.first)

    def _complete(self, point: _Point) -> bool:
        """Work out what is not said; False where that cannot be."""
        if point.rule:
            return self._count(point, *point.rule)
        if point.month_day is None:
            return bool(point.first)
        month, day, _ = point.month_day
        is_future = WILL_BE.search(self.text, *self._sentence_bounds(point)) is not None
        context = self._context(point)
        published = self.published
        if context and (published is None or context.year != published.year or point.word == "that"):
            year = context.year + (1 if point.word == "that" and context.month and month < context.month else 0)
        elif published is not None and published.month is not None:
            year = year_of(month, day, published, is_future=is_future)
        elif published is None and not is_future and self.last is not None and self.last.moment is not None:
            year = self.last.moment.year
        else:
            return False
        point.is_relative = True
        return self._set_year(point, year)

    def _sentence_bounds(self, point: _Point) -> tuple[int, int]:
        sentence = self.sentences[point.sentence]
        return sentence.start, sentence.end

    def _context(self, point: _Point) -> Moment | None:
        """The date that the paragraph is at: a month or day before in the block, a year only in the same sentence."""
        last = self.last
        if last is None or last.moment is None or last.block != point.block:
            return None
        return last.moment if last.moment.month is not None or last.sentence == point.sentence else None

    def _set_year(self, point: _Point, year: int) -> bool:
        if point.month_day is None:
            return False
        month, day, last_day = point.month_day
        moment = make_moment(year, month, day)
        last = make_moment(year, month, last_day) if last_day else None
        if moment is None or (last_day and last is None):
            return False
        point.moment, point.first, point.last = moment, moment.edtf, last.edtf if last else None
        point.month_day, point.is_sure = None, True
        return True

    def _count(self, point: _Point, how: str, count: int, unit: str) -> bool:
        """Count from the publication ("said", "back", "ahead", "weekday") or from the date before ("told")."""
        point.is_relative = True
        start = self.published
        if how == "told":
            start = self.last.moment if self.last and self.last.block == point.block else None
        if start is None:
            return False
        if how == "weekday":
            return self._weekday(point, start, count)
        if how in {"back", "ahead"}:
            other = shift(start, -count if how == "back" else count, unit)
            here = shift(start, 0, "day" if unit == "week" else unit)
            if other is None or here is None:
                return False
            first, last = sorted((other, here))
            point.first, point.last, point.moment = first.edtf, last.edtf, None
            return True
        moment = shift(start, count, unit)
        if moment is None:
            return False
        point.moment, point.first = moment, moment.edtf
        if unit == "week":
            point.first, point.last = week_of(moment.as_date).split("/")
        return True

    def _weekday(self, point: _Point, published: Moment, weekday: int) -> bool:
        if published.day is None:
            return False
        back = (published.as_date.weekday() - weekday) % 7
        is_future = point.word == "next" or (
            point.word != "last" and WILL_BE.search(self.text, *self._sentence_bounds(point)) is not None
        )
        count = (7 - back if is_future else -(back or 7) if point.word == "last" else -back)
        moment = shift(published, count, "day")
        if moment is None:
            return False
        point.moment, point.first = moment, moment.edtf
        return True
