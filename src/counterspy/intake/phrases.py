"""The phrases of page furniture, found in all lines at once.

Invariant: one pass of one automaton over the text, whatever the number of phrases; a phrase counts only where it stands
alone, not inside a longer word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from counterspy.vocabulary import toml

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_SIGNS = 6
"""So many signs may stand before a phrase that opens a line."""
_SHORT_LINE = 240
_OPENERS = frozenset(
    {"button", "link-opener", "list-opener", "list-opener-of", "contact-opener", "byline-opener", "mail-header"}
    | {"disclaimer-opener", "notice-opener", "picture-opener", "label-opener"}
)
"""Lists whose phrases say something only where they open a line."""
_IN_SHORT = frozenset({"menu", "network", "reading-time"})
"""Lists whose phrases say something only in short lines."""
_SHORT_PHRASE = 3
"""Phrases up to so many letters, as `by` and `de`, would be found in every word; short lines are asked instead."""


class Hit(NamedTuple):
    """A phrase of the lexicon inside a line.

    Attributes:
        category: The list of `furniture.toml` it is in.
        at_start: Whether nothing but signs stands before it.
        phrase: Itself, in lower case.
    """

    category: str
    at_start: bool
    phrase: str


def scan(text: str, starts: Sequence[int], ends: Sequence[int]) -> dict[int, list[Hit]]:
    """Find the phrases in all lines at once.

    Args:
        text: The whole text.
        starts: First code point of each line, rising.
        ends: One past the last of each.

    Returns:
        Line number to its hits, in order of position; lines without a hit are absent.
    """
    automaton, categories, phrases = _automaton()
    lowered = _lower(text)
    found: dict[int, list[Hit]] = {}
    line, count = 0, len(starts)
    for pattern, start, end in automaton.find_matches_as_indexes(lowered):
        while line < count and ends[line] <= start:
            line += 1
        if line == count:
            break
        first = starts[line]
        if start < first or end > ends[line] or not _stands_alone(lowered, start, end):
            continue  # most are parts of longer words
        opening, anywhere, in_short = categories[pattern]
        at_start = start - first <= _MOST_SIGNS and not any(map(str.isalnum, lowered[first:start]))
        names = opening if at_start else anywhere
        if ends[line] - first <= _SHORT_LINE:
            names = names + in_short
        if names:
            hits = found.setdefault(line, [])
            hits.extend(Hit(category, at_start, phrases[pattern]) for category in names)
    return found


def short_hits(line: str) -> Iterator[Hit]:
    """Find the phrases of one to three letters, word by word. `line` is short and in lower case."""
    known = _short_phrases()
    for number, word in enumerate(line.split()):
        bare = word if word in known else word.strip(".,:;|()[]")
        for category in known.get(bare, ()):
            yield Hit(category, number == 0, bare)


def _lower(text: str) -> str:
    """Lower case without a change of length, which a few letters such as İ would bring."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum() and _is_of_word(text[start]):
        return False
    return not (end < len(text) and text[end].isalnum() and _is_of_word(text[end - 1]))


def _is_of_word(sign: str) -> bool:
    """Whether a sign makes one word with the letter beside it, as a Han sign does not."""
    return sign.isalnum() and (sign.isascii() or not _HAN.match(sign))


@cache
def _automaton() -> tuple[Any, list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]], list[str]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    of = _categories()
    known = [phrase for phrase in of if not _is_short(phrase)]
    return AhoCorasick(known, matchkind=MatchKind.LeftmostLongest), [_sort(of[phrase]) for phrase in known], known


def _sort(categories: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Categories that count where the phrase opens a line, those that count anywhere, and those of short lines."""
    opening = tuple(category for category in categories if category not in _IN_SHORT)
    in_short = tuple(category for category in categories if category in _IN_SHORT)
    return opening, tuple(category for category in opening if category not in _OPENERS), in_short


@cache
def _categories() -> dict[str, tuple[str, ...]]:
    of: dict[str, tuple[str, ...]] = {}
    for category, phrases in toml("furniture")["phrases"].items():
        for phrase in phrases:
            of[phrase] = (*(name for name in of.get(phrase, ()) if name != category), category)
    return of


@cache
def _short_phrases() -> dict[str, tuple[str, ...]]:
    return {phrase: of for phrase, of in _categories().items() if _is_short(phrase)}


def _is_short(phrase: str) -> bool:
    return len(phrase) <= _SHORT_PHRASE and not _HAN.search(phrase)
