"""In which country an act happened, by the places its own sentences name.

Invariant: a country rests on a place that words put the act at, else on a target's own country; a court, an embassy's
seat or a birthplace alone is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen

_AT: Final = (" in ", " at ", " near ", " outside ", " inside ", " from ", " of ", " off ", " over ", " across ", " throughout ", " around ", " into ", "-based ", " in the ", " from the ", " across the ", " throughout the ", " against the ", " of the ", " targeting the ", " targeting ", " over the ", " in lower ", " in north ", " in south ", " in central ", " in the southern ", " in the northern ")  # fmt: skip
_NOT_AT: Final = ("court in", "born in", "embassy in", "ambassador in", "national of", "citizen of", "security of the", "government of", "government of the", "republic of", "agent of", "agent of the", "agents of the", "judge in", "custody in", "served in", "based in", "benefit of", "benefit of the", "behalf of", "behalf of the", "headquartered in", "born", "from the", "other than the", "laws of", "origin in", "and of", "state of the", "attorney of", "banned in the", "tensions of", "ministry of", "headquarters in", "court of", "district of")  # fmt: skip


def places(line: Line) -> list[tuple[str, int, int]]:
    """Find the countries a line puts an act at.

    Returns:
        (ISO 3166 alpha-2, start, end of the words), in order of position.
    """
    found = []
    for seen in line.seen:
        if seen.entity.kind != "place" or not seen.entity.country:
            continue
        before = f" {line.between(max(line.start, seen.start - 24), seen.start)}"
        if line.between(seen.end, seen.end + 6) == "-based":
            found.append((seen.entity.country, seen.start, seen.end))
        elif before.endswith(_AT) and not before.rstrip().endswith(_NOT_AT):
            found.append((seen.entity.country, seen.start, seen.end))
        elif found and before.endswith(", ") and seen.start - found[-1][2] <= 3:
            found.append((seen.entity.country, seen.start, seen.end))
    return found


def attributive(line: Line) -> list[tuple[str, int, int]]:
    """Find places that stand before a noun ("a Danish firm" is none, "California man" is one), used where no act is placed."""
    return [
        (seen.entity.country, seen.start, seen.end)
        for seen in line.seen
        if seen.entity.kind == "place" and seen.entity.country and _is_attribute(line, seen)
    ]


def _is_attribute(line: Line, seen: Seen) -> bool:
    tail = line.between(seen.end, seen.end + 14)
    return tail.startswith((" man", " woman", " resident", " citizen", " government ", " army", " navy", " companies", " company", " firm", " networks", "-based", " telecom"))


def countries(at: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    """Give each country once, in order of first mention."""
    return tuple(dict.fromkeys(country for country, _, _ in at))
