"""Which of the incidents found are one case: what is told of one accused person, and what goes on about them.

Invariant: nothing is lost; every line of an incident is a line of the case it joins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from counterspy.reading.incidents.scenes import Segment

_ANAPHORA: Final = re.compile(
    r"(?:(?:in|on|between|from|since|after|before|during|over) [^.;]{2,40}? )?"
    r"(?:the (?:defendant|accused|suspect|convict|pair|couple|two|duo)s?|he|she|they|both|his|her|their)\b"
)
_ANAPHORA_REACH: Final = 60
_SOMEBODY_ELSE: Final = ("a ", "an ", "another ", "two ", "three ", "four ", "other ", "several ")
_DEFENDANTS: Final = frozenset(["person", "persona"])


def as_cases(found: Sequence[Segment]) -> list[Segment]:
    """Make one incident of those in which the same person is accused: charge, trial and verdict of one case.

    Args:
        found: Incidents in order of first mention; what joins an earlier one is taken into it.

    Returns:
        In the same order. Another victim in another year, or words such as "in a separate case", are another case of
        the same person.
    """
    cases: list[Segment] = []
    everybody = [mine for segment in found if (mine := _defendants(segment))]
    is_one_case = bool(everybody) and all(mine & everybody[0] for mine in everybody)
    for segment in found:
        mine = _defendants(segment)
        home = next((case for case in cases if mine & _defendants(case) and not _is_other_case(case, segment)), None)
        if home is None and cases and _goes_on(cases[-1], segment, is_one_case=is_one_case and not mine):
            home = cases[-1]
        if home is None:
            cases.append(segment)
            continue
        for scene in segment.scenes:
            home.take(scene)
    return cases


def _goes_on(case: Segment, segment: Segment, *, is_one_case: bool) -> bool:
    """Tell whether lines go on about the case just told: "they said he was paid in cash", "the defendant had been".

    Args:
        case: Told before.
        segment: The lines.
        is_one_case: Whether nobody is accused in the document but in this case; then lines that name nobody new
            belong to it as well.
    """
    first = min((scene for scene in segment.scenes if scene.methods), key=lambda scene: scene.line.start)
    if not _defendants(case) or first.is_split or _is_parted_from(case, segment):
        return False
    opening = first.line.between(first.line.start, min(first.line.start + _ANAPHORA_REACH, first.line.end))
    if _ANAPHORA.match(opening) and not first.newcomers():
        return True
    if not is_one_case or first.line.section != case.scenes[-1].line.section or opening.startswith(_SOMEBODY_ELSE):
        return False
    return not any(scene.newcomers() for scene in segment.scenes)


def _is_parted_from(case: Segment, segment: Segment) -> bool:
    """Tell whether other states or other victims keep lines from a case."""
    return bool(
        (segment.states and case.states and segment.states.isdisjoint(case.states))
        or (segment.targets and case.targets and segment.targets.isdisjoint(case.targets))
    )


def _defendants(segment: Segment) -> set[str]:
    """Give the ids of the people a status in an incident's lines accuses."""
    kinds = {seen.entity.id: seen.entity.kind for scene in segment.scenes for seen in scene.line.seen}
    return {who for scene in segment.scenes for who in scene.accused() if kinds.get(who, "person") in _DEFENDANTS}


def _is_other_case(case: Segment, segment: Segment) -> bool:
    if segment.scenes[0].is_split:
        return True
    years = [{year for scene in one.scenes if scene.methods for year in scene.years()} for one in (case, segment)]
    other_victims = bool(case.targets and segment.targets and case.targets.isdisjoint(segment.targets))
    return other_victims and bool(years[0] and years[1] and years[0].isdisjoint(years[1]))
