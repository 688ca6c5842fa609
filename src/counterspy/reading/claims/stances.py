"""Stances: how sure and how affirmed a statement is, from its verb, its own words and its speaker.

Invariant: nothing but these three decides; a verb that denies or alleges is never weakened by the content.
"""

from __future__ import annotations

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.speakers import Speaker


def stance_of(verb: str, words: list[str], speaker: Speaker | None) -> str:
    """Give the stance of a statement.

    Args:
        verb: Stance the verb of saying gives; `asserted` for "said".
        words: Lower-case words of the content.
        speaker: Who says it, None for the narrator.
    """
    lists = cues().words
    if verb == "denied":
        return "denied"
    held = set(words)
    if held & lists["hedges.inner"] and verb not in {"estimated"}:
        return "predicted" if verb == "asserted" and speaker and speaker.kind == "expert" and "by" in held and "could" in held else "hedged"
    if verb == "asserted":
        return _plain(words, held, speaker)
    return verb


def _plain(words: list[str], held: set[str], speaker: Speaker | None) -> str:
    lists = cues().words
    if is_denial(words, held, speaker):
        return "denied"
    if speaker is not None and speaker.is_charging and not held & {"would", "will"}:
        return "alleged"
    if _is_foretold(words):
        return "predicted"
    if held & {"roughly", "approximately", "estimated", "closer"} or speaker is not None and speaker.head & {"estimates"}:
        return "estimated"
    if held & {"allegedly", "alleged"} & lists["hedges.alleged_adverbs"]:
        return "alleged"
    return "asserted"


def is_denial(words: list[str], held: set[str], speaker: Speaker | None) -> bool:
    """The content says no: to findings, with a denying word, or, from the accused side, with a plain no."""
    lists = cues().words
    for at, word in enumerate(words[:-1]):
        if word in {"no", "any"} and words[at + 1] in lists["denials.findings"]:
            return True
    if held & lists["denials.adjectives"] and len(words) < 14:
        return True
    is_own_case = speaker is not None and (speaker.kind in {"accused", "company"} or bool(speaker.head & {"embassy", "ambassador", "consulate"}))
    return is_own_case and bool(held & (lists["denials.negatives"] | lists["denials.exculpations"]))


def _is_foretold(words: list[str]) -> bool:
    for at, word in enumerate(words[:-1]):
        if word in {"will", "shall"}:
            return True
        if word == "would" and words[at + 1] not in {"have", "be", "not"}:
            return True
        if word == "would" and words[at + 1] == "be" and at + 2 < len(words) and words[at + 2].endswith("ed"):
            return True
    return False
