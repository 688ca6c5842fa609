"""Which sector an act was aimed at, by the words around the act and by the names of its targets.

Invariant: a sector rests on a word of a line that shows the act, or on a target's own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from counterspy.model import ReadEntity
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Lexicon, compile_lexicon, level, scan
from counterspy.vocabulary import toml


class Aimed(NamedTuple):
    """A sector and the words it rests on."""

    sector: str
    start: int
    end: int


def sectors_of(lines: Sequence[Line], targets: Sequence[Seen]) -> list[Aimed]:
    """Find the sectors of one incident.

    Args:
        lines: The lines that show its methods.
        targets: One mention of each target.

    Returns:
        In order of position, several for one sector where several words say so.
    """
    found = [
        Aimed(hit.code, hit.start, hit.end)
        for line in lines
        for hit in line.of("sector")
        if not _is_inside(line, hit.start, hit.end)
    ]
    for seen in targets:
        found += [Aimed(sector, seen.start, seen.end) for sector in named_sectors(seen.entity)]
    return sorted(set(found), key=lambda one: (one.start, one.end, one.sector))


def named_sectors(entity: ReadEntity) -> tuple[str, ...]:
    """Tell the sectors that an entity's kind or name stands for."""
    by_kind = toml("sectors")["kinds"].get(entity.kind)
    if by_kind:
        return (by_kind,)
    if entity.kind in {"person", "persona", "place", "platform"}:
        return ()
    found = tuple(dict.fromkeys(hit.code for hit in scan(_names(), level(entity.name))))
    if not found and entity.kind in {"agency", "service"}:
        return ("government",)
    return found


def _is_inside(line: Line, start: int, end: int) -> bool:
    """Tell whether a word is part of the name of somebody who is no target here: a court, a prosecutor, a newspaper."""
    if any(seen.start <= start and end <= seen.end and seen.entity.kind != "place" for seen in line.seen):
        return True
    return any(word in line.between(end, end + 30) for word in (" reported", " said", " told"))


@cache
def _names() -> Lexicon:
    return compile_lexicon({("name", sector): words for sector, words in toml("sectors")["names"].items()})
