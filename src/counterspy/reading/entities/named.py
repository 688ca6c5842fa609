"""Which hits of the lexicon stand, and which entry an ambiguous name means.

An unambiguous name counts wherever it stands. An ambiguous one counts where the document supports it: by another name
of the same entry, by the entry's country in the same sentence, or by its country anywhere. Where several entries are
supported equally, the one whose country is named most counts, and otherwise none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import attrgetter

import msgspec

from counterspy.reading.entities.found import RANK_LEXICON, Found
from counterspy.reading.entities.support import COUNTRY, NEAR_COUNTRY, Support, states
from counterspy.reading.gazetteer import Gazetteer, Hit, native_gazetteer
from counterspy.vocabulary import LexiconEntry, LexiconName, country_of_demonym, lexicon

_NEAR = 80
_LONG_NAME = 10
_CYBER = re.compile(
    r"malware|ransomware|backdoor|trojan|implant|botnet|loader|spyware|hack|cyber|intrusion|phish|exploit"
    r"|APT|threat actor|actor|group|campaign|toolkit|payload|known as|tracked|weapon|missile|nerve|poison"
    r"|programme?|operation|radar"
)
_WEAK_ALONE = frozenset({"technology", "actor-group", "platform", "company"})
_LOOK_AROUND = 40
# the country itself, what follows it in front of the name
_SPACED = re.compile(r"\bU\.S \.")
_SIDES = ("North ", "South ", "East ", "West ", "Lower ", "Upper ", "Greater ", "Central ", "lower ", "upper ")
_FEATURES = ("Lake ", "Mount ", "New ", "Fort ", "Port ", "Saint ", "San ", "Santa ", "El ", "Los ", "Las ")
_FRONTS = (*_SIDES, *_FEATURES)
_DIRECTED = frozenset({"city", "region", "sea", "venue"})
_ARTICLES = ("The ", "the ")
_STATE_FORMS = ("Republic of ", "Democratic Republic")
_CUT_OFF = re.compile(r"\b((?:Democratic )?[Pp]eople|PEOPLE)[\W_]{0,2}[sS]?[\W_]{1,4}$")
_NEAR_FRONT = 26
_TOWN_BEFORE = re.compile(r"(?:\b(?:of|in|from|near|at|outside|to) |^|\n)(?:[A-Z][\w.'-]+ ){0,2}[A-Z][\w'-]+, $")
_TO_PLACES = (" in ", " to ", " at ", " from ", " near ", " outside ", " visited ", " for ")
_CURRENCY = ("$", " $", " dollar", "-dollar")
_LOCAL_COURT = re.compile(
    r" (?:criminal|district|regional|city|high|supreme|appeals?|appellate|commercial|federal|county"
    r"|magistrates?'?|crown|labour|military|provincial|administrative|central"
    r"|court of) (?:criminal )?(?:court|appeal)\b"
)


def find_named(
    flat: str, prose: str, gazetteer: Gazetteer, defined: dict[str, str], *, has_native: bool
) -> list[Found]:
    """Find the names of the lexicon that the document supports.

    Args:
        flat: The flattened text.
        prose: The same without headings whose capitals say nothing.
        gazetteer: All names.
        defined: Abbreviations that the document itself defines, to the long form as written.
        has_native: The text has letters of a script other than Latin.

    Returns:
        What was found, in order.
    """
    hits, adjectives = gazetteer.scan(flat)
    if has_native:
        hits += native_gazetteer().scan(flat)[0]
    if "U.S ." in flat:
        # scanned pages often have a blank before the full stop
        of_us = gazetteer.names["U.S."]
        hits += [Hit(start=m.start(), end=m.end(), text=m.group(), names=of_us) for m in _SPACED.finditer(flat)]
    if "Republic" in flat:
        hits = [_whole(flat, hit, gazetteer) for hit in hits]
    support = Support(flat, hits, adjectives, defined)
    found = [item for hit in (*hits, *_owners(hits, gazetteer)) if (item := _found(flat, hit, support))]
    found.sort(key=attrgetter("start"))
    return _less_initial(flat, prose, found)


def _owners(hits: list[Hit], gazetteer: Gazetteer) -> Iterator[Hit]:
    """Give the country in front of a name that the lexicon holds with it, as in `Ruritania's Security Service`."""
    for hit in hits:
        first, owned, rest = hit.text.partition("'s ")
        if owned and rest and (names := gazetteer.names.get(first)):
            yield Hit(start=hit.start, end=hit.start + len(first), text=first, names=names)


def _less_initial(flat: str, prose: str, found: list[Found]) -> list[Found]:
    """Leave out one-word names of things and groups that only stand where any word has a capital."""
    firm = {item.key for item in found if item.kind not in _WEAK_ALONE or _is_firm(flat, prose, item)}
    return [item for item in found if item.key in firm]


def _is_firm(flat: str, prose: str, item: Found) -> bool:
    surface = flat[item.start : item.end]
    if not surface.isalpha() or not surface[1:].islower():
        return True
    if item.kind in ("technology", "actor-group"):
        return bool(_CYBER.search(flat, max(0, item.start - _NEAR), item.end + _NEAR))
    return (
        prose[item.start] == flat[item.start] and flat[item.start - 1 : item.start] not in ("", "\n") and item.start > 0
    )


@cache
def _aliases(index: int) -> tuple[str, ...]:
    entry = lexicon()[index]
    return (*entry.aliases, *entry.native)


def _whole(flat: str, hit: Hit, gazetteer: Gazetteer) -> Hit:
    """A state's name that the scan cut in two, at a line end or an odd mark: `People's` + `Republic of China`."""
    if not hit.text.startswith(_STATE_FORMS):
        return hit
    front = _CUT_OFF.search(flat, max(0, hit.start - _NEAR_FRONT), hit.start)
    names = gazetteer.names.get(f"{front[1].title()}'s {hit.text}") if front else None
    if front is None or names is None:
        return hit
    return Hit(start=front.start(), end=hit.end, text=f"{front[1]}'s {hit.text}", names=names)


def _found(flat: str, hit: Hit, support: Support) -> Found | None:
    if hit.text in support.owned and support.owner(hit) in ("", support.owned[hit.text]):
        return _of_other_state(hit, support)
    if hit.text in states() and hit.start in support.regions and _is_town(flat, hit.start):
        country = support.regions[hit.start]
        return Found(
            start=hit.start,
            end=hit.end,
            kind="place",
            name=hit.text,
            rule="state-behind-town",
            rank=RANK_LEXICON,
            key=f"{country}:{hit.text}".casefold(),
            country=country,
        )
    name = _meant(hit, support)
    if name is None:
        return _of_one_kind(hit, support.entries) or _of_open(hit, support)
    entry = support.entries[name.entry]
    if entry.kind == "place":
        return _place(flat, hit, entry, name.entry, support)
    front = _front(name.text, name.entry)
    if front is None:
        return None
    return Found(
        start=hit.start + (4 if hit.text.startswith(_ARTICLES) else front),
        end=hit.end,
        kind=entry.kind,
        name=entry.name,
        rule="lexicon",
        rank=RANK_LEXICON,
        key=f"#{name.entry}",
        country=entry.country or None,
        aliases=_aliases(name.entry),
    )


def _place(flat: str, hit: Hit, entry: LexiconEntry, index: int, support: Support) -> Found | None:
    """A place, with the direction in front of it (`North Harwick`), or the local court it names."""
    if (
        hit.text == "U.S."
        and flat[hit.start - 2 : hit.start - 1].isdigit()
        and flat[hit.end + 1 : hit.end + 2].isdigit()
    ):
        return None  # `473 U.S. 207` is a volume of reports
    if flat.startswith(_CURRENCY, hit.end):
        return None
    start = hit.start + (4 if hit.text.startswith(_ARTICLES) and hit.text != entry.name else 0)
    is_followed = flat.startswith(" ", hit.end) and flat[hit.end + 1 : hit.end + 2].islower()
    court = _LOCAL_COURT.match(flat, hit.end, hit.end + 40) if is_followed else None
    if court:
        name = flat[start : court.end()]
        return Found(
            start=start,
            end=court.end(),
            kind="agency",
            name=name,
            rule="local-court",
            rank=RANK_LEXICON,
            key=name.casefold(),
            country=entry.country or None,
        )
    region = support.region_behind(hit.end) if entry.type == "city" else ""
    if region and region != entry.country:
        return Found(
            start=start,
            end=hit.end,
            kind="place",
            name=hit.text,
            rule="lexicon-elsewhere",
            rank=RANK_LEXICON,
            key=f"{region}:{hit.text}".casefold(),
            country=region,
        )
    if entry.type in _DIRECTED and (front := _front_of_place(flat, start)):
        start -= front
        name = flat[start : hit.end]
        return Found(
            start=start,
            end=hit.end,
            kind="place",
            name=name,
            rule="lexicon-part",
            rank=RANK_LEXICON,
            key=name.casefold(),
            country=entry.country or None,
        )
    return Found(
        start=start,
        end=hit.end,
        kind="place",
        name=entry.name,
        rule="lexicon",
        rank=RANK_LEXICON,
        key=f"#{index}",
        country=entry.country or None,
        aliases=_aliases(index),
    )


def _is_town(flat: str, start: int) -> bool:
    """Whether a capitalised name stands before a comma in front of an offset."""
    return _TOWN_BEFORE.search(flat, max(0, start - _LOOK_AROUND), start) is not None


def _front_of_place(flat: str, start: int) -> int:
    """How many characters in front of a place belong to its name, as in `North Harwick`; 0: none."""
    if not flat.endswith(_FRONTS, 0, start):
        return 0
    size = next(len(word) for word in _FRONTS if flat.endswith(word, 0, start))
    before = flat[start - size - 1 : start - size]
    return 0 if before.isalnum() or before == "_" else size


def named_place(item: Found, names: tuple[LexiconName, ...]) -> Found:
    """Give a place found by its form as the one place of the lexicon that has its name, or unchanged."""
    entries = lexicon()
    places = [name.entry for name in names if entries[name.entry].kind == "place"]
    if len(places) != 1:
        return item
    entry = entries[places[0]]
    return msgspec.structs.replace(item, key=f"#{places[0]}", name=entry.name, country=entry.country or None)


def _of_one_kind(hit: Hit, entries: tuple[LexiconEntry, ...]) -> Found | None:
    """A name of several words that several entries of one kind share: the kind is sure, the entry stays open."""
    if not hit.names[0].is_shared or " " not in hit.text:
        return None
    kinds = {entries[name.entry].kind for name in hit.names}
    if len(kinds) > 1:
        return None
    (kind,) = kinds
    countries = {entries[name.entry].country for name in hit.names}
    return Found(
        start=hit.start,
        end=hit.end,
        kind=kind,
        name=hit.text,
        rule="lexicon-shared",
        rank=RANK_LEXICON,
        key=hit.text.casefold(),
        country=countries.pop() or None if len(countries) == 1 else None,
    )


def _of_other_state(hit: Hit, support: Support) -> Found:
    """A body that is named like one the lexicon knows, but is another state's."""
    country = support.owned[hit.text]
    kind = support.entries[hit.names[0].entry].kind
    return Found(
        start=hit.start,
        end=hit.end,
        kind=kind,
        name=hit.text,
        rule="lexicon-owned",
        rank=RANK_LEXICON,
        key=f"{country}:{hit.text}".casefold(),
        country=country,
    )


def _of_open(hit: Hit, support: Support) -> Found | None:
    """An abbreviation of a name that several entries share and that stands in the document too."""
    if not support.open_long:
        return None
    long = next((support.open_long[n.entry] for n in hit.names if n.entry in support.open_long), None)
    kinds = {support.entries[name.entry].kind for name in hit.names}
    if long is None or len(kinds) > 1 or not hit.names[0].is_abbreviation:
        return None
    return Found(
        start=hit.start,
        end=hit.end,
        kind=kinds.pop(),
        name=hit.text,
        rule="lexicon-shared",
        rank=RANK_LEXICON,
        key=long,
    )


def _meant(hit: Hit, support: Support) -> LexiconName | None:
    if hit.text in support.defined:
        long = support.defined[hit.text].casefold()
        fitting = [name for name in hit.names if _goes_by(support.entries[name.entry], long)]
        if len(fitting) == 1:
            return fitting[0]
        return None
    if len(hit.names) == 1 and not hit.names[0].is_ambiguous:
        return hit.names[0]
    scores = [support.of(hit, name) for name in hit.names]
    best = max(scores)
    if best == 0:
        return None
    equals = [name for name, score in zip(hit.names, scores, strict=True) if score == best]
    if len(equals) > 1:
        if best == NEAR_COUNTRY:
            return support.nearest(hit, equals)
        return _most_named(equals, support) or (support.nearest(hit, equals) if best >= COUNTRY else None)
    (meant,) = equals
    if best > COUNTRY or meant.is_abbreviation or " " in hit.text:
        return meant
    is_there = support.entries[meant.entry].kind == "place" and support.flat.endswith(_TO_PLACES, 0, hit.start)
    return meant if is_there else None


def _goes_by(entry: LexiconEntry, long: str) -> bool:
    return any(name.casefold() in long for name in (entry.name, *entry.aliases) if len(name) > _LONG_NAME)


def _most_named(names: list[LexiconName], support: Support) -> LexiconName | None:
    """Among equals the one whose country the document names most, None where two come equal again."""
    counts = [support.countries[support.entries[name.entry].country] for name in names]
    most = max(counts)
    return names[counts.index(most)] if most and counts.count(most) == 1 else None


@lru_cache(maxsize=8192)
def _front(text: str, index: int) -> int | None:
    """How many characters of an entry's name are an adjective of nationality that is not part of it.

    None where the name only describes, as `Russian embassy` does.
    """
    entry = lexicon()[index]
    first, _, rest = text.partition(" ")
    if entry.kind == "agency" and rest.islower():
        return None
    if entry.kind not in ("service", "military"):
        return 0
    is_owned = first.endswith("'s") or first in country_of_demonym()
    return len(first) + 1 if rest and is_owned and not entry.name.startswith(first) else 0
