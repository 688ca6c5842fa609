"""Kinds of speaker: what a name, a role or a noun makes of who says it.

Invariant: roles, entity kinds and words decide, never a name, a nationality or a language.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from counterspy.model import ReadEntity
from counterspy.reading.claims.cast import SPEAKING_KINDS, Cast, Named
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.prose import Prose

_ONE = frozenset(["a", "an", "the", "one", "another", "his", "her", "their"])
_OFFICES = ("speakers.role", "speakers.post", "speakers.official")
_CHAIRS = frozenset(["chair", "chairman", "chairwoman", "president", "general", "high", "secretary"])
_SUSPECTS = frozenset(
    ["man", "men", "woman", "women", "pair", "couple", "duo", "trio", "teenager", "brothers", "suspect"]
)
_DOERS = ("er", "or", "ist", "ian", "eer", "man", "woman", "keeper", "ee")


@cache
def _humans() -> frozenset[str]:
    """Nouns that stand for one person."""
    lists = cues().words
    names = ("role", "post", "official", "expert", "reporter", "counsel")
    return frozenset().union(*(lists[f"speakers.{name}"] for name in names)) - lists["speakers.bodies"]


class Kinds:
    """Tells the kinds of the speakers of one document."""

    def __init__(self, prose: Prose, cast: Cast) -> None:
        self._prose = prose
        self._cast = cast
        self._cues = cues()
        self._humans = _humans()

    def person(self, entity: ReadEntity, head: frozenset[str]) -> str:
        """Kind of a person, from the words of the role beside the name."""
        lists = self._cues.words
        bare = frozenset([word.removesuffix("'s") for word in head])
        if not lists["speakers.counsel"].isdisjoint(bare) or self._is_private_attorney(head):
            return "accused" if lists["speakers.company"].isdisjoint(bare - {"team"}) else "company"
        if entity.kind == "persona" or self._cast.is_accused(entity):
            return "accused"
        is_former = "former" in bare
        if (is_former or "ex" in bare) and not lists["speakers.expert"].isdisjoint(bare - {"former"}):
            return "expert"
        if not lists["speakers.scholarly"].isdisjoint(bare) and not ("minister" in bare or "judge" in bare):
            return "expert"
        if not is_former and any(not lists[name].isdisjoint(bare) for name in _OFFICES):
            return self._office(entity, bare)
        return "expert" if lists["speakers.reporter"].isdisjoint(bare) else "media"

    @staticmethod
    def _is_private_attorney(head: frozenset[str] | set[str]) -> bool:
        """As in "his attorney", "an attorney for the defendant"; no attorney of a state."""
        return (
            ("attorney" in head or "attorneys" in head)
            and bool(head & {"his", "her", "their", "an", "for", "defence", "defense"})
            and not head & cues().words["speakers.state_attorneys"]
        )

    def _office(self, entity: ReadEntity, bare: frozenset[str]) -> str:
        """A post is of the body named beside it; a post that only a state has speaks for itself."""
        lists = self._cues.words
        bodies = self._bodies_beside(entity)
        for kind in bodies:
            if kind in {"service", "agency", "military", "place"}:
                return "named-official"
            if kind in {"company", "organisation"}:
                return "company"
        if not lists["speakers.post"].isdisjoint(bare - _CHAIRS):
            return "named-official"
        if not lists["speakers.company"].isdisjoint(bare) or not lists["speakers.business"].isdisjoint(bare):
            return "company"
        if "its" in bare and (body := self._body_before(entity)):
            return body
        return "named-official"

    def _body_before(self, entity: ReadEntity) -> str | None:
        """Whose "its director" it is: the body named last before the person."""
        at = bisect_left(self._cast.starts, entity.mentions[0].start) - 1
        while at >= 0 and entity.mentions[0].start - self._cast.mentions[at].start < 400:
            one = self._cast.mentions[at]
            if one.entity.kind in {"company", "organisation", "service", "agency", "military"}:
                return self.entity(one.entity, [])
            at -= 1
        return None

    def _bodies_beside(self, entity: ReadEntity) -> list[str]:
        kinds: list[str] = []
        flat = self._prose.flat
        for mention in entity.mentions[:6]:
            near = self._cast.within(max(0, mention.start - 70), min(len(flat), mention.end + 90))
            for one in near:
                if one.entity.id == entity.id or one.entity.kind not in SPEAKING_KINDS:
                    continue
                gap = flat[one.end : mention.start] if one.end <= mention.start else flat[mention.end : one.start]
                if self._is_role_gap(gap):
                    kinds.append(one.entity.kind)
        return kinds

    def _is_role_gap(self, gap: str) -> bool:
        """The words between a body and a person tie the two: "'s director,", ", head of the"."""
        is_tied = gap.startswith(("'s", ",", " (", " of", " at")) and "." not in gap
        return is_tied and len(gap.split()) < 8 and not self._holds_verb(gap)

    def _holds_verb(self, gap: str) -> bool:
        return any(
            word in self._cues.verbs or word in self._cues.words["clauses.auxiliaries"] for word in gap.lower().split()
        )

    def is_human(self, head: str) -> bool:
        """Tell whether the noun stands for one person."""
        is_human = head in self._humans or head in _SUSPECTS or head in self._cues.words["speakers.accused"]
        return is_human and not head.endswith("s")

    def noun(self, head: str, words: list[str], named: list[Named], owner: Named | None) -> str | None:
        """Kind of a noun phrase by its head; `owner` is the name the head belongs to; None: it cannot speak."""
        lists = self._cues.words
        if owner is not None and head not in lists["speakers.document"]:
            return self.entity(owner.entity, words)
        if head in lists["speakers.media"] or (
            head in {"report", "reports"} and {"press", "media", "newspaper", "news"} & set(words)
        ):
            return "media"
        if not lists["speakers.sources"].isdisjoint(words) and not lists["speakers.privy"].isdisjoint(words):
            return "unnamed-official"
        if head in lists["speakers.document"]:
            return "unnamed-official" if head in {"figures", "estimates"} and "official" in words else "document"
        if head in lists["speakers.counsel"]:
            is_owned = words[0] in {"the", "his", "her", "their", "a", "an", "its"} or any(
                word.endswith("'s") for word in words
            )
            is_general = head.endswith("s") and not is_owned and not {"for", "defence", "defense"} & set(words)
            return "expert" if is_general else "accused"
        if head in {"attorney", "attorneys"} and self._is_private_attorney(set(words)):
            return "accused"
        if "authoring" in words or "co-authoring" in words:
            return "named-official"
        if (works := self._works(head, words, named)) is not None:
            return works
        if head in _SUSPECTS and words[0] == "the":
            return "accused"
        if head in lists["speakers.role"]:
            return self._role_kind(words, named)
        if head in lists["speakers.official"]:
            return "unnamed-official"
        if head in lists["speakers.expert"]:
            return "expert"
        if head in lists["speakers.post"]:
            return "named-official"
        if head in lists["speakers.accused"]:
            return "accused"
        if head in lists["speakers.company"]:
            return "company"
        if head.endswith("s") and len(head) > 4 and (single := head.removesuffix("s")) != head:
            return self.noun(single, words, named, owner)
        return (
            "expert"
            if words[0] in _ONE and head.endswith(_DOERS) and head not in cues().words["speakers.things"]
            else None
        )

    def _works(self, head: str, words: list[str], named: list[Named]) -> str | None:
        """As in "the service's inquiries": a body's doing speaks as the body."""
        if (
            head
            not in {"inquiries", "investigation", "investigations", "enquiries", "experts", "team", "staff", "work"}
            or not named
        ):
            return None
        at = words.index(head) if head in words else 0
        return self.entity(named[-1].entity, words) if at and words[at - 1].endswith("'s") else None

    def _role_kind(self, words: list[str], named: list[Named]) -> str:
        for one in named:
            if one.entity.kind in {"company", "organisation", "platform"}:
                return "expert" if self._is_scholarly(one.entity) else "company"
            if one.entity.kind == "place" and words[0] in {"a", "an"}:
                return "unnamed-official"
            if one.entity.kind in {"service", "agency", "military", "place"}:
                return "named-official"
        bare = {word.removesuffix("'s") for word in words}
        if bare & self._cues.words["speakers.company"]:
            return "company"
        if bare & self._cues.words["speakers.scholarly"]:
            return "expert"
        if bare & cues().words["speakers.business"] or (
            bare & {"treasurer", "director", "boss", "partner", "leader"} and words[0] not in {"a", "an"}
        ):
            return "company"
        return "unnamed-official" if words[0] in {"a", "an"} else "named-official"

    def entity(self, entity: ReadEntity, words: list[str]) -> str | None:
        """Kind of a named body; `words` stand beside the name."""
        if entity.kind in {"service", "agency", "military", "place"}:
            return "named-official"
        if entity.kind in {"persona", "actor-group"}:
            return "accused"
        if entity.kind == "company":
            near = {word.lower() for word in entity.name.split()} | set(words)
            is_media = near & (self._cues.words["speakers.media_names"] | self._cues.words["speakers.media"])
            return "media" if is_media else "company"
        if entity.kind == "organisation":
            return "expert" if self._is_scholarly(entity) else "company"
        if entity.kind == "platform":
            return "company"
        return "document" if entity.kind == "law" else None

    def _is_scholarly(self, entity: ReadEntity) -> bool:
        return any(word.lower() in self._cues.words["speakers.scholarly"] for word in entity.name.split())
