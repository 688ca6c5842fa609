"""Whom a status befalls, by the grammar of the sentence: subject of a passive, object of an active verb, possessor.

Invariant: grammar alone decides, never who somebody is. None stands for "these words state nothing here", an empty
tuple for "somebody who is not named".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Hit
from counterspy.reading.incidents.standing import People, is_joint, is_official, joined_before, meant_by, parties
from counterspy.vocabulary import toml

_ROLES: Final = toml("roles")
_GRAMMAR: Final[dict[str, list[str]]] = _ROLES["grammar"]
_HEADS: Final[dict[str, list[str]]] = _ROLES["heads"]
_PATIENTS: Final = frozenset({"person", "persona", "company"})
_BE: Final = frozenset(["was", "were", "is", "are", "been", "being", "got", "gets", "stand", "stands", "stood"])
_ADVERBS: Final[frozenset[str]] = frozenset(_GRAMMAR["adverbs"])
_PREPOSITIONS: Final[frozenset[str]] = frozenset(_GRAMMAR["after_passive"])
_GOVERNING: Final[tuple[str, ...]] = tuple(_GRAMMAR["governing"])
_SPEECH: Final[tuple[str, ...]] = tuple(_GRAMMAR["speech"])
_PRONOUNS: Final = frozenset({"he", "she", "they", "him", "her", "them", "it", "himself", "herself"})
_UNNAMED: Final[frozenset[str]] = frozenset(_GRAMMAR["unnamed"])
_PLURAL: Final = frozenset(["were", "are", "have", "both", "all", "their", "each", "jointly"])
_AGE: Final = re.compile(r"^[\s,()]*(?:aged )?\d{2}[\s,()]*$")


def patient(
    line: Line, hit: Hit, people: People, before_this: Sequence[tuple[int, tuple[str, ...]]]
) -> tuple[str, ...] | None:
    """Read a participle: the passive befalls who stands before, the active who stands after.

    Args:
        line: The sentence.
        hit: The participle.
        people: Who was spoken of.
        before_this: Where earlier statuses of the line end, and whom they befall.
    """
    lead = words_before(line, hit.start)
    following = line.between(hit.end, min(line.end, hit.end + 40)).split()
    following_word = following[0].rstrip(",.;:") if following else ""
    if not is_passive(lead):
        if _is_bare_accused(line, hit):
            return None
        whom = _whom(line, hit, people)
        if whom:
            return whom
        if following_word in _PRONOUNS:
            return _last_person_before(line, hit.start, people) or people.last
        after = named_after(line, hit.end, people)
        if after and following_word not in _PREPOSITIONS:
            return after
        if lead[-1:] in (["and"], ["or"], ["but"], ["then"]) and before_this and hit.start - before_this[-1][0] < 90:
            return before_this[-1][1]
        if following_word and following_word not in _PREPOSITIONS and not line.is_heading:
            return _unnamed_object(following, people)
    return subject(line, hit, people)


def _is_bare_accused(line: Line, hit: Hit) -> bool:
    """Tell whether "accused" is a noun, not the verb that says of what."""
    return line.between(hit.start, hit.end) == "accused" and " of " not in line.between(hit.end, hit.end + 110)


def _unnamed_object(following: Sequence[str], people: People) -> tuple[str, ...] | None:
    words = [word.strip(",.;:()'\"“”") for word in following]
    meant = meant_by(words[:4], people) if words[0] in {"the", "both", "these", "this"} else ()
    if meant:
        return meant
    return () if words[0] in _UNNAMED or words[0].isdigit() else None


def words_before(line: Line, start: int, reach: int = 60) -> list[str]:
    """Give the words right before an offset, without commas, adverbs at the end left out."""
    words = line.between(max(line.start, start - reach), start).replace(",", " ").replace("(", " ").split()
    while words and (words[-1] in _ADVERBS or words[-1].endswith("ly")):
        words.pop()
    return words


def is_passive(lead: Sequence[str]) -> bool:
    """Tell whether a form of "be" stands right before, adverbs and earlier participles set aside."""
    return any(word in _BE for word in lead[-3:]) and not (lead[-1:] and lead[-1] in {"has", "have", "had", "who"})


def _whom(line: Line, hit: Hit, people: People) -> tuple[str, ...]:
    """Read "X, whom the prosecution charges": the one before "whom"."""
    between = line.between(max(line.start, hit.start - 60), hit.start)
    at = between.rfind(" whom ")
    if at < 0:
        return ()
    edge = hit.start - len(between) + at
    named = [seen for seen in parties(line, _PATIENTS, people) if seen.end <= edge + 1]
    return (named[-1].entity.id,) if named else people.last


def clause_start(line: Line, start: int) -> int:
    """Find where the clause of an offset starts: behind the last semicolon, or the sentence's start."""
    return max(line.start, line.text.rfind(";", line.start, start) + 1)


