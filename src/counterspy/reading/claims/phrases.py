"""Noun phrases: where the words before a verb begin, and which of them is the head.

Invariant: looks at a bounded number of words; knows no names.
"""

from __future__ import annotations

from functools import cache

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.prose import FILL, Run

STOPS = frozenset(
    [
        "○",
        "□",
        "◦",
        "▪",
        "►",
        "※",
        "-",
        "--",
        "|",
        "/",
        "•",
        "*",
        ",",
        ";",
        ":",
        ".",
        "(",
        ")",
        "[",
        "]",
        "—",
        "–",
        "?",
        "!",
    ]
)
_LONGEST = 24


@cache
def _bounds() -> frozenset[str]:
    """The words that may end a noun phrase to its left."""
    return (
        STOPS | _verbs() | cues().words["clauses.subordinators"] | {"it", "him", "them", "us", "me", "and", "but", "or"}
    )


@cache
def _verbs() -> frozenset[str]:
    """Auxiliaries and verbs of saying, but for participles and those that are as often nouns."""
    verbs = {word for word, verb in cues().verbs.items() if not verb.is_participle}
    return cues().words["clauses.auxiliaries"] | (verbs - cues().words["grammar.nounlike"])


@cache
def _ends() -> frozenset[str]:
    """The words before which the head of a noun phrase stands."""
    return cues().words["grammar.prepositions"] | {"who", "which", "that", ","}


def opening_comma(run: Run, comma: int, low: int) -> int | None:
    """The comma that opens the parenthesis another comma closes, or None."""
    nearest: int | None = None
    for at in range(comma - 1, max(low, comma - 40) - 1, -1):
        if run.words[at] in {";", ":", "."}:
            break
        if run.words[at] == "," and at > low:
            if run.words[at + 1] in {"who", "which", "whose"}:
                return at
            nearest = nearest if nearest is not None else at
    return nearest


def first_word(run: Run, last: int, low: int) -> int:
    """Index where the noun phrase that ends at index `last` begins."""
    words, bounds, at = run.words, _bounds(), last
    if words[at] == ")" and (opening := _opening(run, at, low)) is not None:
        at = opening
    while at > low and last - at < _LONGEST:
        word = words[at - 1]
        if word not in bounds and word[0] != FILL:
            at -= 1
            continue
        if word == ")" and (opening := _opening(run, at - 1, low)) is not None:
            at = opening
            continue
        if word[0] == FILL:
            is_end = _is_speech(run, at - 1)
        elif word in {"and", "but", "or"}:
            is_end = at - 1 == low or words[at - 2] == "," or _verb_left(run, at - 2, low)
        else:
            is_end = True
        if is_end:
            break
        at -= 1
    return at


def _opening(run: Run, at: int, low: int) -> int | None:
    """The bracket that a closing one closes, where few words stand between the two."""
    return next((index for index in range(at - 1, max(low, at - 8), -1) if run.words[index] == "("), None)


def _verb_left(run: Run, at: int, low: int) -> bool:
    for index in range(at, max(low, at - 20) - 1, -1):
        if run.words[index] in STOPS:
            return False
        if run.words[index] in _verbs():
            return True
    return False


def _is_speech(run: Run, at: int) -> bool:
    return run.ends[at] - run.starts[at] > 40


def trimmed(run: Run, first: int, last: int) -> int:
    """Leave out openers and a leading adverbial ("On 4 May the weekly")."""
    words, lists = run.words, cues().words
    while first < last and (
        words[first] in lists["clauses.openers"]
        or (words[first].endswith("ly") and first + 1 < last and words[first + 1] not in lists["grammar.prepositions"])
    ):
        first += 1
    if "ago" in words[first : min(first + 4, last)]:
        first = words.index("ago", first) + 1
    elif (
        first + 2 < last
        and words[first] in {"last", "this", "next", "that", "earlier"}
        and words[first + 1] in lists["grammar.times"]
    ):
        first += 2
    if first < last and words[first] in lists["grammar.prepositions"]:
        starts = [
            at
            for at in range(first + 1, last)
            if words[at] in lists["grammar.determiners"]
            and words[at - 1] != "and"
            and words[at - 1] not in lists["grammar.prepositions"]
        ]
        first = starts[0] if starts else next((at for at in range(first + 1, last) if words[at - 1].isdigit()), last)
    return first


def is_skipped(word: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return word in cues().words["grammar.skipped"] or (
        word.endswith("ly") and len(word) > 4 and word not in {"family", "ally", "italy", "daily", "weekly", "assembly"}
    )


def _is_somebody(word: str) -> bool:
    lists = cues().words
    return any(
        word in lists[f"speakers.{name}"]
        for name in ("official", "expert", "role", "post", "company", "counsel", "media")
    )


def _past_participle(words: list[str], at: int) -> int:
    """Back from "circulated" or "put out" to the noun it belongs to."""
    while (
        at > 1
        and (words[at].endswith("ed") or words[at] in cues().words["grammar.participles"])
        and words[at] not in cues().words["speakers.expert"]
    ):
        at -= 1
    return at


def head_index(words: list[str]) -> int:
    """Index of the noun that heads the phrase: the last word before its first preposition or relative."""
    if words[-1] in cues().words["speakers.charging"] or words[-2:-1] == [")"]:
        return len(words) - 1
    ends = _ends()
    for at, word in enumerate(words):
        if at > 1 and word.endswith("ing") and _is_somebody(words[at - 1]):
            return at - 1
        if at and word in ends and words[at : at + 2] != ["under", "secretary"]:
            return _past_participle(words, at - 1)
    return len(words) - 1
