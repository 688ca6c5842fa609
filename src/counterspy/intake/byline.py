"""Title, author and date that a document's own lines state: bylines, datelines, release dates.

Invariant: nothing is invented. A date is given as precisely as it is written; where day and month could be swapped,
only the year is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterspy.model import Block, is_edtf
from counterspy.vocabulary import toml

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./])[ ]?(\d{1,2})\2[ ]?((?:19|20)\d\d)(?!\d)")
_CHINESE = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUBJECT = re.compile(r"(?:subject|betreff|objet|asunto|тема|主题)\s?[:：]\s*", re.IGNORECASE)
_EARLY_CHARS = 600
"""How far into a paragraph at the top a release date is looked for."""
_TOP_BLOCKS = 40
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: (?:[^\W\d_][\w'’.-]*)){0,4}")
_DOUBLED = re.compile(r"([^\W\d_][^\d|,;:]{3,40})\1")
_HAN_NAME = re.compile(r"(?:记者|作者|文/|文/|撰文|本报记者)[::]?\s*([\u4e00-\u9fff]{2,4})(?=$|\s|报道|摄|编)")
_BLANKS = re.compile(r"\s+")
_RELEASED = (
    *("publish", "posted", "release", "issued", "date:", "veröffentlicht", "erschienen", "publié", "publicado"),
    *("опубликовано", "发布", "发表"),
)
_RENEWED = (
    *("updated", "revised", "modified", "aktualisiert", "mis à jour", "modifié", "actualizado", "обновлено", "更新"),
)


def find_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the headline without a label such as `title:`, or the subject of an e-mail; None where there is neither."""
    for block in blocks:
        if block.kind == "title":
            line = _BLANKS.sub(" ", text[block.start : block.end]).lstrip("# ")
            return (line[6:].strip() if line[:6].lower() == "title:" else line) or None
    for block in blocks[:_TOP_BLOCKS]:
        subject = _SUBJECT.match(text, block.start, block.end)
        if block.kind == "byline" and subject:
            return text[subject.end() : block.end].strip() or None
    return None


def find_published(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the day the document says it was published, as EDTF.

    Lines of the byline are asked first, then the opening of the first paragraphs, where only a date beside a word
    such as "release" or a dateline counts. A date of publication goes before a date of renewal.
    """
    top = blocks[:_TOP_BLOCKS]
    renewed: str | None = None
    for block in top:
        if block.kind != "byline":
            continue
        for start, edtf in dates_in(text[block.start : block.end]):
            if not _is_renewal(text[block.start : block.start + start].lower()):
                return edtf
            renewed = renewed or edtf
    for block in _opening(top):
        opening = text[block.start : min(block.end, block.start + _EARLY_CHARS)]
        for start, edtf in dates_in(opening):
            before = opening[max(0, start - 40) : start].lower()
            if _is_release(before) or _is_dateline(opening, start):
                return edtf
            break  # the next dates of a paragraph are those of its story
    return renewed


def find_author(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the author's name as the byline states it; None where no byline does."""
    for block in blocks:
        if block.kind == "byline":
            name = author_in(text[block.start : min(block.end, block.start + _EARLY_CHARS)])
            if name:
                return name
    return None


def dates_in(line: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, EDTF) of every calendar date with a year, in order of position."""
    if not _YEAR.search(line):
        return
    found = [(match.start(), match[0]) for match in _ISO.finditer(line)]
    found += [(match.start(), _edtf(match[1], int(match[2]), match[3])) for match in _CHINESE.finditer(line)]
    found += [(match.start(), _numeric(match)) for match in _NUMERIC.finditer(line)]
    worded, names = _worded()
    for match in worded.finditer(line):
        day, month, year = (match[1], match[2], match[3]) if match[2] else (match[5], match[4], match[6])
        found.append((match.start(), _edtf(year, names[month.lower()], day)))
    yield from sorted(pair for pair in found if is_edtf(pair[1]))


def author_in(line: str) -> str | None:
    """Give the name in one line of a byline, or None. A name written twice is given once."""
    doubled = _DOUBLED.search(line)
    if doubled:
        return _after_opener(doubled[1]) or None
    han = _HAN_NAME.search(line)
    if han:
        return han[1]
    rest = _after_opener(line)
    if rest is None:
        return None
    name = _NAME.match(rest)
    return name[0] if name and _is_name(name[0]) and next(dates_in(line), (1, ""))[0] > 0 else None


def _after_opener(line: str) -> str | None:
    """Give what follows words such as "By", cut at the first comma, role or place; None where it opens otherwise."""
    lowered = line.lower()
    for opener in _openers():
        if lowered.startswith(opener) and not lowered[len(opener) : len(opener) + 1].isalnum():
            rest = line[len(opener) :].lstrip(" :")
            return re.split(r"[,;|·(]| in | on | am | aus | à | en | and | und | et | y | и ", rest, maxsplit=1)[
                0
            ].strip()
    return line.strip() if _is_name(line.strip()) else None


def _is_name(line: str) -> bool:
    words = line.split()
    small = {"de", "la", "van", "von", "der", "den", "di", "da", "del", "el", "al", "bin", "du", "le", "y", "dos"}
    return 2 <= len(words) <= 5 and all(word[0].isupper() or word in small for word in words)


@cache
def _openers() -> tuple[str, ...]:
    return tuple(sorted(toml("furniture")["author"]["openers"], key=len, reverse=True))


@cache
def _worded() -> tuple[re.Pattern[str], dict[str, int]]:
    calendar = toml("calendar")
    months = [(int(month), names) for part in ("small", "capital") for month, names in calendar[part].items()]
    names = {name.lower(): month for month, all_names in months for name in all_names}
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    day, year = r"(\d{1,2})(?:st|nd|rd|th|er|º)?", r"((?:19|20)\d\d)(?!\d)"
    pattern = rf"\b{day}\.? (?:de |of )?({any_name})\.?,? (?:de |del )?{year}|\b({any_name})\.? (?:{day},? )?{year}"
    return re.compile(pattern, re.IGNORECASE), names


def _edtf(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _numeric(match: re.Match[str]) -> str:
    first, second, year = int(match[1]), int(match[3]), match[4]
    if match[2] == "." or (first > 12 >= second) or first == second:
        return _edtf(year, second, match[1])
    return _edtf(year, first, match[3]) if second > 12 >= first else year


def _opening(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.kind in {"paragraph", "list-item", "heading"}][:3]


def _is_renewal(before: str) -> bool:
    last = max((before.rfind(word) for word in _RENEWED), default=-1)
    return last >= 0 and last > max(before.rfind(word) for word in _RELEASED)


def _is_release(before: str) -> bool:
    return not _is_renewal(before) and any(word in before for word in _RELEASED)


def _is_dateline(opening: str, start: int) -> bool:
    """Whether the date stands in `PLACE, 6 May 2022 –`, before anything is told."""
    before, after = opening[:start], opening[start : start + 48]
    return start <= 40 and before.rstrip().endswith((",", "(")) and bool(re.search(r"\d\)?\.?\s*[—–-]{1,2}\s", after))
