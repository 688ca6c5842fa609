"""Marks of printed pages: page numbers, running headers, markings, redaction stamps, garbled letters.

Invariant: a mark is a whole line. Garbled letters are noise only at the edge of a page; inside it they are what the
recognition left of the author's words, and stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from counterspy.intake.furniture import Verdict
from counterspy.intake.lines import Line
from counterspy.intake.page_edges import find_edges
from counterspy.vocabulary import toml

_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*")
_PAGE_OF = re.compile(
    r"(?:page|p\.|pg\.?|seite|s\.|página|pág\.?|pagina|стр\.?|страница|sayfa|strona|side|sida)\s{0,4}\d{1,4}"
    r"(?:\s?(?:of|/|von|sur|de|из|di|van|z|av|af)\s?[\dlIO]{1,4})?|\d{1,4}\s?(?:/|of|von|sur)\s?[\dlIO]{1,4}"
    r"|第\s?\d{1,4}\s?页(?:.{0,3}共\s?\d{1,4}\s?页)?",
    re.IGNORECASE,
)
_WIDE_GAP = re.compile(r"\s{4,}|\t+")
_COLUMN_SIGN = re.compile(r"\s+[|·•–—]\s+|\s{3,}|\t+")
_DIGIT = re.compile(r"\d")
_PAGE_IN = re.compile(r"\b(?:p\.|page|pg\.|S\.|Seite|стр\.) ?\d", re.IGNORECASE)
_DASHED_NUMBER = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—]")
_RULE = re.compile(r"[-–—_=*~#.+•·\s]{3,}")
_BLACKED = re.compile(r"[\s█▇▆■▮▓▒░]*[█▇■▮▓]{2,}[\s█▇▆■▮▓▒░]*")
_STARS = re.compile(r"[\[(<]\s?[*█■xX]{2,8}\s?[\])>]")
_EXEMPTION = re.compile(r"[\[(]?\(?b\)?\s?\(\d\)(?:\s?\([A-Z]\))?(?:[,;\s]+\(?b\)?\s?\(\d\)(?:\s?\([A-Z]\))?)*[\])]?")
_BRACKETS = re.compile(r"[\[(<].*[\])>]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_ODD_SIGN = re.compile(r"[~^|¬·•■\\]|//|[.;:!][,.;:'!]|[^\W\d_][.:;'>!][>·;:!'][^\W\d_]")
_DIGIT_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]{2,}\d|^\d[A-Z]{4,}$|^[01][a-z]{4,}$|^[A-Z]{3,}\d[A-Z]*$")
_SIGN_ALONE = re.compile(r"[|·•■»«–—/]")
_SPECKS = re.compile(r"[~^¬|\\;:,.'`\"<>_*°·•■!=+-]")
_CROSSED = re.compile(r"[xX]{4,}|[█■*_-]{2,}")
_FOOTER = re.compile(r"(?P<name>[^\W\d].{3,70}?)\s[|·•]\s\d{1,4}|\d{1,4}\s[|·•]\s(?P<after>[^\W\d].{3,70})")
_SPACED = re.compile(r"(?<!\S)[^\W_](?: [^\W_]){3,}(?!\S)")
"""A word with blanks between its letters."""
_RELEASED = re.compile(r"(?:approved for|authorized for|cleared for|declassified) .{0,20}\d.{0,60}$", re.IGNORECASE)
_SEEN_AS = str.maketrans("0158", "oisb")
"""Digits for the letters that recognition takes for them."""
_TRIPLE = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_TOP_LINES = 4
_BOTTOM_LINES = 3
_LONGEST_STAMP = 44
_LONGEST_MARK = 160
_LONGEST_HEADER = 120
_LEAST_HEADER, _LEAST_SIDE = 12, 5
"""Letters that the longer and the shorter side of a running header have at least."""
_LONGEST_LEGEND = 70
_LONG_LEGEND = 28
_LONG_STAMP = 18
_LEAST_LENGTH = 0.7
"""How much of a marking's length the garbled one has at least."""
_OVER_PAGE = re.compile(
    r"(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED|OFFICIAL(?:[- ]SENSITIVE)?|CLASSIFIED|PROTECTED|COSMIC)"
    r"(?=[\s/~–—-])"
)
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
        if len(line.text) > _LONGEST_MARK or (
            len(line.text) > _LONGEST_LEGEND and line.text[-1] in ".!?”" and "  " not in line.text
        ):
            continue
        verdict = _mark_anywhere(line.text) or (_mark_at_edge(line.text) if number in edges else None)
        if verdict:
            marks[number] = verdict
    if marks:
        for number, line in enumerate(lines):
            stamp = None if number in marks else _stamp(line.text, is_certain=True)
            if stamp:
                marks[number] = stamp
    _add_numbers(lines, edges, marks)
    _add_running_headers(lines, marks)
    return marks | find_edges(lines, marks)


