"""What became of an incident: every status the words state, of whom, with denials and hypotheses told apart.

Invariant: a status rests on the words that state it; what is negated ("was not charged"), hypothetical ("if
convicted") or asked for ("prosecutors had asked") is no status. The one a status befalls is found by grammar alone,
never by who they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from counterspy.reading.incidents.lines import Line, Seen, is_negated
from counterspy.reading.incidents.phrases import Hit
from counterspy.vocabulary import toml

ACCUSING: Final = frozenset(
    [
        "alleged",
        "arrested",
        "charged",
        "pleaded-guilty",
        "convicted",
        "sentenced",
        "acquitted",
        "dismissed",
        "extradited",
        "expelled",
        "sanctioned",
    ]
)
_PATIENTS: Final = frozenset({"person", "persona", "company"})
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_JOINT: Final = 70
_DENIERS: Final = frozenset({"person", "persona", "company", "agency", "organisation", "service"})
_BE: Final = frozenset(["was", "were", "is", "are", "been", "being", "be", "had"])
_HYPOTHESES: Final[tuple[str, ...]] = tuple(toml("gate")["grammar"]["hypotheses"])
_PREPOSITIONS: Final[frozenset[str]] = frozenset(toml("gate")["grammar"]["after_passive"])
_PRONOUNS: Final = frozenset({"he", "she", "they", "him", "her", "them", "it"})
_BOTH: Final = frozenset({"both", "they", "all"})
_PLURAL: Final = ("were", "are", "have been", "both", "all")


class Status(NamedTuple):
    """One status: its kind, whom it befalls (entity ids, empty where nobody is named), the words, the date if any."""

    kind: str
    who: tuple[str, ...]
    start: int
    end: int
    when: str | None
    in_heading: bool
    is_plural: bool


class People(NamedTuple):
    """Who was spoken of last: what "he", and what "both" and "they" of the next sentence mean."""

    last: tuple[str, ...] = ()
    group: tuple[str, ...] = ()


def statuses(line: Line, people: People) -> list[Status]:
    """Read every status a line states.

    Args:
        line: The sentence.
        people: Who the sentences before spoke of.

    Returns:
        In order of position; no two with the same kind, words and persons.
    """
    found: list[Status] = []
    for voice, read in (("patient", _patients), ("subject", _subject), ("object", _object), ("plain", _nobody)):
        for hit in line.of(voice):
            if is_negated(line, hit.start) or _is_hypothetical(line, hit):
                continue
            who = read(line, hit, people)
            if who is not None:
                found.append(
                    Status(hit.code, who, hit.start, hit.end, _when(line, hit), line.is_heading, _is_plural(line, hit))
                )
    return _without_covered(sorted(found, key=lambda one: (one.start, -one.end, one.kind)))


def spoken_of(line: Line, before: People) -> People:
    """Tell whom the next sentence's "he" means: the last person here who is no official, else whom it meant before."""
    people = [seen for seen in line.seen if seen.entity.kind in {"person", "persona"} and not is_official(line, seen)]
    if not people:
        return before
    group = _joined_before(line, people) if len(people) > 1 else ()
    return People((people[-1].entity.id,), group if len(group) > 1 else before.group)


def is_official(line: Line, seen: Seen) -> bool:
    """Tell whether the words beside a name make its bearer an official, a lawyer or a witness here."""
    return any(0 <= seen.start - hit.end <= 2 for hit in line.of("roles.before")) or any(
        0 <= hit.start - seen.end <= 6 and line.between(seen.end, hit.start).strip(" ,") in {"", "the", "a"}
        for hit in line.of("roles.after")
    )


