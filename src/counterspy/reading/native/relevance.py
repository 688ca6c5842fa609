"""Is a Chinese or Russian document about espionage and its kin? Words weighed together, none decides alone.

Invariant: it rests on words and on the kinds of names, never on who is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counterspy.model import ReadEntity
from counterspy.reading.native.words import fold, scan

_SURE: Final = 1.0
_WEAK: Final = 0.4
_METHOD: Final = 0.5
_AGAINST: Final = 1.0
_FREE: Final = 2
"""So many words against say nothing."""
_KINDS: Final = {"service": 1.0, "military": 0.4, "actor-group": 1.0}
_A_STORY: Final = 4
_ENOUGH: Final = 4.0
_INCIDENT: Final = 1.5
_GATE: Final = 1.0


def may_be_native_relevant(text: str, language: str) -> bool:
    """Tell whether a text holds any reason to be read."""
    weights = _weigh(text, language)
    return weights["sure"] * _SURE + weights["weak"] * _WEAK >= _GATE


def is_native_relevant(text: str, language: str, entities: Iterable[ReadEntity], incidents: int) -> bool:
    """Judge a document.

    Args:
        text: Of its sentences.
        language: `zh` or `ru`.
        entities: What it names.
        incidents: How many were found.
    """
    weights = _weigh(text, language)
    words = weights["sure"] * _SURE + min(weights["weak"], 6) * _WEAK + min(weights["method"], 5) * _METHOD
    words -= max(0, weights["against"] - _FREE) * _AGAINST
    kinds = {entity.kind for entity in entities}
    names = sum(weight for kind, weight in _KINDS.items() if kind in kinds)
    if weights["against"] >= _A_STORY and 2 * weights["against"] >= weights["sure"]:
        return False
    is_tied = weights["sure"] > 0 or names >= 1
    return is_tied and words + min(names, 1.5) + _INCIDENT * bool(incidents) >= _ENOUGH


def _weigh(text: str, language: str) -> dict[str, int]:
    """Count the different words of each list."""
    folded = fold(text, language)
    found: dict[str, set[str]] = {"sure": set(), "weak": set(), "against": set(), "method": set()}
    for hit in scan(folded, language):
        if hit.role == "relevance":
            found[hit.code].add(folded[hit.start : hit.end][:6])
        elif hit.role == "method":
            found["method"].add(hit.code)
    return {code: len(words) for code, words in found.items()}