def _mark_anywhere(line: str) -> Verdict | None:
    """What is a mark of the page wherever it stands on it."""
    if (not line[0].isalnum() and _RULE.fullmatch(line)) or _is_specks(line):
        is_rule = len(set(line) - {" "}) <= 1
        return (
            Verdict("navigation", "signs without words") if is_rule else Verdict("ocr-noise", "is specks of the page")
        )
    if len(line) <= _LONGEST_HEADER and _DIGIT.search(line):
        if _PAGE_OF.fullmatch(line):
            return Verdict("navigation", "is a page number")
        parts = _COLUMN_SIGN.split(line)
        if len(parts) > 1 and any(_PAGE_OF.fullmatch(part) or _DASHED_NUMBER.fullmatch(part) for part in parts):
            return Verdict("navigation", "is a running header with its page number")
    return _stamp(line, is_certain=False)


def _mark_at_edge(line: str) -> Verdict | None:
    """What is a mark at the top or the bottom of a page."""
    if len(line) <= _LONGEST_HEADER and _WIDE_GAP.search(line) and _is_set_wide(line):
        return Verdict("navigation", "is a running header")
    return _legend(line) or _garble(line)


def _is_set_wide(line: str) -> bool:
    """Tell a running header, two names pushed to both margins, from a menu in columns and from a row of a table."""
    parts = [part for part in _WIDE_GAP.split(line) if part]
    if len(parts) != 2 or max(map(len, parts)) < _LEAST_HEADER:
        return False
    capitals, small = sum(map(str.isupper, parts[0])), sum(map(str.islower, parts[0]))
    if min(map(len, parts)) < _LEAST_SIDE:
        return parts[1].isdigit() and capitals >= 4 * small
    return capitals >= 4 * small or _PAGE_IN.search(parts[1]) is not None


def _is_specks(line: str) -> bool:
    """Dirt read as letters: hardly a word, and several signs that do not stand together in any text."""
    words = line.split()
    if len(words) < 2 or len(line) > _LONGEST_STAMP or any(len(word.strip(".,;:'|")) > 3 for word in words):
        return False
    specks = _SPECKS.findall(line)
    letters = sum(map(str.isalpha, line))
    return len(set(specks)) >= 2 and len(specks) >= 3 and len(specks) >= letters and not any(map(str.isdigit, line))


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
    if _BLACKED.fullmatch(line) or _STARS.fullmatch(line) or _EXEMPTION.fullmatch(line):
        return Verdict("ocr-noise", "is blacked out")
    spaced = _SPACED.search(line)
    if spaced:
        line = _SPACED.sub(_unspace, line)
        if _letters(line.translate(_SEEN_AS)).partition(" ")[0] in _legends():
            return Verdict("ocr-noise", "is a garbled marking over the page")
    if _BRACKETS.fullmatch(line) and not _struck_words().isdisjoint(_letters(line.translate(_SEEN_AS)).split()):
        return Verdict("ocr-noise", "says that words were struck out")
    words = _letters(line if line.isalpha() else _CROSSED.sub(" ", _EXEMPTION.sub("", line)))
    tokens = _letters(line.translate(_SEEN_AS)).split()
    if len(tokens) >= 3 and len(set(tokens)) < len(tokens) and _stamp_words().issuperset(tokens):
        return Verdict("ocr-noise", "is a redaction stamp")
    if len(tokens) > 1 and len(set(tokens)) == 1:
        words = tokens[0]
    is_set_apart = line.isupper() or _BRACKETS.fullmatch(line) is not None
    if words in _single_stamps():
        return Verdict("ocr-noise", "is a redaction stamp") if is_set_apart else None
    if not (is_certain or is_set_apart or len(words) >= _LONG_STAMP - 4):
        return None
    for stamp in _stamps():
        may_be = is_certain or len(stamp) >= _LONG_STAMP or is_set_apart
        if may_be and abs(len(stamp) - len(words)) <= 4 and ratio(words, stamp) >= _LIKE_STAMP:
            return Verdict("ocr-noise", "is a redaction stamp")
    return None


