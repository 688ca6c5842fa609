"""Partial dates: as precise as the source, never more.

The form is EDTF (ISO 8601-2:2019, levels 0 and 1): `2015`, `2015-04`, `2015-04-03`, `201X`, `2015~` (about),
`2015?` (uncertain), `2015-21` to `2015-24` (spring to winter), `2015/2018` (interval, either side may be `..`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from msgspec import Struct

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d))?(?:-(\d\d))?([?~%])?", re.ASCII)
# First and last month; the fourteenth is February of the next year, into which winter reaches.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class PartialDate(Struct, frozen=True, order=True):
    """The days a date may mean, first and last, both included. `first <= last`."""

    first: date
    last: date

    @staticmethod
    def parse(edtf: str) -> PartialDate:
        """Read an EDTF string.

        Raises:
            ValueError: it is not a date of this form, or the day does not exist.
        """
        left, separator, right = edtf.partition("/")
        if not separator:
            return _point(edtf)
        first = date.min if left == ".." else _point(left).first
        last = date.max if right == ".." else _point(right).last
        if first > last:
            raise ValueError(f"interval ends before it starts: {edtf!r}")
        return PartialDate(first, last)

    def may_overlap(self, other: PartialDate) -> bool:
        """Tell whether one day can belong to both."""
        return self.first <= other.last and other.first <= self.last


def is_edtf(text: str) -> bool:
    """Tell whether the text is a date this module reads."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def date_years(edtf: str | None) -> tuple[int, int] | None:
    """Give the first and the last year a date may mean, or None where there is no date."""
    if edtf is None:
        return None
    parsed = PartialDate.parse(edtf)
    return parsed.first.year, parsed.last.year


@lru_cache(maxsize=8192)
def _point(text: str) -> PartialDate:
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = found[1], found[2], found[3]
    if "X" in year:
        if month:
            raise ValueError(f"a decade has no month: {text!r}")
        return PartialDate(_day(int(year.replace("X", "0")), 1, 1), _day(int(year.replace("X", "9")), 12, 31))
    if month is None:
        return PartialDate(_day(int(year), 1, 1), _day(int(year), 12, 31))
    if int(month) in _SEASON_MONTHS and day is None:
        first, last = _SEASON_MONTHS[int(month)]
        return PartialDate(_day(int(year), first, 1), _last_of_month(int(year), last))
    if day is None:
        first_day = _day(int(year), int(month), 1)
        return PartialDate(first_day, _last_of_month(first_day.year, first_day.month))
    only = _day(int(year), int(month), int(day))
    return PartialDate(only, only)


def _day(year: int, month: int, day: int) -> date:
    return date(max(1, year), month, day)


def _last_of_month(year: int, month: int) -> date:
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    if year > date.max.year:
        return date.max
    return _day(year, month, monthrange(max(1, year), month)[1])
