"""Who is who in this document: named entities by place, the roles people are given, who is accused.

Invariant: built from the page alone; names play no part in any decision, only kinds, roles and words around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from counterspy.model import ReadEntity
from counterspy.reading.claims.cues import Cues, cues
from counterspy.reading.claims.prose import Prose
from counterspy.reading.page import Page

SPEAKING_KINDS = frozenset(
    {"person", "persona", "service", "agency", "military", "company", "organisation", "actor-group", "platform"}
)
_WORD = re.compile(r"[\w'-]+")
_OWN = (" we ", " our ", " us ", " us.", " us,")
_PUBLICATION = re.compile(
    r"\b(?:[Tt]his|[Jj]oint) (?:[Jj]oint )?(?:[Cc]ybersecurity )?"
    r"(?:[Aa]dvisory|[Aa]lert|[Pp]roduct|[Bb]ulletin|[Gg]uidance)\b"
)
_HEAD = 400  # an issuer names itself at the top
_PROTEST = re.compile(
    r"\b(?:we|We|[Cc]ompany|[Oo]ur \w+|Party|party|firm|[Cc]ampaign|it|It) (?:\w+ )?(?:reject|rejects|deny|denies|refute|refutes|dispute|disputes|never"
    r"|have never|has never|had never)\b|\b(?:allegation|accusation|suggestion)s? (?:is|are|that|against)\b|\bNo (?:\w+ )?(?:employee|customer|member)\b"
)
_STATEMENT = re.compile(r"\b(?:[Ss]tatement|[Rr]esponse|[Aa]nnouncement|[Rr]elease) (?:by|of|from) (?:the )?$")


_TITLED = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Dd]irector|[Hh]ead|[Cc]hief|[Cc]ommissioner|[Pp]resident|[Ii]nspector|[Gg]overnor|[Cc]hair\w{0,6}"
    r"|[Ss]pokes\w{3,6}|[Aa]mbassador|[Aa]dviser|[Pp]rofessor|[Oo]fficer|[Cc]ounsel|[Ll]awyer)"
    r" (?:of|for|at|to) (?:the )?[\w'-]+(?: (?!says|said|told|is|was|by|of|in)[\w'-]+){0,4} $"
)


class Named(Struct, frozen=True):
    """One mention of one entity."""

    start: int
    end: int
    entity: ReadEntity


class Cast(Struct, frozen=True, kw_only=True):
    """The people and bodies of a document.

    Attributes:
        mentions: All mentions in order.
        starts: Their starts.
        roles: Entity id of a person to the lower-case words that stand beside the name as a role.
        accused: Entity ids of people, companies and groups that the document calls accused.
        publishers: Entity ids of public bodies whose own advisory, alert or report the document is.
        issuer: The body that speaks as "we" outside quotations, or None.
    """

    mentions: list[Named]
    starts: list[int]
    roles: dict[str, frozenset[str]]
    accused: frozenset[str]
    issuer: ReadEntity | None
    publishers: frozenset[str]

    def within(self, start: int, end: int) -> list[Named]:
        """Mentions that lie wholly inside a span."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [named for named in self.mentions[first:last] if named.end <= end]

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
    mentions = sorted(
        (Named(mention.start, mention.end, entity) for entity in page.entities for mention in entity.mentions),
        key=lambda named: (named.start, named.end),
    )
    lexicon = cues()
    return Cast(
        mentions=mentions,
        starts=[named.start for named in mentions],
        roles=_roles(prose.flat, mentions),
        accused=_accused(prose.flat, mentions, lexicon),
        issuer=_issuer(prose, page, mentions),
        publishers=_publishers(prose, mentions),
    )


def _roles(flat: str, mentions: list[Named]) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for named in mentions:
        if named.entity.kind != "person":
            continue
        words = roles.setdefault(named.entity.id, set())
        before = flat[max(0, named.start - 60) : named.start].rpartition(". ")[2]
        if before.endswith(", "):
            words |= _apposition(before[:-2].rpartition(", ")[2])
        else:
            words |= _title_words(before)
        after = flat[named.end : named.end + 90]
        if after.startswith((", ", " (")):
            words |= _role_words(after[2:].partition(",")[0].partition(". ")[0].partition(")")[0])
    return {key: frozenset(value) for key, value in roles.items()}


