"""In what standing somebody appears in a sentence: as an official, a lawyer, a witness, a speaker; or as a party.

Invariant: standing is read off the words beside a name, never off the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from counterspy.reading.incidents.entries import NO_ENTRY, Entry, entry_after
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.vocabulary import toml

_WORDS: Final[dict[str, list[str]]] = toml("roles")["words"]
_COUNSEL: Final[frozenset[str]] = frozenset(_WORDS["counsel"])
_NOT_OFFICE: Final[frozenset[str]] = frozenset(_WORDS["not_office"])
_RECENT: Final = 8
_PERSONS: Final = frozenset({"person", "persona"})
_ANSWERING: Final = _PERSONS | {"company"}
"""Kinds that a "he" or an "it" of the next sentence may mean."""
_BESIDE: Final = frozenset(
    {"", "the", "a", "an", "his", "her", "their", "its", "then", "one", "who", "who is", "acting"}
)
_FOR: Final = re.compile(r"(?:counsel|lawyers?|attorneys?|barristers?|solicitors?|advocates?) (?:for|of|to) (?:the )?$")
_VICTIMS: Final[frozenset[str]] = frozenset(_WORDS["victims"])


class People(NamedTuple):
    """Who was spoken of: what "he", and what "both", "the three", "the company" of the next sentence mean.

    `last`, `group` and `firm` are entity ids; `recent` are the last people in order of mention; `aside` are those shown
    to be officials, lawyers, witnesses; `entry` is the one whose entry in a list the sentence stands in.
    """

    last: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    entry: Entry = NO_ENTRY


def is_official(line: Line, seen: Seen) -> bool:
    """Tell whether the words beside a name make its bearer an official, a lawyer or a witness here."""
    hits, start, end = line.hits, seen.start, seen.end
    if "roles.before" in hits and any(
        0 <= start - hit.end <= _OFFICE and _leads_to(line, hit.end, start) and _is_office(line, hit.start)
        for hit in hits["roles.before"]
    ):
        return True
    if "roles.after" in hits and any(
        0 <= hit.start - end <= 8 and line.between(end, hit.start).strip(" ,(") in _BESIDE
        for hit in hits["roles.after"]
    ):
        return True
    return seen.entity.kind == "person" and (
        _speaks_for(line, seen) or _is_counsel_by_name(line, seen) or _heads_body(line, seen)
    )


def _heads_body(line: Line, seen: Seen) -> bool:
    """Tell whether a body's name and the title of its head stand right before a name: "NBI Director X"."""
    lead = line.between(max(line.start, seen.start - 20), seen.start)
    if not lead.endswith(_HEADING):
        return False
    edge = seen.start - next(len(title) for title in _HEADING if lead.endswith(title))
    return any(other.end == edge and other.entity.kind in {"agency", "service"} for other in line.seen)


_HEADING: Final = (" director ", " director-general ", " director general ", " commissioner ", " chief ", " secretary ")


_OFFICE: Final = 48
_LEADING: Final = re.compile(
    r"(?: (?:of|for) (?!.*\b(?:accused|suspect|defendant|victim))[\w' -]{2,40},)?,?"
    r"(?: (?:mr|mrs|ms|miss|dr|sir|dame|hon)\.?)? ?"
)


def _leads_to(line: Line, end: int, start: int) -> bool:
    """Tell whether an office is that of the name behind it: "the Minister of Justice, Mr X"."""
    return start - end <= 2 or _LEADING.fullmatch(line.text, end, start) is not None


def _is_office(line: Line, start: int) -> bool:
    """Tell whether a title is an office here: "Secretary X" is, "First Secretary X", "private detective X" is not."""
    before = line.between(max(line.start, start - 14), start).split()
    return not before or before[-1] not in _NOT_OFFICE


def _speaks_for(line: Line, seen: Seen) -> bool:
    """Tell whether somebody stands in the sentence as another's lawyer: "Counsel for A, B, said" makes B one."""
    if line.between(seen.start - 2, seen.start) != ", ":
        return False
    return any(
        other.end == seen.start - 2 and _FOR.search(line.between(max(line.start, other.start - 28), other.start))
        for other in line.seen
    )


