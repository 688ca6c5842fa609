"""Which hits of the lexicon stand, and which entry an ambiguous name means.

An unambiguous name counts wherever it stands. An ambiguous one counts where the document supports it: by another name
of the same entry, by the entry's country in the same sentence, or by its country anywhere. Where several entries are
supported equally, the one whose country is named most counts, and otherwise none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

import msgspec

from counterspy.reading.entities.found import RANK_LEXICON, Found
from counterspy.reading.gazetteer import NATIVE, Gazetteer, Hit, native_gazetteer
from counterspy.vocabulary import LexiconEntry, LexiconName, lexicon

_OTHER_NAME, _NEAR_COUNTRY, _COUNTRY, _ALONE = 4, 3, 2, 1
_NEAR = 80
_LONG_NAME = 10
_CYBER = re.compile(
    r"malware|ransomware|backdoor|trojan|implant|botnet|loader|spyware|hack|cyber|intrusion|phish|exploit"
    r"|APT|threat actor|actor|group|campaign|toolkit|payload|known as|tracked|weapon|missile|nerve|poison"
    r"|programme?|operation|radar"
)
_WEAK_ALONE = frozenset({"technology", "actor-group", "platform", "company"})
_OF_STATES = frozenset({"agency", "service"})
_LOOK_AROUND = 40
# the country itself, what follows it in front of the name
_OWNER_GAP = re.compile(r"[^\W\d_][\w.]*(?: [A-Z]\w*){0,3}(?:'s|')? (?:own )?")
_SPACED = re.compile(r"\bU\.S \.")
_DIRECTION = re.compile(
    r"(?:\b(?:North|South|East|West|Lower|Upper|Greater|Central|lower|upper|Lake|Mount|New|Fort|Port|Saint"
    r"|San|Santa|El|Los|Las) )$"
)
_LOCAL_COURT = re.compile(
    r" (?:criminal|district|regional|city|high|supreme|appeals?|appellate|commercial|federal|county"
    r"|magistrates?'?|crown|labour|military|provincial|administrative|central"
    r"|court of) (?:criminal )?(?:court|appeal)\b"
)


def find_named(
    flat: str, prose: str, gazetteer: Gazetteer, defined: dict[str, str]
) -> tuple[list[Found], list[tuple[int, int, str]]]:
    """Find the names of the lexicon that the document supports.

    Args:
        flat: The flattened text.
        prose: The same without headings whose capitals say nothing.
        gazetteer: All names.
        defined: Abbreviations that the document itself defines, to the long form as written.

    Returns:
        What was found, in order; and the adjectives of nationality as (start, end, country).
    """
    hits, adjectives = gazetteer.scan(flat)
    if NATIVE.search(flat):
        hits += native_gazetteer().scan(flat)[0]
    if "U.S ." in flat:
        # scanned pages often have a blank before the full stop
        hits += [Hit(start=m.start(), end=m.end(), names=gazetteer.names["U.S."]) for m in _SPACED.finditer(flat)]
    support = _Support(flat, hits, adjectives, defined)
    found = [item for hit in hits if (item := _found(flat, hit, support, gazetteer))]
    found += [item for owner in _owners(flat, hits, gazetteer) if (item := _found(flat, owner, support, gazetteer))]
    found.sort(key=lambda item: item.start)
    return _less_initial(flat, prose, found), adjectives


def _owners(flat: str, hits: list[Hit], gazetteer: Gazetteer) -> Iterator[Hit]:
    """Give the country in front of a name that the lexicon holds with it, as in `Ruritania's Security Service`."""
    for hit in hits:
        first, owned, rest = flat[hit.start : hit.end].partition("'s ")
        if owned and rest and first in gazetteer.names:
            yield Hit(start=hit.start, end=hit.start + len(first), names=gazetteer.names[first])


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


class _Support:
    """What the whole document says for an entry. Built once a document, then only read."""

    def __init__(
        self, flat: str, hits: list[Hit], adjectives: list[tuple[int, int, str]], defined: dict[str, str]
    ) -> None:
        self.flat = flat
        self.defined = defined
        self.entries = lexicon()
        self.sure: Counter[int] = Counter()
        self.countries: Counter[str] = Counter()
        self.placed: list[tuple[int, str]] = [(start, country) for start, _, country in adjectives]
        for hit in hits:
            name = hit.names[0]
            if name.is_ambiguous:
                continue
            self.sure[name.entry] += 1
            entry = self.entries[name.entry]
            if entry.kind == "place" and entry.country:
                self.placed.append((hit.start, entry.country))
        for _, country in self.placed:
            self.countries[country] += 1
        self.placed.sort()
        self.owned = dict(self._owned(hits))
        self.open_long = {
            name.entry: flat[hit.start : hit.end].casefold()
            for hit in hits
            if hit.names[0].is_shared and " " in flat[hit.start : hit.end]
            for name in hit.names
        }

    def _owned(self, hits: list[Hit]) -> Iterator[tuple[str, str]]:
        """Give names that stand behind another state than the one whose they are: `Ruritania's Home Office`."""
        for hit in reversed(hits):
            entry = self.entries[hit.names[0].entry]
            if entry.kind in _OF_STATES and len(hit.names) == 1 and entry.country:
                owner = self.owner(hit)
                if owner and owner != entry.country:
                    yield self.flat[hit.start : hit.end], owner

    def owner(self, hit: Hit) -> str:
        """The country that stands directly in front of a hit, empty where none does."""
        at = bisect_left(self.placed, (hit.start, "")) - 1
        if at < 0 or hit.start - self.placed[at][0] > _NEAR:
            return ""
        offset, country = self.placed[at]
        return country if _OWNER_GAP.fullmatch(self.flat, offset, hit.start) else ""

    def nearest(self, hit: Hit, names: list[LexiconName]) -> LexiconName | None:
        """The entry whose country is named nearest to a hit, before it rather than behind it."""
        of_country = {self.entries[name.entry].country: name for name in names}
        if len(of_country) < len(names):
            return None
        at = bisect_left(self.placed, (hit.start, ""))
        for around in range(_LOOK_AROUND):
            for index in (at - 1 - around, at + around):
                if 0 <= index < len(self.placed) and (found := of_country.get(self.placed[index][1])):
                    return found
        return None

    def is_near(self, hit: Hit, country: str) -> bool:
        """Whether the country is named in the same sentence, close by."""
        at = bisect_right(self.placed, (hit.start - _NEAR, ""))
        while at < len(self.placed) and self.placed[at][0] < hit.end + _NEAR:
            offset, named = self.placed[at]
            left, right = min(offset, hit.start), max(offset, hit.start)
            if named == country and offset != hit.start and "\n" not in self.flat[left:right]:
                return True
            at += 1
        return False

    def of(self, hit: Hit, name: LexiconName) -> int:
        """How well one entry is supported for one hit; 0 is not at all."""
        country = self.entries[name.entry].country
        if self.sure[name.entry]:
            return _OTHER_NAME
        if country and self.is_near(hit, country):
            return _NEAR_COUNTRY
        if country and self.countries[country]:
            return _COUNTRY
        return 0 if name.is_ambiguous else _ALONE


def _found(flat: str, hit: Hit, support: _Support, gazetteer: Gazetteer) -> Found | None:
    surface = flat[hit.start : hit.end]
    if surface in support.owned and support.owner(hit) in ("", support.owned[surface]):
        return _of_other_state(hit, surface, support)
    name = _meant(flat, hit, support)
    if name is None:
        return _of_one_kind(flat, hit, support.entries) or _of_open(flat, hit, support)
    entry = support.entries[name.entry]
    if entry.kind == "agency" and name.text.partition(" ")[2].islower():
        return None  # `the Russian embassy` describes, it does not name
    if entry.kind == "place":
        return _place(flat, hit, entry, name.entry)
    article = 4 if flat.startswith(("The ", "the "), hit.start) else 0
    return Found(
        start=hit.start + (article or _adjective_in_front(name, entry, gazetteer)),
        end=hit.end,
        kind=entry.kind,
        name=entry.name,
        rule="lexicon",
        rank=RANK_LEXICON,
        key=f"#{name.entry}",
        country=entry.country or None,
        aliases=_aliases(name.entry),
    )


def _place(flat: str, hit: Hit, entry: LexiconEntry, index: int) -> Found | None:
    """A place, with the direction in front of it (`North Harwick`), or the local court it names."""
    if (
        flat[hit.start : hit.end] == "U.S."
        and flat[hit.start - 2 : hit.start - 1].isdigit()
        and flat[hit.end + 1 : hit.end + 2].isdigit()
    ):
        return None  # `473 U.S. 207` is a volume of reports
    start = hit.start + (4 if flat.startswith(("The ", "the "), hit.start) else 0)
    is_followed = flat[hit.end + 1 : hit.end + 2].islower() and flat[hit.end : hit.end + 1] == " "
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
    line = max(flat.rfind("\n", max(0, start - 12), start) + 1, start - 12, 0)
    front = _DIRECTION.search(flat[line:start]) if entry.type in ("city", "region", "sea", "venue") else None
    if front:
        start = line + front.start()
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


def named_place(item: Found, names: tuple[LexiconName, ...]) -> Found:
    """Give a place found by its form as the one place of the lexicon that has its name, or unchanged."""
    entries = lexicon()
    places = [name.entry for name in names if entries[name.entry].kind == "place"]
    if len(places) != 1:
        return item
    entry = entries[places[0]]
    return msgspec.structs.replace(item, key=f"#{places[0]}", name=entry.name, country=entry.country or None)


def _of_one_kind(flat: str, hit: Hit, entries: tuple[LexiconEntry, ...]) -> Found | None:
    """A name of several words that several entries of one kind share: the kind is sure, the entry stays open."""
    kinds = {entries[name.entry].kind for name in hit.names}
    surface = flat[hit.start : hit.end]
    if len(kinds) > 1 or not hit.names[0].is_shared or " " not in surface:
        return None
    (kind,) = kinds
    countries = {entries[name.entry].country for name in hit.names}
    return Found(
        start=hit.start,
        end=hit.end,
        kind=kind,
        name=surface,
        rule="lexicon-shared",
        rank=RANK_LEXICON,
        key=surface.casefold(),
        country=countries.pop() or None if len(countries) == 1 else None,
    )


def _of_other_state(hit: Hit, surface: str, support: _Support) -> Found:
    """A body that is named like one the lexicon knows, but is another state's."""
    country = support.owned[surface]
    kind = support.entries[hit.names[0].entry].kind
    key = f"{country}:{surface}".casefold()
    return Found(
        start=hit.start,
        end=hit.end,
        kind=kind,
        name=surface,
        rule="lexicon-owned",
        rank=RANK_LEXICON,
        key=key,
        country=country,
    )


