"""Names of the lexicon in a text of another script: native names first, Latin ones beside them.

Invariant: a hit is what the lexicon writes, in either Chinese script; the entry's other names are aliases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from counterspy.reading.entities.found import RANK_LEXICON, Found
from counterspy.reading.gazetteer import Hit, gazetteer, native_gazetteer
from counterspy.reading.native.words import fold
from counterspy.vocabulary import LexiconName, lexicon, lexicon_names


@cache
def _han() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...], dict[str, tuple[LexiconName, ...]]]:
    """Build the automaton over Chinese names, folded to simplified signs."""
    names: dict[str, list[LexiconName]] = {}
    for name in lexicon_names():
        if name.is_native and "\u3400" <= name.text[-1] <= "\u9fff" and len(name.text) > 1:
            names.setdefault(fold(name.text, "zh"), []).append(name)
    surfaces = tuple(names)
    automaton = ahocorasick_rs.AhoCorasick(list(surfaces), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return automaton, surfaces, {text: tuple(entries) for text, entries in names.items()}


def known_names(text: str, folded: str, language: str) -> Iterator[Found]:
    """Find the names of the lexicon.

    Args:
        text: The document's text, with what is dropped blanked.
        folded: The same folded.
        language: `zh` or `ru`.

    Yields:
        In no order; key and country are the entry's.
    """
    hits = gazetteer().scan(text)[0]
    if language == "zh":
        automaton, surfaces, names = _han()
        hits += [
            Hit(start=start, end=end, text=text[start:end], names=names[surfaces[index]])
            for index, start, end in automaton.find_matches_as_indexes(folded)
        ]
    else:
        hits += native_gazetteer().scan(text)[0]
    entries = lexicon()
    countries = Counter(entries[name.entry].country for hit in hits for name in hit.names[:1])
    for hit in hits:
        if name := _chosen(hit, countries):
            entry = entries[name.entry]
            yield Found(
                start=hit.start,
                end=hit.end,
                kind=entry.kind,
                name=name.text,
                rule="lexicon",
                rank=RANK_LEXICON,
                key=f"lexicon {name.entry}",
                country=entry.country or None,
                aliases=(entry.name, *entry.aliases, *entry.native),
            )


def _chosen(hit: Hit, countries: Counter[str]) -> LexiconName | None:
    """Choose the entry of a country the text names most; a name that is also a word needs a native script."""
    sure = [name for name in hit.names if not name.is_ambiguous]
    if sure:
        return sure[0]
    open_ = [name for name in hit.names if name.is_native or (name.is_shared and name.is_abbreviation)]
    return max(open_, key=lambda name: countries[lexicon()[name.entry].country], default=None)
