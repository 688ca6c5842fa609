"""Title, author and date that a document's own lines state: bylines, datelines, release dates.

Invariant: nothing is invented, and a date of what is told is never taken for the date of the telling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterspy.intake.dates import dates_in
from counterspy.model import Block
from counterspy.vocabulary import toml

_EARLY_CHARS = 320
"""How far into a paragraph at the top a release date is looked for."""
_BYLINE_CHARS = 300
_TOP_BLOCKS = 40
_LAST_BLOCKS = 8
_LONGEST_PLACE = 60
"""Letters before the date of a dateline at most."""
_SUBJECT = re.compile(r"(?:subject|betreff|objet|asunto|oggetto|тема|主题)\s?[:：]\s*", re.IGNORECASE)
_TITLE_LABEL = re.compile(
    r"[#\s]*(?:(?:title|headline|head|subject|titel|überschrift|titre|título|titular|titolo|заголовок|标题|题目)"
    r"\s?[:：]\s*)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: (?:[^\W\d_][\w'’.-]*)){0,4}")
_DOUBLED = re.compile(r"([^\W\d_][^\d|,;:]{3,40})\1")
_HAN_NAME = re.compile(r"(?:记者|作者|文/|文／|撰文|本报记者)[:：]?\s*([\u4e00-\u9fff]{2,4})(?=$|\s|报道|摄|编)")
_BLANKS = re.compile(r"\s+")
_CUT_NAME = re.compile(r"[,;|·(—–]| in | on | am | aus | à | en | and | und | et | y | и | with | for ")
_SEGMENTS = re.compile(r"\s*[|·•/—–]\s*|\s{3,}")
_RELEASED = re.compile(
    r"(?:^|[|.;:·(\[\n—–])\s*(?:(?:original|originally|first|initial|this|press|news|for|date|day|of|the"
    r"|report|advisory|"
    r"alert|notice|statement|bulletin|document|article|page|was|is|immediate|erst|online|artikel|fecha|date"
    r"|data) ){0,6}"
    r"(?:published|posted|released?|issued?|publication|embargo(?:ed)?|dated?|edition|updated? as of|as of|"
    r"veröffentlicht|veröffentlichung|erschienen|ausgabe|stand|datum|publié|publiée|publication|parution|paru|diffusé|"
    r"publicado|publicada|publicación|emitido|fecha|pubblicato|data|gepubliceerd|opublikowano|publicerad|publisert|"
    r"опубликовано|опубликована|дата|выпущено|发布|发表|日期|时间)\b[^.|;\d]{0,24}$",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"(?:^|\s)(?:judge?ment|ruling|order|decision|decree|opinion|sentence|statement|resolution|notice|minutes|urteils?|"
    r"beschluss|arrêt|jugement|ordonnance|décision|communiqué|sentencia|auto|resolución|comunicado|sentenza|acórdão|"
    r"решение|приговор|постановление|заявление)\s(?:of(?: the)?|dated|from|delivered on|given on|vom|du|de|del|от)\s$",
    re.IGNORECASE,
)
_RENEWED = (
    *("updated", "revised", "modified", "reviewed", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado"),
    *("aggiornato", "atualizado", "обновлено", "изменено", "更新", "修改"),
)
_PUBLISHED = (
    *("publish", "posted", "release", "issued", "date:", "veröffentlicht", "erschienen", "publié", "publicado"),
    *("опубликовано", "发布", "发表"),
)
_DATE_BEGINS = frozenset({"den", "am", "le", "the", "on", "el", "il", "a", "dnia", "this", "г.", "at"})
_IN_PLACES = frozenset(
    {
        "de",
        "la",
        "le",
        "of",
        "do",
        "da",
        "del",
        "di",
        "am",
        "an",
        "der",
        "bei",
        "sur",
        "and",
        "und",
        "et",
        "y",
        "via",
        "the",
    }
    | {"près", "near", "im", "в", "на", "и", "zu", "fait", "done", "à", "at", "in", "gegeben"}
)
_AFTER_DATELINE = re.compile(
    r"\s*(?:г\.|года|r\.|года,)?,?\s*(?:\d{1,2}[:.]\d\d[\w ]{0,6},?\s*)?"
    r"(?:\([^()]{2,60}\)|/[^/]{2,40}/|\[[^\[\]]{2,40}\])?\s*[A-ZА-Я]{0,12}\.?\s*(?:[—–―:|)]|--?\s|/|\.(?:\s|$))"
)
_AFTER_HAN_DATELINE = re.compile(r"\s*(?:电|讯|消息|）|\)|—|--|，?记者|(?:（|\()[^）)]{2,20}(?:）|\)))")
_LINE_ENDS = re.compile(r"[\s.,)\]）;]*(?:г\.?|года|r\.)?[\s.)\]]*$")
_DATE_PART = re.compile(
    r"(?:^|[,|·•(—–:]|\s-\s|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?)\s*$", re.IGNORECASE
)


def find_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the headline without a label such as `title:`, or the subject of an e-mail; None where there is neither."""
    for block in blocks:
        if block.kind == "title":
            line = _BLANKS.sub(" ", text[block.start : block.end])
            return line[_end_of(_TITLE_LABEL, line) :].strip() or None
    for block in blocks[:_TOP_BLOCKS]:
        subject = _SUBJECT.match(text, block.start, block.end)
        if block.kind == "byline" and subject:
            return text[subject.end() : block.end].strip() or None
    return None


