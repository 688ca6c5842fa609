"""Who or what an act was aimed at: the victim of the verb, the owner of what was taken, the employer of an insider.

Invariant: a target rests on a mention beside words that make it one; officials and courts at their work are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from counterspy.reading.incidents.befallen import subject
from counterspy.reading.incidents.counter import EXPELS
from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.standing import People, is_former, is_victim
from counterspy.vocabulary import toml

_KINDS: Final = frozenset({"person", "company", "organisation", "agency", "military", "service"})
_TAKEN: Final = frozenset(
    {
        "insider-theft",
        "academic-access",
        "talent-programme",
        "investment",
        "agent-activity",
        "recruitment-approach",
        "other",
    }
)
_PURSUED: Final = frozenset(
    {
        "transnational-repression",
        "physical-surveillance",
        "technical-surveillance",
        "other",
        "influence",
        "cyber-intrusion",
    }
)
_EMPLOYERS: Final = _KINDS - {"person"}
_ROLES: Final = toml("roles")
_BREAKING: Final[frozenset[str]] = frozenset(_ROLES["grammar"]["target_breaking"])
_OCCUPATIONS: Final[frozenset[str]] = frozenset(_ROLES["words"]["occupations"])
_TRADES: Final = _OCCUPATIONS.union(_ROLES["words"]["trades"], _ROLES["words"]["somebody"])
_HANDS: Final[frozenset[str]] = frozenset(_ROLES["words"]["hands"])
_AT_HAND: Final = _HANDS | _OCCUPATIONS
_SERVING: Final[frozenset[str]] = _HANDS.union(_ROLES["words"]["ranks"])
_ASSETS: Final[frozenset[str]] = frozenset(_ROLES["words"]["assets"])
_NEAR: Final = 60
_HIRED: Final = re.compile(r"((?:[\w'-]+ ){1,4})(?:at|of|for|with|in|from|by) (?:the |its |a )?(?:[\w'-]+ ){0,5}$")
_WORD: Final = re.compile(r"[\w'-]+")
_EMPLOYED: Final = re.compile(
    r"\b(?:(?:formerly|previously|late|until recently) (?:of|with|at)|(?:former|previous|then|one-time) employer,?|"
    r"(?:employed|hired|engaged|contracted)(?: as [^,.;]{2,50})? (?:at|by|with)|"
    r"(?:worked|working|works|served|serving|serves) as (?:an? |the )?[^,.;]{2,50}? (?:at|with|in|for))"
    r" (?:the |its )?(?:[\w'-]+ ){0,4}$"
)
_TAKEN_REACH: Final = 70
_TAKEN_FROM: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_ROLES['words']['things']))})[\w-]*"
    r"(?: [\w'-]+){0,3} (?:of|from|belonging to|owned by|held by|developed by|developed at|made by) "
    r"(?:the |its |his |her |their |a )?(?:[\w'-]+ ){0,3}$"
)
_LEGAL: Final[frozenset[str]] = frozenset(_ROLES["words"]["legal"])
_AT_WORK: Final = ("court", "prosecutor", "police", "attorney", "tribunal", "ministry of justice")


def targets(line: Line, methods: Sequence[Shown], barred: Collection[str]) -> list[Seen]:
    """Find a line's targets.

    Args:
        line: A line that shows a method.
        methods: What it shows.
        barred: Ids of entities that act or are accused, which are never targets of the same act.

    Returns:
        One mention of each, in order of position.
    """
    if not line.seen:
        return []
    if not methods:
        return employers(line)
    codes = {shown.method for shown in methods}
    suffering = _suffering(line) if _PURSUED.intersection(codes) else frozenset()
    taken = [shown for shown in methods if shown.strength and shown.method in _TAKEN]
    found: list[Seen] = []
    last: Seen | None = None
    for seen in line.seen:
        if seen.entity.id in barred or seen.entity.kind not in _KINDS:
            continue
        if (
            seen.entity.id in suffering
            or _is_hit(line, seen, codes)
            or (seen.entity.kind in _EMPLOYERS and any(_owns_taken(line, one, seen) for one in taken))
            or (last is not None and _continues(line, last, seen))
        ):
            last = seen
            if not _is_at_work(line, seen) and all(seen.entity.id != other.entity.id for other in found):
                found.append(seen)
    return found


def employers(line: Line) -> list[Seen]:
    """Find the bodies a line names as somebody's workplace: "an engineer at X", "X's treasurer"."""
    return [
        seen
        for seen in line.seen
        if seen.entity.kind in _EMPLOYERS and not _is_at_work(line, seen) and is_employer(line, seen)
    ]


