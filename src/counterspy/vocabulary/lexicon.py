"""The lexicon: which services, bodies, firms, places, laws, groups and programs are known by which names.

Invariant: it is built from data files alone, in their order, so the same data gives the same lexicon, index by index.
A name that belongs to several entries is marked ambiguous in each of them: nothing is chosen by a name alone.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from counterspy.vocabulary.catalogue import GROUP_FILES, MALWARE_FILES, catalogue
from counterspy.vocabulary.load import table

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

_ABBREVIATION = re.compile(r"[^\W_][\w.&/+-]{0,9}")
_LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
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
    if not _ABBREVIATION.fullmatch(text):
        return False
    capitals = sum(map(str.isupper, text))
    return capitals >= 2 and 2 * capitals > sum(map(str.isalpha, text))


def name_key(text: str) -> str:
    """Give what two names must have in common to be one: an abbreviation keeps its case, other names do not."""
    return text if is_abbreviation(text) else text.casefold()


class _Draft(Struct, gc=False):
    """An entry while it is built; every text may still carry its `~`."""

    kind: str
    country: str
    names: list[str]
    parent: str = ""
    type: str = ""
    demonyms: tuple[str, ...] = ()


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" | ")) if cell else ()


@cache
def _built() -> tuple[tuple[LexiconEntry, ...], tuple[LexiconName, ...]]:
    drafts = [draft for name in TABLES for draft in _written(name)]
    taken = {name_key(text.removeprefix("~")) for draft in drafts for text in draft.names}
    for more in (_of_countries(taken), _catalogued("actor-group", GROUP_FILES, taken)):
        drafts += more
        taken |= {name_key(text.removeprefix("~")) for draft in more for text in draft.names}
    drafts += _catalogued("technology", MALWARE_FILES, taken)
    return _entries(drafts), _names(drafts)


def _written(table_name: str) -> list[_Draft]:
    """Take a table as it is written."""
    return [
        _Draft(
            row["kind"],
            row["country"],
            [row["name"], *_cell(row["aliases"]), *_cell(row["native"])],
            row["parent"],
            row.get("type", ""),
            _cell(row.get("demonyms", "")),
        )
        for row in table(table_name)
    ]


def _of_countries(taken: set[str]) -> list[_Draft]:
    """Write the bodies that every state has: `country-bodies.tsv` filled in for each country, less what is taken."""
    drafts = []
    patterns = [(row["kind"], row["name"], *_cell(row["aliases"])) for row in table("country-bodies")]
    for row in table("places"):
        if row["type"] != "country" or not row["demonyms"]:
            continue
        demonym = _cell(row["demonyms"])[0]
        country = row["name"].removeprefix("~")
        of_country = f"the {country}" if country in _WITH_ARTICLE else country
        fill = {"country": country, "of_country": of_country, "demonym": demonym.removeprefix("~")}
        mark = "~" if demonym.startswith("~") else ""
        for kind, *texts in patterns:
            names = [(mark if "{d" in text else "") + text.format_map(fill) for text in texts]
            if name_key(names[0]) not in taken:
                names = [text for text in names if name_key(text.removeprefix("~")) not in taken]
                drafts.append(_Draft(kind, row["country"], names))
    return drafts


def _catalogued(kind: str, files: tuple[str, ...], taken: set[str]) -> list[_Draft]:
    """Take a catalogue, less the names that the tables already give to something."""
    common = {row["word"] for row in table("ambiguous")}
    codes = {row["name"].removeprefix("~"): row["country"] for row in table("places") if row["type"] == "country"}
    codes |= {alias: row["country"] for row in table("places") if row["type"] == "country" for alias in _cell(row["aliases"])}
    drafts = []
    for entry in catalogue(files):
        names = [text for text in (entry.name, *entry.aliases) if name_key(text) not in taken]
        if names:
            country = codes.get(entry.country, entry.country if len(entry.country) == 2 else "")
            marked = [f"~{text}" if text.casefold() in common or len(text) < 4 else text for text in names]
            drafts.append(_Draft(kind, country, marked))
    return drafts


def _entries(drafts: list[_Draft]) -> tuple[LexiconEntry, ...]:
    entries = []
    for draft in drafts:
        name, *others = (text.removeprefix("~") for text in draft.names)
        latin = tuple(text for text in others if _LATIN.search(text))
        native = tuple(text for text in others if not _LATIN.search(text))
        demonyms = tuple(text.removeprefix("~") for text in draft.demonyms)
        entries.append(LexiconEntry(draft.kind, draft.country, name, latin, native, draft.parent, draft.type, demonyms))
    return tuple(entries)


def _names(drafts: list[_Draft]) -> tuple[LexiconName, ...]:
    keys: dict[str, int] = {}
    rows = []
    for index, draft in enumerate(drafts):
        for marked in draft.names:
            text = marked.removeprefix("~")
            is_short = is_abbreviation(text)
            key = text if is_short else text.casefold()
            if keys.setdefault(key, index) != index:
                keys[key] = -1
            rows.append((text, index, text is not marked, is_short, key))
    return tuple(
        LexiconName(text, index, is_marked or keys[key] < 0, not _LATIN.search(text), is_short, keys[key] < 0)
        for text, index, is_marked, is_short, key in rows
    )
