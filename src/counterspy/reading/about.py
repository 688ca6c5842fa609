"""Which incident a statement is about.

Invariant: a statement is tied to an incident only by words they share, by somebody who takes part in it, because the
document tells of no other, or, where it names nobody, because it stands right beside the words that show just one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

import msgspec

from counterspy.model import ReadClaim, ReadIncident

_BESIDE = 160  # code points: the sentence before or after
_FAR = 2_000  # code points: no words that start before are looked at, so that the time stays linear


def tie_to_incidents(claims: tuple[ReadClaim, ...], incidents: tuple[ReadIncident, ...]) -> tuple[ReadClaim, ...]:
    """Make the incident the subject of each statement that is about one.

    Args:
        claims: Found in the document; their subject is the entity they are chiefly about, or None.
        incidents: Found in the same document.

    Returns:
        The claims in the same order, with an incident's id as subject where they are about it.
    """
    words = sorted(
        {(span.start, span.end, incident.id) for incident in incidents for span in incident.evidence}
        | {(basis.start, basis.end, incident.id) for incident in incidents for basis in incident.basis}
        | {(outcome.start, outcome.end, incident.id) for incident in incidents for outcome in incident.outcomes}
    )
    parts: dict[str, set[str]] = {}
    for incident in incidents:
        for entity in (*incident.actors, *incident.accused, *incident.targets):
            parts.setdefault(entity, set()).add(incident.id)

    # The furthest end so far: the first place where it passes a claim's start is the first span that can overlap it.
    reach = list(accumulate((end for _, end, _ in words), max))

    def about(claim: ReadClaim) -> str | None:
        first = bisect_right(reach, claim.start)
        if first < len(words) and words[first][0] < claim.end:
            return words[first][2]
        taking_part = parts.get(claim.subject or "", set())
        if len(taking_part) == 1:
            return next(iter(taking_part))
        if len(incidents) == 1:
            return incidents[0].id
        return beside(claim) if claim.subject is None else None

    def beside(claim: ReadClaim) -> str | None:
        low = max(bisect_right(reach, claim.start - _BESIDE), bisect_left(words, (claim.start - _FAR,)))
        near: set[str] = set()
        for at in range(low, len(words)):
            start, _, incident = words[at]
            if start > claim.end + _BESIDE or len(near) > 1:
                break
            near.add(incident)
        return next(iter(near)) if len(near) == 1 else None

    return tuple(msgspec.structs.replace(claim, subject=about(claim) or claim.subject) for claim in claims)
