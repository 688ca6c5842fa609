"""A statement as one rule saw it, before the rules are weighed against each other."""

from __future__ import annotations

from msgspec import Struct

from counterspy.reading.claims.speakers import Speaker


class Draft(Struct, frozen=True, kw_only=True, gc=False):
    """Where the content stands, who says it, how; `score` 0..1 is how much the rule is trusted.

    `needs_figure`: it counts only where a number about espionage stands in it.
    """

    start: int
    end: int
    speaker: Speaker | None
    stance: str
    score: float
    needs_figure: bool = False
    is_final: bool = False
