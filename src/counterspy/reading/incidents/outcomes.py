"""What became of an incident: every status the words state, of whom, with denials and hypotheses told apart.

Invariant: a status rests on the words that state it; what is negated ("was not charged"), hypothetical ("if
convicted"), asked for ("prosecutors had asked") or asked ("was he charged?") is no status. The one a status befalls
is found by grammar alone, never by who they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from counterspy.reading.incidents.befallen import (
    between_parts,
    is_plural,
    named_after,
    object_of,
    patient,
    right_before,
    subject,
)
from counterspy.reading.incidents.denials import denier, retorter
from counterspy.reading.incidents.entries import entry_of
from counterspy.reading.incidents.lines import Line, Seen, is_negated
from counterspy.reading.incidents.phrases import Hit
from counterspy.reading.incidents.standing import People, is_victim, meant_by, parties, people_counted, spoken_of
from counterspy.vocabulary import toml

__all__ = ["ACCUSING", "People", "Status", "spoken_of", "statuses"]

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
_GRAMMAR: Final[dict[str, list[str]]] = toml("roles")["grammar"]
_HYPOTHESES: Final = re.compile("|".join(re.escape(cue) for cue in sorted(_GRAMMAR["hypotheses"])))
_GENERIC: Final[frozenset[str]] = frozenset(_GRAMMAR["generic_people"])
_NEEDS: Final[dict[str, list[str]]] = toml("roles")["needs"]
_AFFIRMING: Final = frozenset(["denied", "acquitted", "dismissed", "disrupted"])
_NOBODYS: Final = frozenset(["disrupted", "summoned", "disclosed"])
_BODIES: Final = frozenset({"agency", "service", "organisation", "law", "military", "technology"})


_OTHERS: Final = frozenset(["another", "second", "third", "fourth", "fifth", "other", "others", "more", "further"])
VOICES: Final = ("patient", "subject", "object", "plain", "around", "designation", "retort")
"""The roles of words that state a status: how they stand to the one it befalls."""


class Status(NamedTuple):
    """One status: its kind, whom it befalls (entity ids, empty where nobody is named), the words, the date if any.

    `people`: how many unnamed people it befalls where the words say so, else 0. `is_retort`: a denial in own words,
    which only somebody accused can make. `is_of_others`: it befalls "another man", "a second suspect", nobody named.
    """

    kind: str
    who: tuple[str, ...]
    start: int
    end: int
    when: str | None
    in_heading: bool
    is_plural: bool
    people: int = 0
    is_retort: bool = False
    is_of_others: bool = False


def statuses(line: Line, people: People) -> list[Status]:
    """Read every status a line states.

    Args:
        line: The sentence.
        people: Who the sentences before spoke of.

    Returns:
        In order of position; no two with the same kind, words and persons.
    """
    if line.between(line.end - 2, line.end).rstrip("\"'”").endswith("?"):
        return []
    found: list[Status] = []
    ends: list[tuple[int, tuple[str, ...]]] = []
    hits = [hit for voice in VOICES if voice in line.hits for hit in line.hits[voice]]
    if len(hits) > 1:
        hits.sort(key=lambda hit: (hit.start, -hit.end))
    for hit in hits:
        if _is_idle(hit, found, people) or _is_void(line, hit):
            continue
        who = _whom(line, hit, people, ends, found)
        if who is None or (not who and hit.code == "alleged" and not _accuses(line, hit)):
            continue
        if hit.role in {"patient", "subject"} and hit.code != "denied":
            ends.append((hit.end, who))
        found.append(
            Status(
                hit.code,
                who,
                hit.start,
                hit.end,
                _when(line, hit),
                line.is_heading,
                is_plural(line, hit),
                0 if who else _count(line, hit),
                hit.role == "retort",
                hit.code != "dismissed" and not _OTHERS.isdisjoint(line.between(hit.end, hit.end + 24).split()[:2]),
            )
        )
    return _without_covered(found)


def _is_idle(hit: Hit, found: Sequence[Status], people: People) -> bool:
    """Tell early that words can add nothing: reasons without a designation, speech after a denial."""
    if hit.role == "designation":
        return not people.entry.named and not any(one.kind == "sanctioned" for one in found)
    return hit.role == "retort" and any(one.kind == "denied" for one in found)


def _accuses(line: Line, hit: Hit) -> bool:
    """Tell whether words accuse even where nobody is named: "allegations of", "were accused of"."""
    return hit.role != "plain" or line.between(hit.start, hit.end).startswith(("allegation", "accus"))


_AWAITING: Final = re.compile(
    r"\s*,? (?:to await|awaiting|await|pending|ahead of|on remand|before trial|"
    r"until (?:the |his |her |their )?(?:trial|hearing))\b"
)


def _is_void(line: Line, hit: Hit) -> bool:
    """Tell whether a phrase states nothing: denied, supposed, part of a name, or without the words it needs."""
    if hit.code not in _AFFIRMING and is_negated(line, hit.start):
        return True
    if hit.code in _AFFIRMING and " not " in f"{line.between(max(line.start, hit.start - 12), hit.start)} ":
        return True
    if hit.role == "retort":
        return False
    if hit.code == "sentenced" and _AWAITING.match(line.text, hit.end, min(hit.end + 40, line.end)):
        return True  # held until the trial, which is no sentence
    if _is_hypothetical(line, hit) or not _has_needed(line, hit):
        return True
    return not _BODIES.isdisjoint(line.kinds) and any(
        seen.start <= hit.start and hit.end <= seen.end and seen.entity.kind in _BODIES for seen in line.seen
    )


def _has_needed(line: Line, hit: Hit) -> bool:
    """Tell whether words that alone say little stand beside those that make them a status: "given" beside "years"."""
    needed = _NEEDS.get(line.between(hit.start, hit.end)) or _NEEDS.get(f"<{hit.code}>")
    if needed is None:
        return True
    around = f" {line.between(max(line.start, hit.start - 90), min(line.end, hit.end + 70))}"
    return any((f" {word}" if word[0].isalpha() else word) in around for word in needed)


def _whom(
    line: Line, hit: Hit, people: People, ends: Sequence[tuple[int, tuple[str, ...]]], found: Sequence[Status]
) -> tuple[str, ...] | None:
    if hit.role == "retort":
        return retorter(line, hit, people)
    if hit.code == "denied":
        return denier(line, hit, people)
    if hit.code == "dismissed" and _scorns(line, hit):
        return None
    if hit.code in _NOBODYS:
        return ()
    listed = entry_of(line, people.entry) if hit.code in _LISTED else ()
    if listed or hit.role == "designation":
        return _designated(line, hit, listed, found)
    if hit.role == "patient":
        return patient(line, hit, people, ends)
    if hit.role == "subject":
        return subject(line, hit, people)
    if hit.role == "object":
        return object_of(line, hit, people)
    return between_parts(line, hit, people) if hit.role == "around" else _nobody(line, hit, people)


def _scorns(line: Line, hit: Hit) -> bool:
    """Tell whether "dismissed" is said of words, not of a case: "dismissed the report as invention"."""
    return line.between(hit.start, hit.start + 7) == "dismiss" and " as " in line.between(hit.end, hit.end + 60)


_LISTED: Final = frozenset(["alleged", "sanctioned"])


def _designated(line: Line, hit: Hit, listed: tuple[str, ...], found: Sequence[Status]) -> tuple[str, ...] | None:
    """Find of whom a reason for a designation is given: whom the line designates, who stands before, whose entry it is.

    Outside of an entry, and of a line that designates somebody, such words accuse nobody.
    """
    if hit.role == "designation" and not listed:
        named = [one.who for one in found if one.kind == "sanctioned" and one.who]
        return named[-1] if named else None
    own = right_before(line, hit.start)
    return (own.entity.id,) if own else listed


_CLAUSE: Final = re.compile(
    r"^[\s,]*(?:that |how )?(?:between [^,;.]{3,40} and [\w ]{3,30}|in [\w ]{3,20},|by then,)?\s*"
)


def _nobody(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """A status of nobody by name, but for a case that bears its defendant's name, and for what is said of somebody."""
    if hit.code == "charged":
        named = [seen for seen in line.seen if 0 <= hit.start - seen.end <= 1 and seen.entity.kind in _PATIENTS]
        return tuple(seen.entity.id for seen in named[:1])
    if hit.code != "alleged":
        return ()
    direct = named_after(line, hit.end, people)
    if direct:
        aside = {seen.entity.id for seen in line.seen if seen.start >= hit.end and _is_suffering(line, seen)}
        return tuple(who for who in direct if who not in aside)
    tail = line.between(hit.end, min(line.end, hit.end + 90))
    opening = _CLAUSE.match(tail)
    words = tail[opening.end() if opening else 0 :].replace(",", " ").split()[:4]
    meant = meant_by(words, people)
    if meant:
        return meant
    after = [
        seen for seen in parties(line, _PATIENTS, people) if seen.start >= hit.end and not _is_suffering(line, seen)
    ]
    if len({seen.entity.id for seen in after}) == 1:
        return (after[0].entity.id,)
    before = [seen for seen in parties(line, _PATIENTS - {"company"}, people) if seen.end <= hit.start]
    is_noun = "suspicion" in line.between(hit.start, hit.end)
    return (before[-1].entity.id,) if before and is_noun and not after else ()


