"""Fixed designations that their form alone tells.

Sections of statutes, courts in citations, CVE ids, domains, handles, units, numbered groups, ships, models, operations,
parties in the names of cases.

Each form names the letters without which it cannot occur, so that most texts are never scanned for most forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs
from msgspec import Struct

from counterspy.reading.entities.bodies import is_topic
from counterspy.reading.entities.flat import lines_at, words
from counterspy.reading.entities.found import RANK_CERTAIN, RANK_FORM, RANK_SHAPE, Found
from counterspy.vocabulary import toml


class Form(Struct, frozen=True, kw_only=True):
    """One form of designation: its rule's name, the kind it shows, what must occur, the expression, its rank.

    What must occur is letters (`needs`, one of them) or a shape (`cue`). The expression's group `name`, where it has
    one, is the mention.
    """

    rule: str
    kind: str
    needs: tuple[str, ...]
    cue: re.Pattern[str] | None
    pattern: re.Pattern[str]
    rank: int


_UNNAMED = re.compile(
    "([\u4e00-\u9fff])(?:某某?(?:[甲乙丙丁](?![\u4e00-\u9fff]))?|氏(?!集团|家族|公司|集團|兄弟|企业))"
)
_LAW_NUMBER = r"\d+[a-z]{0,2}(?:-\d+)?(?:\([\w]{1,4}\)){0,4}"
_LAW_NUMBERS = rf"{_LAW_NUMBER}(?:(?:, and |, | and | or ){_LAW_NUMBER}){{0,8}}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w-]*(?:'\w+)?"
_TOP_LEVELS = "|".join(toml("designations")["top-levels"].split())
_GROUP_WORDS = "|".join(toml("designations")["group-words"].split())
_SHIP_PREFIXES = "|".join(toml("designations")["ship-prefixes"].split())
_FREE_MAIL = "|".join(toml("designations")["free-mail"].split())
_UNIT_NUMBERS = "|".join(f"nit {digit}" for digit in range(10))
_ORDINALS = "|".join(f"{digit}{end} " for digit in range(10) for end in ("st", "nd", "rd", "th"))
_MODEL_NOUNS = "|".join(toml("designations")["model-nouns"].split())


def _form(rule: str, kind: str, needs: str, pattern: str, rank: int = RANK_CERTAIN, *, cue: str = "") -> Form:
    return Form(
        rule=rule,
        kind=kind,
        needs=tuple(needs.split("|")) if needs else (),
        cue=re.compile(cue) if cue else None,
        pattern=re.compile(pattern),
        rank=rank,
    )


_BODY_WORDS = frozenset(
    {"Ministry", "Department", "Bureau", "Office", "Committee", "Agency", "Commission", "Authority"}
)
_FORMS = (
    _form("statute-us", "law", "U.S.C|U. S. C|USC", rf"\b\d{{1,2}} (?:U\. ?S\. ?C\.|USC) ?§{{0,2}} ?{_LAW_NUMBERS}"),
    _form(
        "statute-section",
        "law",
        "ection |ections |rticle |rticles |aragraph |aragraphs |§",
        rf"(?:\b[Ss]ections?|\b[Aa]rticles?|\b[Pp]aragraphs?|§§?) {_LAW_NUMBERS} of (?:the |its )?"
        rf"(?:{_CAPITAL}(?:'s)? (?:of |and )?){{0,6}}"
        r"(?:Act|Code|Law|Constitution|Ordinance|Regulations?|Charter|Statute|Treaty)\b(?:,? (?:of )?(?:19|20)\d\d\b)?",
    ),
    _form(
        "act",
        "law",
        " Act| Ordinance| Convention| Treaty",
        rf"\b{_CAPITAL}(?:(?:,? (?:and|of|on|for|against|in|to|of the|for the|on the|in the))? {_CAPITAL}){{0,7}}?"
        r" (?:Act|Ordinance|Treaty|Convention)\b(?:,? (?:of )?(?:19|20)\d\d\b)?",
        RANK_FORM,
    ),
    _form(
        "listed-body",
        "agency",
        "",
        rf"\b(?:(?:Ministry|Department|Bureau|Office|Committee) (?:of|for|on) )?{_CAPITAL}(?:, {_CAPITAL}){{1,4}},? "
        rf"(?:and|&) {_CAPITAL}(?: (?:Office|Department|Ministry|Committee|Agency|Commission|Authority))?",
        RANK_FORM,
        cue=r", [A-Z]\w+,? (?:and|&) [A-Z]",
    ),
    _form(
        "dateline",
        "place",
        " – | — | - ",
        r"(?<![^\n])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.' -]{2,30}(?<=[^ -])"
        r"(?=(?:, [A-Z][\w. ]{1,20})? ?(?:\([\w ]{2,20}\) )?[–—-]{1,2} )",
        RANK_SHAPE,
    ),
    _form(
        "dateline",
        "place",
        "",
        r"(?<![^\n])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.' -]{2,30}(?<=[^ -])"
        r"(?=(?:, [A-Z][\w. ]{1,20})?,? (?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\b|[A-Z][a-z]{2,8}\.? \d{1,2}\b))",
        RANK_SHAPE,
        cue=r"\n[A-ZÀ-ÖØ-Þ]{3}",
    ),
    _form(
        "wire",
        "company",
        ") – |) — |) - |) -- ",
        r"(?<![^\n])[A-ZÀ-ÖØ-Þ][^\n()]{2,60}\((?P<name>[A-Z][\w&. -]{2,30})\) ?[–—-]{1,2} ",
        RANK_SHAPE + 1,
    ),
    _form(
        "regulations",
        "law",
        ") Regulations|) Act|) Order|) Rules|) Decree|) Bill",
        rf"\b{_CAPITAL}(?: (?:and |of )?{_CAPITAL}){{0,6}} \([A-Z][\w ,.']{{2,40}}\)"
        r" (?:Regulations|Act|Order|Rules|Decree|Bill)\b(?:,? (?:19|20)\d\d\b)?",
    ),
    _form(
        "prosecutor",
        "agency",
        "Prosecutor",
        r"\b(?:National|Federal|Special|Chief Public|General|State|Military|Public)(?: [A-Z][\w-]+){0,3} Prosecutor"
        r"(?: General)?\b(?! [A-Z]|')",
        RANK_FORM,
    ),
    _form(
        "lettered-unit",
        "service",
        "Group |Line |Branch |Department |Directorate |Section |Bureau |Division |Unit |Centre |Center ",
        r"\b(?:Group|Line|Branch|Department|Directorate|Section|Bureau|Division|Unit|Centre|Center)"
        r" (?:[A-Z]{1,2}|\d{1,5})"
        r"(?= of (?:the )?[A-Z])",
        RANK_FORM,
    ),
    _form(
        "versioned",
        "technology",
        "Android |iOS |Windows |macOS |Ubuntu |Debian |IOS XE |Chrome |Firefox |Safari ",
        r"\b(?:Android|iOS|Windows|macOS|Ubuntu|Debian|Chrome|Firefox|Safari)(?: Server)? \d{1,4}(?:\.\d+){0,3}\b",
        RANK_FORM,
    ),
    _form(
        "platform-x",
        "platform",
        "on X|X account|X post",
        r"\bon (?P<name>X)(?= and [A-Z]|,|\.| \(formerly)|\b(?P<post>X)(?= (?:accounts?|posts?)\b)",
        RANK_FORM,
    ),
    _form(
        "messenger",
        "platform",
        "Signal ",
        r"\bSignal(?= (?:messages?|chats?|notifications?|groups?|calls?|messenger|accounts?|app)\b)",
        RANK_FORM,
    ),
    _form("office", "agency", "Prosecutions", r"\bDirector of Public Prosecutions\b"),
    _form("cve", "technology", "CVE-", r"\bCVE-\d{4}-\d{4,7}\b"),
    _form(
        "email",
        "persona",
        "@",
        # an address at a free provider is somebody's alias; one at a firm or an office is a way to reach it
        rf"\b[A-Za-z0-9][\w.+-]{{0,63}}@(?:{_FREE_MAIL})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?\b",
    ),
    _form("handle", "persona", "@", r"(?<![\w/.@])@[A-Za-z_]\w{2,30}\b"),
    _form(
        "domain",
        "platform",
        "",
        rf"(?<![\w@/.-])(?!www\.)(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:\.|\[\.\])){{1,4}}(?:{_TOP_LEVELS})\b"
        r"(?![\w@-])(?!\.\w)",
        cue=r"\.\]?[a-z]{2}",
    ),
    _form(
        "numbered-group",
        "actor-group",
        "APT|UNC|UAC|TA|FIN|Storm|DEV|TAG|UTA",
        r"\b(?:APT[- ]?(?:C-)?\d{1,3}|UNC\d{3,5}|UAC-\d{3,5}|(?<!\[)TA\d{3}(?!\d)|TAG-\d{1,3}|FIN\d{1,2}"
        r"|Storm-\d{4}|DEV-\d{4}"
        r"|UTA\d{4})\b",
    ),
    _form("animal-group", "actor-group", _GROUP_WORDS, rf"\b[A-Z][a-z]+ (?:{_GROUP_WORDS})\b"),
    _form("advanced-threat", "actor-group", "Advanced P", r"\bAdvanced Persistent Threat(?: Group)? \d{1,3}\b"),
    _form(
        "unit",
        "service",
        _UNIT_NUMBERS + "|nit No|ost number |ost Number ",
        r"\b(?:[A-Z]{2,6}(?:'s)? )?(?:[Mm]ilitary )?[Uu]nit (?:No\. ?)?\d{4,5}\b"
        r"|\b[Ff]ield [Pp]ost [Nn]umber \d{4,6}\b",
    ),
    _form(
        "numbered-centre",
        "service",
        _ORDINALS,
        r"\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z][a-z]+ ){0,3}(?:Cent(?:er|re)|Directorate|Bureau|Department)"
        r"(?: (?:of|for) [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+){0,3})?",
    ),
    _form(
        "cited-court",
        "agency",
        "Cir.|D.",
        r"\b(?:\d{1,2}(?:st|nd|rd|th|d)|Fed\.|D\.C\.) Cir\.|\b[NSEWCM]\. ?D\. ?(?:[A-Z][a-z]{1,5}|[A-Z]\. ?[A-Z])\."
        r"|\bD\. ?(?:Mass|Md|Conn|N\.J|D\.C|Ariz|Colo|Minn|Del|Or|Utah|Nev|Kan|Neb|Me|R\.I)\.|\bD\.D\.C\.",
    ),
    _form(
        "ship",
        "military",
        _SHIP_PREFIXES + "|U.S.S.",
        rf"\b(?:{_SHIP_PREFIXES}|U\.S\.S\.) {_CAPITAL}(?: {_CAPITAL}){{0,2}}",
    ),
    _form(
        "model",
        "technology",
        "",
        rf"\b[A-Z]{{1,4}}-\d{{1,4}}[A-Z]{{0,2}}\b(?= (?:{_MODEL_NOUNS})\b)|\b[A-Z]{{2}}-\d{{2,3}}[A-Z]?\b(?![-\d:])",
        RANK_FORM,
        cue=r"-\d",
    ),
    _form(
        "operation",
        "technology",
        "Operation |Exercise |OPERATION |Project |PROJECT ",
        rf"\b(?:Operation|Exercise|OPERATION|Project|PROJECT) \"?{_CAPITAL}(?: {_CAPITAL}){{0,2}}",
    ),
    _form(
        "party",
        "person",
        " v. | v ",
        rf"\b(?:United States|U\.S\.|Regina|State|People|Commonwealth"
        rf"|R) v\.? (?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})",
        RANK_FORM - 1,
    ),
    _form("party", "person", " Indictment", rf"\b(?P<name>{_CAPITAL}) Indictment\b", RANK_SHAPE),
    _form(
        "base",
        "military",
        "Naval |Base|Camp |Fort |Ft. |RAF |Air Station",
        rf"\b(?:Naval (?:Air )?(?:Station|Base)|Joint Base|Marine Corps (?:Air Station|Base)|Camp|Fort|Ft\."
        rf"|RAF) {_CAPITAL}(?: {_CAPITAL})?"
        rf"|\b{_CAPITAL}(?: {_CAPITAL})? (?:Air Force Base|Air Base|Naval Base|Army Base|Naval Air Station)",
    ),
    _form(
        "embassy-zh",
        "agency",
        "大使馆|領事館|领事馆|大使館",
        "(?:[\u4e00-\u9fff]国|俄罗斯|日本|印度|加拿大|澳大利亚|以色列|伊朗|意大利|巴基斯坦|荷兰|瑞典|乌克兰|土耳其|朝鲜|瑞士|新加坡)"
        "驻[\u4e00-\u9fff]{1,5}?(?:大使馆|大使館|总领事馆|领事馆|領事館)",
    ),
    _form(
        "court-ru",
        "agency",
        " суд| СУД",
        r"\b[А-ЯЁ][а-яё]+ск(?:ий|ого|ому|им|ом) (?:областн|районн|городск|окружн|краев|гарнизонн|военн|верховн)"
        r"(?:ой|ого|ому|ым|ом|ый|ий) суд(?:а|у|ом|е)?\b|\bВерховн(?:ый|ого|ом|ым) суд(?:а|у|ом|е)?\b",
    ),
    _form(
        "embassy-ru",
        "agency",
        "осольств",
        r"\b[Пп]осольств(?:о|а|у|ом|е) [А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)?",
    ),
    _form("party", "person", " v. United", rf"\b(?P<name>{_CAPITAL}) v\. United States", RANK_FORM),
)


@cache
def _needs() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    """One automaton over what the forms need, and the form each pattern belongs to."""
    pairs = [(need, index) for index, form in enumerate(_FORMS) if not form.cue for need in form.needs]
    automaton = ahocorasick_rs.AhoCorasick([need for need, _ in pairs], store_patterns=False)
    return automaton, tuple(index for _, index in pairs)


@cache
def _cues() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The forms that need a shape rather than letters: index and shape."""
    return tuple((index, form.cue) for index, form in enumerate(_FORMS) if form.cue)


