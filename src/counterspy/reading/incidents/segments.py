"""How many incidents a document tells of, and which sentences belong to which.

A sentence that shows a method together with something particular (who, whom, where, when, what came of it) seeds an
incident. Seeds join the incident they share most with; another state, place, victim or kind of act, or words such as
"in a separate case", keep them apart. Sentences that only tell what became of somebody join the incident that names
them.

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
    frozenset(
        [
            "agent-activity",
            "insider-theft",
            "recruitment-approach",
            "front-company",
            "illegal-export",
            "academic-access",
            "talent-programme",
            "investment",
        ]
    ),
    frozenset(["agent-activity", "transnational-repression", "physical-surveillance", "technical-surveillance"]),
    frozenset(["cyber-intrusion", "hack-and-leak"]),
    frozenset(["cyber-intrusion", "supply-chain"]),
    frozenset(["cyber-intrusion", "insider-theft", "technical-surveillance"]),
    frozenset(["sabotage", "agent-activity"]),
    frozenset(["influence", "agent-activity"]),
    frozenset(["aerial-maritime-collection", "physical-surveillance"]),
    frozenset(["illegal-export", "front-company", "supply-chain"]),
    frozenset(["transnational-repression", "other"]),
    frozenset(["transnational-repression", "cyber-intrusion"]),
)
_PARTICULAR: Final = 2.5
_SETTING: Final = 4
"""How many lines before a seed may belong to its incident."""
_JOINS: Final = 1.0
_SHORT: Final = 1500
_HEADINGS: Final = 4
_BACK: Final = 8
"""How many incidents back a line may belong to."""
_NEAR: Final = 3
_LOOSE: Final = frozenset({"disclosed", "investigated", "alleged", "disrupted"})
_HARD: Final = ACCUSING - {"alleged"}
_TAKING_PART: Final = frozenset(["person", "persona", "company", "organisation", "service", "military", "actor-group"])


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
    names_somebody: bool
    weight: float | None = None

    def accused(self) -> set[str]:
        """Give the ids of those a status here befalls."""
        return {who for status in self.statuses if status.kind in ACCUSING for who in status.who}

    def states(self) -> set[str]:
        """Give the states that words here plainly make the acting side."""
        return {backing.state for backing in self.backings if backing.weight >= 3}

    def particulars(self) -> float:
        """Weigh how particular the line is: `_PARTICULAR` or more tells of an occurrence, less of a trend."""
        if self.weight is None:
            self.weight = self._weigh()
        return self.weight

    def _weigh(self) -> float:
        weight = 2.0 * bool(self.accused()) + 2.0 * bool(self.targets) + 1.0 * bool(self.statuses)
        weight += 1.5 * any(status.kind in _HARD for status in self.statuses)
        weight += 1.5 * bool(self.actors) + 1.0 * bool(self.places) + 1.5 * bool(self.line.dates)
        weight += 1.0 * bool(self.states()) + 0.5 * bool(self.backings) + 1.0 * self.names_somebody
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


def segments_of(scenes: Sequence[Scene]) -> list[Segment]:
    """Sort a document's lines into incidents, in order of first mention.

    Args:
        scenes: Every line of the document, in order.
    """
    is_short = sum(scene.line.end - scene.line.start for scene in scenes) < _SHORT
    sorting = _Sorting(is_short)
    for scene in scenes:
        sorting.sort_in(scene)
    return sorting.done()


class _Sorting:
    """The walk: incidents so far, lines that wait for theirs, and whether words just parted what follows."""

    def __init__(self, is_short: bool) -> None:
        self.is_short = is_short
        self.found: list[Segment] = []
        self.waiting: list[Scene] = []
        self.headings: list[Scene] = []
        self.is_parted = False

    def sort_in(self, scene: Scene) -> None:
        if scene.line.is_heading:
            self.waiting = []
            if (scene.methods and not scene.is_generic) or scene.statuses:
                self.headings.append(scene)
            return
        if scene.statuses and all(status.kind == "denied" for status in scene.statuses):
            scene.methods = []
        if scene.is_split:
            self.is_parted, self.waiting = True, []
        if scene.methods and self._is_seed(scene):
            self._seed(scene)
            return
        follower = None if self.is_parted else _follows(scene, self.found)
        if follower is not None:
            follower.take(scene)
        elif not scene.is_generic or scene.is_split:
            self.waiting = [*self.waiting[-_SETTING + 1 :], scene]

    def done(self) -> list[Segment]:
        """Give the incidents; a headline joins the first of its kind, or stands alone where there is no other."""
        for heading in self.headings[:_HEADINGS]:
            fitting = [segment for segment in self.found if _is_headed(heading, segment)]
            if fitting:
                fitting[0].take(heading)
            elif not self.found and heading.methods and (self.is_short or heading.particulars() >= _PARTICULAR):
                self._create(heading)
        return self.found

    def _is_seed(self, scene: Scene) -> bool:
        if self.is_short and not scene.is_generic:
            return True
        dated = [early for early in self.waiting if early.line.dates or early.states()]
        around = sum(early.particulars() for early in dated if early.line.section == scene.line.section)
        return scene.particulars() + 0.6 * max(around, 0.0) >= _PARTICULAR

    def _seed(self, scene: Scene) -> None:
        home = _home(scene, self.found, is_parted=self.is_parted)
        if home is None:
            home = self._create(scene)
        else:
            home.take(scene)
        for early in self.waiting:
            if early.line.section == scene.line.section:
                home.take(early)
        self.waiting, self.is_parted = [], False

    def _create(self, scene: Scene) -> Segment:
        told = {method for segment in self.found[-_BACK:] for method in segment.methods}
        fresh = [shown for shown in scene.methods if shown.method not in told]
        if fresh and len(fresh) < len(scene.methods) and not _are_kin(scene.methods):
            scene.methods = fresh
        self.found.append(Segment())
        self.found[-1].take(scene)
        return self.found[-1]


def _are_kin(methods: Sequence[Shown]) -> bool:
    codes = {shown.method for shown in methods}
    return any(codes <= family for family in _FAMILIES)


def _is_headed(heading: Scene, segment: Segment) -> bool:
    if heading.line.section > min(scene.line.section for scene in segment.scenes):
        return False
    methods = {shown.method for shown in heading.methods}
    if heading.states() and segment.states and not heading.states() & segment.states:
        return False
    return not methods or _of_methods(methods, segment.methods) > 0


def _home(scene: Scene, found: Sequence[Segment], *, is_parted: bool) -> Segment | None:
    best: tuple[float, int] | None = None
    for index in range(max(0, len(found) - _BACK), len(found)):
        weight = _kinship(scene, found[index], is_last=index == len(found) - 1) - 4.0 * is_parted
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
        weight += 1.0 if scene.line.section == last.section else -1.0
        weight += 0.5 * (scene.line.block - last.block <= 1)
    return weight


def _agree(left: set[str], right: set[str], plus: float, minus: float) -> float:
    if not left or not right:
        return 0.0
    return plus if left & right else minus


def _of_methods(left: set[str], right: set[str]) -> float:
    if left & right:
        return 1.5
    if any(family & left and family & right for family in _FAMILIES):
        return 0.5
    return -6.0


def _follows(scene: Scene, found: Sequence[Segment]) -> Segment | None:
    """Find the incident that a line without a seed tells more of: by whom it names, else the one just told."""
    if not found:
        return None
    named = scene.accused() | {seen.entity.id for seen in scene.line.seen if seen.entity.kind in _TAKING_PART}
    if named and (scene.statuses or scene.actors or scene.backings or scene.line.dates):
        for segment in reversed(found[-_BACK:]):
            if named & (segment.people | segment.targets):
                return segment
    last = found[-1]
    here = last.scenes[-1].line
    reach = _NEAR if scene.statuses else 1
    is_near = (scene.line.section == here.section and scene.line.block - here.block <= reach) or (
        len(found) == 1 and any(one.who or one.kind not in _LOOSE for one in scene.statuses)
    )
    if scene.is_generic or not is_near:
        return None
    return last if scene.statuses or scene.backings or scene.actors else None