def _patients(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Read a participle: passive befalls who stands before, active who stands after."""
    before = line.between(max(line.start, hit.start - 40), hit.start).split()
    following = line.between(hit.end, min(line.end, hit.end + 40)).split()
    following_word = following[0].rstrip(",.;:") if following else ""
    is_passive = bool(_BE.intersection(before[-4:])) or "has been" in " ".join(before[-4:])
    if not is_passive:
        if following_word in _PRONOUNS:
            return _last_person_before(line, hit.start) or people.last
        after = _after(line, hit.end)
        if after and (following_word not in _PREPOSITIONS):
            return after
        if following_word and following_word not in _PREPOSITIONS and not line.is_heading and before[-1:] != ["and"]:
            return (
                () if following_word in {"a", "an", "the", "two", "three", "four", "five", "seven", "several"} else None
            )
    return _subject(line, hit, people)


def _subject(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    kinds = _DENIERS if hit.code == "denied" else _PATIENTS
    named = [seen for seen in line.seen if seen.end <= hit.start and seen.entity.kind in kinds]
    if hit.code != "denied":
        named = [seen for seen in named if not is_official(line, seen) and not _is_owner(line, seen)]
    if hit.code == "dismissed":
        named = [seen for seen in named if line.between(seen.start - 9, seen.start) == " against "] or named
    else:
        named = [seen for seen in named if not _is_governed(line, seen)] or named
    named = [seen for seen in named if not _is_speaking(line, seen, hit.start)] if hit.code != "denied" else named
    if named and _is_plural(line, hit):
        return _joined_before(line, named)
    lead = line.between(line.start, hit.start).split()
    if named:
        return (named[-1].entity.id,)
    if people.group and lead and (lead[0] in _BOTH or lead[:2] == ["the", "two"]):
        return people.group
    if lead and (lead[0] in _PRONOUNS or any(word in _PRONOUNS for word in lead[-6:])):
        return people.last
    if lead[:1] in (["his"], ["her"], ["their"]):
        return people.last
    return ()


_GOVERNING: Final[tuple[str, ...]] = tuple(toml("gate")["grammar"]["governing"])
_SPEECH: Final[tuple[str, ...]] = tuple(toml("gate")["grammar"]["speech"])


def _is_speaking(line: Line, seen: Seen, start: int) -> bool:
    """Tell whether a name belongs to who says so, not to whom it befalls; "X said he was arrested" is about X."""
    tail = line.between(seen.end, start).lstrip()
    return tail.startswith(_SPEECH) and not any(word in _PRONOUNS for word in tail.split())


def _is_governed(line: Line, seen: Seen) -> bool:
    """Tell whether a preposition stands right before a name: "an engineer at X, was arrested" is not about X."""
    return line.between(max(line.start, seen.start - 9), seen.start).endswith(_GOVERNING)


def _object(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    following = line.between(hit.end, hit.end + 8).split()
    if following and following[0].rstrip(".,") in _PRONOUNS:
        return people.last
    after = _after(line, hit.end)
    if after:
        return after
    return None if " " not in line.between(hit.start, hit.end) else ()


def _nobody(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """A status of nobody by name, but for a case that bears its defendant's name ("the Example indictment")."""
    if hit.code == "charged":
        named = [seen for seen in line.seen if 0 <= hit.start - seen.end <= 1 and seen.entity.kind in _PATIENTS]
        return tuple(seen.entity.id for seen in named[:1])
    if hit.code == "alleged":
        after = [s for s in line.seen if s.start >= hit.end and s.entity.kind in _PATIENTS and not is_official(line, s)]
        return (after[0].entity.id,) if len({seen.entity.id for seen in after}) == 1 else ()
    return ()


def _after(line: Line, end: int) -> tuple[str, ...]:
    """Find who stands right after an active verb or a preposition, with those joined to the first."""
    chain: list[Seen] = []
    for seen in line.seen:
        if seen.start < end or seen.entity.kind not in _PATIENTS:
            continue
        if not chain:
            if seen.start - end > 60 or _breaks(line.between(end, seen.start)):
                return ()
            chain.append(seen)
        elif _is_joint(line.between(chain[-1].end, seen.start)):
            chain.append(seen)
        else:
            break
    return tuple(dict.fromkeys(seen.entity.id for seen in chain))


def _breaks(between: str) -> bool:
    return any(mark in between for mark in ".;:") or any(
        f" {word} " in between
        for word in ("who", "which", "that", "by", "when", "after", "with", "for", "in", "to", "from")
    )


def _is_joint(between: str) -> bool:
    """Tell whether what stands between two names joins them: commas, "and", ages, homes; no verb of its own."""
    bare = _BRACKETED.sub("", between)
    if len(bare) > _JOINT or "." in bare.replace("u.s.", ""):
        return False
    is_linked = bare.rstrip().endswith((",", "and", ";", "—and", "&")) or " and " in bare
    return is_linked and not any(f" {word} " in bare for word in _VERBS)


_VERBS: Final = ("was", "were", "is", "said", "told", "has", "have", "had", "with", "by", "for", "who", "that", "to")


def _joined_before(line: Line, named: Sequence[Seen]) -> tuple[str, ...]:
    chain = [named[-1]]
    for seen in reversed(named[:-1]):
        if not _is_joint(line.between(seen.end, chain[-1].start)) and chain[-1].entity.id != seen.entity.id:
            if chain[-1].entity.kind == "persona" and seen.end + 25 >= chain[-1].start:
                chain[-1] = seen
                continue
            break
        chain.append(seen)
    return tuple(
        dict.fromkeys(seen.entity.id for seen in reversed(chain) if seen.entity.kind != "persona" or len(chain) == 1)
    )


def _last_person_before(line: Line, start: int) -> tuple[str, ...]:
    people = [
        s for s in line.seen if s.end <= start and s.entity.kind in {"person", "persona"} and not is_official(line, s)
    ]
    return (people[-1].entity.id,) if people else ()


def _is_owner(line: Line, seen: Seen) -> bool:
    return line.between(seen.end, seen.end + 3).startswith(("'s ", "s' "))


def _is_plural(line: Line, hit: Hit) -> bool:
    before = " ".join(line.between(max(line.start, hit.start - 30), hit.start).split()[-3:])
    if before.endswith("their") or (
        line.is_heading and before.endswith("s") and not before.endswith(("was", "is", "ss"))
    ):
        return True
    return any(f" {word} " in f" {before} " for word in _PLURAL) or before.endswith("have")


def _is_hypothetical(line: Line, hit: Hit) -> bool:
    before = f" {line.between(max(line.start, hit.start - 32), hit.start)}"
    return any(cue in before for cue in _HYPOTHESES)


def _when(line: Line, hit: Hit) -> str | None:
    after = [date for date in line.dates if 0 <= date.start - hit.end <= 60]
    if after:
        return after[0].edtf
    before = [date for date in line.dates if 0 <= hit.start - date.end <= 40]
    return before[-1].edtf if before else None


def _without_covered(found: Sequence[Status]) -> list[Status]:
    """Leave out a status whose words lie inside those of another of its kind, and plain repeats within the line."""
    kept: list[Status] = []
    has_hard = any(one.who and one.kind in ACCUSING and one.kind != "alleged" for one in found)
    for one in found:
        if has_hard and one.kind == "alleged" and not one.who:
            continue
        if any(
            o.kind == one.kind and o.start <= one.start and one.end <= o.end and (o.who or not one.who)
            for o in kept[-6:]
        ):
            continue
        kept.append(one)
    return kept
