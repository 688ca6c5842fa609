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
_SAID_BEFORE = re.compile(
    r"(?:\bsaid|\bsays|\btold|\bwrote|\badded|\bwarned|\bargued|\bexplained|\binterviewed|\bnamed"
    r"|\barrested|\bcharged|\bconvicted|\bsentenced|\baccused|\bindicted|\bmet|\bcontacted|\brecruited"
    r"|\bagainst|\bheard) $"
)
_PLACE_BEFORE = re.compile(
    r"(?:\b[Ii]n|\bnear|\boutside|\baround|\bnorth of|\bsouth of|\beast of|\bwest of|\binto|\bacross) $"
)
_AT_BEFORE = re.compile(r"(?:\b[Ff]rom|\b[Aa]t|\b[Tt]o|\bvia) $")
_APPOSITION = re.compile(
    r", (?:an? |the |one of |then |its |his |her |their )?(?:(?:[\w'-]+) ){0,5}?([\w-]+)(?= ?(?:,|\.|;|$"
    r"|that|which|who|of|in|at|for|from|with|on|based|and|owned|run|linked))"
)
_LAST_WORDS = re.compile(r"([\w'-]+)?[ ]([\w'-]+),? $")
_AFTER_WORDS = re.compile(r" ([\w-]+)(?: ([\w-]+))?")
_REGION_AFTER = re.compile(r", (?=[A-Z])")
_CALLED = re.compile(r" \(?\"[A-Z]")
_ALSO_KNOWN = re.compile(r"(?:, | ?[—–-] ?| \()(?:also known as|a\.?k\.?a|alias)")
_TOWN_BEFORE = re.compile(r"(?:\d\d, (?:both |all )?of|\(\d\d,) $")
_BEFORE, _AFTER = 60, 80
_APPOSED = frozenset({"company", "organisation", "actor-group", "technology"})
_OWNER_BEFORE = re.compile(
    r"\b(?:company|firm|maker|group|laboratory|institute|navy|army|supplier|contractor|university|ministry)'s $"
)
_CALLED_BEFORE = re.compile(
    r"\b([\w-]+),? (?:that is |which is |is |was )?(?:called|named|dubbed|code-?named|known as|nicknamed) $"
)


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
    yield from _before(before, is_closed=after.startswith(","))
    yield from _after(after)
    if _OWNER_BEFORE.search(before) and after[1:2].islower() and after[:1] == " ":
        yield "owner-before"


def _before(before: str, *, is_closed: bool) -> Iterator[str]:
    if before.endswith(("the ", "The ", "a ", "an ")):
        yield "article-before"
    if _SAID_BEFORE.search(before):
        yield "said-before"
    if _PLACE_BEFORE.search(before):
        yield "place-preposition"
    called = _CALLED_BEFORE.search(before)
    if called and (kind := noun_kind(called[1].lower())):
        yield f"{kind}-noun"
    last = _LAST_WORDS.search(" " + before)
    if _TOWN_BEFORE.search(before):
        yield "town-before"
    if last:
        noun = last[2].lower()
        both = f"{(last[1] or '').lower()} {noun}"
        has_comma = before.endswith(", ")
        kind = _noun_kinds().get(both) or _noun_kinds().get(noun)
        if noun in words("person", "roles") and not has_comma:
            yield "role-before"
        elif kind and (not has_comma or (is_closed and kind in _APPOSED)):
            yield f"{kind}-noun"
        elif noun in words("person", "roles"):
            yield "role-before"


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
    if apposition:
        noun = apposition[1].lower()
        if noun in words("person", "roles"):
            yield "role-after"
        elif kind := _noun_kinds().get(noun):
            yield f"{kind}-noun"
