"""Stances: how sure and how affirmed a statement is, from its verb, its own words and its speaker.

Invariant: nothing but these three decides; a verb that denies or alleges is never weakened by the content.
"""

from __future__ import annotations

import re
from functools import cache

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.speakers import Speaker

_WORD = re.compile(r"[\w'-]+")
_MEASURES = frozenset(["longer", "fewer", "less", "more", "later", "only", "least"])
_HELD = frozenset(
    ["believed", "thought", "suspected", "reported", "said", "rumoured", "rumored", "feared", "understood", "presumed"]
)
_OPEN = frozenset(
    [
        "have",
        "still",
        "also",
        "potentially",
        "lead",
        "become",
        "pose",
        "give",
        "help",
        "allow",
        "harm",
        "damage",
        "escalate",
        "threaten",
        "be",
    ]
)


_CURT, _SHORT = 14, 10  # words
_SUSPICION = frozenset(["suspected", "accused"])
_FORETOLD = frozenset(["will", "shall", "would"])
_ROUGH = frozenset(["roughly", "approximately", "estimated", "closer"])
_NOTHING = frozenset(["no", "any"])
_MISSIONS = frozenset(
    ["embassy", "embassies", "ambassador", "consulate", "mission", "kremlin", "chargé", "legation", "consul"]
)
_CURT_NAME = 2  # words: what a state calls a thing
_PLACE_AT_MOST = 3  # words
_ACTS = frozenset(
    [
        "comment",
        "will",
        "would",
        "response",
        "retaliate",
        "expel",
        "expelled",
        "summoned",
        "detained",
        "arrested",
        "returned",
        "investigating",
        "respond",
        "reciprocal",
        "aware",
        "follow",
        "following",
    ]
)


@cache
def _marks() -> frozenset[str]:
    """The words without which a content says plainly what it says, whoever says it."""
    lists = cues().words
    return (_SUSPICION | _FORETOLD | _ROUGH | _NOTHING | {"certainly", "allegedly", "alleged"}) | lists[
        "denials.adjectives"
    ]


@cache
def _hedging() -> frozenset[str]:
    """The words without which nothing is hedged."""
    return cues().words["hedges.inner"] | _HELD


def plain_words(flat: str) -> list[str]:
    """Lower-case words of a stretch of text."""
    return [
        word if word == "May" and index else word.lower().strip("'") for index, word in enumerate(_WORD.findall(flat))
    ]


def stance_of(verb: str, words: list[str], speaker: Speaker | None, *, is_past: bool = False) -> str:
    """Give the stance of a statement.

    Args:
        verb: Stance the verb of saying gives; `asserted` for "said".
        words: Lower-case words of the content.
        speaker: Who says it, None for the narrator.
        is_past: The verb of saying stands in the past, where "could" may be mere ability.
    """
    if verb == "denied":
        return "denied"
    if is_hedged(words, is_past=is_past) and verb != "estimated":
        is_foretold = speaker is not None and speaker.kind == "expert" and "could" in words and "by" in words
        return "predicted" if is_foretold else "hedged"
    return _plain(words, speaker) if verb == "asserted" else verb


def is_hedged(words: list[str], *, is_past: bool = False) -> bool:
    """The main clause is hedged: not a relative one, not mere ability in the past."""
    if _hedging().isdisjoint(words):
        return False
    inner = cues().words["hedges.inner"]
    for at, word in enumerate(words[:-1]):
        if words[at + 1] == "to" and word in _HELD and at and words[at - 1] in cues().words["grammar.be"]:
            return True
        if word not in inner:
            continue
        before = words[at - 1] if at else ""
        if word in {"may", "might", "could"} and before in {"that", "which", "who"}:
            continue
        if word.startswith(("appear", "seem")) and words[at + 1] not in {"to", "that", "likely", "as"}:
            continue
        if word == "could" and words[at + 1] in {"not", "never", "no"}:
            continue
        if word == "could" and is_past and (words[at + 1] not in _OPEN or words[at + 1] == "be"):
            continue
        return True
    return False