def _is_at_work(line: Line, seen: Seen) -> bool:
    """Tell whether somebody is an official, or a body a court or a police force."""
    if seen.entity.kind == "person":
        before = line.between(max(line.start, seen.start - 24), seen.start).replace(",", " ").split()
        return bool(before) and before[-1] in _LEGAL
    name = seen.entity.name.lower()
    return (
        seen.entity.kind == "agency"
        and any(word in name for word in _AT_WORK)
        and not (is_former(line, seen) and _has_hands(line, seen, _AT_HAND))
    )


def _suffering(line: Line) -> frozenset[str]:
    """Find the people who stand as subject of what was done to them: "was forced into a van"."""
    return frozenset(who for hit in line.of("target.suffered")[:6] for who in subject(line, hit, People()))


def _has_hands(line: Line, seen: Seen, hands: frozenset[str]) -> bool:
    """Tell whether somebody of a trade stands right behind a body: "X engineer", "X Petty Officer"."""
    tail = line.between(seen.end, seen.end + 40)
    return tail.startswith(" ") and not hands.isdisjoint(_WORD.findall(_CLAUSE.split(tail, 1)[0])[:3])


_CLAUSE: Final = re.compile(r"[,.;:(]| (?:and|or|to|in|of|for|with|who|said|told) ")
_STAFF: Final = ("special agent", "agent", "asset", "officer", "field office", "officials", "director", "operatives")


def _is_hit(line: Line, seen: Seen, codes: Collection[str]) -> bool:
    if seen.entity.kind != "person" and line.between(seen.end, seen.end + 16).lstrip().startswith(_STAFF):
        return False
    before, behind = line.of("target.before") + line.of("target.verb"), line.of("target.after")
    if seen.entity.kind != "service":
        before, behind = before + line.of("target.of"), behind + line.of("target.behind")
    if _MISSION.search(seen.entity.name.lower()):
        before = [hit for hit in before if not _OF_STAFF.match(line.between(hit.start, hit.end))]
    if any(0 <= seen.start - hit.end <= _NEAR and _is_plain(line, hit.end, seen.start) for hit in before):
        return not _are_staff_dealt_with(line, seen)
    if any(-1 <= hit.start - seen.end <= 2 for hit in behind):
        return True
    if seen.entity.kind == "person":
        return bool(_PURSUED.intersection(codes)) and is_victim(line, seen)
    if _WATCHED.intersection(codes) and _NEAR_BY.search(line.between(max(line.start, seen.start - 40), seen.start)):
        return True
    if "supply-chain" in codes and _is_supplied(line, seen):
        return True
    if _owns_asset(line, seen) and seen.entity.kind != "service":
        return True
    return bool(_TAKEN.intersection(codes)) and is_employer(line, seen)


_MISSION: Final = re.compile(r"\b(?:embassy|consulate|interests section|high commission|mission|representation)\b")
_OF_STAFF: Final = re.compile(
    r"(?:employees?|staff\w*|officials?|diplomats?|engineers|researchers|workers|officers?|jobs?|posts?|positions?) |"
    r"(?:approach|recruit|contact)\w*$"
)
_WATCHED: Final = frozenset({"technical-surveillance", "physical-surveillance", "aerial-maritime-collection"})
_NEAR_BY: Final = re.compile(
    r"\b(?:near|outside|opposite|overlooking|beside|around|above|over|vicinity of|close to|next to|perimeter of|"
    r"(?:gates?|entrances?|fences?|runways?|hangars?|grounds) (?:of|at)) (?:the |an? )?(?:[\w'-]+ ){0,2}$"
)
"""Right before what is watched, overflown or listened to."""


def _are_staff_dealt_with(line: Line, seen: Seen) -> bool:
    """Tell whether a body's people are those charged, expelled or put under sanctions: the body is then no victim."""
    return (
        bool(line.of("patient"))
        and _STAFF_OF.search(line.between(max(line.start, seen.start - 40), seen.start)) is not None
    )


_STAFF_OF: Final = re.compile(
    r"\b(?:employees|staff|officers|officials|members|diplomats|workers|hackers) (?:of|at|from) (?:the )?"
    r"(?:[\w'-]+ ){0,3}$"
)


