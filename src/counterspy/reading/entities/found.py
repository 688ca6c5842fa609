"""What a rule saw, and which of what the rules saw stands.

Invariant: what `settle` gives back lies in order and does not overlap, whatever came in.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct


class Found(Struct, frozen=True, kw_only=True, gc=False):
    """One possible mention.

    Attributes:
        start: First code point.
        end: One past the last code point.
        kind: Code of `entity-kind`.
        name: The entity's name as far as this rule knows it.
        rule: Name of the rule.
        rank: Which wins where two overlap: the higher one, then the longer one.
        key: What groups mentions to an entity; mentions with one key are one entity.
        country: ISO alpha-2 or None.
        aliases: Other names the lexicon knows.
    """

    start: int
    end: int
    kind: str
    name: str
    rule: str
    rank: int
    key: str
    country: str | None = None
    aliases: tuple[str, ...] = ()


# From what is only read off the shape of a name to what its form leaves no doubt about.
RANK_SHAPE = 10
RANK_LEXICON = 20
RANK_FORM = 30
RANK_DEFINED = 40
RANK_CERTAIN = 50


_START = attrgetter("start")


def settle(found: Iterable[Found]) -> list[Found]:
    """Choose among overlapping finds: higher rank, then longer, then earlier, then by kind and rule.

    Linear but for the sorting: finds that hang together are settled among themselves, on a map of their stretch.
    """
    kept: list[Found] = []
    together: list[Found] = []
    reach = -1
    for item in sorted(found, key=_START):
        if item.start >= reach:
            kept += together if len(together) < 2 else _choose(together, reach)
            together = [item]
            reach = item.end
            continue
        together.append(item)
        if item.end > reach:
            reach = item.end
    kept += _choose(together, reach)
    return kept


def _choose(together: list[Found], reach: int) -> list[Found]:
    if len(together) < 2:
        return together
    first = together[0].start
    is_taken = bytearray(reach - first)
    kept = []
    for item in sorted(together, key=lambda f: (-f.rank, f.start - f.end, f.start, f.kind, f.rule, f.key)):
        left, right = item.start - first, item.end - first
        if 1 not in is_taken[left:right]:
            is_taken[left:right] = b"\x01" * (right - left)
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)
