"""Marks of printed pages: page numbers, running headers, markings, redaction stamps, garbled letters.

Invariant: a mark is a whole line. Garbled letters are noise only at the edge of a page; inside it they are what the
recognition left of the author's words, and stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from counterspy.intake.furniture import Verdict
from counterspy.intake.lines import Line
from counterspy.vocabulary import toml

_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*")
_PAGE_OF = re.compile(
    r"(?:page|p\.|pg\.?|seite|s\.|página|pág\.?|pagina|стр\.?|страница|sayfa|strona|side|sida)\s?\d{1,4}"
    r"(?:\s?(?:of|/|von|sur|de|из|di|van)\s?\d{1,4})?|\d{1,4}\s?(?:/|of|von|sur)\s?\d{1,4}|第\s?\d{1,4}\s?页(?:.{0,3}共\s?\d{1,4}\s?页)?",
    re.IGNORECASE,
)
_BLACKED = re.compile(r"[\s█▇▆■▮▓▒░]*[█▇■▮▓]{2,}[\s█▇▆■▮▓▒░]*")
_EXEMPTION = re.compile(r"[\[(]?\(?b\)?\s?\(\d\)(?:\s?\([A-Z]\))?(?:[,;\s]+\(?b\)?\s?\(\d\)(?:\s?\([A-Z]\))?)*[\])]?")
_BRACKETS = re.compile(r"[\[(<].*[\])>]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_ODD_SIGN = re.compile(r"[~^|¬·•■»«\\]|//|[.;:!][,.;:'!]|[^\W\d_][.:;'>!][>·;:!'][^\W\d_]")
_DIGIT_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]{2,}\d|^\d[A-Z]{4,}$|^[A-Z]{3,}\d[A-Z]*$")
_TRIPLE = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_TOP_LINES = 4
_BOTTOM_LINES = 3
_LONGEST_STAMP = 44
_LONG_LEGEND = 28
_LONG_STAMP = 18
_LEAST_LENGTH = 0.7
"""How much of a marking's length the garbled one has at least."""
_LIKE_LEGEND, _LIKE_ODD = 75.0, 60.0
_LIKE_STAMP = 84.0


def find_page_marks(lines: Sequence[Line]) -> dict[int, Verdict]:
    """Find the lines that belong to the page and not to what is told on it.

    Args:
        lines: Of one document, in order.

    Returns:
        Line number to what it was taken for.
    """
    marks: dict[int, Verdict] = {}
    edges = _edges(lines)
    for number, line in enumerate(lines):
        if len(line.text) > 160:
            continue
        verdict = _stamp(line.text, is_certain=False) or (
            _legend(line.text) or _garble(line.text) if number in edges else None
        )
        if verdict is None and _PAGE_OF.fullmatch(line.text):
            verdict = Verdict("navigation", "is a page number")
        if verdict:
            marks[number] = verdict
    if marks:
        for number, line in enumerate(lines):
            stamp = None if number in marks else _stamp(line.text, is_certain=True)
            if stamp:
                marks[number] = stamp
    _add_numbers(lines, edges, marks)
    _add_running_headers(lines, marks)
    return marks


