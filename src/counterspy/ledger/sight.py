"""The one place that decides what a viewer may see. Every read of the ledger asks `Sight.sees`.

Invariant: the default is no. What carries no marking, an unreadable marking or an unknown id is seen by the owner only.

For a viewer who is not the owner:

- a **document** is seen where at least one of its captures came under a marking the viewer may see: what is public in
  one place is public, whoever else confided it. Its **readings** and its bytes follow it.
- a **capture** is seen where its document is and its own marking allows it: the public copy does not give away the
  confidential place.
- a **record** is seen where its source (`record.source`) carries at least one `mark` decision and the viewer may see
  all of them: who imports a public catalogue marks that catalogue `TLP:CLEAR`, once.
- a **decision** is seen where everything it names (subject and object) is. Ids that the ledger does not hold itself
  (mentions, entities, incidents, claims) are taken as seen where the caller says it derived them from what this viewer
  may see.
- a standing `mark` decision on anything, by its id, withholds it from whoever may not see that marking. It never opens
  what was closed; to loosen a mark, undo it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from counterspy.ledger.entry import TYPES, Thing, entry_id
from counterspy.ledger.marks import standing_marks
from counterspy.model import Capture, Decision, Document, Reading, Record, Viewer, kind_of

Lookup = Callable[[str], Thing | None]
"""Gives the entry with an id, whoever may see it."""


class Sight:
    """What one viewer may see of one ledger at one head.

    Args:
        viewer: Who looks.
        captures: All of them; not looked at for the owner.
        decisions: All of them, in order; not looked at for the owner.
        lookup: Gives any entry by id.
    """

    def __init__(
        self, viewer: Viewer, captures: Iterable[Capture], decisions: Iterable[Decision], lookup: Lookup
    ) -> None:
        self._viewer = viewer
        self._lookup = lookup
        self._open_documents: frozenset[str] = frozenset()
        self._open_sources: frozenset[str] = frozenset()
        self._grounds: dict[str, frozenset[str]] = {}
        self.withheld: frozenset[str] = frozenset()
        """Ids that a standing mark keeps from this viewer, those of entities and incidents among them."""
        if viewer.is_owner:
            return
        marks = {subject: all(map(self._allows, found)) for subject, found in standing_marks(decisions).items()}
        self._open_documents = frozenset(one.document for one in captures if self._allows(one.tlp))
        self._open_sources = frozenset(subject for subject, is_open in marks.items() if is_open)
        self.withheld = frozenset(subject for subject, is_open in marks.items() if not is_open)

    def sees(self, thing: Thing, known: Container[str] = ()) -> bool:
        """Decide whether the viewer may see a thing.

        Args:
            thing: Any entry of this ledger.
            known: Ids of mentions, entities, incidents and claims that the caller derived from what this viewer may
                see. Ids of entries in it count for nothing.
        """
        if self._viewer.is_owner:
            return True
        if entry_id(thing) in self.withheld:
            return False
        if isinstance(thing, Document):
            return thing.id in self._open_documents
        if isinstance(thing, Reading):
            return self._sees_document(thing.document)
        if isinstance(thing, Capture):
            return self._sees_document(thing.document) and self._allows(thing.tlp)
        if isinstance(thing, Record):
            return thing.source in self._open_sources
        return self._sees_all_named(thing, known)

    def _sees_all_named(self, decision: Decision, known: Container[str]) -> bool:
        return all(self._sees_id(identifier, known) for identifier in self._rests_on(decision))

    def _rests_on(self, decision: Decision) -> frozenset[str]:
        """Give the ids that a decision names, and instead of a decision those that it names in turn.

        A loop that remembers, because undos of undos may form a long chain.
        """
        asked, done, found = [decision.subject, decision.object], {decision.id}, set[str]()
        while asked:
            identifier = asked.pop()
            if identifier is None or identifier in done:
                continue
            done.add(identifier)
            is_decision = kind_of(identifier) == "decision" and identifier not in self.withheld
            if is_decision and identifier in self._grounds:
                found |= self._grounds[identifier]
            elif is_decision and isinstance(thing := self._lookup(identifier), Decision):
                asked += [thing.subject, thing.object]
            else:
                found.add(identifier)
        grounds = frozenset(found)
        if decision.kind == "undo":
            self._grounds[decision.id] = grounds
        return grounds

    def _sees_id(self, identifier: str, known: Container[str]) -> bool:
        """Whether an id may be named: a visible entry, a source that is open, or what the caller vouches for."""
        if identifier in self.withheld:
            return False
        kind = kind_of(identifier)
        if kind is None:
            return identifier in self._open_sources
        if kind not in TYPES:
            return identifier in known
        thing = self._lookup(identifier)
        return thing is not None and not isinstance(thing, Decision) and self.sees(thing)

    def _sees_document(self, identifier: str) -> bool:
        return identifier in self._open_documents and identifier not in self.withheld

    def _allows(self, tlp: str | None) -> bool:
        try:
            return self._viewer.may_see(tlp)
        except ValueError:  # no marking we know: not shown
            return False
