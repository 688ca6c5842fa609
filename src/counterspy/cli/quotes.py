"""The quotes behind a field, each said once: trigger words inside one another, and the copies of one text, are one.

Invariant: nothing is left out but repetition; who speaks, how, and for or against, is never merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Cited = dict[str, Any]
"""A claim as `inquiry.why` gives it."""


class Quote(NamedTuple):
    """One quote.

    Attributes:
        first: The claim with the widest words, in the document that came first.
        copies: The same words by the same speaker in other places, in order.
    """

    first: Cited
    copies: tuple[Cited, ...]

    @property
    def documents(self) -> int:
        """How many documents and records it stands in."""
        return len({claim["evidence"] for claim in (self.first, *self.copies)})

    @property
    def origins(self) -> int:
        """How many independent origins those have."""
        return len({claim["origin"] for claim in (self.first, *self.copies)})


def quotes_of(claims: Sequence[Cited]) -> list[Quote]:
    """Group the claims of one value of a field.

    Args:
        claims: In order of evidence.

    Returns:
        Each quote once, in order of first occurrence.
    """
    places: dict[tuple[Any, ...], list[Cited]] = {}
    for claim in claims:
        places.setdefault((claim["evidence"], *_voice(claim)), []).append(claim)
    widest = {claim["id"] for found in places.values() for claim in _widest(found)}
    said: dict[tuple[Any, ...], list[Cited]] = {}
    for claim in claims:
        if claim["id"] in widest:
            said.setdefault((*_voice(claim), _words(claim)), []).append(claim)
    return [Quote(first, tuple(copies)) for first, *copies in said.values()]


def _voice(claim: Cited) -> tuple[Any, ...]:
    return claim["opposes"], claim["speaker"], claim["speaker_kind"], claim["stance"]


def _words(claim: Cited) -> str:
    return " ".join(claim["quote"].split()).casefold()


def _widest(claims: Iterable[Cited]) -> list[Cited]:
    """Of claims whose words lie in those of others, the outermost; a record's fields lie in nothing."""
    spans = [claim for claim in claims if claim["start"] is not None]
    spans.sort(key=lambda claim: (claim["start"], -claim["end"]))
    kept: list[Cited] = []
    for claim in spans:
        if not kept or claim["end"] > kept[-1]["end"]:
            kept.append(claim)
    return kept + [claim for claim in claims if claim["start"] is None]