def _edges(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines at the top and the bottom of each page."""
    edges: set[int] = set()
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or lines[number].page != lines[first].page:
            edges.update(range(first, min(number, first + _TOP_LINES)))
            edges.update(range(max(first, number - _BOTTOM_LINES), number))
            first = number
    return edges


def _stamp(line: str, *, is_certain: bool) -> Verdict | None:
    """A redaction stamp; short ones in small letters only where it is certain that the text is a printed page."""
    if len(line) > _LONGEST_STAMP:
        return None
    if _BLACKED.fullmatch(line) or _EXEMPTION.fullmatch(line):
        return Verdict("ocr-noise", "is blacked out")
    words = _letters(line)
    is_set_apart = line.isupper() or _BRACKETS.fullmatch(line) is not None
    if words in _single_stamps():
        return Verdict("ocr-noise", "is a redaction stamp") if is_set_apart else None
    for stamp in _stamps():
        may_be = is_certain or len(stamp) >= _LONG_STAMP or is_set_apart
        if may_be and abs(len(stamp) - len(words)) <= 4 and ratio(words, stamp) >= _LIKE_STAMP:
            return Verdict("ocr-noise", "is a redaction stamp")
    return None


def _legend(line: str) -> Verdict | None:
    """A marking that stands over a page, as far as the recognition left it."""
    words = _letters(line)
    if words in _legends() and (line.isupper() or len(words) >= _LONG_LEGEND):
        return Verdict("navigation", "is a marking over the page")
    if len(words) < _LONG_LEGEND * _LEAST_LENGTH or _has_small_words(line):
        return None
    wanted = _LIKE_ODD if _count_odd(line.split()) else _LIKE_LEGEND
    for legend in _long_legends():
        if _LEAST_LENGTH <= len(words) / len(legend) <= 1 / _LEAST_LENGTH and ratio(words, legend) >= wanted:
            return Verdict("ocr-noise", "is a garbled marking over the page")
    return None


def _garble(line: str) -> Verdict | None:
    """Letters that make no words: digits inside words, letters thrice, signs in their midst."""
    words = line.split()
    if len(words) < 3 or "://" in line or _has_small_words(line) or not any(map(str.isalpha, line)):
        return None
    odd = _count_odd(words)
    return Verdict("ocr-noise", "is letters without words") if odd >= 3 and odd >= 0.4 * len(words) else None


def _count_odd(words: Sequence[str]) -> int:
    return sum(1 for word in words if _DIGIT_INSIDE.search(word) or _TRIPLE.search(word) or _ODD_SIGN.search(word))


def _add_numbers(lines: Sequence[Line], edges: set[int], marks: dict[int, Verdict]) -> None:
    """Bare numbers count as page numbers at the last or first line of a page, or beside another mark at its edge."""
    for number, line in enumerate(lines):
        if number in marks or not _NUMBER.fullmatch(line.text):
            continue
        is_first = number == 0 or lines[number - 1].page != line.page
        is_last = number == len(lines) - 1 or lines[number + 1].page != line.page
        is_beside = number in edges and (marks.keys() & {number - 1, number + 1})
        if is_first or is_last or is_beside:
            marks[number] = Verdict("navigation", "is a page number")


def _add_running_headers(lines: Sequence[Line], marks: dict[int, Verdict]) -> None:
    """The line over a mark at the top of a page, and lines that come again beside page marks."""
    for number, line in enumerate(lines[:-1]):
        is_first = number == 0 or lines[number - 1].page != line.page
        below = marks.get(number + 1)
        if is_first and number not in marks and _is_label(line.text) and below and "stamp" not in below.reason:
            marks[number] = Verdict("navigation", "is a running header")
    counted = Counter(line.text for line in lines if len(line.text) <= 100)
    for number, line in enumerate(lines):
        if number not in marks and counted[line.text] >= 3 and _is_label(line.text):
            starts_page = number > 0 and lines[number - 1].page != line.page
            if starts_page or marks.keys() & {number - 1, number + 1}:
                marks[number] = Verdict("navigation", "is a running header")


def _is_label(line: str) -> bool:
    return line.isupper() or (len(line.split()) <= 10 and not line.endswith((".", "!", "?", ":", ",", ";")))


def _has_small_words(line: str) -> bool:
    return not _small_words().isdisjoint(line.split())


def _letters(line: str) -> str:
    return _NOT_LETTERS.sub(" ", line).strip().lower()


@cache
def _small_words() -> frozenset[str]:
    """Words that hold sentences together, without the single letters that garbled text is full of."""
    return frozenset(word for word in toml("furniture")["words"]["function"] if len(word) > 1)


@cache
def _stamps() -> tuple[str, ...]:
    """Stamps of several words, long enough to be known again in spite of a wrong letter or two."""
    return tuple(stamp for stamp in toml("furniture")["legends"]["stamps"] if " " in stamp)


@cache
def _single_stamps() -> frozenset[str]:
    return frozenset(stamp for stamp in toml("furniture")["legends"]["stamps"] if " " not in stamp)


@cache
def _legends() -> frozenset[str]:
    return frozenset(toml("furniture")["legends"]["marks"])


@cache
def _long_legends() -> tuple[str, ...]:
    """Markings long enough to be known again where most of their letters are wrong."""
    return tuple(legend for legend in toml("furniture")["legends"]["marks"] if len(legend) >= _LONG_LEGEND)
