"""What a whole document says for the entries of the lexicon that its names may mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from counterspy.reading.gazetteer import Hit
from counterspy.vocabulary import LexiconName, lexicon, toml

OTHER_NAME, NEAR_COUNTRY, COUNTRY, ALONE = 4, 3, 2, 1
"""How well an entry is supported: by another name of it, by its country close by, anywhere, by nothing against it."""
_OWNER_GAP = re.compile(r"[^\W\d_][\w.]*(?: [A-Z]\w*){0,3}(?:'s|')? (?:own )?")
_AROUND_CITIES = frozenset({"country", "region", "territory"})
_LOOK_AROUND = 40
_NEAR = 80
_OF_STATES = frozenset({"agency", "service"})


@cache
def states() -> dict[str, str]:
    """States of a federation that go by the name of something else, to their country."""
    return dict(entry.split(":") for entry in toml("designations")["states-too"].split())


class Support:
    """What the whole document says for an entry. Built once a document, then only read."""

    def __init__(
        self, flat: str, hits: list[Hit], adjectives: list[tuple[int, int, str]], defined: dict[str, str]
    ) -> None:
        self.flat = flat
        self.defined = defined
        self.entries = lexicon()
        self.sure: set[int] = set()
        self.placed: list[tuple[int, str]] = [(start, country) for start, _, country in adjectives]
        self.regions: dict[int, str] = {}
        for hit in hits:
            name = hit.names[0]
            if flat.endswith(", ", 0, hit.start) and (state := states().get(hit.text)):
                self.regions[hit.start] = state
            if name.is_ambiguous:
                continue
            self.sure.add(name.entry)
            entry = self.entries[name.entry]
            if entry.kind == "place" and entry.country:
                self.placed.append((hit.start, entry.country))
                if entry.type in _AROUND_CITIES:
                    self.regions[hit.start] = entry.country
        self.placed.sort()
        self.countries = Counter(country for _, country in self.placed)
        self.owned = dict(self._owned(hits))
        self.open_long = {
            name.entry: hit.text.casefold()
            for hit in hits
            if hit.names[0].is_shared and " " in hit.text
            for name in hit.names
        }

    def _owned(self, hits: list[Hit]) -> Iterator[tuple[str, str]]:
        """Give names that stand behind another state than the one whose they are: `Ruritania's Home Office`."""
        for hit in reversed(hits):
            entry = self.entries[hit.names[0].entry]
            if entry.kind in _OF_STATES and len(hit.names) == 1 and entry.country:
                owner = self.owner(hit)
                if owner and owner != entry.country:
                    yield hit.text, owner

    def owner(self, hit: Hit) -> str:
        """The country that stands directly in front of a hit, or behind it and `of`; empty where none does."""
        at = bisect_left(self.placed, (hit.start, "")) - 1
        behind = hit.end + (4 if self.flat.startswith(" of ", hit.end) else 0)
        if behind > hit.end and at + 1 < len(self.placed):
            behind += 4 if self.flat.startswith("the ", behind) else 0
            after = bisect_left(self.placed, (behind, ""))
            if after < len(self.placed) and self.placed[after][0] == behind:
                return self.placed[after][1]
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

    def region_behind(self, end: int) -> str:
        """The country of the state or country that a comma parts from a city: `Harwick, Ohio`; empty where none."""
        return self.regions.get(end + 2, "") if self.flat.startswith(", ", end) else ""

    def is_near(self, hit: Hit, country: str) -> bool:
        """Whether the country is named in the same sentence, close by."""
        at = bisect_right(self.placed, (hit.start - _NEAR, ""))
        while at < len(self.placed) and self.placed[at][0] < hit.end + _NEAR:
            offset, named = self.placed[at]
            left, right = min(offset, hit.start), max(offset, hit.start)
            if named == country and offset != hit.start and self.flat.find("\n", left, right) < 0:
                return True
            at += 1
        return False

    def of(self, hit: Hit, name: LexiconName) -> int:
        """How well one entry is supported for one hit; 0 is not at all."""
        entry = self.entries[name.entry]
        if entry.kind in _OF_STATES and entry.country and self.owner(hit) not in ("", entry.country):
            return 0
        if name.entry in self.sure:
            return OTHER_NAME
        country = entry.country
        if country and country in self.countries:
            return NEAR_COUNTRY if self.is_near(hit, country) else COUNTRY
        return 0 if name.is_ambiguous else ALONE