def _of_open(flat: str, hit: Hit, support: _Support) -> Found | None:
    """An abbreviation of a name that several entries share and that stands in the document too."""
    long = next((support.open_long[n.entry] for n in hit.names if n.entry in support.open_long), None)
    kinds = {support.entries[name.entry].kind for name in hit.names}
    if long is None or len(kinds) > 1 or not hit.names[0].is_abbreviation:
        return None
    return Found(
        start=hit.start,
        end=hit.end,
        kind=kinds.pop(),
        name=flat[hit.start : hit.end],
        rule="lexicon-shared",
        rank=RANK_LEXICON,
        key=long,
    )


def _meant(flat: str, hit: Hit, support: _Support) -> LexiconName | None:
    surface = flat[hit.start : hit.end]
    if surface in support.defined:
        long = support.defined[surface].casefold()
        fitting = [name for name in hit.names if _goes_by(support.entries[name.entry], long)]
        if len(fitting) == 1:
            return fitting[0]
        return None
    if len(hit.names) == 1 and not hit.names[0].is_ambiguous:
        return hit.names[0]
    scored = sorted(((support.of(hit, name), name) for name in hit.names), key=lambda s: -s[0])
    best, meant = scored[0]
    if best == 0:
        return None
    equals = [name for score, name in scored if score == best]
    if len(equals) > 1:
        if best == _NEAR_COUNTRY:
            return support.nearest(hit, equals)
        return _most_named(equals, support) or (support.nearest(hit, equals) if best >= _COUNTRY else None)
    if best == _COUNTRY and not meant.is_abbreviation and " " not in surface:
        return None
    return meant


def _goes_by(entry: LexiconEntry, long: str) -> bool:
    return any(name.casefold() in long for name in (entry.name, *entry.aliases) if len(name) > _LONG_NAME)


def _most_named(names: list[LexiconName], support: _Support) -> LexiconName | None:
    """Among equals the one whose country the document names most, None where two come equal again."""
    counts = [support.countries[support.entries[name.entry].country] for name in names]
    most = max(counts)
    return names[counts.index(most)] if most and counts.count(most) == 1 else None


def _adjective_in_front(name: LexiconName, entry: LexiconEntry, gazetteer: Gazetteer) -> int:
    """How many characters of a service's name are an adjective of nationality that is not part of it."""
    if entry.kind not in ("service", "military"):
        return 0
    first, _, rest = name.text.partition(" ")
    is_owned = first.endswith("'s") or first in gazetteer.demonyms
    return len(first) + 1 if rest and is_owned and not entry.name.startswith(first) else 0