def _legend(line: str) -> Verdict | None:
    """A marking that stands over a page, as far as the recognition left it."""
    words = _letters(line)
    if _RELEASED.match(line):
        return Verdict("navigation", "is a marking over the page")
    if words in _legends() and (line.isupper() or len(words) >= _LONG_LEGEND):
        return Verdict("navigation", "is a marking over the page")
    found = _OVER_PAGE.match(line)
    if found and len(line) <= _LONGEST_LEGEND:
        rest = line[found.end() :]
        if not any(map(str.isalpha, rest)) or _legend_words().issuperset(_letters(rest).split()):
            return Verdict("navigation", "is a marking over the page")
        if line[: found.end()].isupper() and _count_odd(rest.split()):
            return Verdict("ocr-noise", "is a garbled marking over the page")
    if len(words) < _LONG_LEGEND * _LEAST_LENGTH or _has_small_words(line):
        return None
    wanted = _LIKE_ODD if _count_odd(line.split()) else _LIKE_LEGEND
    for legend in _long_legends():
        if _LEAST_LENGTH <= len(words) / len(legend) <= 1 / _LEAST_LENGTH and ratio(words, legend) >= wanted:
            return Verdict("ocr-noise", "is a garbled marking over the page")
    return None


def _garble(line: str) -> Verdict | None:
    """Letters that make no words: digits inside words, letters thrice, signs in their midst."""
    words = [word for word in line.split() if not _SIGN_ALONE.fullmatch(word)]
    if len(words) < 3 or "://" in line or not any(map(str.isalpha, line)):
        return None
    odd = _count_odd(words)
    least = 0.5 if _has_small_words(line) else 0.4
    return Verdict("ocr-noise", "is letters without words") if odd >= 3 and odd >= least * len(words) else None


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
    footers = {number: found["name"] or found["after"] for number, found in _footers(lines)}
    names = Counter(footers.values())
    for number, name in footers.items():
        if names[name] >= 2:
            marks[number] = Verdict("navigation", "is a running header with its page number")
    again = [number for number, line in enumerate(lines) if counted.get(line.text, 0) >= 2]
    beside = [number for number in again if _is_running(number, lines, marks)]
    often = Counter(lines[number].text for number in beside)
    for number in beside:
        if counted[lines[number].text] >= 3 or often[lines[number].text] >= 2:
            marks[number] = Verdict("navigation", "is a running header")


def _footers(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """Lines such as `Annual Review | 7`."""
    for number, line in enumerate(lines):
        found = _FOOTER.fullmatch(line.text) if len(line.text) <= _LONGEST_HEADER and line.text[-1:] != "." else None
        if found:
            yield number, found


def _is_running(number: int, lines: Sequence[Line], marks: Mapping[int, Verdict]) -> bool:
    """Whether a line that comes again stands where a page begins or beside a mark of one."""
    line = lines[number]
    if number in marks or not _is_label(line.text):
        return False
    starts_page = number == 0 or lines[number - 1].page != line.page
    return starts_page or number - 1 in marks or number + 1 in marks


def _unspace(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


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
def _stamp_words() -> frozenset[str]:
    """The words of all stamps, for those that stand over one another."""
    return frozenset(word for stamp in toml("furniture")["legends"]["stamps"] for word in stamp.split())


@cache
def _struck_words() -> frozenset[str]:
    """Words that say, between brackets on a line of their own, that something was taken out."""
    return frozenset(toml("furniture")["legends"]["struck"])


@cache
def _legend_words() -> frozenset[str]:
    """What may follow a marking: code words of handling, numbers of copies."""
    return frozenset(toml("furniture")["legends"]["handling"])


@cache
def _legends() -> frozenset[str]:
    return frozenset(toml("furniture")["legends"]["marks"])


@cache
def _long_legends() -> tuple[str, ...]:
    """Markings long enough to be known again where most of their letters are wrong."""
    return tuple(legend for legend in toml("furniture")["legends"]["marks"] if len(legend) >= _LONG_LEGEND)
