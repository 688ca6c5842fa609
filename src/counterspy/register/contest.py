"""What is contested: denied by somebody, or given differently by voices that do not speak for one another.

Invariant: several methods, targets or places can all be true, and naming more than somebody else is no dispute. A
document that tells what its speakers say is no rival of theirs, and copies of one text are one voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from counterspy.model import Claim, PartialDate

_DATES = ("start", "end")
_SINGLE = (*_DATES, "sponsors")
"""Fields of which one value is true: two that differ are rivals."""
_NARRATOR = "narrator"

Voice = tuple[str, str | None]
"""Origin of the text, and the speaker; None is the text itself."""


def contested_values(
    field: str,
    said: Mapping[str, Sequence[Claim]],
    denied: Mapping[str, Sequence[Claim]],
    origin_of: Mapping[str, str],
) -> frozenset[str]:
    """Tell which values of a field are contested.

    Args:
        field: Of an incident.
        said: Value → the claims that say so.
        denied: Value → the claims that deny it.
        origin_of: Document id → origin id.

    Returns:
        The values that somebody named denies, and in `start`, `end` and `sponsors` those of which others, with nothing
        in common, say another that cannot be true too.
    """
    found = {value for value, claims in denied.items() if any(claim.speaker_kind != _NARRATOR for claim in claims)}
    if field in _SINGLE and len(said) > 1:
        for ours, theirs in _at_odds(said, origin_of):
            found.update(value for pair in _exclusive(field, ours, theirs) for value in pair)
    return frozenset(found)


def _at_odds(
    said: Mapping[str, Sequence[Claim]], origin_of: Mapping[str, str]
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Give each two sets of values that rival voices give and that have no value in common."""
    given: dict[Voice, set[str]] = {}
    for value, claims in said.items():
        for claim in claims:
            speaker = None if claim.speaker_kind == _NARRATOR else claim.speaker
            given.setdefault((origin_of.get(claim.evidence, claim.evidence), speaker), set()).add(value)
    voices: dict[frozenset[str], list[Voice]] = {}
    for voice, values in given.items():
        voices.setdefault(frozenset(values), []).append(voice)
    for ours, theirs in combinations(voices, 2):
        if ours.isdisjoint(theirs) and any(_are_rivals(a, b) for a in voices[ours] for b in voices[theirs]):
            yield ours, theirs


def _are_rivals(one: Voice, other: Voice) -> bool:
    if one[0] != other[0]:
        return True
    return one[1] != other[1] and one[1] is not None and other[1] is not None


def _exclusive(field: str, ours: frozenset[str], theirs: frozenset[str]) -> Iterator[tuple[str, str]]:
    for one in ours:
        for other in theirs:
            if field not in _DATES or not PartialDate.parse(one).may_overlap(PartialDate.parse(other)):
                yield one, other
