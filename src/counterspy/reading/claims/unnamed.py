"""Speakers that no list knows: unknown names, people by any noun, names at the end of long titles.

Invariant: only words and their capitals decide; a name's own letters never do.
"""

from __future__ import annotations

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.phrases import STOPS, first_word, is_skipped, trimmed
from counterspy.reading.claims.prose import Run

_UNNAMED = frozenset(["some", "others", "many", "most", "all", "both", "none", "several", "another", "people", "every"])
_THINGS = frozenset(["it", "its", "we", "our"])
_PERSONS = frozenset(["he", "she", "his", "her", "him"])
_SHORTEST = 4
_NEAR = 2_000  # code points


def unknown_kind(run: Run, first: int, last: int, flat: str) -> str | None:
    """Kind of a name that nobody has found, or None where the words are none.

    An abbreviation is taken for a public body; a name for a company where the sentence goes on with "it" or "we", else
    for a person.
    """
    written = flat[run.starts[first] : run.ends[last - 1]].split()
    if run.is_heading:
        return None
    if len(written) == 1 and 2 < len(written[0]) < 7 and written[0].isupper() and written[0].isalpha():
        return "named-official"
    is_name = 0 < len(written) < 5 and all(word[0].isupper() and word[1:].islower() for word in written)
    if not is_name or run.words[first] in cues().words["grammar.determiners"]:
        return None
    if len(written) == 1:
        near = flat[max(0, run.start - _NEAR) : run.end + _NEAR]
        if not _is_single(run.words[first], near):
            return None
    is_body = not _THINGS.isdisjoint(run.words) and _PERSONS.isdisjoint(run.words)
    return "company" if is_body else "expert"


def _is_single(word: str, near: str) -> bool:
    """Whether one word with a capital is a name: no common word that opens a sentence, none written small nearby."""
    lists = cues().words
    is_common = (
        word in lists["clauses.openers"]
        or word in lists["clauses.subordinators"]
        or word in lists["grammar.subjects"]
        or word in _UNNAMED
        or word.endswith(("ly", "ing", "ed"))
    )
    return len(word) >= _SHORTEST and not is_common and f" {word} " not in near


def somebody(run: Run, verb: int, low: int) -> tuple[int, int] | None:
    """The words `[first, last)` of a noun phrase before a verb that only people and bodies have; None for no such."""
    at = verb - 1
    while at >= low and is_skipped(run.words[at]):
        at -= 1
    lists = cues().words
    if at < low or run.words[at] in STOPS or run.words[at] in lists["grammar.prepositions"]:
        return None
    first = trimmed(run, first_word(run, at, low), at + 1)
    held = run.words[first : at + 1]
    if not held or held[-1] in lists["speakers.things"]:
        return None
    is_opened = held[0] in lists["grammar.determiners"] or held[0] in _UNNAMED or held[0] in {"one", "no"}
    is_pronoun = held[0] in lists["grammar.subjects"] or held[0] in lists["clauses.subordinators"]
    return (first, at + 1) if is_opened and not is_pronoun else None


def is_titled(run: Run, at: int, flat: str) -> bool:
    """Whether "and" or "on" stands in a title before a name: "Under Secretary for Terrorism and Finance Ada Roe"."""
    if run.words[at] not in {"and", "on"}:
        return False
    high = min(at + 10, len(run.words))
    stop = next((index for index in range(at + 1, high) if run.words[index] in STOPS), high)
    written = flat[run.starts[at] : run.ends[stop - 1]].split()[1:]
    return len(written) > 2 and all(word[0].isupper() or word in {"of", "for", "the"} for word in written)


def is_verb(run: Run, at: int) -> bool:
    """Whether a word is a finite verb, as far as its form and the word before it tell."""
    word, lists = run.words[at], cues().words
    return (
        word in lists["clauses.auxiliaries"]
        or (word in cues().verbs and word not in lists["grammar.nounlike"])
        or word in lists["figures.past"]
        or (word.endswith("ed") and len(word) > _SHORTEST and run.words[at - 1] not in lists["grammar.determiners"])
    )
