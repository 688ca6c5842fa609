"""The first sieve: is there any reason to read this text at all? It errs on letting through.

Invariant: every text that holds a phrase which shows a method is let through, so nothing an incident could rest on is
ever held back here.
"""

from __future__ import annotations

from counterspy.reading.incidents.phrases import gate_lexicon, holds_any, level
from counterspy.reading.incidents.relevance import is_relevant

__all__ = ["is_relevant", "may_be_relevant"]


def may_be_relevant(text: str) -> bool:
    """Tell whether a text holds any word of espionage or its kin.

    Args:
        text: The document's own content, any language.
    """
    return holds_any(gate_lexicon(), level(text))
