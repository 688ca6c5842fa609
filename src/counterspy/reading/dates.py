"""Dates as documents write them, each as precise as it is stated and no more.

Invariant: every date found is EDTF that `model.is_edtf` accepts; spans lie in order, do not overlap, and each lies in
one kept block. A date that needs a day to count from is left out where none is known, never guessed.

`date_points` reads what stands at each place by itself, this file the words before it, `date_resolving` the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from counterspy.model import is_edtf
from counterspy.reading.calendar import BEFORE, COUNTED, LABELS, MONTHS, SEASONS, Moment, read_moment
from counterspy.reading.date_points import Point, scan_points
from counterspy.reading.date_resolving import Resolver
from counterspy.reading.date_shapes import LEFT, LEFT_ENDS, LEFT_WORDS, REACH
from counterspy.reading.page import DateSpan, Sentence

_is_edtf: Final = lru_cache(maxsize=4096)(is_edtf)
_NEXT_WORD: Final = re.compile(r"\s+([A-Za-z%°]+)")
_PLAIN: Final = frozenset(BEFORE["plain"])
_NAMING: Final = frozenset(BEFORE["naming"])
_LINKING: Final = frozenset(BEFORE["linking"])
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def find_dates(text: str, sentences: tuple[Sentence, ...], published: str | None) -> tuple[DateSpan, ...]:
    """Find the dates of a document.

    Args:
        text: The document's text.
        sentences: Its sentences, in order; dates outside them are not looked at.
        published: EDTF of the publication, the day that "yesterday" counts from; None unknown.

    Returns:
        In order of position, not overlapping. "since 2016" is `2016/..`, "until 2016" `../2016`, "around 2014" `2014~`.
    """
    starts = [sentence.start for sentence in sentences]
    points = [point for point in scan_points(text) if _place(point, sentences, starts)]
    for point in points:
        read_left(text, point)
    resolver = Resolver(text, sentences, read_moment(published))
    found: list[DateSpan] = []
    for point in resolver.resolve(points):
        if (not found or point.start >= found[-1].end) and _is_edtf(point.edtf):
            found.append(DateSpan(start=point.start, end=point.end, edtf=point.edtf, is_relative=point.is_relative))
    return tuple(found)


def _place(point: Point, sentences: tuple[Sentence, ...], starts: list[int]) -> bool:
    """Note the sentence and block of a point; False outside kept blocks or across two."""
    index = bisect_right(starts, point.start) - 1
    if index < 0 or point.start >= sentences[index].end:
        return False
    point.sentence, point.block = index, sentences[index].block
    if point.end <= sentences[index].end:
        return True
    last = bisect_right(starts, point.end - 1) - 1
    return sentences[last].block == point.block and point.end <= sentences[last].end


def read_left(text: str, point: Point) -> None:
    """Take in the words before a point: "since", "until", "about", "mid-", a season, a quarter, a month."""
    lowest = max(0, point.start - REACH)
    window = text[lowest : point.start]
    stripped = window.rstrip(" \u00a0\n\t-")
    point.word = stripped[max(stripped.rfind(" "), stripped.rfind("\n"), stripped.rfind("\u00a0")) + 1 :].lower()
    if point.word.strip('-(“"') in LEFT_ENDS or "-" in point.word:
        begins, found = _match_left(window)
        if found is not None:
            _apply_left(point, found, lowest + begins)
    if point.moment and point.moment.month is None and not point.is_sure and point.last is None:
        point.is_sure = _is_year(text, point, window)


def _match_left(window: str) -> tuple[int, re.Match[str] | None]:
    """Match the words that belong to a date, as many as there are, at the end of a window, and say where they begin."""
    begins = ends = len(window.rstrip(" \u00a0\n\t-"))
    starts: list[int] = []
    while begins > 0 and len(starts) < 8:
        begins = max(window.rfind(" ", 0, begins), window.rfind("\n", 0, begins), window.rfind("\u00a0", 0, begins)) + 1
        begins += len(window[begins:]) - len(window[begins:].lstrip("(“\"'‘"))
        if window[begins:ends].lower() not in LEFT_WORDS:
            break
        starts.append(begins)
        begins = ends = len(window[:begins].rstrip(" \u00a0\n\t(“\"'‘"))
    for start in reversed(starts):
        if found := _read_words(window[start:]):
            return start, found
    return 0, None


@lru_cache(maxsize=4096)
def _read_words(words: str) -> re.Match[str] | None:
    """Match words before a date; the same few stand before most dates."""
    return LEFT.match(words)


def _apply_left(point: Point, found: re.Match[str], begins_at: int) -> None:
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
    if found["the"] and not found["part"]:
        return  # "after the 2016 election" names the election and opens nothing
    begins = [found.start(name) for name in ("since", "until", "about", "part") if found[name]]
    if not begins:
        return
    point.is_sure = point.is_sure or bool(found["part"])
    point.start = begins_at + min(begins)
    point.is_about = point.is_about or found["about"] is not None
    point.opens = "since" if found["since"] else "until" if found["until"] else ""
    if point.opens and point.last is not None:
        point.first, point.last = (point.first if point.opens == "since" else point.last), None


def _is_year(text: str, point: Point, window: str) -> bool:
    """Tell whether the words around four digits make them a year. `point.start` may already lie before them."""
    if point.moment is None:
        return False
    found = _NEXT_WORD.match(text, point.end)
    follows = found[1] if found else ""
    if follows in COUNTED or point.word.strip("-(") in LABELS:
        return False
    is_round = point.moment.year % 100 == 0
    is_counting = (
        follows.islower() and follows.endswith("s") and follows not in {"was", "is", "has", "as", "its", "his"}
    )
    word = point.word.strip("-(“\"'‘")
    if word in _PLAIN:
        return not (is_round and is_counting)
    if is_round:
        return False
    if word in _NAMING or word.endswith(("'s", "’s", "s'", "s’")):
        return True
    if word in _LINKING or point.opens:
        return not is_counting
    return window.endswith(("(", "[")) and text[point.end : point.end + 1] in ")];,:"