def _plain(words: list[str], speaker: Speaker | None) -> str:
    is_marked = not _marks().isdisjoint(words)
    if (is_marked and _is_denial(words)) or (speaker is not None and _is_own_denial(words, speaker)):
        return "denied"
    if speaker is not None and speaker.is_charging and not ("would" in words or "will" in words):
        return "alleged"
    if is_marked and _is_suspicion(words):
        return "alleged"
    if is_marked and _is_foretold(words):
        return "predicted"
    if is_marked and "certainly" in words and "almost" in words:
        return "estimated"
    if (is_marked and not _ROUGH.isdisjoint(words)) or (speaker is not None and "estimates" in speaker.head):
        return "estimated"
    if is_marked and any(word in words for word in cues().words["hedges.alleged_adverbs"] & {"allegedly", "alleged"}):
        return "alleged"
    return "asserted"


def _is_denial(words: list[str]) -> bool:
    """The content says no, whoever says it: to findings, or with a denying word."""
    lists = cues().words
    for at, word in enumerate(words[:-1]):
        if word in _NOTHING and words[at + 1] in lists["denials.findings"]:
            return True
        if word == "no" and words[at + 1] == "such":
            return True
    return len(words) < _CURT and not lists["denials.adjectives"].isdisjoint(words)


def _is_own_denial(words: list[str], speaker: Speaker) -> bool:
    """The accused side says no: with scorn, with a denying word, or with a plain no; a state's mission, always."""
    is_mission = _is_mission(speaker)
    is_own_case = (
        speaker.kind == "accused" or (speaker.kind == "company" and "uncontested" not in speaker.head) or is_mission
    )
    if not is_own_case:
        return False
    if is_mission:
        return not _is_plain_mission(words) and (len(words) > _CURT_NAME or not _MISSIONS.isdisjoint(speaker.head))
    lists = cues().words
    is_scorned = len(words) < _SHORT and not lists["denials.scorn"].isdisjoint(words)
    return is_scorned or not lists["denials.exculpations"].isdisjoint(words) or _is_negated(words)


def _is_mission(speaker: Speaker) -> bool:
    """Whether a state speaks abroad: its embassy, its foreign ministry, its capital for its government."""
    if not _MISSIONS.isdisjoint(speaker.head):
        return True
    is_place = speaker.entity is not None and speaker.entity.kind == "place" and not speaker.is_human
    return speaker.kind == "named-official" and is_place and len(speaker.head) < _PLACE_AT_MOST


def _is_plain_mission(words: list[str]) -> bool:
    """What a state says that answers no charge: that it will not comment, that it acts or will act, a number."""
    return not _ACTS.isdisjoint(words) or any(word[0].isdigit() for word in words)


def _is_negated(words: list[str]) -> bool:
    """A plain no, which "no longer than" and "not only" are not."""
    negatives = cues().words["denials.negatives"]
    return not negatives.isdisjoint(words) and any(
        word in negatives and not (word in {"no", "not"} and words[at + 1 : at + 2] and words[at + 1] in _MEASURES)
        for at, word in enumerate(words)
    )


def _is_suspicion(words: list[str]) -> bool:
    """As in "are suspected of", "is accused of" in the main clause."""
    for at, word in enumerate(words[:-1]):
        if word in {"which", "who", "whom", "that"}:
            return False
        if word in {"suspected", "accused"} and words[at + 1] == "of":
            return True
    return False


def _is_foretold(words: list[str]) -> bool:
    for at, word in enumerate(words[:-1]):
        if word in {"will", "shall"} and words[at + 1] != "we":
            return True
        if word == "would" and words[at + 1] not in {"have", "be", "not"}:
            return True
        if word == "would" and words[at + 1] == "be" and at + 2 < len(words) and words[at + 2].endswith("ed"):
            return True
    return False
