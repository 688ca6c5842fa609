"""Who denies: somebody for themselves, counsel for the client, a company or an embassy for itself.

Invariant: what counsel says counts as the client's word; a state's denial names nobody unless a body of it is named.
"""

from __future__ import annotations

import re
from typing import Final

from counterspy.reading.incidents.befallen import clause_start, right_before
from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Hit
from counterspy.reading.incidents.standing import People, is_official, meant_by
from counterspy.vocabulary import toml

_KINDS: Final = frozenset({"person", "persona", "company", "agency", "organisation", "service"})
_ROLES: Final = toml("roles")
_COUNSEL: Final[frozenset[str]] = frozenset(_ROLES["words"]["counsel"])
_STATE: Final[frozenset[str]] = frozenset(_ROLES["words"]["state_bodies"])
_WEAK: Final[frozenset[str]] = frozenset(_ROLES["words"]["weak_denials"])
_GOVERNING: Final = tuple(word for word in _ROLES["grammar"]["governing"] if not word.startswith("'"))
_OWNERS: Final = ("'s ", "' ", "s' ")


def denier(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Find who denies.

    Args:
        line: The sentence.
        hit: The words of denial.
        people: Who was spoken of before.

    Returns:
        Entity ids; empty where it is a state or somebody unnamed; None where these words are no denial.
    """
    start = clause_start(line, hit.start)
    region = line.between(start, hit.start)
    words = region.replace(",", " ").replace("'s", " ").split()
    client = _client(line, start, hit, words, people)
    if client is not None:
        return client
    named = [seen for seen in line.seen if seen.end <= hit.start and seen.entity.kind in _KINDS]
    own = [seen for seen in named if not (_is_governed(line, seen) or _is_owner(line, seen) or _is_told(line, seen))]
    if own:
        last = own[-1]
        if last.entity.kind == "person" and _is_mouthpiece(line, last):
            return _behind(named, last)
        return (last.entity.id,)
    if _STATE.intersection(words) or any(state.end <= hit.start for state in line.of("state")[:8]):
        return ()
    meant = meant_by(words, people)
    if meant:
        return meant
    owner = [seen for seen in named if _is_owner(line, seen)]
    if owner:
        return (owner[-1].entity.id,)
    return None if line.between(hit.start, hit.end) in _WEAK else ()


def retorter(line: Line, hit: Hit, people: People) -> tuple[str, ...] | None:
    """Find who denies in their own words, off a verb of speech: "his lawyer said that he had only bought a map".

    Counsel always speak for their client; anybody else must say what something is not. Whether a person or company has
    anything to deny is for the incident to tell.
    """
    if _SILENT.search(line.text, max(line.start, hit.start - 40), min(line.end, hit.end + 60)):
        return None
    start = clause_start(line, hit.start)
    before = line.between(max(start, hit.start - _SUBJECT_REACH), hit.start)
    words = _QUOTED.sub("", before).replace(",", " ").replace("'s", " ").split()
    is_contrast = _CONTRAST.search(line.text, hit.end, line.end) is not None or (
        '"' in before and _CONTRAST.search(line.text, line.start, hit.start) is not None
    )
    client = _client(line, start, hit, words[-9:], people)
    if client is not None:
        return client if is_contrast or not _PROCEDURE.search(line.text, hit.end, line.end) else None
    if not is_contrast:
        return None
    named = [seen for seen in line.seen if start <= seen.start and seen.end <= hit.start and seen.entity.kind in _KINDS]
    if _MISSIONS.intersection(words) or any(seen.entity.kind == "agency" and _is_mission(line, seen) for seen in named):
        bodies = [seen for seen in named if seen.entity.kind == "agency"]
        return (bodies[-1].entity.id,) if bodies else ()
    own = right_before(line, hit.start)
    if own is not None and not is_official(line, own):
        return (own.entity.id,)
    return meant_by(words[-3:], people) or None if named == [] or words[-1:] in (["he"], ["she"], ["they"]) else None


def _is_mission(line: Line, seen: Seen) -> bool:
    return not _MISSIONS.isdisjoint(line.between(seen.start, seen.end).split())


_QUOTED: Final = re.compile('^.*["“”]')
_SUBJECT_REACH: Final = 110
_MISSIONS: Final[frozenset[str]] = frozenset(_ROLES["words"]["missions"])
_SILENT: Final = re.compile("|".join(_ROLES["grammar"]["silence"]))
_CONTRAST: Final = re.compile(r"\b(?:" + "|".join(_ROLES["grammar"]["contrast"]) + r")\b|n't\b")
_PROCEDURE: Final = re.compile(r"\b(?:" + "|".join(_ROLES["grammar"]["procedure"]) + r")\b")


def _client(line: Line, start: int, hit: Hit, words: list[str], people: People) -> tuple[str, ...] | None:
    """Find for whom a lawyer speaks, None where no lawyer does."""
    if "client" in line.between(hit.start, hit.end + 40).split() or "client" in words or "clients" in words:
        return people.group if "clients" in words and people.group else people.last or ()
    at = next((index for index, word in enumerate(words) if word in _COUNSEL and _is_counsel(words, index)), None)
    if at is None:
        return None
    for seen in line.seen:
        if seen.start < start or seen.end > hit.start or seen.entity.kind not in {"person", "company", "persona"}:
            continue
        if _is_owner(line, seen) or _is_represented(line, seen):
            return (seen.entity.id,)
    if "their" in words[:at]:
        return people.group or people.recent[-2:]
    if words[at] in {"lawyers", "solicitors", "attorneys"} and len(people.group) > 1 and "his" not in words[:at]:
        return people.group
    return people.last


def _is_counsel(words: list[str], at: int) -> bool:
    """Tell whether a word means somebody's lawyer: "the defence" does, the "Ministry of Defence" does not."""
    return words[at] not in {"defence", "defense"} or (at > 0 and words[at - 1] in {"the", "his", "her", "their"})


def _is_represented(line: Line, seen: Seen) -> bool:
    return _REPRESENTING.search(line.text, max(line.start, seen.start - 34), seen.start) is not None


_REPRESENTING: Final = re.compile(
    r"\b(?:(?:counsel|lawyers?|attorneys?|solicitors?|barristers?|advocates?|acting) for|representing|on behalf of)"
    r"(?: (?:mr|mrs|ms|miss|dr|sir|professor)\.?)? $"
)


def _is_governed(line: Line, seen: Seen) -> bool:
    return line.between(max(line.start, seen.start - 9), seen.start).endswith(_GOVERNING)


def _is_told(line: Line, seen: Seen) -> bool:
    return line.between(max(line.start, seen.start - 14), seen.start).endswith(_TOLD)


_TOLD: Final = ("told ", "told the ", "informed ", "informed the ", "wrote to ", "assured ")


def _is_owner(line: Line, seen: Seen) -> bool:
    return line.between(seen.end, seen.end + 3).startswith(_OWNERS)


def _is_mouthpiece(line: Line, seen: Seen) -> bool:
    """Tell whether a person speaks for a body: a spokeswoman, a minister, a director; their denial is the body's."""
    return is_official(line, seen)


def _behind(named: list[Seen], speaker: Seen) -> tuple[str, ...]:
    """Name the company or body a spokesperson speaks for, where the sentence names one."""
    bodies = [seen for seen in named if seen.entity.kind in {"company", "organisation"} and seen is not speaker]
    return (bodies[-1].entity.id,) if bodies else ()