def subject(line: Line, hit: Hit, people: People) -> tuple[str, ...]:
    """Find the one a verb's subject names or means."""
    kinds = _LISTED if hit.code in _OF_BODIES else _PATIENTS
    before = [seen for seen in line.seen if seen.entity.kind in kinds and seen.end <= hit.start]
    direct = [
        seen
        for seen in before[-2:]
        if _stands_right_before(line, seen, hit.start)
        and (not _is_governed(line, seen) or line.between(seen.end, hit.start).lstrip(" ,").startswith("who"))
    ]
    named = [seen for seen in parties(line, kinds, people) if seen.end <= hit.start and not _is_owner(line, seen)]
    if direct and direct[-1] not in named:
        named = [*named, direct[-1]]
    if hit.code == "dismissed":
        named = [seen for seen in named if line.between(seen.start - 9, seen.start) == " against "] or named
    elif not direct:
        named = [seen for seen in named if not _is_governed(line, seen)]
    named = [seen for seen in named if not _is_speaking(line, seen, hit.start) and not _is_dateline(line, seen)]
    if not direct and _KIN.match(line.text, clause_start(line, hit.start), hit.start):
        return ()
    lead = line.between(clause_start(line, hit.start), hit.start).replace(",", " ").split()
    if not direct and people.last and any(word in {"he", "she", "they"} for word in lead[-5:]):
        own = [seen for seen in named if seen.entity.kind != "company"]
        if "they" in lead[-5:] and not (own and len(own) > 1):
            return meant_by(lead, people)
        if not own:
            return _last_person_before(line, hit.start, people) or people.last
    if named:
        return joined_before(line, named) if is_plural(line, hit) else (named[-1].entity.id,)
    later = _named_behind(line, hit, people)
    return later or meant_by(lead, people)


_KIN: Final = re.compile(
    r"[\s\"“]*(?:his|her|their|[^,.;]{2,40}?(?:'s|s')) (?:[a-z-]+ ){0,2}?(?:wife|husband|brother|sister|mother|father|"
    r"son|daughter|partner|girlfriend|boyfriend|cousin|nephew|niece|parents|relatives|colleague|friend|neighbour|neighbor)\b"
)
_DATED: Final = re.compile(r"(?:, [^()—–]{2,30})?(?: \([^()]{2,30}\))? ?[—–-]+ ")


def _is_dateline(line: Line, seen: Seen) -> bool:
    """Tell whether a name that opens a line is where a report was sent from: "X (Agency) — A man was"."""
    return seen.start == line.start and _DATED.match(line.text, seen.end, line.end) is not None


_OF_BODIES: Final = frozenset(["sanctioned", "settled"])


def _named_behind(line: Line, hit: Hit, people: People) -> tuple[str, ...]:
    """Read an inversion: "On trial before the court is X", "Charged are X and Y"."""
    tail = line.between(hit.end, line.end)
    for verb in (" is ", " are ", " was ", " were "):
        at = tail.find(verb)
        if 0 <= at < 70 and not line.between(line.start, hit.start).strip():
            return named_after(line, hit.end + at + len(verb) - 1, people)
    return ()


def right_before(line: Line, start: int) -> Seen | None:
    """Give the person or company whose name stands right before a verb, as its subject and not on another word."""
    before = [seen for seen in line.seen if seen.entity.kind in _PATIENTS and seen.end <= start]
    if not before or not _stands_right_before(line, before[-1], start) or _is_governed(line, before[-1]):
        return None
    return before[-1]


def _stands_right_before(line: Line, seen: Seen, start: int) -> bool:
    """Tell whether nothing but an age, "who" or auxiliaries stands between a name and a verb."""
    between = line.between(seen.end, start)
    if len(between) > 40:
        return False
    words = between.replace(",", " ").replace("(", " ").replace(")", " ").split()
    return all(word in _BE or word in _ADVERBS or word in _LINKING or word.isdigit() for word in words)


_LINKING: Final = frozenset(["who", "has", "have", "had", "and", "later", "then", "aged", "both", "also", "be"])


