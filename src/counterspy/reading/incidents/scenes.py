"""What one sentence tells, and the sentences that tell of one incident.

Invariant: an incident's sets are those of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from counterspy.reading.incidents.lines import Line, Seen, Shown
from counterspy.reading.incidents.outcomes import ACCUSING, Status
from counterspy.reading.incidents.sponsors import Acting, Backing
from counterspy.reading.incidents.standing import is_official
from counterspy.vocabulary import toml

_HARD: Final = ACCUSING - {"alleged"}
_NONE: Final[Set[str]] = frozenset()
_SOMEBODY: Final = frozenset({"person", "persona", "company", "organisation"})
_PEOPLE: Final = frozenset({"person", "persona"})
_TAKING_PART: Final = _SOMEBODY | {"actor-group"}
_SOME: Final = re.compile(
    r"(?:^|[\s(“\"])(?:an?|one|two|three|four|five|six|seven|another|several) (?:[\w’'-]+,? ){0,5}?"
    rf"(?:{'|'.join(map(re.escape, toml('gate')['grammar']['somebody']))})s?\b"
)
_SPEECH: Final = re.compile(
    r"[\"“”]|\b(?:sa(?:id|ys|ying)|told|tells|according to|argued|called|commented|added|stated)\b"
)
_OPENING: Final = 110
"""How far into a line somebody must be brought up for the line to open with them."""


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

    def parties(self) -> Set[str]:
        """Give the ids of people, firms and groups named here who may be a party to an incident."""
        line = self.line
        if line.kinds.isdisjoint(_TAKING_PART):
            return _NONE
        return {one.entity.id for one in line.seen if one.entity.kind in _TAKING_PART and not is_official(line, one)}

    def newcomers(self) -> Set[str]:
        """Give the ids of the people whom the line opens with and whom nothing before it names; speakers are none."""
        line = self.line
        if line.kinds.isdisjoint(_PEOPLE) or _SPEECH.search(line.text, line.start, line.end):
            return _NONE
        last = line.start + _OPENING
        return {
            one.entity.id
            for one in line.seen
            if one.entity.kind in _PEOPLE
            and one.start < last
            and one.entity.mentions[0].start >= line.start
            and not is_official(line, one)
        }

    def opens_with_somebody(self) -> bool:
        """Tell whether the line opens with somebody without a name: "a retired engineer", "two brothers"."""
        line = self.line
        return _SOME.search(line.text, line.start, min(line.start + _OPENING, line.end)) is not None

    def years(self) -> Set[str]:
        """Give the years of the dates here."""
        return {date.edtf[:4] for date in self.line.dates if date.edtf[:4].isdigit()} if self.line.dates else _NONE

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
    parties: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)

    def take(self, scene: Scene) -> None:
        """Let a line join."""
        self.scenes.append(scene)
        self.methods.update([shown.method for shown in scene.methods])
        self.states |= scene.states()
        self.people |= scene.accused()
        self.people.update([acting.entity for acting in scene.actors])
        self.targets.update([seen.entity.id for seen in scene.targets])
        self.places.update([place for place, _, _ in scene.places])
        self.parties |= scene.parties()
        if scene.methods:
            self.years |= scene.years()
            self.persons |= scene.newcomers()
        self.persons |= scene.accused()
