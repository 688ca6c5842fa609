"""Which states receive what is exported, taken or learnt: the end users of goods, the hosts of a talent programme.

Invariant: a state counts only where words send something, or somebody's work, to a body or firm of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen
from counterspy.reading.incidents.phrases import Hit

PASSING: Final = frozenset({"illegal-export", "insider-theft", "academic-access", "talent-programme"})
"""Methods by which goods or knowledge go to somebody."""
_USERS: Final = frozenset({"organisation", "company", "agency", "military"})


def is_end_user(line: Line, state: Hit) -> bool:
    """Tell whether goods or knowledge go to a state's firm, school or forces: "supplying a X military university"."""
    user = _END_USER.match(line.text, state.end, min(line.end, state.end + 60))
    if not user:
        return False
    return _GOES_TO.search(line.between(max(line.start, state.start - 44), state.start)) is not None


_END_USER: Final = re.compile(
    r"(?:'s)? (?:[a-z-]+ ){0,3}(?:universit(?:y|ies)|institutes?|academy|compan(?:y|ies)|firms?|makers?|manufacturers?|"
    r"entit(?:y|ies)|customers?|clients?|buyers?|end[- ]users?|importers?|conglomerate|producers?|laborator(?:y|ies)|"
    r"government|state|military|navy|army|air force|forces|defen[cs]e|space|nuclear|missile|drone|procurement|"
    r"programmes?|programs?|organisations?|organizations?|plant|shipyard|competitors?|rivals?|start-ups?)\b"
)
_GOES_TO: Final = re.compile(
    r"\b(?:to|for|with|supply\w*|supplied|involving|benefit\w*|helping|aiding|arming|selling|owned by|subsidiar\w+ of)"
    r" (?:an? |the |his |her |its |their )?(?:[a-z-]+ ){0,2}$"
)


def recipients(line: Line, methods: Collection[str]) -> list[Seen]:
    """Find the bodies and firms to which a line of an incident sends goods or knowledge.

    Args:
        line: The sentence.
        methods: What the whole incident shows.
    """
    if PASSING.isdisjoint(methods) or _USERS.isdisjoint(line.kinds):
        return []
    return [
        seen
        for seen in line.seen
        if seen.entity.kind in _USERS and _GOES_THERE.search(line.between(max(line.start, seen.start - 60), seen.start))
    ]


_GOES_THERE: Final = re.compile(
    r"\b(?:(?:went|sent|sold|shipped|exported|delivered|supplied|provided|passed|transferred|forwarded|diverted|destined|"
    r"intended|bound|smuggled|goods|parts|components|equipment|shipments?|exports?|sales?|items?|technology|items)"
    r"(?: [\w'-]+){0,5} (?:to|for)|"
    r"(?:end[- ]users?|customers?|buyers?|recipients?|consignees?)[,:]? (?:was|were|is|being|included)?|"
    r"subsidiar(?:y|ies) of|supplier (?:of|to)|behalf of|benefit of|benefit(?:ing|ed)?|"
    r"collaborat\w+ with|agreement with|contract with|"
    r"(?:posts?|positions?|professorships?|appointments?|jobs?|affiliation) (?:at|with)|"
    r"(?:scholarships?|funding|grants?|salary|money|stipends?|support|funds) from|hired by|employed by|funded by|"
    r"(?:students?|scholars?|researchers?|scientists?|delegation|doctorand\w*|candidates?) (?:of|from))"
    r" (?:an? |the |his |her |its |their )?(?:[\w'-]+ ){0,3}$"
)