def find_published(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the day the document says it was published, as EDTF.

    Asked in this order: lines of the byline; the opening of the first paragraphs, where only a dateline or a date
    beside a word such as "release" counts; the headline, headings and running headers above the story that end with a
    date; what is written under it. A date of publication goes before a date of renewal.
    """
    top = blocks[:_TOP_BLOCKS]
    stated, renewed = _in_bylines(text, [block for block in top if block.kind == "byline"])
    return (
        stated
        or _in_openings(text, top)
        or _in_headings(text, top)
        or renewed
        or next(
            filter(None, _in_bylines(text, [block for block in blocks[-_LAST_BLOCKS:] if block.kind == "byline"])), None
        )
    )


def find_author(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the author's name as the byline states it; None where no byline does."""
    for block in blocks:
        if block.kind == "byline":
            name = author_in(text[block.start : min(block.end, block.start + _BYLINE_CHARS)])
            if name:
                return name
    return None


def author_in(line: str) -> str | None:
    """Give the name in one line of a byline, or None. A name written twice is given once."""
    doubled = _DOUBLED.search(line)
    if doubled:
        once = _after_opener(doubled[1])
        return once if once and _is_name(once) else None
    han = _HAN_NAME.search(line)
    if han:
        return han[1]
    rest = _after_opener(line)
    if rest is None:
        return _beside_date(line)
    name = _NAME.match(rest)
    is_stated = name and _is_name(name[0]) and next(dates_in(line), (1, 1, ""))[0] > 0
    return name[0] if name and is_stated else None


def _in_bylines(text: str, blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    """The first date of publication and the first of renewal that the lines state."""
    renewed: str | None = None
    for block in blocks:
        line = text[block.start : min(block.end, block.start + _BYLINE_CHARS)]
        for start, _, edtf in dates_in(line):
            if not _is_renewal(line[:start].lower()):
                return edtf, renewed
            renewed = renewed or edtf
    return None, renewed


def _in_openings(text: str, blocks: Sequence[Block]) -> str | None:
    opening = [block for block in blocks if block.kind in {"paragraph", "list-item", "heading", "repeat"}][:4]
    for number, block in enumerate(opening):
        line = text[block.start : min(block.end, block.start + _EARLY_CHARS)]
        for start, end, edtf in dates_in(line):
            before = line[max(0, start - _LONGEST_PLACE) : start]
            is_release = not _is_renewal(before.lower()) and _RELEASED.search(before) is not None
            if is_release or (start <= _LONGEST_PLACE and _is_dateline(line[:start], line[end : end + 80])):
                if start == 0 and (number or block.kind != "paragraph"):
                    break  # a day at the start of a line is that of an entry
                return edtf
            break  # the next dates of a paragraph are those of its story
    return None


def _in_headings(text: str, blocks: Sequence[Block]) -> str | None:
    """A date at the end of the headline, of a heading above the story, or of a running header."""
    for block in blocks:
        if block.kind == "paragraph":
            return None
        line = text[block.start : block.end]
        if block.kind not in {"title", "heading", "navigation"} or len(line) > 200:
            continue
        for start, end, edtf in dates_in(line):
            before = line[:start]
            is_last = _LINE_ENDS.match(line, end) is not None or (block.kind != "title" and len(line) - end <= 40)
            is_header = block.kind == "navigation" and is_last and "©" not in line and "opyright" not in line
            if is_header or _RULED.search(before) or (is_last and _DATE_PART.search(before)):
                return edtf
    return None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a date stands in `PLACE, 6 May 2022 (Agency) –`, before anything is told."""
    if _AFTER_HAN_DATELINE.match(after) and len(before) <= 14 and not before.isascii():
        return True
    if not _AFTER_DATELINE.match(after):
        return False
    words = before.strip().split()
    while words and words[-1].lower() in _DATE_BEGINS:
        words.pop()
    if words and not words[-1].endswith((",", "(", ")", "/", "—", "–", "|", ".", ":")):
        return before.rstrip().endswith(("(", "/"))
    return len(words) <= 8 and all(_may_stand_in_place(word) for word in words)


def _may_stand_in_place(word: str) -> bool:
    bare = word.strip("(),/.—–-|:")
    return word[0] in "(/" or not bare or not bare[0].islower() or bare.lower() in _IN_PLACES


def _is_renewal(before: str) -> bool:
    last = max((before.rfind(word) for word in _RENEWED), default=-1)
    return last >= 0 and last > max(before.rfind(word) for word in _PUBLISHED)


def _after_opener(line: str) -> str | None:
    """Give what follows words such as "By", cut at the first comma, role or place; None where it opens otherwise."""
    lowered = line.lower()
    for opener in _openers():
        if lowered.startswith(opener) and not lowered[len(opener) : len(opener) + 1].isalnum():
            rest = line[len(opener) :].lstrip(" :：")
            return _CUT_NAME.split(rest, maxsplit=1)[0].strip()
    bare = line.strip()
    return bare if _is_name(bare) and not bare.isupper() else None


def _beside_date(line: str) -> str | None:
    """Give the name apart from a date, as in `Ada Wren | 6 May 2022`, or before its place, as in `Ada Wren, Cork`."""
    parts = [part for part in _SEGMENTS.split(line) if part]
    for part in parts if len(parts) > 1 else ():
        named = _after_opener(part)
        if named and _is_name(named) and not any(dates_in(part)):
            return named
    fields = [field.strip() for field in line.split(",")]
    is_placed = len(fields) == 2 and not any(map(str.isdigit, line)) and fields[1][:1].isupper()
    is_dated = len(fields) == 3 and any(dates_in(fields[2])) and not any(map(str.isdigit, fields[1]))
    return fields[0] if (is_placed or is_dated) and _is_name(fields[0]) and " " in fields[0] else None


def _is_name(line: str) -> bool:
    words = line.split()
    small = {
        "de",
        "la",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "del",
        "el",
        "al",
        "bin",
        "du",
        "le",
        "y",
        "dos",
        "ibn",
    }
    if not 2 <= len(words) <= 5 or not all(word[0].isupper() or word in small for word in words):
        return False
    return _no_names().isdisjoint(word.strip(".,'’").removesuffix("'s").lower() for word in words)


def _end_of(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


@cache
def _openers() -> tuple[str, ...]:
    return tuple(sorted(toml("furniture")["author"]["openers"], key=len, reverse=True))


@cache
def _no_names() -> frozenset[str]:
    """Words that no person's name holds: desks and staffs, firms and bodies, notices."""
    author = toml("furniture")["author"]
    return frozenset((*author["no-names"], *toml("furniture")["words"]["body"]))