def _is_suffering(line: Line, seen: Seen) -> bool:
    """Tell whether what is alleged was done to somebody, not by them: "believe that X was to have been abducted"."""
    return is_victim(line, seen) or any(0 <= hit.start - seen.end <= 18 for hit in line.of("target.suffered"))


def _is_hypothetical(line: Line, hit: Hit) -> bool:
    before = f" {line.between(max(line.start, hit.start - 32), hit.start)}"
    if _HYPOTHESES.search(before):
        return True
    words = before.split()
    return bool(words) and (words[-1] == "be" or (hit.role == "patient" and words[-1] in _GENERIC))


def _count(line: Line, hit: Hit) -> int:
    """Read how many unnamed people a status befalls, off the words behind it or before it."""
    after = line.between(hit.end, hit.end + 48).replace(",", " ").split()[:5]
    before = line.between(max(line.start, hit.start - 44), hit.start).replace(",", " ").split()[-6:]
    return people_counted(after) or people_counted(before)


def _when(line: Line, hit: Hit) -> str | None:
    after = [date for date in line.dates if 0 <= date.start - hit.end <= 60]
    if after:
        return after[0].edtf
    before = [date for date in line.dates if 0 <= hit.start - date.end <= 40]
    return before[-1].edtf if before else None


def _without_covered(found: Sequence[Status]) -> list[Status]:
    """Leave out a status whose words lie inside those of another of its kind, and plain repeats within the line."""
    if len(found) < 2:
        return list(found)
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
        if one.kind == "denied" and any(o.kind == "denied" and (o.who == one.who or not one.who) for o in kept):
            continue
        kept.append(one)
    return kept
