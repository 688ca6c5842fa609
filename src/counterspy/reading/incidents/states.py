"""States by their names and adjectives, for telling who stands behind an act.

Invariant: a phrase means one state; a phrase that several states share is left out.
"""

from __future__ import annotations

from functools import cache

from counterspy.vocabulary import table

_SPLIT_BY = "|"
_STATES = frozenset({"country", "territory"})


@cache
def state_phrases() -> dict[str, list[str]]:
    """Give ISO 3166 alpha-2 codes with the names and adjectives of each state, in the order of the lexicon."""
    owners: dict[str, set[str]] = {}
    for row in table("places"):
        if not row["country"] or (row["type"] not in _STATES and not row["demonyms"]):
            continue
        for cell in (row["name"], row["aliases"], row["native"], row["demonyms"]):
            for name in cell.split(_SPLIT_BY):
                phrase = name.strip().lstrip("~=").strip()
                if len(phrase) > 1:
                    owners.setdefault(phrase, set()).add(row["country"])
    phrases: dict[str, list[str]] = {}
    for phrase, states in owners.items():
        if len(states) == 1:
            phrases.setdefault(next(iter(states)), []).append(phrase)
    return phrases
