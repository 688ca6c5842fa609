"""How a brief says that it is one, so that nobody, this program included, takes it for another source.

Invariant: every brief carries the line, and in HTML the generator too; what carries either is not read as evidence.
"""

from __future__ import annotations

import re

GENERATOR = "Counterspy brief"
"""What a brief names as its generator: https://html.spec.whatwg.org/#meta-generator."""

_LINE = re.compile(r"^\W*Counterspy brief, made \d{4}-\d\d-\d\dT\d\d:\d\d", re.MULTILINE)


def brief_line(made_at: str) -> str:
    """Give the line that stands at the top of a brief; `made_at` is UTC, ISO 8601."""
    return f"{GENERATOR}, made {made_at}"


def is_of_a_brief(text: str) -> bool:
    """Tell whether a text, as it was printed, saved, mailed or pasted, holds the line that every brief has."""
    return GENERATOR in text and _LINE.search(text) is not None
