"""What the words around a name say of it: roles, verbs, appositions, nouns beside it.

Invariant: no look goes beyond the sentence or further than a fixed number of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from counterspy.reading.entities.flat import folded, words

_AGE_AFTER = re.compile(
    r" ?\((?:aged? )?\d{2}[,)]|,? (?:aged )?\d{2}(?:,| years old|-year-old|\b(?= ?[,;]))|,? aged \d{2}\b"
)
_LIVES_AFTER = re.compile(r"(?:, (?:\d\d, )?| )(?:of|from) [A-Z]|, (?:born|based|who|whose|whom)\b")
_WHO_AFTER = re.compile(r",? (?:who|whose|whom|himself|herself)\b")
_APPOSITION = re.compile(
    r", (?:an? |the |one of |then |its |his |her |their )?(?:(?:[\w'-]+) ){0,5}?([\w-]+)(?= ?(?:,|\.|;|$"
    r"|that|which|who|of|in|at|for|from|with|on|based|and|owned|run|linked))"
)
_AFTER_WORDS = re.compile(r" ([\w-]+)(?: ([\w-]+))?")
_CALLED = re.compile(r" \(?\"[A-Z]")
_ALSO_KNOWN = re.compile(r"(?:, | ?[—–-] ?| \()(?:also known as|a\.?k\.?a|alias)")
_BEFORE, _AFTER = 60, 80
_ARTICLES = frozenset({"the", "a", "an"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_CALLS = frozenset({"called", "named", "dubbed", "codenamed", "code-named", "nicknamed"})
_FILLERS = frozenset({"is", "was", "were", "which", "that"})
_TOWN = re.compile(r"(?:\d\d, (?:both |all )?of|\(\d\d,) $")
_APPOSED = frozenset({"company", "organisation", "actor-group", "technology"})


@cache
def _noun_kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in (
        "company",
        "organisation",
        "technology",
        "actor-group",
        "place",
        "agency",
        "platform",
        "military",
        "persona",
    ):
        for noun in folded("noun", kind):
            found.setdefault(noun, kind)
            found.setdefault(noun + "s", kind)
    return found


def noun_kind(noun: str) -> str | None:
    """Give the kind that a small-letter noun says of the name beside it, None where it says none."""
    return _noun_kinds().get(noun)


def of_context(flat: str, start: int, end: int) -> Iterator[str]:
    """Give the features of the words around one occurrence."""
    line = flat.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
    before = flat[line:start]
    stop = flat.find("\n", end, end + _AFTER)
    after = flat[end : stop if stop >= 0 else end + _AFTER]
    if not before.strip("\"'( "):
        yield "sentence-start"
    is_attribute = after[:1] == " " and after[1:2].islower()
    yield from (f for f in _before(before, is_closed=after.startswith(",")) if f != "owner-before" or is_attribute)
    yield from _after(after)


def _before(before: str, *, is_closed: bool) -> Iterator[str]:
    """Give what the words in front say; `is_closed`: a comma follows, so the name may be an apposition."""
    tail = before.split()[-4:]
    if not tail or not before.endswith(" "):
        return
    last, has_comma = tail[-1].rstrip(",").casefold(), tail[-1].endswith(",")
    earlier = [word.rstrip(",").casefold() for word in tail[:-1]]
    previous = earlier[-1] if earlier else ""
    if _TOWN.search(before):
        yield "town-before"
    if has_comma:
        yield from _of_noun(last, previous, has_comma=True, is_closed=is_closed)
        return
    if last in _ARTICLES:
        yield "article-before"
    elif last in words("context", "speech"):
        yield "said-before"
    elif last in words("context", "places") or (last == "of" and previous in _DIRECTIONS):
        yield "place-preposition"
    elif last.endswith("'s") and last[:-2] in words("context", "owners"):
        yield "owner-before"
    if last in _CALLS or (last == "as" and previous == "known"):
        nouns = [word for word in earlier if word not in _FILLERS and word != "known"]
        if nouns and (kind := noun_kind(nouns[-1])):
            yield f"{kind}-noun"
    yield from _of_noun(last, previous, has_comma=False, is_closed=is_closed)


def _of_noun(noun: str, before: str, *, has_comma: bool, is_closed: bool) -> Iterator[str]:
    """Give what the noun just before a name says of it: `the weekly X`, `analyst X`, `a consultancy, X,`."""
    kind = noun_kind(f"{before} {noun}") or noun_kind(noun)
    if noun in words("person", "roles") and not (has_comma and kind):
        yield "role-before"
    elif kind and (not has_comma or (is_closed and kind in _APPOSED)):
        yield f"{kind}-noun"


def _after(after: str) -> Iterator[str]:
    if _AGE_AFTER.match(after):
        yield "age-after"
    elif _LIVES_AFTER.match(after):
        yield "lives-after"
    if _WHO_AFTER.match(after):
        yield "who-after"
    if _ALSO_KNOWN.match(after):
        yield "also-known-after"
    if _CALLED.match(after):
        yield "called-in-quotes"
    following = _AFTER_WORDS.match(after)
    if following:
        first, second = following[1], following[2] or ""
        if first in words("person", "verbs") or (
            first in ("has", "had", "also", "have", "later") and second in words("person", "verbs")
        ):
            yield "verb-after"
        if first in ("was", "is", "were", "has", "had", "be", "being", "been") and (
            second in words("person", "passives") or second == "been"
        ):
            yield "passive-after"
        kind = _noun_kinds().get(first) if first.islower() else None
        kind = kind or (_noun_kinds().get(second) if second.islower() and first.islower() else None)
        if kind in ("place", "technology", "actor-group", "military", "persona"):
            yield f"{kind}-noun"
    apposition = _APPOSITION.match(after)
    if apposition and apposition[1][0].islower():
        noun = apposition[1].lower()
        if noun in words("person", "roles"):
            yield "role-after"
        elif kind := _noun_kinds().get(noun):
            yield f"{kind}-noun"