def _is_counsel_by_name(line: Line, seen: Seen) -> bool:
    """Tell a lawyer by "A's lawyer B", "her client" right behind the name: "B, who told the court that her client"."""
    before = line.between(max(line.start, seen.start - 24), seen.start).replace(",", " ").split()
    return bool(before) and before[-1] in _COUNSEL


def is_victim(line: Line, seen: Seen) -> bool:
    """Tell whether the word before or behind a name makes its bearer one who is usually pursued: an exile, a critic."""
    before = line.between(max(line.start, seen.start - 20), seen.start).replace(",", " ").split()
    after = line.between(seen.end, seen.end + 34)
    return (bool(before) and before[-1] in _VICTIMS) or (
        after.startswith((", a", ", the", ", an")) and bool(_VICTIMS.intersection(after.replace(",", " ").split()[:5]))
    )


def spoken_of(line: Line, before: People) -> People:
    """Tell whom the next sentence's "he", "both", "the firm" mean: those named here, else before."""
    entry = entry_after(line, before.entry) if line.is_heading or line.kinds else before.entry
    if entry is not before.entry:
        before = before._replace(entry=entry)
    if line.kinds.isdisjoint(_ANSWERING):
        return before
    aside = set(before.aside)
    people: list[Seen] = []
    firm = before.firm
    for seen in line.seen:
        if seen.entity.kind in _PERSONS:
            if is_official(line, seen):
                aside.add(seen.entity.id)
            elif seen.entity.id not in aside:
                people.append(seen)
        elif seen.entity.kind == "company":
            firm = (seen.entity.id,)
    if not people:
        return before._replace(firm=firm, aside=frozenset(aside))
    last = _topic(line, people, before)
    named = dict.fromkeys(seen.entity.id for seen in people if not is_victim(line, seen))
    recent = [one for one in before.recent if one not in named] + list(named)
    group = joined_before(line, people) if len(people) > 1 else ()
    return People(
        last=last,
        group=group if len(group) > 1 else before.group,
        firm=firm,
        recent=tuple(recent[-_RECENT:]),
        aside=frozenset(aside),
        entry=entry,
    )


def _topic(line: Line, people: Sequence[Seen], before: People) -> tuple[str, ...]:
    """Give whom the next "he" means: whom the sentence is about rather than whom it names last.

    The subject comes first, whether a name or a pronoun that goes on speaking of the one before; what a preposition or
    a possessor governs, a false name beside a true one, and a victim come after.
    """
    free = [seen for seen in people if not _is_dependent(line, seen)]
    first = next((seen for seen in free if seen.entity.kind == "person" and not is_victim(line, seen)), None)
    opening = line.between(line.start, min(people[0].start, line.start + _OPENING)).replace(",", " ").split()
    if before.last and (not _HE.isdisjoint(opening) or all(is_victim(line, seen) for seen in people)):
        return before.last
    if before.last and all(_is_saying(line, seen) for seen in people):
        return before.last
    return ((first or (free or people)[0]).entity.id,)


_SAYING: Final = ("said", "says", "told", "testified", "recalled", "wrote", "stated", "added", "explained")


def _is_saying(line: Line, seen: Seen) -> bool:
    return line.between(seen.end, seen.end + 16).lstrip(" ,").startswith(_SAYING)


def _is_dependent(line: Line, seen: Seen) -> bool:
    """Tell whether a name hangs on another word: "an officer known as X", "X's brother", "by X"."""
    return line.between(max(line.start, seen.start - 9), seen.start).endswith(_GOVERNING)


_OPENING: Final = 60
_GOVERNING: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["governing"])
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_JOINT: Final = 110
_PLACING: Final = frozenset(["at", "in", "from", "near"])
_LINKS: Final = frozenset([",", ";", "and", "&", "or"])
_VERBS: Final = frozenset(
    ["was", "were", "is", "said", "told", "has", "have", "had", "with", "by", "for", "who", "that", "to", "whom"]
)


def is_joint(between: str) -> bool:
    """Tell whether what stands between two names joins them: commas, "and", ages, homes; no verb of its own."""
    bare = _BRACKETED.sub("", between)
    if len(bare) > _JOINT or "." in bare.replace("u.s.", ""):
        return False
    words = bare.replace(",", " , ").replace(";", " ; ").replace("—", " ").split()
    is_linked = bool(words) and (words[-1] in _LINKS or "and" in words or ";" in words)
    return is_linked and words[-1] not in _PLACING and _VERBS.isdisjoint(words)