def _apposition(segment: str) -> set[str]:
    """As in "the director-general of the service" before a comma and a name; not a clause."""
    words = _role_list(segment)
    is_clause = any(word in cues().verbs or word in cues().words["clauses.auxiliaries"] for word in words)
    return set() if is_clause or len(words) > 9 else set(words)


def _title_words(before: str) -> set[str]:
    """The words right before a name, back to a preposition or a verb: "deputy minister", "the company's lawyer"."""
    words: set[str] = set()
    if before.endswith(("represented by ", "defended by ")):
        return {"counsel"}
    if titled := _TITLED.search(before):
        words |= _role_words(titled.group())
    for word in reversed(_role_list(before)):
        if word in cues().words["grammar.role_ends"] or len(words) > 5:
            break
        words.add(word)
    return words


def _role_list(phrase: str) -> list[str]:
    return [word.lower().removesuffix("'s") for word in _WORD.findall(phrase)]


def _role_words(phrase: str) -> set[str]:
    return set(_role_list(phrase))


def _accused(flat: str, mentions: list[Named], lexicon: Cues) -> frozenset[str]:
    """Those beside whose name an accusing word stands."""
    found: set[str] = set()
    for named in mentions:
        if named.entity.kind not in {"person", "persona", "actor-group"} or named.entity.id in found:
            continue
        after = flat[named.end : named.end + 160].partition(". ")[0]
        before = flat[max(0, named.start - 60) : named.start].rpartition(". ")[2].lower().split()
        if (
            named.entity.kind in {"persona", "actor-group"}
            or any(word in lexicon.words["accusation.before"] for word in before[-4:])
            or (before[-1:] in (["against"], ["convicting"]) and bool(_ACCUSING & set(before[-5:])))
            or _is_said_of(after, lexicon)
        ):
            found.add(named.entity.id)
    return frozenset(found)


_ACCUSING = frozenset(["indictment", "charges", "case", "proceedings", "warrant", "complaint", "prosecution", "allegations", "judgment"])


def _is_said_of(after: str, lexicon: Cues) -> bool:
    """The predicate right after the name, or after one parenthesis between commas, accuses."""
    if after.startswith(","):
        inner = after.removeprefix(", ")
        if inner.startswith("who ") and _is_said_of(inner.removeprefix("who"), lexicon):
            return True
        after = inner.partition(", ")[2] or after
    words = after.split()[:4]
    return any(
        " ".join(words[at : at + size]) in lexicon.words["accusation.after"] for at in range(2) for size in (1, 2, 3)
    )


def _publishers(prose: Prose, mentions: list[Named]) -> frozenset[str]:
    """Public bodies named where the text calls itself an advisory: "X is releasing this alert"."""
    found: set[str] = set()
    if not any(word in prose.lower for word in ("advisory", "alert", "product", "bulletin", "guidance")):
        return frozenset()
    flat = prose.flat
    bodies = [named for named in mentions if named.entity.kind in {"agency", "service"}]
    starts = [named.start for named in bodies]
    for match in _PUBLICATION.finditer(flat):
        first = bisect_left(starts, match.start() - 220)
        last = bisect_left(starts, match.end() + 220)
        found.update(named.entity.id for named in bodies[first:last][:12])
    return frozenset(found)


def _issuer(prose: Prose, page: Page, mentions: list[Named]) -> ReadEntity | None:
    """The body whose own voice the document is: it says "we" and is named most, or made the statement."""
    bodies = [named for named in mentions if named.entity.kind in {"company", "organisation", "agency", "service"}]
    for named in bodies:
        if _STATEMENT.search(prose.flat, max(0, named.start - 40), named.start):
            return named.entity
    own = sum(prose.lower.count(word) for word in _OWN)
    if own < 3 or own * 250 < len(page.text) / 6:
        return None
    if _PROTEST.search(prose.flat) is None:
        return None  # it tells of others: what it says of itself is the narrator's
    first: dict[str, int] = {}
    for named in bodies:
        first.setdefault(named.entity.id, named.start)
    bodies = [named for named in bodies if first[named.entity.id] < _HEAD]
    counts: dict[str, int] = {}
    for named in bodies:
        counts[named.entity.id] = counts.get(named.entity.id, 0) + 1
    best = max(bodies, key=lambda named: counts[named.entity.id], default=None)
    return best.entity if best else None
