"""Works out dates from their neighbours: missing years, counts from another day, two dates that are one interval.

Invariant: points are worked out in order, each only from those before it in its block and from the publication.
"""

from __future__ import annotations

from typing import Final

from counterspy.reading.calendar import Moment, is_in_order, make_moment, shift, week_of, year_of
from counterspy.reading.date_points import Point
from counterspy.reading.date_shapes import JOIN, LIST, OPENING, REACH, TO_BARE_MONTH, TO_NAMES_TOO, WILL_BE
from counterspy.reading.page import Sentence

_LOOK: Final = 300
"""How far around a date words of the future are looked for, in code points; bounds the time on endless sentences."""


class Resolver:
    """Works points out in order, each from those before it."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], published: Moment | None) -> None:
        self.text, self.sentences, self.published = text, sentences, published
        self.last: Point | None = None  # the latest date that is worked out

    def resolve(self, points: list[Point]) -> list[Point]:
        """Give the points that mean something, joined into intervals."""
        done: list[Point] = []
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
            is_date = point.is_sure or self._is_listed(point, done) or self._is_bare_month(point)
            if is_date and self._complete(point):
                done.append(point)
                self.last = point
        return done

    def _names_a_date(self, point: Point, following: Point | None) -> bool:
        """Whether a weekday only goes with the date beside it."""
        if following is not None and following.rule is None and following.start - point.end <= 6:
            return True
        return self.last is not None and self.last.rule is None and 0 <= point.start - self.last.end <= 3

    def _is_bare_month(self, point: Point) -> bool:
        word = point.word.strip("-(")
        is_may = point.month_day is not None and self.text.startswith("May", point.end - 3)
        return point.month_day is not None and word in TO_BARE_MONTH and not (is_may and word in TO_NAMES_TOO)

    def _is_listed(self, point: Point, done: list[Point]) -> bool:
        """Whether a bare year goes on a list: "in 2014, 2016 and 2018"."""
        if point.is_sure or not done or point.month_day or done[-1].moment is None or done[-1].moment.month is not None:
            return False
        gap = self.text[done[-1].end : point.start]
        return len(gap) < 8 and LIST.fullmatch(gap) is not None

    def _share(self, point: Point, following: Point) -> None:
        """Give "March" its year in "in March and April 2022"."""
        gap = self.text[point.end : following.start]
        if point.month_day and following.moment and following.rule is None and len(gap) < 8 and LIST.fullmatch(gap):
            self._set_year(point, following.moment.year)

    def _join(self, point: Point, following: Point) -> Point | None:
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

    def _is_joint(self, point: Point, following: Point) -> bool:
        joint = JOIN.fullmatch(self.text, point.end, following.start)
        if joint is None:
            return False
        opening = OPENING.search(self.text[max(0, point.start - 16) : point.start])
        if joint["and"]:
            return opening is not None and opening[1].lower() in {"between", "entre", "zwischen"}
        return opening is not None or not joint["dash"] or (point.moment is not None and following.moment is not None)

    def _complete_both(self, point: Point, following: Point) -> bool:
        if point.month_day and following.moment:
            is_earlier = following.moment.month is None or point.month_day[0] <= following.moment.month
            return self._set_year(point, following.moment.year - (0 if is_earlier else 1))
        if not self._complete(point) or point.moment is None:
            return False
        if following.month_day:
            later = 0 if point.moment.month is None or following.month_day[0] >= point.moment.month else 1
            return self._set_year(following, point.moment.year + later)
        return bool(following.first)

    def _complete(self, point: Point) -> bool:
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

    def _sentence_bounds(self, point: Point) -> tuple[int, int]:
        sentence = self.sentences[point.sentence]
        return max(sentence.start, point.start - _LOOK), min(sentence.end, point.end + _LOOK)

    def _context(self, point: Point) -> Moment | None:
        """The date that the paragraph is at: a month or day before in the block, a year only in the same sentence."""
        last = self.last
        if last is None or last.moment is None or last.block != point.block:
            return None
        return last.moment if last.moment.month is not None or last.sentence == point.sentence else None

    def _set_year(self, point: Point, year: int) -> bool:
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

    def _count(self, point: Point, how: str, count: int, unit: str) -> bool:
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

    def _weekday(self, point: Point, published: Moment, weekday: int) -> bool:
        if published.day is None:
            return False
        back = (published.as_date.weekday() - weekday) % 7
        is_future = point.word == "next" or (
            point.word != "last" and WILL_BE.search(self.text, *self._sentence_bounds(point)) is not None
        )
        count = 7 - back if is_future else -(back or 7) if point.word == "last" else -back
        moment = shift(published, count, "day")
        if moment is None:
            return False
        point.moment, point.first = moment, moment.edtf
        return True
