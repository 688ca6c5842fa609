"""What one sentence tells, and the sentences that tell of one incident.

Invariant: an incident's sets are those of its lines.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.outcomes import ACCUSING, Status
from counterspy.reading.incidents.sponsors import Acting, Backing
from counterspy.reading.incidents.standing import is_official

_HARD: Final = ACCUSING - {"alleged"}
_NONE: Final[Set[str]] = frozenset()
_SOMEBODY: Final = frozenset({"person", "persona", "company", "organisation"})


class Scene(Struct, eq=False):
    """What one line tells: methods, states, who acts, is accused or aimed at, where, when, what became of it.

    `hints` are the methods that only weak words show.
    """

    line: Line
    methods: list[Shown]
    hints: list[Shown]
    backings: list[Backing]
    actors: list[Acting]
    statuses: list[Status]
    targets: list[Seen]
    places: list[tuple[str, int, int]]
    is_generic: bool
    is_split: bool
    weight: float | None = None

    def accused(self) -> Set[str]:
        """Give the ids of those a status here befalls."""
        if not self.statuses:
            return _NONE
        return {who for status in self.statuses if status.kind in ACCUSING for who in status.who}

    def states(self) -> Set[str]:
        """Give the states that words here plainly make the acting side."""
        if not self.backings:
            return _NONE
        return {backing.state for backing in self.backings if backing.weight >= 3}

    def particulars(self) -> float:
        """Weigh how particular the line is: 2.5 or more tells of an occurrence, less of a trend."""
        if self.weight is None:
            self.weight = self._weigh()
        return self.weight

    def _weigh(self) -> float:
        line = self.line
        weight = 1.5 * bool(self.actors) + 1.0 * bool(self.places) + 1.5 * bool(line.dates)
        weight += 2.0 * bool(self.targets) - 2.5 * self.is_generic
        if self.backings:
            weight += 0.5 + 1.0 * bool(self.states())
        if self.statuses:
            weight += 1.0 + 2.0 * bool(self.accused()) + 1.5 * any(status.kind in _HARD for status in self.statuses)
        return weight + 1.0 * self._names_somebody()

    def _names_somebody(self) -> bool:
        """Tell whether the line names somebody who is neither a body of a state nor an official here."""
        line = self.line
        return not line.kinds.isdisjoint(_SOMEBODY) and any(
            seen.entity.kind in _SOMEBODY and not is_official(line, seen) for seen in line.seen
        )


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
        self.methods.update([shown.method for shown in scene.methods])
        self.states |= scene.states()
        self.people |= scene.accused()
        self.people.update([acting.entity for acting in scene.actors])
        self.targets.update([seen.entity.id for seen in scene.targets])
        self.places.update([place for place, _, _ in scene.places])