def find_designations(flat: str) -> Iterator[Found]:
    """Find designations.

    Args:
        flat: The flattened text.

    Yields:
        Form by form; those of one form lie in order and do not overlap.
    """
    automaton, owners = _needs()
    places: dict[int, list[int]] = {}
    for pattern, start, _ in automaton.find_matches_as_indexes(flat, overlapping=True):
        places.setdefault(owners[pattern], []).append(start)
    for index, cue in _cues():
        if starts := [match.start() for match in cue.finditer(flat)]:
            places[index] = starts
    for index in sorted(places):
        form = _FORMS[index]
        for start, end in lines_at(flat, places[index]):
            for match in form.pattern.finditer(flat, start, end):
                yield from _found(flat, form, match)


def _found(flat: str, form: Form, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span(match.lastgroup or 0)
    start += _function_front(flat, start, end)
    name = flat[start:end]
    if form.rule == "party" and (
        name in words("word", "common") or (form.rank == RANK_SHAPE and name.endswith(("ing", "ed")))
    ):
        return
    if form.rule == "listed-body" and not _is_body_of_topics(name):
        return
    yield Found(start=start, end=end, kind=form.kind, name=name, rule=form.rule, rank=form.rank, key=name.casefold())


def _is_body_of_topics(name: str) -> bool:
    """Whether words joined by commas are one body's name: it has a head, and all it lists are fields of work."""
    listed = [word.strip(",") for word in name.split() if word[0].isupper()]
    has_head = listed[0] in _BODY_WORDS or listed[-1] in _BODY_WORDS
    return has_head and all(word in _BODY_WORDS or is_topic(word) for word in listed)


def find_unnamed(flat: str) -> Iterator[Found]:
    """Find persons whom a Chinese text names by their surname alone, as `张某`.

    Args:
        flat: The flattened text.

    Yields:
        In order of position, not overlapping.
    """
    if "某" not in flat and "氏" not in flat:
        return
    surnames = toml("designations")["han-surnames"]
    for match in _UNNAMED.finditer(flat):
        if match[1] in surnames:
            name = match.group()
            yield Found(
                start=match.start(),
                end=match.end(),
                kind="person",
                name=name,
                rule="unnamed-person",
                rank=RANK_FORM,
                key=name,
            )


def _function_front(flat: str, start: int, end: int) -> int:
    """How many characters at the front of a find are words that only begin a sentence."""
    skipped = 0
    while (blank := flat.find(" ", start + skipped, end)) >= 0 and flat[start + skipped : blank] in words(
        "word", "function"
    ):
        skipped = blank + 1 - start
    return skipped
