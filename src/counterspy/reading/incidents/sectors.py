"""Which sector an act was aimed at, by the words around the act and by the names of its targets.

Invariant: a sector rests on a word of a line that shows the act, or on a target's own name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from counterspy.model import ReadEntity
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Hit, Lexicon, compile_lexicon, level, scan
from counterspy.vocabulary import toml

_SOFT: Final = frozenset(f"soft.{sector}" for sector in toml("roles")["cues"]["soft"])


class Aimed(NamedTuple):
    """A sector and the words it rests on."""

    sector: str
    start: int
    end: int


def sectors_of(telling: Sequence[Line], around: Sequence[Line], targets: Sequence[Seen]) -> list[Aimed]:
    """Find the sectors of one incident: by plain words and targets, else by softer words, else by the lines around.

    Args:
        telling: The lines that show its methods.
        around: All its lines.
        targets: One mention of each target.

    Returns:
        In order of position, several for one sector where several words say so.
    """
    found = _plain(telling)
    for seen in targets:
        found += [Aimed(sector, seen.start, seen.end) for sector in named_sectors(seen.entity)]
    soft = _soft(telling)
    found = [*found, *(one for one in soft if _is_borne_out(one, soft))] or soft or _plain(around) or _soft(around)
    return sorted(set(found), key=lambda one: (one.start, one.end, one.sector))


def _plain(lines: Sequence[Line]) -> list[Aimed]:
    return [
        Aimed(hit.code, hit.start, hit.end)
        for line in lines
        for hit in line.of("sector")
        if not _is_inside(line, hit.start, hit.end) and not _is_part(line, hit) and not is_means(line, hit)
    ]


def _is_part(line: Line, hit: Hit) -> bool:
    """Tell whether a word is part of a longer one that names another sector: "satellite" in "satellite channel"."""
    return any(
        other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
        for other in line.of("sector")
        if other.code != hit.code and hit.end < other.end
    )


def is_means(line: Line, hit: Hit) -> bool:
    """Tell whether a word names no target but a means, a cover, a scene of arrest, a reader, an envoy."""
    before = line.between(max(line.start, hit.start - 44), hit.start)
    if _MEANS.search(before):
        return True
    if hit.code == "media":
        return _READS.search(before) is not None
    return line.between(hit.start, hit.end).startswith("diplomat") and _ENVOY.search(before) is not None


_MEANS: Final = re.compile(
    r"\b(?:through|via|by (?:way|means) of|under (?:the )?(?:cover|guise|pretext|banner) of|"
    r"(?:pos(?:ing|ed|es)|disguised|masquerad\w+|labell?ed|declared|described|registered) as|"
    r"pretend\w* to be|made out to|"
    r"(?:arrested|detained|caught|stopped|landed|boarding|met|custody) (?:at|in|on|near)|enrolled at|told|"
    r"paid (?:in|by|with)|use of|instruction in|promised|(?:his|her|their) own|bribery of|"
    r"(?:set up|founded|founding|started|start|opened|owns?|owned|runs?|ran|established) (?:his|her|their|an?|its))"
    r" ?[“\"']?(?:an? |the |his |her |its |their )?(?:[\w'-]+ )?(?:[\w'-]+ )?$"
)
_READS: Final = re.compile(r"\b(?:told|to|gave|with|from|on|by) (?:an? |the |certain |some |several )?(?:[\w'-]+ )?$")
_ENVOY: Final = re.compile(
    r"\b(?:to|with|from|by|was|were|as|expel\w*|declar\w*|two|three|four|five|\d+) (?:an? |the )?(?:[\w'-]+ ){0,2}$"
)


def _soft(lines: Sequence[Line]) -> list[Aimed]:
    return [
        Aimed(hit.code, hit.start, hit.end)
        for line in lines
        if not _SOFT.isdisjoint(line.hits)
        for role in line.hits
        if role in _SOFT
        for hit in line.of(role)
        if not _is_inside(line, hit.start, hit.end) and not is_means(line, hit)
    ]


def _is_borne_out(one: Aimed, soft: Sequence[Aimed]) -> bool:
    """Tell whether another soft word, somewhere else, names the same sector."""
    return any(other.sector == one.sector and abs(other.start - one.start) > _APART for other in soft)


_APART: Final = 12


def named_sectors(entity: ReadEntity) -> tuple[str, ...]:
    """Tell the sectors that an entity's kind or name stands for."""
    by_kind = toml("sectors")["kinds"].get(entity.kind)
    if by_kind:
        return (by_kind,)
    if entity.kind in {"person", "persona", "place", "platform"}:
        return ()
    lexicon = _names()
    matches = scan(lexicon, level(entity.name))
    found = tuple(dict.fromkeys(code for index, _, _ in matches for _, code in lexicon.meanings[index]))
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
