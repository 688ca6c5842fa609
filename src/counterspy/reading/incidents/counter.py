"""Whether a body stands in a sentence as the one at work against an act, or as its victim, rather than behind it.

Invariant: it is read off the words beside the body, never off the body's name.
"""

from __future__ import annotations

import re
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Hit


def is_police(seen: Seen) -> bool:
    """Tell whether a service is one that pursues crimes, of whatever state: what it does is seldom the act itself."""
    return seen.entity.kind == "service" and _POLICE.search(seen.entity.name) is not None


_POLICE: Final = re.compile(r"\b(?:Police|Investigations?|Investigative|Constabulary|Gendarmerie)\b")


def is_no_sponsor(line: Line, start: int, end: int) -> bool:
    """Tell whether a body is here the pursuer, the victim, a commentator, or what somebody only posed as."""
    if staff_expelled(line, start, end):
        return False
    return (
        is_imagined(line, start)
        or is_counter(line, start, end)
        or _is_aimed_at(line, start)
        or _comments(line, start, end)
    )


def is_imagined(line: Line, start: int) -> bool:
    """Tell whether somebody only poses as what stands at an offset, or the act is only near it."""
    return _NOT_REALLY.search(line.between(max(line.start, start - _FAR), start)) is not None


_FAR: Final = 48
_NOT_REALLY: Final = re.compile(
    r"\b(?:posed as|posing as|pretend\w* to be|pretending|purport(?:ed|ing)(?: to be)?|impersonat\w+|supposed|fake|"
    r"false|bogus|introduced (?:him|her|them)sel(?:f|ves) as|presented (?:him|her|them)sel(?:f|ves) as|"
    r"(?:believed|thought|took|understood) (?:to be |was |were |he was |she was )?"
    r"|harm to|threat to|danger to|damage to|detriment (?:of|to)|vicinity of|opposite|outside|near)"
    r" ?(?:[\w'-]+ ){0,4}$"
)
"""Right before a body: somebody poses as it, it is harmed, or the act is only near it."""


def staff_expelled(line: Line, start: int, end: int) -> bool:
    """Tell whether a body is an embassy whose people a line shows expelled or out of their status."""
    return (
        EXPELS.search(line.text, line.start, line.end) is not None
        and _MISSION.search(line.between(start, min(line.end, end + 24))) is not None
    )


EXPELS: Final = re.compile(
    r"\b(?:expel(?:s|led|ling)?|expulsions?|person(?:a|ae|as) non grata(?:e|s)?|unwelcome|undesirable|unwanted|"
    r"incompatible with (?:his|her|their|the)|diplomatic (?:status|cover|immunity)|accreditations?|accredited)\b"
)
_MISSION: Final = re.compile(
    r"\b(?:embass(?:y|ies)|consulates?|missions?|representation|diplomats?|attach[eé]s?|envoys?|ambassador|consuls?|"
    r"chargé|high commission)\b"
)


_OFFICIAL: Final = ("official of the ", "officials of the ", "official at the ", "officials at the ", "source in the ")


def _comments(line: Line, start: int, end: int) -> bool:
    """Tell whether an official of a body speaks: "an official of the Danish ministry, who was not named, said"."""
    before = line.between(max(line.start, start - 24), start)
    return before.endswith(_OFFICIAL) and " said" in line.between(end, line.end)


def is_counter(line: Line, start: int, end: int) -> bool:
    """Tell whether the words around a body show it at work against the act: it arrests, investigates, comments."""
    hits = line.hits
    if "counter.before" in hits and any(
        0 <= start - hit.end <= 6 and not _holds_office(line, hit) for hit in hits["counter.before"]
    ):
        return True
    if "counter.after" not in hits:
        return False
    aside = _APPOSED.match(line.text, end, end + 48)
    if aside:
        end = aside.end() - 1
    return any(
        0 <= hit.start - end <= 16
        and all(word in _AUXILIARY for word in line.between(end, hit.start).removeprefix("'s").split())
        for hit in hits["counter.after"]
    )


def _holds_office(line: Line, hit: Hit) -> bool:
    """Tell whether "head of" a body only says what somebody is, in a sentence where nobody speaks."""
    return line.between(hit.start, hit.end) in _OFFICES and _SPEAKS.search(line.text, line.start, line.end) is None


_OFFICES: Final = frozenset({"head of", "director of", "chief of"})
_SPEAKS: Final = re.compile(
    r"\b(?:said|says|saying|told|warn(?:s|ed|ing)?|wrote|testified|confirmed|announced|according|statement|called|calls|"
    r"believes|noted|added|stated|explained|declared|briefed|described|praised|interview)\b"
)
_APPOSED: Final = re.compile(r"(?:, (?:the |known as |called )?[^,;.()]{2,30},| \([^()]{2,24}\),?) ")
_AUXILIARY: Final = frozenset(
    [
        "has",
        "have",
        "had",
        "today",
        "yesterday",
        "now",
        "jointly",
        "publicly",
        "formally",
        "first",
        "itself",
        "also",
        "then",
        "is",
        "was",
        "later",
        "which",
        "who",
    ]
)


def is_victim_body(line: Line, end: int) -> bool:
    """Tell whether the words behind a state or its organ make it a victim: "government networks", "army soldier"."""
    hits = line.hits
    return any(
        role in hits and any(0 <= hit.start - end <= 2 for hit in hits[role])
        for role in ("sponsor.victim", "target.employed")
    )


def _is_aimed_at(line: Line, start: int) -> bool:
    return any(0 <= start - hit.end <= 6 for hit in line.of("target.before"))
