"""Who is who in this document: named entities by place, the roles people are given, who is accused.

Invariant: built from the page alone; names play no part in any decision, only kinds, roles and words around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from counterspy.model import ReadEntity
from counterspy.reading.claims.prose import Prose
from counterspy.reading.claims.roles import is_accused, roles_beside
from counterspy.reading.page import Page

SPEAKING_KINDS = frozenset(
    {"person", "persona", "service", "agency", "military", "company", "organisation", "actor-group", "platform"}
)
_OWN = (" we ", " our ", " us ", " us.", " us,")
_OWN_AT_LEAST = 3
_OWN_WITHIN = 1500  # code points
_PUBLICATION = re.compile(
    r"\b(?:[Tt]his|[Jj]oint) (?:[Jj]oint )?(?:[Cc]ybersecurity )?"
    r"(?:[Aa]dvisory|[Aa]lert|[Pp]roduct|[Bb]ulletin|[Gg]uidance)\b"
)
_HEAD = 400  # an issuer names itself at the top
_PROTEST = re.compile(
    r"\b(?:[Ww]e|[Cc]ompany|[Oo]ur \w+|[Pp]arty|firm|[Cc]ampaign|[Ii]t) (?:\w+ )?"
    r"(?:rejects?|deny|denies|refutes?|disputes?|never|have never|has never|had never)\b"
    r"|\b(?:allegation|accusation|suggestion)s? (?:is|are|that|against)\b|\bNo (?:\w+ )?(?:employee|customer|member)\b"
)
_STATEMENT = re.compile(r"\b(?:[Ss]tatement|[Rr]esponse|[Aa]nnouncement|[Rr]elease) (?:by|of|from) (?=(the )?)")
_STATEMENTS = ("tatement ", "esponse ", "nnouncement ", "elease ")
_ISSUED = ("by ", "of ", "from ")
_PUBLICATIONS = ("advisory", "alert", "product", "bulletin", "guidance")
_OPENINGS = ("this ", "joint ", "cybersecurity ")


class Named(Struct, frozen=True, gc=False):
    """One mention of one entity."""

    start: int
    end: int
    entity: ReadEntity


class Cast(Struct, frozen=True, kw_only=True):
    """The people and bodies of a document.

    Attributes:
        mentions: All mentions in order.
        starts: Their starts.
        flat: The text on one line.
        known_roles: Roles that have been asked for, by entity id; filled while the document is read.
        known_accused: The same for who is accused.
        publishers: Entity ids of public bodies whose own advisory, alert or report the document is.
        issuer: The body that speaks as "we" outside quotations, or None.
    """

    mentions: list[Named]
    starts: list[int]
    flat: str
    known_roles: dict[str, frozenset[str]]
    known_accused: dict[str, bool]
    issuer: ReadEntity | None
    publishers: frozenset[str]

    def within(self, start: int, end: int) -> list[Named]:
        """Mentions that lie wholly inside a span."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        return [named for named in self.mentions[first:last] if named.end <= end] if first < last else []

    def roles(self, entity: ReadEntity) -> frozenset[str]:
        """The lower-case words that stand beside a person's name as a role."""
        known = self.known_roles.get(entity.id)
        if known is None:
            known = self.known_roles[entity.id] = roles_beside(self.flat, entity)
        return known

    def is_accused(self, entity: ReadEntity) -> bool:
        """Tell whether the document calls a person or a group accused."""
        known = self.known_accused.get(entity.id)
        if known is None:
            known = self.known_accused[entity.id] = is_accused(self.flat, entity)
        return known

    def person_before(self, offset: int, limit: int = 1200) -> Named | None:
        """The nearest person named before a code point, no further than `limit` code points away."""
        for at in range(bisect_right(self.starts, offset) - 1, -1, -1):
            named = self.mentions[at]
            if offset - named.start > limit:
                return None
            if named.entity.kind == "person" and named.end <= offset:
                return named
        return None


def as_cast(page: Page, prose: Prose) -> Cast:
    """Work out who is who."""
    mentions = [Named(mention.start, mention.end, entity) for entity in page.entities for mention in entity.mentions]
    mentions.sort(key=lambda named: (named.start, named.end))
    return Cast(
        mentions=mentions,
        starts=[named.start for named in mentions],
        flat=prose.flat,
        known_roles={},
        known_accused={},
        issuer=_issuer(prose, page, mentions),
        publishers=_publishers(prose, mentions),
    )


def _publishers(prose: Prose, mentions: list[Named]) -> frozenset[str]:
    """Public bodies named where the text calls itself an advisory: "X is releasing this alert"."""
    nouns = [noun for noun in _PUBLICATIONS if noun in prose.lower]
    lower = prose.flat.lower() if nouns else ""
    if not any(opening + noun in lower for noun in nouns for opening in _OPENINGS):
        return frozenset()
    found: set[str] = set()
    bodies = [named for named in mentions if named.entity.kind in {"agency", "service"}]
    starts = [named.start for named in bodies]
    for match in _PUBLICATION.finditer(prose.flat):
        first = bisect_left(starts, match.start() - 220)
        last = bisect_left(starts, match.end() + 220)
        found.update(named.entity.id for named in bodies[first:last][:12])
    return frozenset(found)


def _issuer(prose: Prose, page: Page, mentions: list[Named]) -> ReadEntity | None:
    """The body whose own voice the document is: it says "we" and is named most, or made the statement."""
    bodies = [named for named in mentions if named.entity.kind in {"company", "organisation", "agency", "service"}]
    stated = _stated(prose.flat)
    for named in bodies if stated else ():
        if named.start in stated:
            return named.entity
    if not bodies or bodies[0].start >= _HEAD:
        return None
    if not _is_own(prose.lower, len(page.text)) or _PROTEST.search(prose.flat) is None:
        return None  # it tells of others: what it says of itself is the narrator's
    first: dict[str, int] = {}
    for named in bodies:
        first.setdefault(named.entity.id, named.start)
    bodies = [named for named in bodies if first[named.entity.id] < _HEAD]
    counts: dict[str, int] = {}
    for named in bodies:
        counts[named.entity.id] = counts.get(named.entity.id, 0) + 1
    return max(bodies, key=lambda named: counts[named.entity.id]).entity


def _stated(flat: str) -> set[int]:
    """Where the name of who made "a statement by the …" may start."""
    nouns = [noun for noun in _STATEMENTS if noun in flat]
    if not any(noun + word in flat for noun in nouns for word in _ISSUED):
        return set()
    return {end for match in _STATEMENT.finditer(flat) for end in (match.end(), match.end() + len(match[1] or ""))}


def _is_own(lower: str, length: int) -> bool:
    """Whether the text says "we" often for its length."""
    needed = max(_OWN_AT_LEAST, length / _OWN_WITHIN)
    own = 0
    for word in _OWN:
        own += lower.count(word)
        if own >= needed:
            return True
    return False
