"""The first and the last lines of a printed page: whose paper it is, and on which page.

Invariant: nothing is a header here unless the page bears its number, and nothing but whole lines is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from counterspy.intake.furniture import Verdict
from counterspy.intake.lines import Line
from counterspy.vocabulary import toml

_GAP = re.compile(r"\s{3,}|\t+")
_PAGE = re.compile(r"(?:page|p\.|seite|s\.|página|pagina|стр\.?)?\s{0,4}(?:\d{1,4}|[ivxl]{1,6})", re.IGNORECASE)
_SECTION_PAGE = re.compile(r"[-–— ]*(?:[A-Z]{1,3}[-–]\d{1,4}|[\dOIl]{1,4}\s?/\s?[\dOIl]{1,4})[-–— ]*")
_PAGE_IN_BRACKETS = re.compile(
    r"[(\[][^()\[\]]{0,60}\b(?:page|p\.|pages|pp\.|seite|p[áa]gina) ?\d{1,4}[)\]]", re.IGNORECASE
)
_DOCKET = re.compile(
    r"(?:USCA\d* )?Case:? ?\d[\d:-]*-\w+-[\w-]+ .*\b(?:Document|Doc\.?|Filed|Page)\b.*\d", re.IGNORECASE
)
_ODD = re.compile(
    r"[^\W\d_]\d+[^\W\d_]|\b[01][a-z]|[a-z][01]\b|\b[0-9][A-Z]{3,}|[A-Z]{2,}[01]\b|\bl[A-Z]{2,}|\bln[a-z]"
)
_SECTION = re.compile(
    r"(?:[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)[.)]?\s|(?:chapter|part|section|annex|appendix|volume|count|exhibit|article)\b",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[\W\d_]+")
_SEEN_AS = str.maketrans("0158", "oisb")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_DAY_WORDS = 4
_TOP = 4
_FEWEST_LINES = 8
_LONGEST = 130
_HEADER_WORDS = 12
_SHORTEST_SIDE = 5
"""Letters that either side of a header pushed to both margins has at least."""
_STAMP_WORDS = 8
_PROSE_CHARS = 40
_LIKE = 88.0
_MOST_STAMPS = 8
"""So many different stamps are looked for again in garbled letters."""


def find_edges(lines: Sequence[Line], marks: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Find what heads and ends each page, and stamps that stand in its text again and again.

    Args:
        lines: Of one document, in order.
        marks: What is known for a page mark.

    Returns:
        Line number to what it was taken for.
    """
    found: dict[int, Verdict] = {}
    if len(lines) < 2:
        return found
    if len(lines[0].text) <= 160 and _DOCKET.match(lines[0].text):
        found[0] = Verdict("navigation", "is a running header")
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or lines[number].page != lines[first].page:
            footer = _footer(lines, first, number, marks)
            found |= footer
            if footer or any("page number" in verdict.reason for n, verdict in marks.items() if first <= n < number):
                found |= _headers(lines, first, number, marks)
                found |= _stamps_again(lines, first, number, marks)
            first = number
    return found


def _footer(lines: Sequence[Line], first: int, end: int, marks: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """The last line of a page where it holds the page's number beside a name, or the number of a part's page."""
    number, line = end - 1, lines[end - 1].text
    if number in marks or end - first < _FEWEST_LINES // 2 or len(line) > _LONGEST:
        return {}
    parts = [part for part in _GAP.split(line) if part]
    is_beside = len(parts) == 2 and any(_PAGE.fullmatch(part) for part in (parts[0], parts[-1]))
    over = _GAP.split(lines[number - 1].text)
    is_row = len(over) == len(parts)
    is_numbered = end - first >= _FEWEST_LINES and _SECTION_PAGE.fullmatch(line)
    if (is_beside and not is_row) or is_numbered or _PAGE_IN_BRACKETS.fullmatch(line):
        return {number: Verdict("navigation", "is a page number with a running footer")}
    return {}


def _headers(lines: Sequence[Line], first: int, end: int, marks: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """The lines that head a numbered page: a name pushed to both margins, a body, the paper, letters gone wrong."""
    found: dict[int, Verdict] = {}
    for number in range(first, min(first + _TOP, end - _TOP)):
        line = lines[number].text
        if number in marks and marks[number].kind == "ocr-noise":
            break
        if number in marks:
            continue
        if len(line) > _LONGEST or line[-1] in ".!?:;,”" or _SECTION.match(line):
            break
        is_garbled = len(_ODD.findall(line)) >= 2
        is_wide = len(_GAP.split(line)) > 1 and min(map(len, _GAP.split(line))) >= _SHORTEST_SIDE
        is_day = bool(found) and len(line.split()) <= _DAY_WORDS and _YEAR.search(line) is not None
        if not (is_garbled or is_wide or is_day or _names_paper(line)):
            break
        found[number] = Verdict(
            *(("ocr-noise", "is a garbled header") if is_garbled else ("navigation", "is a running header"))
        )
    return found


def _names_paper(line: str) -> bool:
    """Whether a line names a body or a report, in words with capitals, and says nothing."""
    words = [word.strip(".,()[]:’'\"-–—/") for word in line.split()]
    words = [word for word in words if word]
    if not words or len(words) > _HEADER_WORDS or ":" in line:
        return False
    folded = {word.lower().translate(_SEEN_AS) for word in words}
    is_named = not folded.isdisjoint(_papers()) and folded.isdisjoint(_courts())
    return is_named and all(not word[0].islower() or word in _small() for word in words)


def _stamps_again(lines: Sequence[Line], first: int, end: int, marks: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Short lines that break into the prose of a page more than once, in the same words."""
    inside: dict[int, str] = {}
    if max(len(line.text) for line in lines[first:end]) > _LONGEST:
        return {}
    for number in range(first + 1, end - 1):
        text = lines[number].text
        letters = _NOT_WORDS.sub("", text).lower()
        is_short = len(letters) >= 8 and len(text) <= 48 and len(text.split()) <= _STAMP_WORDS
        is_bare = not any(map(str.isdigit, text)) and ":" not in text
        if (
            not (is_short and is_bare)
            or number in marks
            or text[-1] in '.!?:;,”"'
            or text.lstrip("-–—[( ")[:1].islower()
        ):
            continue
        near = (lines[number - 1].text, lines[number + 1].text)
        if any(len(other) >= _PROSE_CHARS for other in near):
            inside[number] = letters
    counted = Counter(inside.values())
    again = [letters for letters, times in counted.most_common(_MOST_STAMPS) if times >= 2]
    return {
        number: Verdict("ocr-noise", "is a stamp that stands here again")
        for number, letters in inside.items()
        if any(letters == stamp or ratio(letters, stamp) >= _LIKE for stamp in again)
    }


@cache
def _papers() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["paper"]) | frozenset(toml("furniture")["words"]["body"])


@cache
def _courts() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["court"])


@cache
def _small() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["function"]) | {"continued", "für", "und"}
