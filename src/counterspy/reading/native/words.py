"""The words of a language in one automaton: which role and code each place of a text has.

Invariant: folding keeps every offset, so a hit's offsets are those of the document. A word is found by its first
literal part in one scan, the rest of it is looked for only there and within a bounded stretch: time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import ahocorasick_rs

from counterspy.vocabulary import toml

_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_HAN_GAP: Final = r"[^。；！？\n]{0,14}?"
_WORD_GAP: Final = r"(?:[^\s.;!?]+\s+){0,6}?"
_REACH: Final = 160
_NOT: Final = "not"
"""The code of words that bar the shorter ones of their role which they hold."""


class Hit(NamedTuple):
    """A word found: offsets, the role it plays (`method`), and what it stands for within it (`sabotage`)."""

    start: int
    end: int
    role: str
    code: str


class Words(NamedTuple):
    """The words of one language in the automaton's order of keys; each key with what may begin there."""

    automaton: ahocorasick_rs.AhoCorasick
    rests: tuple[tuple[tuple[str, str, re.Pattern[str] | None], ...], ...]
    is_spaced: bool


@cache
def _to_simplified() -> dict[int, str]:
    table = toml("han")
    return {ord(old): new for old, new in zip(table["traditional"], table["simplified"], strict=True)}


def fold(text: str, language: str) -> str:
    """Level what is written in several ways, sign for sign: scripts of Chinese, capitals and `ё` of Russian."""
    if language == "zh":
        return text.translate(_to_simplified())
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return lowered.replace("ё", "е").replace("\u00a0", " ")


def spell_out(phrase: str) -> list[str]:
    """Give every phrase that one with `{a,b}` stands for."""
    found = _BRACES.search(phrase)
    if found is None:
        return [phrase]
    return [
        spelling
        for choice in found[1].split(",")
        for spelling in spell_out(phrase[: found.start()] + choice + phrase[found.end() :])
    ]


@cache
def words_of(language: str) -> Words:
    """Build the automaton over the data file of a language; built at its first text."""
    is_spaced = language != "zh"
    by_key: dict[str, list[tuple[str, str, re.Pattern[str] | None]]] = {}
    for role, code, phrases in _rows(toml(language)):
        for phrase in (spelling for written in phrases for spelling in spell_out(written)):
            key, rest = _spaced(phrase) if is_spaced else _unspaced(phrase)
            by_key.setdefault(key, []).append((role, code, _compiled(rest)))
    automaton = ahocorasick_rs.AhoCorasick(list(by_key), matchkind=ahocorasick_rs.MatchKind.Standard)
    return Words(automaton, tuple(map(tuple, by_key.values())), is_spaced)


@lru_cache(maxsize=1)
def scan(folded: str, language: str) -> tuple[Hit, ...]:
    """Find the words of a folded text, in order; of those of one role and code that overlap, the longest.

    The last text's answer is kept: several passes ask for it.
    """
    found = sorted(_matches(folded, words_of(language)), key=lambda hit: (hit.start, -hit.end, hit.code != _NOT))
    reached: dict[tuple[str, str], int] = {}
    barred: dict[str, int] = {}
    kept = []
    for hit in found:
        if hit.code == _NOT:
            barred[hit.role] = max(barred.get(hit.role, 0), hit.end)
        if hit.code == _NOT or hit.end <= barred.get(hit.role, 0):
            continue
        if hit.end > reached.get(hit[2:], 0):
            reached[hit[2:]] = hit.end
            kept.append(hit)
    return tuple(kept)


def _matches(folded: str, words: Words) -> Iterator[Hit]:
    for index, start, end in words.automaton.find_matches_as_indexes(folded, overlapping=True):
        if words.is_spaced and start and (folded[start - 1].isalnum() or folded[start - 1] == "-"):
            continue
        for role, code, rest in words.rests[index]:
            if rest is None:
                yield Hit(start, end, role, code)
            elif found := rest.match(folded, end, min(len(folded), end + _REACH)):
                yield Hit(start, found.end(), role, code)


def _rows(table: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    for role, codes in table.items():
        for code, phrases in codes.items():
            if isinstance(phrases, list):
                yield role, code, phrases


@cache
def _compiled(rest: str) -> re.Pattern[str] | None:
    return re.compile(rest) if rest else None


def _unspaced(phrase: str) -> tuple[str, str]:
    first, *others = phrase.split("…")
    return first, "".join(_HAN_GAP + re.escape(other) for other in others)


def _spaced(phrase: str) -> tuple[str, str]:
    """Give the key and the pattern of the rest: what may follow the first stem, then the other words."""
    first, *others = phrase.split()
    key = first.rstrip("*")
    rest = r"[\w-]*" if first.endswith("*") else r"(?![\w-])"
    gap = r"[\s«“]+"
    for other in others:
        if other == "…":
            gap += _WORD_GAP
            continue
        rest += gap + re.escape(other.rstrip("*")) + (r"[\w-]*" if other.endswith("*") else r"(?![\w-])")
        gap = r"[\s«“]+"
    return key, rest
