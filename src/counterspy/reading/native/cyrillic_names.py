"""What Russian names beside persons: bodies by their heads, things in quotation marks, Latin words, places, laws.

Invariant: a body's name has a capital letter of its own, begins at its first adjective with one, and goes on while
words stand in the genitive; it ends with a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from counterspy.reading.entities.found import RANK_DEFINED, RANK_FORM, RANK_LEXICON, RANK_SHAPE, Found
from counterspy.reading.native.stems import one_of, stem_of
from counterspy.vocabulary import toml

_NEXT: Final = re.compile(r"\s(?:№ ?)?([А-ЯЁа-яё][А-ЯЁа-яё-]*|\d{1,5}(?:-[а-я]{1,3})?(?![\d,]))")
_LEFT: Final = re.compile(r"([А-ЯЁ]?[а-яё-]+|\d{1,3}-[а-я]{1,3}) $")
_ADJECTIVE: Final = re.compile(
    r"(?:[ыио]й|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ой|ей|ую|юю|ом|ем|ые|ие|ых|их|-[ойгяме]{1,3})$"
)
_GENITIVE: Final = re.compile(r"(?:[ыиаяй]|ого|его|ой|ей|ых|их|ов|сша|ндр|мвд|оон|кнр|рф|фсб|мид|ран|гру|сбу|снг|ес)$")
_LOWER: Final = re.compile(r"[а-я-]{4,}(?:ой|ей|ого|его|ых|их)$")
_QUOTE: Final = re.compile(r"\s?«[^«»\n]{2,40}»")
_ABBREVIATED: Final = re.compile(r" \(([А-ЯЁA-Z][А-ЯЁA-Za-zа-я-]{1,8})\)")
_QUOTED: Final = re.compile(r"[«“]([^«»“”\n]{2,45})[»”]")
_LATIN: Final = re.compile(r"[A-Za-z][\w&-]*(?:\.\w+)*(?: (?:[A-Z][\w&-]*|of|and|the|for))*")
_DOMAIN: Final = re.compile(r"(?:[\w-]+\.)+(?:com|ru|org|net|info|io|lv|ua|by|kz|de|media|su|рф)", re.IGNORECASE)
_GROUP: Final = re.compile(r"(?:APT|UNC|TA|UAC|FIN|TAG|Storm|APT-C)-?\d+|[A-Z]{6,}")
_PLACE: Final = re.compile(r"(?<![\w-])([а-яё-]+) ([А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]*)*)(?! [А-ЯЁ][а-яё])")
_REGION: Final = re.compile(r"[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ая|ой|ую|ий|ого|ом|ому|им|ое) ([а-яё]+)")
_LAW: Final = re.compile(
    r"(?:Уголовн|Гражданск|Административн|Уголовно-процессуальн)\w+ кодекс\w*"
    r"(?: (?:РФ|Украины|Республики \w+|[А-Я]\w+ии))?"
    r"|УК(?: (?:РФ|Украины|РБ|Беларуси|Латвии|Казахстана))?|(?<![\w])УПК(?: РФ)?|КоАП(?: РФ)?"
    r"|закон\w* «(?P<title>[^»]{3,60})»"
)
_SERVES: Final = re.compile(
    r"фсб|сбу|кгб|(?:государственной|национальной) безопасности|безопасности украины|разведк|контрразведк|разведыват"
)
_SEVERAL: Final = 5


@cache
def _rows() -> dict[str, Any]:
    rows = toml("ru-names")
    heads = {kind: rows["body"][kind] for kind in ("service", "military", "agency", "company", "organisation")}
    return {
        "heads": one_of(stem for stems in heads.values() for stem in stems),
        "kinds": [(kind, one_of(stems)) for kind, stems in heads.items()],
        "on": frozenset(rows["body"]["on"]),
        "place-before": frozenset(rows["body"]["place-before"]),
        "place-after": one_of(rows["body"]["place-after"]),
        "things": [
            (kind, one_of(rows["thing"][kind]))
            for kind in (
                "persona",
                "platform",
                "actor-group",
                "military",
                "technology",
                "company",
                "organisation",
                "law",
            )
        ],
        "latin-company": frozenset(rows["thing"]["latin-company"]),
        "given": one_of(rows["person"]["given"], "[а-я]{0,3}"),
        "roles": one_of(rows["person"]["roles"]),
    }


def find_cyrillic_bodies(flat: str, folded: str, known: list[Found]) -> Iterator[Found]:
    """Find bodies by their heads; where an abbreviation follows in brackets, all its places too.

    Args:
        flat: The text of the sentences.
        folded: The same folded.
        known: Names of the lexicon.

    Yields:
        In no order.
    """
    spans = {(item.start, item.end): item for item in known}
    reached = 0
    for head in _rows()["heads"].finditer(folded):
        if head.start() < reached:
            continue
        surface = flat[head.start() : head.end()]
        is_short = surface.isupper() and len(surface) > 1
        start = _left_of(flat, folded, head.start())
        end = _owner(flat, head.end()) if is_short else _right_of(flat, folded, head.end())
        if not is_short and surface[1:].isupper():
            continue
        if (head.group().isalpha() and len(head.group()) <= 4 and not is_short and start == head.start()) or (
            not is_short and not _has_name(flat, start, head.start(), head.end(), end)
        ):
            continue
        kind = next((kind for kind, heads in _rows()["kinds"] if heads.fullmatch(head.group())), "agency")
        name = folded[start:end]
        if (
            kind in ("agency", "organisation")
            and _SERVES.search(name)
            and not name.startswith(("суд", "прокур", "совет"))
        ):
            kind = "service"
        key = "body " + " ".join(stem_of(word) for word in name.split()[:_SEVERAL])
        home = spans.get((start, end))
        short = _ABBREVIATED.match(flat, end)
        if home is not None and short is None:
            continue
        if short:
            key = home.key if home else key
            for again in re.finditer(rf"(?<![\w-]){re.escape(short[1])}(?![\w-])", flat):
                yield _found(again.start(), again.end(), kind, short[1], key, RANK_FORM)
            end = short.end()
        reached = end
        yield _found(start, end, kind, flat[start:end], key, RANK_FORM if short else RANK_LEXICON)


def _has_name(flat: str, start: int, head: int, head_end: int, end: int) -> bool:
    """Whether there is more than a plain word: an adjective with a capital in front, or a name or genitive behind."""
    if start < head:
        return True
    rest = flat[head_end:end]
    is_named = any(map(str.isupper, rest)) or any(map(str.isdigit, rest))
    return is_named or (flat[head].isupper() and len(rest.split()) > 1) or flat[head:head_end] in _ALONE


_ALONE: Final = frozenset(
    {  # bodies whose name is one word
        "Минобороны", "Минюст", "Минфин", "Кремль", "Кремля", "Кремлю", "Кремлем", "Кремле", "Генпрокуратура",
        "Генпрокуратуры", "Госдеп", "Госдума", "Пентагон", "Росгвардия", "Интерпол", "Европол", "Минцифры",
        "Минэнерго", "Европарламент", "Евросоюз", "Евросоюза", "Сейм", "Сейма", "Кнессет", "Бундестаг",
        "Форин-офис", "Форин-офисом", "Форин-офиса", "Форин-офисе", "Роскомнадзор", "Росфинмониторинг",
        "Совбез", "Цахал", "Моссад",
    }
)  # fmt: skip


def _left_of(flat: str, folded: str, start: int) -> int:
    """Take in the adjectives in front, back to the first with a capital or number; none where none has one."""
    best = at = start
    if flat[start].isupper():
        return start  # a head with a capital of its own begins the name
    for _ in range(4):
        found = _LEFT.search(flat[max(0, at - 30) : at])
        if found is None or not _ADJECTIVE.search(found[1].lower()):
            break
        at -= len(found.group())
        if found[1][0].isupper() or found[1][0].isdigit():
            best = at
    return best


def _right_of(flat: str, folded: str, end: int) -> int:
    """Go on while words stand in the genitive; end behind the last noun."""
    best = at = end
    quote = _QUOTE.match(flat, at)
    if quote:
        return quote.end()
    for _ in range(9):
        found = _NEXT.match(flat, at)
        if found is None:
            break
        word = found[1]
        low = folded[found.start(1) : found.end(1)]
        at = found.end()
        if word[0].isdigit():
            best = at
        elif word[0].isupper():
            if not _GENITIVE.search(low) or (_rows()["given"].fullmatch(low) and not word.isupper()):
                break
            best = best if _LOWER.search(low) and _is_adjective_before(flat, at) else at
        elif low in _rows()["on"] or _rows()["place-after"].fullmatch(low):
            best = best if low in ("по", "при", "и", "с") or _LOWER.search(low) else at
        elif not _LOWER.search(low):
            break
    return best


_OWNER: Final = re.compile(
    r" (?:[А-ЯЁ][а-яё]+(?:ии|ина|ины|ана|аны|ана|ши|ы|и|а|я)(?![\w-])|РФ|США|КНР|КНДР|РБ|Российской Федерации)"
    r"(?: по (?:[А-ЯЁ][а-яё]+ (?:области|краю|округу|району)|(?:г\. |городу )?[А-ЯЁ][а-яё-]+))?"
    r"| по [А-ЯЁ][а-яё]+ (?:области|краю|округу|району)"
)


def _owner(flat: str, end: int) -> int:
    """An abbreviation takes only whose it is, and for what region: `УФСБ России по Тверской области`."""
    found = _OWNER.match(flat, end)
    return found.end() if found else end


def _is_adjective_before(flat: str, at: int) -> bool:
    """Whether a word in the lower case follows, which an adjective then belongs to."""
    following = _NEXT.match(flat, at)
    return following is not None and (
        following[1].lower() in _rows()["on"] or bool(_rows()["place-after"].fullmatch(following[1].lower()))
    )


def find_cyrillic_things(flat: str, folded: str) -> Iterator[Found]:
    """Find what is named in quotation marks by the noun before it, Latin names, laws, places."""
    for found in _QUOTED.finditer(flat):
        kind = _kind_before(folded, found.start()) if _is_name(found[1]) else None
        if kind is None and _is_name(found[1]) and _acts(flat, folded, found):
            kind = "company"
        if kind:
            yield _found(
                found.start(1),
                found.end(1),
                kind,
                found[1],
                f"{kind} {folded[found.start(1) : found.end(1)]}",
                RANK_DEFINED,
            )
    for found in _LAW.finditer(flat):
        start, end = found.span("title") if found["title"] else found.span()
        yield _found(start, end, "law", flat[start:end], f"law {folded[start:end]}", RANK_DEFINED)
    yield from _latin(flat, folded)
    yield from _places(flat, folded)


def _is_name(quoted: str) -> bool:
    return quoted[0].isupper() or quoted[0].isdigit() if len(quoted.split()) <= _SEVERAL else False


def _kind_before(folded: str, start: int) -> str | None:
    """Give the kind that one of the two words in front names."""
    words = re.findall(r"[а-яa-z-]+", folded[max(0, start - 40) : start])
    gap = folded[max(0, start - 2) : start]
    if any(sign in gap for sign in ".,:;!?—"):
        return None
    for word in reversed(words[-2:]):
        for kind, nouns in _rows()["things"]:
            if nouns.fullmatch(word):
                return str(kind)
    return None


def _acts(flat: str, folded: str, found: re.Match[str]) -> bool:
    """Whether a name in quotation marks does something, or is told something, in its sentence."""
    after = folded[found.end() : found.end() + 30]
    before = folded[max(0, found.start() - 14) : found.start()]
    if re.search(r"(?:как|назва\w+|что|:|—|–|ником|,) ?$", before) or len(found[1].split()) > 3:
        return False
    is_told = re.search(r"(?:заяви\w+|сообщи\w+|рассказа\w+|сказа\w+|пишет|корреспондент\w+|интервью) $", before)
    return bool(
        is_told
        or re.match(
            r" (?:вместе с|сообщи|заяви|в заявлени|установ|выясни|пишет|поставл|подчерк|не ответ|получи|разраб)", after
        )
    )


def _latin(flat: str, folded: str) -> Iterator[Found]:
    for found in _LATIN.finditer(flat):
        name = found.group()
        last = name.rsplit(" ", 1)[-1].lower()
        kind: str | None = None
        if _DOMAIN.fullmatch(name):
            kind = "platform"
        elif len(name) < 3 or not name[0].isupper():
            continue
        elif last in _rows()["latin-company"]:
            kind = "company"
        elif name.startswith("CVE-"):
            kind = "technology"
        else:
            kind = _kind_before(folded, found.start()) or ("actor-group" if _GROUP.fullmatch(name) else None)
        if kind:
            yield _found(found.start(), found.end(), kind, name, f"{kind} {name}", RANK_SHAPE)


def _places(flat: str, folded: str) -> Iterator[Found]:
    for found in _PLACE.finditer(flat):
        word = folded[found.start(2) : found.end(2)]
        if found[1].lower() in _rows()["place-before"] and not _rows()["heads"].fullmatch(word):
            if _rows()["given"].fullmatch(word) or _rows()["roles"].fullmatch(word) or _LOWER.search(word):
                continue
            yield _found(found.start(2), found.end(2), "place", found[2], f"place {stem_of(word)}", RANK_SHAPE)
    for found in _REGION.finditer(flat):
        if _rows()["place-after"].fullmatch(found[1].lower()):
            key = "place " + " ".join(map(stem_of, folded[found.start() : found.end()].split()))
            yield _found(found.start(), found.end(), "place", found.group(), key, RANK_LEXICON)


def _found(start: int, end: int, kind: str, name: str, key: str, rank: int) -> Found:
    return Found(start=start, end=end, kind=kind, name=name, rule=kind, rank=rank, key=key)