def _is_speaking(line: Line, seen: Seen, start: int) -> bool:
    """Tell whether a name belongs to who says so, not to whom it befalls; "X said he was arrested" is about X."""
    tail = line.between(seen.end, start).lstrip(" ,")
    return tail.startswith(_SPEECH) and not any(word in _PRONOUNS for word in tail.split())


_SERVED: Final = re.compile(
    r"\b(?:under|to|of|with|for|by) (?:the |then |former |late |ousted |current |acting |deputy |vice |prime )*"
    r"(?:president|minister|premier|chancellor|king|general|director|chief|commander|leader|ruler|governor|mayor) $"
)


def _is_governed(line: Line, seen: Seen) -> bool:
    """Tell whether a preposition governs a name: neither "an engineer at X" nor "officials under President X" is X."""
    before = line.between(max(line.start, seen.start - 48), seen.start)
    return before.endswith(_GOVERNING) or _SERVED.search(before) is not None


def _is_owner(line: Line, seen: Seen) -> bool:
    return line.between(seen.end, seen.end + 3).startswith(("'s ", "s' ", "' "))


def is_plural(line: Line, hit: Hit) -> bool:
    """Tell whether the verb befalls several."""
    before = line.between(max(line.start, hit.start - 34), hit.start).split()[-4:]
    if line.is_heading and before and before[-1].endswith("s") and before[-1] not in {"was", "is", "says"}:
        return not before[-1].endswith("ss")
    return not _PLURAL.isdisjoint(before)


