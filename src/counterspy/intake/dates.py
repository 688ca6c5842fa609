"""Calendar dates in any line, in the forms that bylines, datelines and headers use.

Invariant: nothing is invented. A date is given as precisely as it is written; where day and month could be swapped,
only the year is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from counterspy.model import is_edtf
from counterspy.vocabulary import toml

_ISO = re.compile(r"(?<![\d/])((?:19|20)\d\d)[-/.](\d\d)[-/.](\d\d)(?![\d/])")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])[ ]?(\d{1,2})\2[ ]?((?:19|20)\d\d)(?!\d)")
_CHINESE = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_YEAR = re.compile(r"[ -](?:19|20)\d\d(?!\d)")
_AROUND_MONTH = len("00-го. day de ") + len("., 00-го, del 0000")
"""How many letters a date in words has at most beside its month's name."""


def dates_in(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, EDTF) of every calendar date with a year, in order of position."""
    if not _YEAR.search(line):
        return
    found = [(match.start(), match.end(), f"{match[1]}-{match[2]}-{match[3]}") for match in _ISO.finditer(line)]
    if "年" in line:
        found += [
            (match.start(), match.end(), _edtf(match[1], int(match[2]), match[3])) for match in _CHINESE.finditer(line)
        ]
    found += [(match.start(), match.end(), _numeric(match)) for match in _NUMERIC.finditer(line)]
    found += _worded_in(line)
    yield from sorted(one for one in found if is_edtf(one[2]))


def _worded_in(line: str) -> Iterator[tuple[int, int, str]]:
    """Dates with the name of a month: looked for before each year alone, since they end with it and hold no other."""
    worded, names, reach = _worded()
    reached = 0
    for last in _LAST_YEAR.finditer(line):
        match = worded.search(line, max(reached, last.start() - reach), last.end())
        reached = last.end()
        if match:
            day, month, year = (match[1], match[2], match[3]) if match[2] else (match[5], match[4], match[6])
            yield match.start(), match.end(), _edtf(year, names[month.lower()], day)


@cache
def _worded() -> tuple[re.Pattern[str], dict[str, int], int]:
    """The pattern, the number of each month's name, and how far before its year a date begins at most."""
    calendar = toml("calendar")
    months = [(int(month), names) for part in ("small", "capital") for month, names in calendar[part].items()]
    names = {name.lower(): month for month, all_names in months for name in all_names}
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    day, year = r"(\d{1,2})(?:st|nd|rd|th|er|º|-?го)?", r"((?:19|20)\d\d)(?!\d)"
    pattern = (
        rf"\b{day}\.?(?: day)?(?: |-)(?:de |of )?({any_name})\.?,?(?: |-)(?:de |del )?{year}"
        rf"|\b({any_name})\.? (?:{day},? )?{year}"
    )
    return re.compile(pattern, re.IGNORECASE), names, _AROUND_MONTH + max(map(len, names))


def _edtf(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _numeric(match: re.Match[str]) -> str:
    first, second, year = int(match[1]), int(match[3]), match[4]
    if match[2] == "." or (first > 12 >= second) or first == second:
        return _edtf(year, second, match[1])
    return _edtf(year, first, match[3]) if second > 12 >= first else year
