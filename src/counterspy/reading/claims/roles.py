"""Roles: the words beside a name that say what somebody is, or is accused of.

Invariant: looks at a bounded stretch around each mention; the name itself plays no part.
"""

from __future__ import annotations

import re

from counterspy.model import ReadEntity
from counterspy.reading.claims.cues import cues

_WORD = re.compile(r"[\w'-]+")
_PARENTHESES = 4
_TITLED = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Dd]irector|[Hh]ead|[Cc]hief|[Cc]ommissioner|[Pp]resident|[Ii]nspector|[Gg]overnor|[Cc]hair\w{0,6}"
    r"|[Ss]pokes\w{3,6}|[Aa]mbassador|[Aa]dviser|[Pp]rofessor|[Oo]fficer|[Cc]ounsel|[Ll]awyer)"
    r" (?:of|for|at|to) (?:the )?[\w'-]+(?: (?!says|said|told|is|was|by|of|in)[\w'-]+){0,4} $"
)


def roles_beside(flat: str, entity: ReadEntity) -> frozenset[str]:
    """Give the lower-case words of the roles beside a person's name.

    Args:
        flat: The text on one line.
        entity: A person.
    """
    words: set[str] = set()
    for mention in entity.mentions:
        before = flat[max(0, mention.start - 60) : mention.start].rpartition(". ")[2]
        if before.endswith(", "):
            words |= _apposition(before[:-2].rpartition(", ")[2])
        else:
            words |= _title_words(before)
        after = flat[mention.end : mention.end + 90]
        if after.startswith((", ", " (")):
            words |= _role_words(after[2:].partition(",")[0].partition(". ")[0].partition(")")[0])
    return frozenset(words)


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
    if before.endswith(" ") and (titled := _TITLED.search(before)):
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


def is_accused(flat: str, entity: ReadEntity) -> bool:
    """Tell whether an accusing word stands beside the name of a person, a persona or a group.

    Args:
        flat: The text on one line.
        entity: Of any kind; bodies and places are never accused here.
    """
    if entity.kind in {"persona", "actor-group"}:
        return True
    return entity.kind == "person" and any(_is_accused_at(flat, one.start, one.end) for one in entity.mentions)


def _is_accused_at(flat: str, start: int, end: int) -> bool:
    after = flat[end : end + 160].partition(". ")[0]
    before = flat[max(0, start - 60) : start].rpartition(". ")[2].lower().split()
    return (
        not cues().words["accusation.before"].isdisjoint(before[-4:])
        or (before[-1:] in (["against"], ["convicting"]) and bool(_ACCUSING & set(before[-5:])))
        or _is_said_of(after)
    )


_ACCUSING = frozenset(
    ["indictment", "charges", "case", "proceedings", "warrant", "complaint", "prosecution", "allegations", "judgment"]
)


def _is_said_of(after: str) -> bool:
    """Whether the predicate right after the name, or after parentheses between commas or in brackets, accuses."""
    if after.startswith(" (") and ")" in after[:40]:
        after = after.partition(")")[2]
    if not after.startswith(","):
        return _accuses(after)
    for part in after.removeprefix(", ").split(", ", _PARENTHESES)[:_PARENTHESES]:
        if part.partition(" ")[0] in cues().verbs:
            return False  # the name's own words follow, about whomever
        if _accuses(part.removeprefix("and ").removeprefix("who ")):
            return True
    return False


def _accuses(predicate: str) -> bool:
    words = predicate.replace(",", " ").split(maxsplit=4)[:4]
    predicates = cues().words["accusation.after"]
    return any(" ".join(words[at : at + size]) in predicates for at in range(2) for size in (1, 2, 3))