def _owns_taken(line: Line, shown: Shown, seen: Seen) -> bool:
    """Tell whether what was taken is a body's: "stole the coating formulas of X", "files belonging to X"."""
    start = max(shown.start, seen.start - _TAKEN_REACH)
    return seen.start > shown.start and _TAKEN_FROM.search(line.between(start, seen.start)) is not None


def _owns_asset(line: Line, seen: Seen) -> bool:
    """Tell whether what was taken or entered is somebody's: "X's storage laboratory", "X's source code"."""
    tail = line.between(seen.end, seen.end + 40)
    if not tail.startswith(("'s ", "' ")):
        return False
    return not _ASSETS.isdisjoint(word.strip(",.;)") for word in tail.split()[1:5])


def is_employer(line: Line, seen: Seen) -> bool:
    """Tell whether the words beside a body make it somebody's workplace."""
    if EXPELS.search(line.text, line.start, line.end) and _MISSION.search(seen.entity.name.lower()):
        return False
    if any(0 <= seen.start - hit.end <= 5 for hit in line.of("target.employer")):
        return True
    if any(
        0 <= hit.start - seen.end <= 14 and _is_plain(line, seen.end, hit.start) for hit in line.of("target.employed")
    ):
        return True
    before = line.between(max(line.start, seen.start - 90), seen.start)
    if is_former(line, seen) and _has_hands(line, seen, _AT_HAND):
        return True
    if seen.entity.kind == "service":
        return _ONCE_OF.search(before) is not None
    if _MISSION.search(seen.entity.name.lower()) or _IN_OFFICE.search(before):
        return False
    if any(0 <= seen.start - hit.end <= 5 for hit in line.of("target.workplace")):
        return True
    if _has_hands(line, seen, _SERVING if seen.entity.kind == "military" else _HANDS):
        return True
    if _EMPLOYED.search(before):
        return True
    if _TRADES.isdisjoint(_WORD.findall(before)):
        return False
    hired = _HIRED.search(before)
    return hired is not None and not _TRADES.isdisjoint(hired[1].split())


_ONCE_OF: Final = re.compile(
    r"\b(?:(?:former|retired|ex|one-time|veteran|dismissed|suspended)[ -](?:[\w'-]+ ){0,4}(?:of|at|with|for|in|from)|"
    r"(?:contractors?|subcontractors?|analysts?|linguists?|translators?|technicians?|engineers?|clerks?|archivists?|"
    r"cryptographers?|mathematicians?|administrators?|interns?|trainees?|secretary|typists?) (?:of|at|for|with|in)|"
    r"(?:worked|working|served|serving|employed) (?:as [^,.;]{2,50}? )?(?:at|in|by|with)|assigned to|seconded to|"
    r"(?:detailed|posted) to|employee of|contracted to) (?:the )?(?:[\w'-]+ ){0,2}$"
)
"""Right before a service whose own people turned against it; an active officer of one acts for it."""
_IN_OFFICE: Final = re.compile(
    r"\b(?:is|has been|who is|serves as) (?:the |an? |also )?(?:[\w'-]+ ){0,5}(?:of|in|at|for) (?:the )?"
    r"(?:[\w'-]+ ){0,2}$"
)
"""Right before a body somebody speaks for or holds a post in, as in a reason for sanctions."""


def _is_supplied(line: Line, seen: Seen) -> bool:
    """Tell whether what was tampered with went to this body: "delivered by X to the Y"."""
    before = line.between(line.start, seen.start)
    return before.endswith((" to the ", " to ", " by the ", " bought by ")) and any(
        word in before for word in ("deliver", "suppl", "shipped", "sold", "bought")
    )


def _continues(line: Line, last: Seen, seen: Seen) -> bool:
    between = line.between(last.end, seen.start)
    return (
        len(between) <= 34
        and between.strip(" )").startswith((",", "and", "as well as", "or"))
        and _BREAKING.isdisjoint(between.replace(",", " ").split()[1:])
        and not any(mark in between for mark in ".;:—")
    )


def _is_plain(line: Line, start: int, end: int) -> bool:
    """Tell whether nothing between a verb and a name starts a phrase of its own."""
    between = line.between(start, end).replace("u.s.", "us")
    if any(mark in between for mark in ".;:—,"):
        return False
    return _BREAKING.isdisjoint(between.split())
