"""The first sieve: is there any reason to read this text at all? It errs on letting through.

Invariant: every text that holds a phrase which shows a method by itself is let through.
"""

from __future__ import annotations

from counterspy.reading.incidents.phrases import gate_lexicon, level, weighs_enough
from counterspy.reading.incidents.relevance import is_relevant
from counterspy.vocabulary import toml

__all__ = ["is_relevant", "may_be_relevant"]


def may_be_relevant(text: str) -> bool:
    """Tell whether a text holds a word of espionage or its kin, or several that may be.

    Args:
        text: The document's own content, any language.
    """
    return weighs_enough(gate_lexicon(), level(text), toml("relevance")["gate"])
