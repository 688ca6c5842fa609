"""In which country an act happened, by the places its own sentences name.

Invariant: a country rests on a place that words put the act at, else on a target's own country; a court, an embassy's
seat or a birthplace alone is none.
"""

from __future__ import annotations

import re
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen
from counterspy.vocabulary import toml

_AT: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["at"])
_NOT_AT: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["not_at"])


def places(line: Line) -> list[tuple[str, int, int]]:
    """Find the countries a line puts an act at.

    Returns:
        (ISO 3166 alpha-2, start, end of the words), in order of position.
    """
    found: list[tuple[str, int, int]] = []
    chained = -1
    for seen in line.seen:
        if seen.entity.kind != "place":
            continue
        is_chained = chained >= 0 and line.between(chained, seen.start) in _JOINTS
        if not seen.entity.country:
            before = f" {line.between(max(line.start, seen.start - 24), seen.start)}"
            chained = seen.end if is_chained or (before.endswith(_AT) and not before.rstrip().endswith(_NOT_AT)) else -1
            continue
        before = f" {line.between(max(line.start, seen.start - 24), seen.start)}"
        if line.between(seen.end, seen.end + 6) == "-based":
            if _SPEAKS.search(line.between(seen.end, min(line.end, seen.end + 60))):
                continue
            found.append((seen.entity.country, seen.start, seen.end))
        elif is_chained or (before.endswith(_AT) and not before.rstrip().endswith(_NOT_AT)):
            found.append((seen.entity.country, seen.start, seen.end))
            chained = seen.end
    return found


_JOINTS: Final = frozenset(
    {", ", " and ", " and the ", ", the ", ", and ", ", and the ", " or ", " as well as ", " and in "}
)
"""Between places that an act is put at together, or between a town and its country."""
_SPEAKS: Final = re.compile(r" (?:said|says|reported|reports|found|told|discovered|detected|wrote)\b")


def homes(line: Line) -> list[tuple[str, int, int]]:
    """Find where those named are said to live ("of Example, Ohio"), used where no act is placed."""
    found: list[tuple[str, int, int]] = []
    end = -1
    for seen in line.seen:
        if seen.entity.kind == "place":
            is_home = line.between(max(line.start, seen.start - 4), seen.start) == " of "
            if is_home or (end >= 0 and line.between(end, seen.start) == ", "):
                end = seen.end
                if seen.entity.country and not line.between(max(line.start, seen.start - 16), seen.start).endswith(
                    _NOT_HOME
                ):
                    found.append((seen.entity.country, seen.start, seen.end))
    return found


_NOT_HOME: Final[tuple[str, ...]] = tuple(toml("roles")["grammar"]["not_home"])


def own_state(line: Line) -> list[tuple[str, int, int]]:
    """Find the states whose authorities a line shows at work, the last resort for where an act was."""
    found = [(hit.code, hit.start, hit.end) for hit in line.of("state") if not _is_people(line, hit.end)]
    return found + [
        (seen.entity.country, seen.start, seen.end)
        for seen in line.seen
        if seen.entity.country and seen.entity.kind in {"agency", "service", "military"}
    ]


def _is_people(line: Line, end: int) -> bool:
    before = line.between(max(line.start, end - 40), end)
    tail = line.between(end, end + 12)
    return any(word in tail for word in (" national", " citizen", " origin", "-born", " man", " woman")) or any(
        cue in before for cue in ("security of", "other than", "republic of")
    )


def attributive(line: Line) -> list[tuple[str, int, int]]:
    """Find places that stand before a noun ("California man"), used where no act is placed."""
    return [
        (seen.entity.country, seen.start, seen.end)
        for seen in line.seen
        if seen.entity.kind == "place" and seen.entity.country and _is_attribute(line, seen)
    ]


def _is_attribute(line: Line, seen: Seen) -> bool:
    """Tell whether a place stands right before a plain noun: "the Osaka exchange", "a Nairobi start-up"."""
    tail = line.between(seen.end, min(line.end, seen.end + 24))
    if tail.startswith(("-based", "-born")):
        return tail.startswith("-based")
    if _MIDDLEMAN.search(tail):
        return False
    word = tail.split(maxsplit=1)[0].rstrip(",.;:)") if tail.startswith(" ") and tail.strip() else ""
    return word.isalpha() and word not in _NO_NOUN


_MIDDLEMAN: Final = re.compile(r" (?:shell|front|bank|intermediary|broker|trading|reseller|middleman|forwarder)\b")
_NO_NOUN: Final[frozenset[str]] = frozenset(toml("roles")["grammar"]["no_noun"])
