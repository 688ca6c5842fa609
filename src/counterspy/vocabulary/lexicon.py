"""The lexicon: which services, bodies, firms, places, laws, groups and programs are known by which names.

Invariant: it is built from data files alone, in their order, so the same data gives the same lexicon, index by index.
A name that belongs to several entries is marked ambiguous in each of them: nothing is chosen by a name alone.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from counterspy.vocabulary.catalogue import GROUP_FILES, MALWARE_FILES, catalogue
from counterspy.vocabulary.load import cell_rows, table

TABLES = (
    "services",
    "military",
    "agencies",
    "organisations",
    "companies",
    "platforms",
    "technologies",
    "laws",
    "places",
)

_LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
_LONGEST_ABBREVIATION = 10
_SHORTEST_CLEAR_NAME = 4
_SEVERAL = -1
_WITH_ARTICLE = frozenset(
    (
        "Cayman Islands",
        "Central African Republic",
        "Comoros",
        "Czech Republic",
        "Democratic Republic of the Congo",
        "Dominican Republic",
        "Maldives",
        "Marshall Islands",
        "Netherlands",
        "Philippines",
        "Republic of the Congo",
        "Seychelles",
        "Solomon Islands",
        "United Arab Emirates",
        "United Kingdom",
        "United States",
    )
)


class LexiconEntry(Struct, frozen=True, gc=False):
    """One thing that has names.

    Attributes:
        kind: Code of `entity-kind`; never a person or persona.
        country: ISO 3166 alpha-2 of the state it belongs to (a historic body: the state that succeeded), or empty.
        name: The English name shown.
        aliases: Other names and abbreviations in Latin script.
        native: Names in other scripts.
        parent: Name of the entry it belongs to, or empty.
        type: Of places: `country`, `territory`, `region`, `city`, `sea`, `venue`; otherwise empty.
        demonyms: Of places: adjectives and nouns of nationality.
    """

    kind: str
    country: str
    name: str
    aliases: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    parent: str = ""
    type: str = ""
    demonyms: tuple[str, ...] = ()


class LexiconName(Struct, frozen=True, gc=False):
    """One name of one entry, as a text may have it.

    Attributes:
        text: The name.
        entry: Index into `lexicon()`.
        is_ambiguous: The name alone says too little: it is also an ordinary word or a person's name, or several
            entries have it. It needs a definition, a country or another sign in the document.
        is_native: It has no Latin letter; where its script has no spaces it is found without word borders.
        is_abbreviation: One short word mostly of capitals; it is matched with its case.
        is_shared: Several entries have it. Where all of them are of one kind, the kind is sure and only the entry
            is open.
    """

    text: str
    entry: int
    is_ambiguous: bool
    is_native: bool
    is_abbreviation: bool
    is_shared: bool = False


def lexicon() -> tuple[LexiconEntry, ...]:
    """Give every entry, in the order of the data files."""
    return _built()[0]


def lexicon_names() -> tuple[LexiconName, ...]:
    """Give every name of every entry, in the order of entries; demonyms are not names."""
    return _built()[1]


@cache
def country_of_demonym() -> dict[str, str]:
    """Give the country of each adjective or noun of nationality that means one country only.

    Returns:
        For example `{"Norwegian": "NO"}`; ambiguous ones (Dominican, Congolese) and those of regions that are no
        country ("European") are left out.
    """
    found: dict[str, str] = {}
    for row in table("places"):
        for text in _cell(row["demonyms"]):
            if row["country"] and not text.startswith("~"):
                found.setdefault(text, row["country"])
    return found


def is_abbreviation(text: str) -> bool:
    """Say whether a name is one short word that is mostly capitals ("FSB", "BfV", "MI5", "U.S.", "GTsSS")."""
    if len(text) > _LONGEST_ABBREVIATION or " " in text:
        return False
    if text.isupper():
        return len(text) > 1
    if text.istitle() or not text.isalnum():
        return False
    capitals = sum(map(str.isupper, text))
    return capitals > 1 and 2 * capitals > sum(map(str.isalpha, text))


class _Draft(Struct, gc=False):
    """An entry while it is built; every name may still carry its `~`, and the first is the one shown."""

    kind: str
    country: str
    names: list[str]
    parent: str = ""
    type: str = ""
    demonyms: str = ""


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" | ")) if cell else ()


def _bare(marked: str) -> str:
    return marked[1:] if marked[0] == "~" else marked


@cache
def _built() -> tuple[tuple[LexiconEntry, ...], tuple[LexiconName, ...]]:
    drafts = [draft for name in TABLES for draft in _written(name)]
    countries = [draft for draft in drafts if draft.type == "country"]
    codes = {_bare(text): country.country for country in countries for text in country.names}
    taken = _keys(drafts)
    bodies = _of_countries(countries, taken)
    taken |= _keys(bodies)
    groups = _catalogued("actor-group", GROUP_FILES, taken, codes)
    taken |= _keys(groups)
    return _finished(drafts + bodies + groups + _catalogued("technology", MALWARE_FILES, taken, codes))


def _keys(drafts: list[_Draft]) -> set[str]:
    return {(text[1:] if text[0] == "~" else text).casefold() for draft in drafts for text in draft.names}


def _written(table_name: str) -> list[_Draft]:
    """Take a table as it is written: the columns kind, country, name, aliases, native, parent, of places two more."""
    drafts = []
    for kind, country, name, aliases, native, parent, *more in cell_rows(table_name)[1:]:
        names = [name]
        if aliases:
            names += aliases.split(" | ")
        if native:
            names += native.split(" | ")
        drafts.append(_Draft(kind, country, names, parent, *more))
    return drafts


def _of_countries(countries: list[_Draft], taken: set[str]) -> list[_Draft]:
    """Write the bodies that every state has: `country-bodies.tsv` filled in for each country, less what is taken."""
    patterns = [(row["kind"], [*map(_blank, (row["name"], *_cell(row["aliases"])))]) for row in table("country-bodies")]
    drafts = []
    for place in countries:
        country = _bare(place.names[0])
        demonym = place.demonyms.partition(" | ")[0]
        filling = {
            "": ("", ""),
            "country": ("", f"the {country}" if country in _WITH_ARTICLE else country),
            "demonym": ("~" if demonym.startswith("~") else "", demonym.removeprefix("~")),
        }
        for kind, blanks in patterns if demonym else ():
            names = []
            for before, slot, after in blanks:
                mark, filled = filling[slot]
                names.append(f"{mark}{before}{filled}{after}")
            if _bare(names[0]).casefold() not in taken:
                free = [text for text in names if text[0] == "~" or text.casefold() not in taken]
                drafts.append(_Draft(kind, place.country, free))
    return drafts


def _blank(pattern: str) -> tuple[str, str, str]:
    """Cut a pattern at its one blank: what stands before it, what to fill in, what stands after it."""
    before, _, rest = pattern.partition("{")
    slot, _, after = rest.partition("}")
    return before, slot, after


def _catalogued(kind: str, files: tuple[str, ...], taken: set[str], codes: dict[str, str]) -> list[_Draft]:
    """Take a catalogue, less the names that something already has; `codes`: country names to ISO codes."""
    common = {row["word"] for row in table("ambiguous")}
    drafts = []
    for entry in catalogue(files):
        names = []
        for text in entry.names:
            key = text.casefold()
            if key not in taken:
                names.append(f"~{text}" if key in common or len(text) < _SHORTEST_CLEAR_NAME else text)
        if names:
            country = entry.country if len(entry.country) == 2 else codes.get(entry.country, "")
            drafts.append(_Draft(kind, country, names))
    return drafts


def _finished(drafts: list[_Draft]) -> tuple[tuple[LexiconEntry, ...], tuple[LexiconName, ...]]:
    """Strip the marks and see which names several entries have."""
    entries = []
    owner_of: dict[str, int] = {}
    bare: list[str] = []
    for index, draft in enumerate(drafts):
        texts = [text[1:] if text[0] == "~" else text for text in draft.names]
        entries.append(_entry(draft, texts))
        bare += texts
        for text in texts:
            if owner_of.setdefault(text, index) != index:
                owner_of[text] = _SEVERAL
    rest = iter(bare)
    names = []
    for index, draft in enumerate(drafts):
        for mark in draft.names:
            text = next(rest)
            is_shared = owner_of[text] == _SEVERAL
            is_sure = text is mark and not is_shared
            is_native = not text.isascii() and not _LATIN.search(text)
            is_short = " " not in text and is_abbreviation(text)
            names.append(LexiconName(text, index, not is_sure, is_native, is_short, is_shared))
    return tuple(entries), tuple(names)


def _entry(draft: _Draft, texts: list[str]) -> LexiconEntry:
    latin: tuple[str, ...] = tuple(texts[1:])
    native: tuple[str, ...] = ()
    if latin and not "".join(latin).isascii():
        native = tuple(text for text in latin if not _LATIN.search(text))
        latin = tuple(text for text in latin if _LATIN.search(text))
    demonyms = tuple(map(_bare, _cell(draft.demonyms))) if draft.demonyms else ()
    return LexiconEntry(draft.kind, draft.country, texts[0], latin, native, draft.parent, draft.type, demonyms)
