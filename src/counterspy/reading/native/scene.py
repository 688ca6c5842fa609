"""A page with its words found, and what the whole page says of those it names: whom the law may befall, where home is.

Invariant: who somebody is follows from the words beside the name, never from the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import Final

from counterspy.model import ReadClaim, ReadEntity
from counterspy.reading.native.speech import Names
from counterspy.reading.native.stems import one_of
from counterspy.reading.native.words import Hit, fold, scan
from counterspy.reading.page import Page
from counterspy.vocabulary import toml

_HANDED: Final = frozenset({"arrested", "charged", "convicted", "sentenced", "investigated", "disrupted", "expelled"})
_BODIES: Final = frozenset({"service", "agency", "military"})
_ABROAD: Final = re.compile(
    "^(?:посольств|консульств|генконсульств|постпредств|мисси)|^[\u3400-\u9fff]{0,10}(?:使馆|领馆|驻)"
)
"""A state's bodies abroad say nothing of where the law is done."""
_LOOK: Final = 40


@cache
def _other_roles(language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile("(?:" + "|".join(toml("zh-names")["person"]["others"]) + ")$")
    return one_of(toml("ru-names")["person"]["others"])


@cache
def _on_behalf(language: str) -> re.Pattern[str]:
    words = toml(language)["sponsor"]["before"]
    if language == "zh":
        return re.compile("(?:" + "|".join(words) + ")[\u3400-\u9fff“「]{0,4}$")
    return one_of(words)


class Scene:
    """One page, its words and its cast. Changed only while `backing` notes whose a service is said to be."""

    def __init__(self, page: Page, claims: tuple[ReadClaim, ...]) -> None:
        self.page = page
        self.claims = claims
        self.folded = fold(page.text, page.language)
        self.hits = scan(self.folded, page.language)
        self._starts = [hit.start for hit in self.hits]
        self.names = Names(page.entities)
        self.people = [entity for entity in page.entities if entity.kind == "person"]
        self.others = {entity.id for entity in self.people if self._has_other_role(entity)}
        self.owners: dict[str, str] = {}
        self.speaking = self._speaking()
        self.home = self._home()

    def hits_in(self, start: int, end: int, role: str) -> list[Hit]:
        """Give the words of one role that lie in a stretch, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [hit for hit in self.hits[first:last] if hit.role == role and hit.end <= end]

    def can_be_accused(self, entity: ReadEntity) -> bool:
        """Whether something may befall somebody: a person who is no official, counsel or expert of the story."""
        return entity.kind == "person" and entity.id not in self.others

    def _speaking(self) -> set[str]:
        """Give those who speak as anybody but the accused."""
        return {
            entity.id
            for claim in self.claims
            if claim.speaker_start is not None and claim.speaker_kind != "accused"
            for _, _, entity in self.names.within(claim.speaker_start, claim.speaker_end or 0)
        }

    def _has_other_role(self, entity: ReadEntity) -> bool:
        pattern = _other_roles(self.page.language)
        for mention in entity.mentions:
            before = self.folded[max(0, mention.start - _LOOK) : mention.start]
            if self.page.language == "zh":
                if pattern.search(before):
                    return True
                if re.match(
                    "(?:教授|博士|律师|法官|检察官|副检察司|研究员|发言人|部长|议员)",
                    self.folded[mention.end : mention.end + 5],
                ):
                    return True
                continue
            near = re.split(r"[,.;:!?—«»]\s?", before)[-1]
            if pattern.search(near):
                return True
        return False

    def _home(self) -> str | None:
        """Find the state whose bodies hold, charge and judge: by bodies only one state has, and by whose they are."""
        votes: Counter[str] = Counter()
        for hit in self.hits:
            if hit.role == "home" and not self.is_for(hit.start):
                votes[hit.code] += 2
            if hit.role != "outcome" or hit.code not in _HANDED:
                continue
            sentence = self.page.sentence_at(hit.start)
            if sentence is None:
                continue
            for left, _, entity in self.names.within(sentence.start, sentence.end):
                is_abroad = _ABROAD.search(self.folded[left : left + 40])
                if entity.country and entity.kind in _BODIES and not is_abroad and not self.is_for(left):
                    votes[entity.country] += 2
        return votes.most_common(1)[0][0] if votes else None

    def is_for(self, at: int) -> bool:
        """Whether the words before an offset make what stands there the one on whose behalf somebody acts."""
        before = self.folded[max(0, at - 50) : at]
        if self.page.language == "zh":
            return bool(_on_behalf("zh").search(before[-7:]))
        near = re.split(r"[,.;:!?—]", before)[-1].split()[-4:]
        return bool(_on_behalf("ru").search(" ".join(near)))
