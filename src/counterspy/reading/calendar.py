"""Days, months and years that may be known in part, and the words that name them.

Invariant: a `Moment` exists on the calendar; what is shifted is never more precise than what it was shifted from.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from counterspy.model import PartialDate
from counterspy.vocabulary import toml

_WORDS: Final[dict[str, Any]] = toml("calendar")
CAPITAL_MONTHS: Final[tuple[str, ...]] = tuple(name for names in _WORDS["capital"].values() for name in names)
"""Month names that open a date by themselves, English and German."""
SMALL_MONTHS: Final[tuple[str, ...]] = tuple(name for names in _WORDS["small"].values() for name in names)
"""Month names of other languages, taken only beside a day or a year."""
MONTHS: Final[dict[str, int]] = {
    name.lower(): int(number)
    for part in ("small", "capital")
    for number, names in _WORDS[part].items()
    for name in names
}
"""Month name in lower case to 1..12."""
WEEKDAYS: Final[dict[str, int]] = {name.lower(): number for number, name in enumerate(_WORDS["weekdays"]["names"])}
"""Weekday in lower case to 0 (Monday) to 6 (Sunday)."""
SEASONS: Final[dict[str, int]] = _WORDS["seasons"]
"""Season to its EDTF number, 21 to 24."""
BEFORE: Final[dict[str, list[str]]] = _WORDS["before"]
"""Words before a date, by what they do to it."""
COUNTED: Final[frozenset[str]] = frozenset(_WORDS["counted"]["nouns"])
"""Nouns after a number that make it a count."""
LABELS: Final[frozenset[str]] = frozenset(_WORDS["labels"]["words"])
"""Words before a number that make it a label, as in "section 794"."""

_PUBLISHED: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")


class Moment(NamedTuple):
    """A year, a month of it or a day of it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The moment as EDTF."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        return text if self.day is None else f"{text}-{self.day:02}"

    @property
    def as_date(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)


def make_moment(year: int, month: int | None = None, day: int | None = None) -> Moment | None:
    """Give the moment, or None where the calendar has no such year (1000 to 2999), month or day."""
    if not 1000 <= year <= 2999 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None:
        try:
            date(year, month or 1, day)
        except ValueError:
            return None
    return Moment(year, month, day)


def read_moment(edtf: str | None) -> Moment | None:
    """Take an EDTF year, month or day as a moment; None for intervals, decades, seasons and what is no date."""
    found = _PUBLISHED.fullmatch(edtf or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return make_moment(year or 0, month, day)


def week_of(day: date) -> str:
    """Give the week from Monday to Sunday that holds the day, as an EDTF interval."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def shift(moment: Moment, count: int, unit: str) -> Moment | None:
    """Move a moment by so many units; the result is as precise as the unit.

    Args:
        moment: Where to start.
        count: How many, negative for back.
        unit: `day`, `week`, `month`, `year` or `decade`. Weeks give a day, which stands for its week.

    Returns:
        None where the moment is less precise than the unit, or the result leaves the years 1000 to 2999.
    """
    if unit in {"year", "decade"}:
        return make_moment(moment.year + count * (10 if unit == "decade" else 1))
    if unit == "month":
        if moment.month is None:
            return None
        months = moment.year * 12 + moment.month - 1 + count
        return make_moment(months // 12, months % 12 + 1)
    if moment.day is None or abs(count) > 10_000:
        return None
    try:
        moved = moment.as_date + timedelta(days=count * (7 if unit == "week" else 1))
    except OverflowError:
        return None
    return make_moment(moved.year, moved.month, moved.day)


def year_of(month: int, day: int | None, published: Moment, *, is_future: bool) -> int:
    """Choose the year of a date without one: the latest up to the publication, or the next from it on."""
    here = (published.month or 12, published.day or 31)
    there = (month, day or (31 if is_future else 1))
    if is_future:
        here = (published.month or 1, published.day or 1)
        return published.year if there >= here else published.year + 1
    return published.year if there <= here else published.year - 1


def is_in_order(first: str, last: str) -> bool:
    """Tell whether an interval from one EDTF point to the other starts before it ends."""
    try:
        PartialDate.parse(f"{first}/{last}")
    except ValueError:
        return False
    return True
