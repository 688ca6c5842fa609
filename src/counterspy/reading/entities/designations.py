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

from counterspy.reading.entities.bodies import is_topic
from counterspy.reading.entities.designation_forms import FORMS, Form
from counterspy.reading.entities.flat import lines_at, words
from counterspy.reading.entities.found import RANK_FORM, RANK_SHAPE, Found
from counterspy.vocabulary import toml

_UNNAMED = re.compile(
    "([\u4e00-\u9fff])(?:某某?(?:[甲乙丙丁](?![\u4e00-\u9fff]))?|氏(?!集团|家族|公司|集團|兄弟|企业))"
)
_LEGAL_FRONTS = frozenset(
    [
        "Joint",
        "Joint-Stock",
        "Stock",
        "Company",
        "Limited",
        "Liability",
        "Open",
        "Closed",
        "Public",
        "Private",
        "Federal",
        "State",
        "Unitary",
        "Enterprise",
        "Jsc",
        "Ojsc",
        "Pjsc",
        "Cjsc",
        "Llc",
        "Ooo",
        "Oao",
        "Zao",
        "Pao",
        "Fgup",
        "Fsue",
    ]
)
_BODY_WORDS = frozenset(
    {"Ministry", "Department", "Bureau", "Office", "Committee", "Agency", "Commission", "Authority"}
)


@cache
def _needs() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    """One automaton over what the forms need, and the form each pattern belongs to."""
    pairs = [(need, index) for index, form in enumerate(FORMS) if not form.cue for need in form.needs]
    automaton = ahocorasick_rs.AhoCorasick([need for need, _ in pairs], store_patterns=False)
    return automaton, tuple(index for _, index in pairs)


@cache
def _cues() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The forms that need a shape rather than letters: index and shape."""
    return tuple((index, form.cue) for index, form in enumerate(FORMS) if form.cue)


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
        form = FORMS[index]
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
    yield Found(start=start, end=end, kind=form.kind, name=name, rule=form.rule, rank=form.rank, key=_key(form, name))


def _key(form: Form, name: str) -> str:
    """What groups the mentions of one: an attorney's office goes by its district, a firm by its name less its form."""
    if form.rule == "attorneys-office":
        return (
            "attorneys-office:" + name.casefold().partition("office")[2].lstrip(",").removeprefix(" for the ").strip()
        )
    if form.rule == "form-first":
        return bare_firm(name).casefold()
    return name.casefold()


def bare_firm(name: str) -> str:
    """A firm's name less the legal form in front of it and the quotation marks."""
    words_ = name.replace('"', "").split()
    while len(words_) > 1 and words_[0].title() in _LEGAL_FRONTS:
        words_.pop(0)
    return " ".join(words_)


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
