"""How many incidents a document tells of, and which sentences belong to which.

A sentence that shows a method together with something particular (who, whom, where, when, what came of it) seeds an
incident. Seeds join the incident they share most with; another state, place, victim or kind of act, or words such as
"in a separate case", keep them apart. Sentences that only tell what became of somebody join the incident that names them.

Invariant: one walk from the first sentence to the last; every sentence belongs to one incident at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.outcomes import ACCUSING, Status
from counterspy.reading.incidents.sponsors import Acting, Backing

_FAMILIES: Final = (
    frozenset("agent-activity insider-theft recruitment-approach front-company illegal-export academic-access talent-programme investment".split()),
    frozenset("agent-activity transnational-repression physical-surveillance technical-surveillance".split()),
    frozenset("cyber-intrusion hack-and-leak".split()),
    frozenset("cyber-intrusion supply-chain".split()),
    frozenset("cyber-intrusion insider-theft technical-surveillance".split()),
    frozenset("sabotage agent-activity".split()),
    frozenset("influence agent-activity".split()),
    frozenset("aerial-maritime-collection physical-surveillance".split()),
    frozenset("illegal-export front-company supply-chain".split()),
    frozenset("transnational-repression other".split()),
    frozenset("transnational-repression cyber-intrusion".split()),
    frozenset("other insider-theft".split()),
)
_PARTICULAR: Final = 3.0
_JOINS: Final = 1.0


@dataclass(slots=True)
class Scene:
    """What one line tells: methods, states, who acts, is accused or aimed at, where, when, what became of it."""

    line: Line
    methods: list[Shown]
    backings: list[Backing]
    actors: list[Acting]
    statuses: list[Status]
    targets: list[Seen]
    places: list[tuple[str, int, int]]
    is_generic: bool
    is_split: bool
    is_first: bool

    def accused(self) -> set[str]:
        """Give the ids of those a status here befalls."""
        return {who for status in self.statuses if status.kind in ACCUSING for who in status.who}

    def states(self) -> set[str]:
        """Give the states that words here plainly make the acting side."""
        return {backing.state for backing in self.backings if backing.weight >= 3}

    def particulars(self) -> float:
        """Weigh how particular the line is: 3 or more tells of an occurrence, less of a trend."""
        weight = 2.0 * bool(self.accused()) + 2.0 * bool(self.targets) + 1.0 * bool(self.statuses)
        weight += 1.5 * bool(self.actors) + 1.0 * bool(self.places) + 1.5 * bool(self.line.dates)
        weight += 1.0 * bool(self.states()) + 0.5 * bool(self.backings)
        return weight - 2.5 * self.is_generic


@dataclass(slots=True)
class Segment:
    """The lines of one incident, seeds first told apart from those that joined."""

    scenes: list[Scene] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def take(self, scene: Scene) -> None:
        """Let a line join."""
        self.scenes.append(scene)
        self.methods.update(shown.method for shown in scene.methods)
        self.states |= scene.states()
        self.people |= scene.accused() | {acting.entity for acting in scene.actors}
        self.targets |= {seen.entity.id for seen in scene.targets}
        self.places.update(place for place, _, _ in scene.places)

    @property
    def is_heading_only(self) -> bool:
        """Whether nothing but headings joined so far."""
        return all(scene.line.is_heading for scene in self.scenes)


def segments_of(scenes: Sequence[Scene]) -> list[Segment]:
    """Sort a document's lines into incidents, in order of first mention.

    Args:
        scenes: Every line of the document, in order.
    """
    is_short = sum(scene.line.end - scene.line.start for scene in scenes) < 1500
    found: list[Segment] = []
    waiting: list[Scene] = []
    for scene in scenes:
        if scene.methods and (scene.particulars() >= _PARTICULAR or (is_short and not scene.is_generic)):
            home = _home(scene, found)
            if home is None:
                home = Segment()
                found.append(home)
            for early in waiting:
                home.take(early)
            waiting = []
            home.take(scene)
        elif found:
            follower = _follows(scene, found)
            if follower is not None:
                follower.take(scene)
        elif scene.statuses and is_short:
            waiting.append(scene)
    return found


def _home(scene: Scene, found: Sequence[Segment]) -> Segment | None:
    best: tuple[float, int] | None = None
    for index in range(max(0, len(found) - 8), len(found)):
        weight = _kinship(scene, found[index], is_last=index == len(found) - 1)
        if weight >= _JOINS and (best is None or weight >= best[0]):
            best = (weight, index)
    return found[best[1]] if best else None


def _kinship(scene: Scene, segment: Segment, *, is_last: bool) -> float:
    """Weigh what a line shares with an incident, and what keeps them apart."""
    last = segment.scenes[-1].line
    named = {seen.entity.id for seen in scene.line.seen}
    methods = {shown.method for shown in scene.methods}
    states, places = scene.states(), {place for place, _, _ in scene.places}
    weight = 3.0 * bool((segment.people | segment.targets) & named)
    weight += _agree(states, segment.states, 1.0, -4.0) + _agree(places, segment.places, 0.5, -2.0)
    weight += _of_methods(methods, segment.methods)
    new_targets = {seen.entity.id for seen in scene.targets}
    weight += _agree(new_targets, segment.targets, 1.0, -1.5) + _agree(scene.accused(), segment.people, 1.0, -1.0)
    if is_last:
        weight += 1.0 if scene.line.section == last.section or segment.is_heading_only else -1.0
        weight += 0.5 * (scene.line.block - last.block <= 1)
    return weight - 4.0 * scene.is_split


def _agree(left: set[str], right: set[str], plus: float, minus: float) -> float:
    if not left or not right:
        return 0.0
    return plus if left & right else minus


def _of_methods(left: set[str], right: set[str]) -> float:
    if left & right:
        return 1.5
    if any(family & left and family & right for family in _FAMILIES):
        return 0.5
    return -2.0


def _follows(scene: Scene, found: Sequence[Segment]) -> Segment | None:
    """Find the incident that a line without a seed tells more of: by whom it names, else the one just told."""
    named = scene.accused() | {seen.entity.id for seen in scene.line.seen if seen.entity.kind != "place"}
    for segment in reversed(found):
        if named & (segment.people | segment.targets):
            return segment
    last = found[-1]
    here = last.scenes[-1].line
    is_near = scene.line.section == here.section and scene.line.block - here.block <= 2
    if scene.is_split or scene.is_generic or not is_near:
        return None
    if scene.statuses:
        return last
    return None
