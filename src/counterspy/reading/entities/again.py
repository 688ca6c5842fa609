"""Bodies named again by their head alone (`the Observatory`), and names in their own script in brackets.

Invariant: everything found here refers to a name that stands before it in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from counterspy.reading.entities.flat import words
from counterspy.reading.entities.found import RANK_DEFINED, RANK_SHAPE, Found
from counterspy.reading.gazetteer import NATIVE

_BODIES = frozenset({"agency", "organisation", "service", "company"})
_THE_HEAD = re.compile(
    r"he ([A-Z][a-z]{4,}(?: (?:Cent(?:re|er)|Office|Council|Institute))?)(?! ?[A-Z(&\"]|'s [A-Z]| of | for | on |-)"
)
_IN_BRACKETS = re.compile(r" \(([^()\n]{2,60})\)")
_COMPLEMENT = re.compile(r" (?:of|for|on) |, | \(")
_SEPARATE = frozenset({"Government", "Republic", "Party"})


def find_heads_again(flat: str, seen: list[Found]) -> Iterator[Found]:
    """Find `the Commission` behind `Trade Practices Commission`.

    Args:
        flat: The flattened text.
        seen: What was found, in order, not overlapping.

    Yields:
        In order of position.
    """
    by_head: dict[str, list[Found]] = {}
    for item in seen:
        if item.kind in _BODIES:
            for head in _heads(item.name):
                by_head.setdefault(head, []).append(item)
    if not by_head:
        return
    for match in _THE_HEAD.finditer(flat):
        bodies = by_head.get(match[1])
        if (
            bodies
            and flat[match.start() - 1] in "Tt"
            and (at := bisect_left(bodies, match.start(), key=lambda item: item.start))
        ):
            start, end = match.span(1)
            yield msgspec.structs.replace(bodies[at - 1], start=start, end=end, rule="head-again", rank=RANK_SHAPE - 2)


@lru_cache(maxsize=8192)
def _heads(name: str) -> tuple[str, ...]:
    """The words by which a body may be named again: its last, or the one before `of` and `for`."""
    parts = _COMPLEMENT.split(name, 1)[0].split()
    heads = []
    if parts and parts[-1] not in _SEPARATE and parts[-1] in words("head", "again"):
        heads.append(parts[-1])
    if len(parts) > 2:
        heads.append(" ".join(parts[-2:]))
    return tuple(heads)


def find_native_brackets(flat: str, seen: list[Found]) -> Iterator[Found]:
    """Find a name in its own script behind the same name in Latin letters: `Zorvan (Зорван)`.

    Yields:
        In order of position.
    """
    for item in seen:
        bracket = _IN_BRACKETS.match(flat, item.end)
        if bracket and sum(map(bool, map(NATIVE.match, bracket[1]))) * 2 > len(bracket[1]):
            start, end = bracket.span(1)
            yield msgspec.structs.replace(item, start=start, end=end, rule="native-bracket", rank=RANK_DEFINED)
