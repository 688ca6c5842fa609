"""What Chinese names beside persons: bodies by their endings, things in quotation marks, laws, places, Latin words.

Invariant: a body's name begins behind the last word that cannot belong to it; a word that every body of a sort has is
no name by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import ahocorasick_rs

from counterspy.reading.entities.found import RANK_DEFINED, RANK_FORM, RANK_LEXICON, RANK_SHAPE, Found
from counterspy.vocabulary import toml

_LONGEST: Final = 20
_QUOTED: Final = re.compile(r"[“「『]([^“”「」『』\n]{1,20})[”」』]")
_TITLED: Final = re.compile(r"[《〈]([^《》〈〉\n]{2,40})[》〉]")
_LAW: Final = re.compile(
    r"(?:违反|依据|依|触犯|抵触|根据|按照|[、及和与])((?:\d{4}年)?[\u3400-\u9fff]{2,14}?(?:条例|法令|法案|刑法|安全法|法典|法))"
    r"(?=[、，。；及和与等第之的规罪起]|$)"
)
_NO_LAW: Final = re.compile(r"(?:方|手|做|说|司|非|合|违|执|立|看|想|算|依|守|枉|魔|无|办|打|书|用|疗|语|民|设)法$")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.&][A-Za-z0-9]+)*(?: [A-Z][A-Za-z0-9]+){0,3}")
_DOMAIN: Final = re.compile(
    r"(?:[\w-]+\.)+(?:com|cn|org|net|gov|io|info|tw|hk|sg|ru|edu|me)(?:\.\w{2})?", re.IGNORECASE
)
_GROUP: Final = re.compile(r"(?:APT|UNC|TA|DEV|TEMP|UAC|FIN|TAG|Storm|APT-C)-?\d+")
_NAMING: Final = ("从", "名为", "使用", "称为", "部署", "植入", "投放")
_CAMEL: Final = re.compile(r"[A-Z][a-z0-9]+[A-Z]\w*|[a-z]+[A-Z]\w+")
_PLACE: Final = re.compile(
    r"(?:位于|居住在|住在|来自|飞往|前往|逃往|移居|旅居|定居|途经|返回)([\u3400-\u9fff]{2,5}?)(?=[的，。、]|附近|期间|一[家所座]|市|参加|机场)"
)
_HANDLE: Final = re.compile(
    r"[\u3400-\u9fff]{1,2}(?:老师|先生|小姐|女士|总|哥|姐|经理|教授|处长|主任|老板|博士|队长|科长)|老[\u3400-\u9fff]|阿[\u3400-\u9fff]"
)
_DOINGS: Final = ("演习", "行动", "计划", "工程", "系统", "木马", "漏洞", "后门")
_NUMBERED: Final = re.compile(r"(?:第)?\d{3,5}部队")


@cache
def _bodies() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...], dict[str, str], frozenset[str], re.Pattern[str]]:
    rows: dict[str, Any] = toml("zh-names")["body"]
    kinds = {
        ending: kind for kind in ("organisation", "company", "agency", "military", "service") for ending in rows[kind]
    }
    endings = tuple(sorted(kinds, key=len, reverse=True))
    stops = "|".join(map(re.escape, sorted(rows["stops"], key=len, reverse=True)))
    automaton = ahocorasick_rs.AhoCorasick(list(endings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return automaton, endings, kinds, frozenset(rows["generic"]), re.compile(f"(?:{stops})|[^\u3400-\u9fff0-9A-Za-z·]")


@cache
def _solid() -> re.Pattern[str]:
    return re.compile("|".join(sorted(toml("zh-names")["body"]["solid"], key=len, reverse=True)))


def find_han_bodies(folded: str, known: list[Found], edges: set[int]) -> Iterator[Found]:
    """Find bodies by their endings.

    Args:
        folded: The folded text.
        known: Names of the lexicon: no name is cut inside one.
        edges: Offsets at which a name in quotation marks begins.

    Yields:
        In no order, overlapping where one body's name holds another's.
    """
    automaton, endings, kinds, generic, stops = _bodies()
    solid = _without(folded, known)
    spans = {(item.start, item.end) for item in known}
    bodies: dict[int, list[Found]] = {}
    for item in known:
        if item.kind in ("service", "agency", "company"):
            bodies.setdefault(item.end, []).append(item)
    for index, start, end in automaton.find_matches_as_indexes(folded):
        ending = endings[index]
        left = max(0, start - _LONGEST)
        for stop in stops.finditer(solid, left, start):
            left = stop.end()
        name = folded[left:end]
        if folded.startswith("门", end) and ending.endswith("部"):
            continue
        if name in generic or (left, end) in spans or (len(ending) < 3 and start - left < 2 and left not in edges):
            continue
        if start == left and (len(ending) < 3 or ending in generic):
            continue
        if _is_tail(folded, bodies, left, start, folded[start:end], generic):
            continue
        kind = kinds[ending]
        yield Found(start=left, end=end, kind=kind, name=name, rule="body", rank=RANK_LEXICON, key=f"body {name}")


def _is_tail(
    folded: str, ending_at: dict[int, list[Found]], left: int, start: int, ending: str, generic: frozenset[str]
) -> bool:
    """Whether a name of another body, and then a plain word, is all there is."""
    if ending not in generic:
        return False
    before = folded[left:start]
    return before.endswith(_heads()) or any(item.start <= left for item in ending_at.get(start, ()))


@cache
def _heads() -> tuple[str, ...]:
    rows = toml("zh-names")["body"]
    return tuple(word for kind in ("service", "agency") for word in rows[kind] if len(word) > 2)


def _without(folded: str, known: list[Found]) -> str:
    """Blot out names of the lexicon, so that no stop is found inside one (`上` in `上海`)."""
    signs = list(folded)
    for item in known:
        if item.kind in ("place", "agency", "service", "organisation", "company", "military"):
            signs[item.start : item.end] = "地" * (item.end - item.start)
    return _solid().sub(lambda found: "地" * len(found.group()), "".join(signs))


def find_han_things(folded: str) -> Iterator[Found]:
    """Find what is named in quotation marks, laws, places by the words before them, and names in Latin letters."""
    things: dict[str, list[str]] = toml("zh-names")["thing"]
    quoted: dict[str, str] = {}
    for found in _QUOTED.finditer(folded):
        if kind := _kind_of_quoted(folded, found, things):
            quoted.setdefault(found[1], kind)
            yield _thing(found.start(1), found.end(1), quoted[found[1]], found[1], RANK_DEFINED)
    for name, kind in quoted.items():
        for again in re.finditer(re.escape(name), folded):
            yield _thing(again.start(), again.end(), kind, name, RANK_LEXICON)
    for found in _TITLED.finditer(folded):
        if found[1].endswith(tuple(things["law"])) and not _NO_LAW.search(found[1]):
            yield _thing(found.start(1), found.end(1), "law", found[1], RANK_DEFINED)
    for found in _LAW.finditer(folded):
        name = re.sub("^(?:违反|依据|触犯|了|依)+", "", found[1])
        if len(name) > 2 and not _NO_LAW.search(name):
            yield _thing(found.end(1) - len(name), found.end(1), "law", name, RANK_FORM)
    for found in _PLACE.finditer(folded):
        if not _bodies()[4].search(found[1]):
            yield _thing(found.start(1), found.end(1), "place", found[1], RANK_SHAPE)
    for found in _NUMBERED.finditer(folded):
        yield _thing(found.start(), found.end(), "military", found.group(), RANK_LEXICON)
    yield from _latin(folded, things)


def _kind_of_quoted(folded: str, found: re.Match[str], things: dict[str, list[str]]) -> str | None:
    before = folded[max(0, found.start() - 8) : found.start()]
    after = folded[found.end() : found.end() + 5]
    if len(found[1]) > 16 or re.search("[，。！？；：]", found[1]):
        return None
    for kind in ("persona", "actor-group", "platform", "technology", "company", "organisation"):
        if before.rstrip("为是叫：:的“「").endswith(tuple(things[kind])):
            return kind
    if _HANDLE.fullmatch(found[1]) and not after.startswith(("案", "公司")):
        return "persona"
    if found[1].endswith(_DOINGS) and len(found[1]) > 3:
        return "technology"
    ending = next(
        (kind for end, kind in _bodies()[2].items() if found[1].endswith(end) and len(found[1]) > len(end)), None
    )
    if ending:
        return ending
    for kind in ("actor-group", "technology", "platform", "company", "organisation"):
        if after.startswith(tuple(things[kind])):
            return kind
    return None


def _thing(start: int, end: int, kind: str, name: str, rank: int) -> Found:
    return Found(start=start, end=end, kind=kind, name=name, rule=kind, rank=rank, key=f"{kind} {name}")


def _latin(folded: str, things: dict[str, list[str]]) -> Iterator[Found]:
    for found in _LATIN.finditer(folded):
        name = found.group()
        before, after = folded[max(0, found.start() - 8) : found.start()], folded[found.end() : found.end() + 4]
        if name.upper() in things["latin-not"] or len(name) < 3 or before.endswith("."):
            continue
        kind = None
        if _DOMAIN.fullmatch(name) or name.startswith("www."):
            kind = "platform"
        elif _GROUP.fullmatch(name) or before.rstrip("“「为").endswith(tuple(things["actor-group"])):
            kind = "actor-group"
        elif after.startswith(tuple(things["company"])):
            kind = "company"
        elif (
            name.startswith("CVE-")
            or _CAMEL.fullmatch(name)
            or after.startswith(tuple(things["technology"]))
            or (before.endswith(_NAMING) and name[0].isupper())
        ):
            kind = "technology"
        if kind:
            yield _thing(found.start(), found.end(), kind, name, RANK_SHAPE)