def object_of(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Read who stands after an active verb or a noun with its preposition: "charges against X"."""
    following = [word.strip(",.;:()'\"“”") for word in line.between(hit.end, hit.end + 30).split()]
    if line.between(hit.start, hit.end).split()[-1] in _GIVEN:
        return people.last
    if following and following[0] in _PRONOUNS | {"his"}:
        return people.last if following[0] != "them" else people.group or people.last
    after = named_after(line, hit.end, people) if hit.code != "sanctioned" else _all_listed(line, hit.end)
    if after:
        return after
    meant = meant_by(following[:4], people) if following and following[0] in {"the", "both", "these"} else ()
    if meant:
        return meant
    return None if " " not in line.between(hit.start, hit.end) else ()


_GIVEN: Final = frozenset({"him", "her"})
_LISTING: Final = re.compile(
    r"(?:[;]| for | because | over | after | in response | in connection | pursuant | under | who | which )"
)
_LISTED: Final = _PATIENTS | {"organisation"}


def _all_listed(line: Line, end: int) -> tuple[str, ...]:
    """Give all whom words that impose sanctions name, up to the reason: "on six officers and on the company X"."""
    stop = _LISTING.search(line.text, end, line.end)
    edge = stop.start() if stop else line.end
    return tuple(
        dict.fromkeys(
            seen.entity.id
            for seen in line.seen
            if end <= seen.start
            and seen.end <= edge
            and seen.entity.kind in _LISTED
            and not line.between(max(line.start, seen.start - 8), seen.start).endswith(
                (" of ", " of the ", " by ", " by the ")
            )
        )
    )


def possessor(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Read whose a noun is: "his arrest", "X's conviction"; None where it is nobody's."""
    before = line.between(max(line.start, hit.start - 24), hit.start).split()
    for seen in parties(line, _PATIENTS, people):
        if 0 <= hit.start - seen.end <= 14 and line.between(seen.end, hit.start).startswith(("'s ", "' ")):
            return (seen.entity.id,)
    if any(word in {"his", "her"} for word in before[-2:]):
        return _last_person_before(line, hit.start, people) or people.last
    if "their" in before[-2:]:
        return people.group or people.recent[-2:] or None
    return _borne_by(line, hit, people)


_BEARING: Final = re.compile(
    r"(?: and (?:[\w'-]+ ){0,5}?(?:sentences?|convictions?|pleas?|terms?))?(?: imposed)? (?:of|on|for) (?!\d)"
)
_AGAINST: Final = re.compile(r"[^.;:,]{0,80}? against ")


def _borne_by(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Read whose a noun is off what follows: "the conviction and sentence of X", "an indictment in Haifa against X"."""
    ruling = _BEARING.match(line.text, hit.end, line.end) if hit.code in _RULINGS else None
    tail = ruling or (_AGAINST.match(line.text, hit.end, line.end) if hit.code == "charged" else None)
    if tail is None:
        return None
    named = named_after(line, tail.end(), people)
    if named:
        return named
    words = line.between(tail.end(), min(line.end, tail.end() + 40)).replace(",", " ").split()
    return meant_by(words[:4], people) or None


_RULINGS: Final = frozenset(["convicted", "sentenced", "pleaded-guilty", "acquitted"])


def between_parts(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Read a verb in two parts, whose tail is the hit: "found X guilty", "put X under sanctions"; else a possessor."""
    heads = _HEADS.get(line.between(hit.start, hit.end))
    if heads is None:
        return possessor(line, hit, people)
    from_here = max(clause_start(line, hit.start), hit.start - 150)
    region = f" {line.between(from_here, hit.start)} "
    at, head = max(((region.rfind(f" {head} "), head) for head in heads), default=(-1, ""))
    if at < 0:
        return None
    start = from_here + at + len(head)
    between = [seen for seen in parties(line, _PATIENTS, people) if start <= seen.start and seen.end <= hit.start]
    if between:
        first = between[0]
        chain = [first.entity.id]
        for left, right in pairwise(between):
            if not is_joint(line.between(left.end, right.start)):
                break
            chain.append(right.entity.id)
        opening = line.between(start, first.start).replace(",", " ").split()
        return tuple(dict.fromkeys([*chain, *(meant_by(opening[:3], people) if "and" in opening else ())]))
    words = line.between(start, hit.start).replace(",", " ").split()
    if is_passive(words_before(line, from_here + at)):
        return subject(line, Hit(from_here + at, hit.end, hit.role, hit.code), people)
    if words[:1] == ["it"] and people.firm:
        return people.firm
    if words and words[0] in _PRONOUNS:
        return _last_person_before(line, from_here + at, people) or people.last
    return meant_by(words, people)


def named_after(line: Line, end: int, people: People) -> tuple[str, ...]:
    """Find who stands right after an active verb or a preposition, with those joined to the first."""
    chain: list[Seen] = []
    for seen in line.seen:
        if seen.start < end or seen.entity.kind not in _PATIENTS:
            continue
        if not chain:
            between = line.between(end, seen.start)
            if seen.start - end > 90 or (_breaks(between) and not _is_apposition(between)):
                return ()
            if seen.entity.kind == "person" and between.endswith(" of "):
                return ()
            if seen.entity.kind == "company" and not _EMPLOYING.isdisjoint(between.split()):
                continue
            if _is_owner(line, seen):
                return ()
            chain.append(seen)
        elif is_joint(line.between(chain[-1].end, seen.start)) and not is_official(line, seen):
            chain.append(seen)
        else:
            break
    return tuple(dict.fromkeys(seen.entity.id for seen in chain))


_EMPLOYING: Final = frozenset(["of", "at", "for", "from", "with", "by"])
_BREAKING: Final = frozenset(
    [
        "who",
        "which",
        "that",
        "by",
        "when",
        "after",
        "with",
        "for",
        "in",
        "to",
        "from",
        "on",
        "at",
        "said",
        "saying",
        "because",
        "while",
        "where",
        "whose",
    ]
)


_DESCRIBING: Final = re.compile(
    r" (?:an? |the |one |another )"
    r"(?!.*\b(?:who|which|that|by|when|after|and|to|said|was|were|is|are|had|has|because)\b)"
    r"[^,.;:]{3,60}, [\"“]?"
)


def _is_apposition(between: str) -> bool:
    """Tell whether words between a verb and a name only describe the bearer: "jailed a carpenter from Herne, X"."""
    return _DESCRIBING.fullmatch(between) is not None


def _breaks(between: str) -> bool:
    """Tell whether words between a verb and a name start something of their own; a title or trade does not."""
    bare = between.replace("u.s.", "us").replace("mr.", "mr").replace("dr.", "dr").replace("ms.", "ms")
    if any(mark in bare for mark in ".;:") or " not " in bare:
        return True
    words = bare.replace(",", " ").split()
    return any(
        word in _BREAKING and (index == 0 or words[index - 1] not in _TRADES) for index, word in enumerate(words)
    )


_TRADES: Final[frozenset[str]] = frozenset(_ROLES["words"]["trades"])


def _last_person_before(line: Line, start: int, people: People) -> tuple[str, ...]:
    before = [s for s in parties(line, {"person", "persona"}, people) if s.end <= start]
    return (before[-1].entity.id,) if before else ()
