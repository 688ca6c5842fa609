"""Decisions → groups: which mentions are one thing, and which decisions hold them together.

Invariant: the groups are a pure function of the subjects' order and the decisions in force. An undone decision counts
for nothing, the undoing of an undoing restores it, and "not the same" beats any chain of "the same".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterspy.model import Decision


class Groups:
    """Subjects joined by decisions.

    Attributes:
        refused: Ids of decisions in force that could not be followed, because another says "not the same".
    """

    def __init__(self, subjects: Sequence[str], decisions: Iterable[Decision], kind: str = "same-as") -> None:
        """Join the subjects.

        Args:
            subjects: Ids in order of evidence; the first of a group gives the group its identity.
            decisions: In force, in the order they were taken.
            kind: Which decisions join: `same-as` or `same-origin`.
        """
        self._place = {subject: place for place, subject in enumerate(subjects)}
        self._parent = list(range(len(subjects)))
        self._subjects = subjects
        self._held: dict[int, list[str]] = {}
        self._apart: dict[int, set[int]] = {}
        self.refused: list[str] = []
        known = [d for d in decisions if d.subject in self._place and d.object in self._place]
        if kind == "same-as":
            for decision in known:
                if decision.kind == "not-same-as":
                    self._keep_apart(decision)
        for decision in known:
            if decision.kind == kind:
                self._join(decision)

    def first_of(self, subject: str) -> str:
        """Give the earliest member of the group that the subject is in."""
        return self._subjects[self._root(self._place[subject])]

    def members(self) -> dict[str, list[str]]:
        """Give every group, earliest first: its first member → all members in order of evidence."""
        groups: dict[str, list[str]] = {}
        for place, subject in enumerate(self._subjects):
            groups.setdefault(self._subjects[self._root(place)], []).append(subject)
        return groups

    def decisions_of(self, first: str) -> tuple[str, ...]:
        """Give the ids of the decisions that hold a group together, by its first member."""
        return tuple(self._held.get(self._place[first], ()))

    def _root(self, place: int) -> int:
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def _keep_apart(self, decision: Decision) -> None:
        left, right = self._place[decision.subject], self._place[str(decision.object)]
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)

    def _join(self, decision: Decision) -> None:
        left, right = self._root(self._place[decision.subject]), self._root(self._place[str(decision.object)])
        first, second = min(left, right), max(left, right)
        if first == second:
            self._held.setdefault(first, []).append(decision.id)
            return
        if any(self._root(enemy) == first for enemy in self._apart.get(second, ())):
            self.refused.append(decision.id)
            return
        self._parent[second] = first
        self._held.setdefault(first, []).extend([*self._held.pop(second, ()), decision.id])
        if second in self._apart:
            self._apart.setdefault(first, set()).update(self._apart.pop(second))
