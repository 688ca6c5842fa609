"""Finds the names of the lexicon in a text: one automaton over all of them, built once a process.

Invariant: a hit is a whole word (in scripts that part words by blanks) and is written as the lexicon writes it, or all
in capitals in a line of capitals. Which entry an ambiguous name means is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs
from msgspec import Struct

from counterspy.vocabulary import LexiconName, country_of_demonym, lexicon_names

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_FIRST_UNSPACED = "\u0e00"
NATIVE = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]")
"""A letter of a script other than Latin."""
_SHOUTED_LINE = re.compile(r"\n([^a-z\n]{6,})(?![^\n])")
_SMALL_WORDS = re.compile(r"(?<= )(?:Of|The|And|For|On|De|Du|La)(?= )")
_MANY_LETTERS = 5


class Hit(Struct, frozen=True, kw_only=True, gc=False):
    """One place where a name of the lexicon stands; `names` are all entries that go by it, at least one.

    `text` is the name as it stands there, so a line of capitals gives it in capitals.
    """

    start: int
    end: int
    text: str
    names: tuple[LexiconName, ...]


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer over the names in Latin letters; built at the first call."""
    return Gazetteer(_by_text(is_native=False), country_of_demonym())


@cache
def native_gazetteer() -> Gazetteer:
    """Give the gazetteer over the names in other scripts; built when the first text in one is read."""
    return Gazetteer(_by_text(is_native=True), {})


_ADJECTIVE_ENDS = {
    "ая": ("ой", "ую"),
    "яя": ("ей", "юю"),
    "ое": ("ого", "ому", "ом", "ым"),
    "ый": ("ого", "ому", "ом", "ым"),
    "ий": ("ого", "ому", "ом", "им"),
}
_NOUN_ENDS = {
    "ия": ("ии", "ию", "ией"),
    "ие": ("ия", "ию", "ием", "ии"),
    "ы": ("", "ам", "ами", "ах"),
    "а": ("ы", "и", "е", "у", "ой"),
    "я": ("и", "е", "ю", "ей"),
    "о": ("а", "у", "ом", "е"),
    "ь": ("и", "ью", "я", "ю", "ем", "е"),
    "й": ("я", "ю", "ем", "е"),
}
_CONSONANT_ENDS = ("а", "у", "ом", "е")
_FEWEST_LETTERS = 4
_CYRILLIC_WORD = re.compile("[А-ЯЁа-яё-]+")


def cases(text: str) -> Iterator[str]:
    """Give the other cases of a Russian name: its adjectives and its first noun are inflected, the rest is fixed.

    Args:
        text: A name in the nominative.

    Yields:
        Forms, some of which do not exist; none where the first word is short, in capitals or not Cyrillic.
    """
    fronts: list[list[str]] = [[]]
    words = text.split(" ")
    for number, word in enumerate(words):
        if not _CYRILLIC_WORD.fullmatch(word) or word.isupper() or len(word) < _FEWEST_LETTERS:
            return
        adjective = _ADJECTIVE_ENDS.get(word[-2:]) if number + 1 < len(words) else None
        stem, ends = (word[:-2], adjective) if adjective else _noun(word)
        if adjective and number == 0:
            fronts = [[stem + end] for end in ends]
        else:
            fronts = [[*front, stem + end] for front in fronts for end in ends]
        if not adjective:
            rest = words[number + 1 :]
            yield from (" ".join([*front, *rest]) for front in fronts)
            return


def _noun(word: str) -> tuple[str, tuple[str, ...]]:
    for end, others in _NOUN_ENDS.items():
        if word.endswith(end):
            return word[: -len(end)], others
    return word, _CONSONANT_ENDS


def _by_text(*, is_native: bool) -> dict[str, tuple[LexiconName, ...]]:
    found: dict[str, list[LexiconName]] = {}
    for name in lexicon_names():
        if name.is_native == is_native:
            found.setdefault(name.text, []).append(name)
    if is_native:
        for text, names in list(found.items()):
            for form in cases(text):
                found.setdefault(form, names)
    return {text: tuple(names) for text, names in found.items()}


class Gazetteer:
    """All names of the lexicon and the automaton over them. Never changed once built."""

    def __init__(self, names: dict[str, tuple[LexiconName, ...]], demonyms: dict[str, str]) -> None:
        """Build the automaton; `demonyms` maps adjectives of nationality to ISO alpha-2 codes."""
        self.names = names
        self.demonyms = demonyms
        self._surfaces = [*names, *(word for word in demonyms if word not in names)]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def scan(self, flat: str) -> tuple[list[Hit], list[tuple[int, int, str]]]:
        """Find names and demonyms.

        Args:
            flat: The flattened text.

        Returns:
            The hits in order, not overlapping; and (start, end, country) of each adjective of nationality.
        """
        hits: list[Hit] = []
        adjectives: list[tuple[int, int, str]] = []
        for start, end, surface in self._whole(flat, 0):
            if names := self.names.get(surface):
                hits.append(Hit(start=start, end=end, text=surface, names=names))
            else:
                adjectives.append((start, end, self.demonyms[surface]))
        starts = [hit.start for hit in hits]
        for line in _SHOUTED_LINE.finditer("\n" + flat):  # so that the first line begins as the others do
            if line[1].isupper():
                offset, end = line.start(), line.end() - 1
                here = hits[bisect_left(starts, offset) : bisect_left(starts, end)]
                hits += self._shouted(line[1], offset, here)
        return hits, adjectives

    def _whole(self, text: str, offset: int) -> Iterator[tuple[int, int, str]]:
        surfaces = self._surfaces
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if start and text[start - 1].isalnum() and _joined(text, start):
                continue
            surface = surfaces[index]
            if not text[end : end + 1].isalnum():
                yield start + offset, end + offset, surface
                continue
            while surface and _joined(text, end):
                # The longest name runs into a longer word; a shorter one that ends at a blank may still stand there.
                surface = surface.rpartition(" ")[0]
                end = start + len(surface)
                if surface not in self.names and surface not in self.demonyms and " " not in surface:
                    surface = ""
            if surface in self.names or surface in self.demonyms:
                yield start + offset, end + offset, surface

    def _shouted(self, line: str, offset: int, hits: list[Hit]) -> Iterator[Hit]:
        """Look again at a line of capitals, as if it were written with small letters; `hits` are those it has."""
        titled = _SMALL_WORDS.sub(lambda word: word.group().lower(), line.title())
        if len(titled) != len(line):
            return
        seen = {span for hit in hits for span in range(hit.start, hit.end)}
        for start, end, surface in self._whole(titled, offset):
            if surface in self.names and end - start >= _MANY_LETTERS and seen.isdisjoint(range(start, end)):
                text = line[start - offset : end - offset]
                yield Hit(start=start, end=end, text=text, names=self.names[surface])


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if not (left.isalnum() and right.isalnum()):
        return False
    return (left < _FIRST_UNSPACED and right < _FIRST_UNSPACED) or not _UNSPACED.search(left + right)