def joined_before(line: Line, named: Sequence[Seen]) -> tuple[str, ...]:
    """Give those joined to the last of some names, in order; a false name between drops out beside a true one."""
    chain = [named[-1]]
    for seen in reversed(named[:-1]):
        if not is_joint(line.between(seen.end, chain[-1].start)) and chain[-1].entity.id != seen.entity.id:
            if chain[-1].entity.kind == "persona" and seen.end + 25 >= chain[-1].start:
                chain[-1] = seen
                continue
            break
        chain.append(seen)
    return tuple(
        dict.fromkeys(seen.entity.id for seen in reversed(chain) if seen.entity.kind != "persona" or len(chain) == 1)
    )


_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1, "pair": 2, "couple": 2, "duo": 2, "both": 2, "trio": 3, "quartet": 4}
_SINGLE: Final[frozenset[str]] = frozenset(_WORDS["somebody"])
_MANY: Final[frozenset[str]] = frozenset([*_WORDS["somebodies"], "pair", "couple", "duo", "trio", "quartet", "both"])
_PEOPLE: Final = _SINGLE | _MANY | {"members", "staff"}
_FIRMS: Final[frozenset[str]] = frozenset(_WORDS["firms"])
_HE: Final = frozenset({"he", "she", "him"})
_THEY: Final = frozenset({"they", "them", "both", "all"})


def number_in(words: Sequence[str]) -> int:
    """Read how many a phrase speaks of: "two men" 2, "a driver" 1, 0 where it does not say."""
    for word in words:
        if word.isdecimal() and len(word) < 3:
            return int(word)
        if word in _NUMBERS:
            return _NUMBERS[word]
    return 0


def people_counted(words: Sequence[str]) -> int:
    """Read how many people a phrase speaks of, 0 where it counts none: "on 5 May" 0, "seven suspects" 7."""
    if _PEOPLE.isdisjoint(words):
        return 0
    for index, word in enumerate(words):
        count = number_in((word,))
        if count and not _PEOPLE.isdisjoint(words[index + 1 : index + 5]):
            return count
    return 0


def meant_by(words: Sequence[str], people: People) -> tuple[str, ...]:
    """Tell whom a phrase without a name means: "he", "the defendant", "the pair", "their", "the company"."""
    if not words:
        return ()
    if _THEY.intersection(words[-5:]) or words[0] == "their":
        return people.group or (people.recent[-2:] if len(people.recent) > 1 else ())
    if _HE.intersection(words[-6:]) or words[0] in {"his", "her"}:
        return people.last
    for start in dict.fromkeys((_last_article(words), 0)):
        near = words[start : start + 6]
        if near and near[0] in _ARTICLES:
            meant = _described(near, people)
            if meant:
                return meant
    return people.firm if words[-1] == "it" else ()


_ARTICLES: Final = frozenset({"the", "this", "these", "those", "that", "both"})


def _last_article(words: Sequence[str]) -> int:
    return max((index for index, word in enumerate(words) if word in _ARTICLES), default=0)


def _described(near: Sequence[str], people: People) -> tuple[str, ...]:
    """Tell whom "the defendant", "the two men", "the firm" mean; "the van's driver" is somebody new."""
    if any(word.endswith(("'s", "s'")) for word in near[:4]) or "of" in near[:3]:
        return ()
    kin = set(near[:4])
    if _MANY & kin:
        count = number_in(near[:4])
        if count and len(people.recent) >= count:
            return people.recent[-count:]
        return people.group if not count else ()
    if _SINGLE & kin:
        return people.last
    return people.firm if _FIRMS & kin else ()


def parties(line: Line, kinds: Collection[str], people: People) -> list[Seen]:
    """Give the mentions of a line that may be parties: of these kinds, neither officials here nor shown so before."""
    return [
        seen
        for seen in line.seen
        if seen.entity.kind in kinds
        and seen.entity.id not in people.aside
        and line.between(seen.start - 1, seen.start) != "("
        and not is_official(line, seen)
    ]


def is_former(line: Line, seen: Seen) -> bool:
    """Tell whether "former" or "retired" stands before a body: its people of once do not act for it."""
    return line.between(max(line.start, seen.start - 8), seen.start).endswith(
        (" former ", "former ", "retired ", " ex-")
    )
