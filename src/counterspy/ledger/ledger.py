"""The ledger as a viewer reads it.

Invariant: every method that gives evidence or decisions asks `Sight.sees` for each one; what is hidden looks exactly
like what is not there. What was derived was made from everything, so it is the owner's alone. So are the head and the
pen: both would tell what is there.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256 as digest
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from counterspy.errors import LedgerDamaged, UnknownId, UsageError
from counterspy.ledger.doctor import Finding, examine
from counterspy.ledger.entry import TYPES, Head, Row, Thing, decode, second_of
from counterspy.ledger.marks import standing_marks
from counterspy.ledger.pen import Pen
from counterspy.ledger.sight import Sight
from counterspy.ledger.verifying import Progress, VerifyReport, verify
from counterspy.model import Capture, Decision, Document, Reading, Record, Viewer, kind_of, make_id

if TYPE_CHECKING:
    from counterspy.ledger.store import Store

Kind = TypeVar("Kind", Document, Capture, Reading, Record, Decision)
Derived = TypeVar("Derived", bound=Struct)


class Counts(Struct, frozen=True, kw_only=True):
    """How much a viewer may see: documents, captures, readings (of every reader), records, decisions."""

    documents: int
    captures: int
    readings: int
    records: int
    decisions: int


class DerivedState(Struct, frozen=True, kw_only=True):
    """What the derived tables were made from.

    Attributes:
        made_from: The ledger's head then.
        maker: Name and version of what made them.
        is_fresh: Whether that is still the head.
    """

    made_from: Head
    maker: str
    is_fresh: bool


class Ledger:
    """One ledger and one viewer. Use it as a context manager, in one thread. Made by `open_ledger`.

    All iterators stream in order of entry, so that a ledger larger than memory can be read.

    Attributes:
        viewer: Who reads.
        shown: How to call this ledger in messages.
        store: The rows beneath; for the ledger's own room only.
    """

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self.store = store
        self.viewer = viewer
        self.shown = store.shown
        self._sight: tuple[Head, Sight] | None = None
        self._is_writing = False

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go. Closing twice is no error."""
        self.store.close()

    def documents(self) -> Iterator[Document]:
        """Give the documents."""
        return self._things(Document, self.store.rows("document"))

    def document(self, identifier: str) -> Document:
        """Find a document.

        Raises:
            UnknownId: the viewer sees none with this id.
        """
        return self._thing(Document, identifier)

    def has_document(self, sha256: str) -> bool:
        """Tell whether the viewer sees a document of these bytes."""
        return any(True for _ in self._things(Document, self.store.rows("document", sha256)))

    def content(self, sha256: str) -> bytes:
        """Give the bytes of a document as they were captured.

        Raises:
            UnknownId: the viewer sees no document of these bytes.
            LedgerDamaged: the stored bytes are not those that were captured.
        """
        data = self.store.content(sha256) if self.has_document(sha256) else None
        if data is None:
            raise UnknownId(sha256)
        if digest(data).hexdigest() != sha256:
            raise LedgerDamaged(self.shown, f"the bytes of {sha256} have changed; restore a backup")
        return data

    def captures(self, document: str | None = None) -> Iterator[Capture]:
        """Give the captures, of one document where its id is given."""
        return self._things(Capture, self.store.rows("capture", document))

    def readings(self) -> Iterator[Reading]:
        """Give the latest reading of each document: the one that was added last, second readings left out."""
        return (read for read in self._things(Reading, self.store.latest_rows("reading")) if not read.is_second)

    def readings_of(self, document: str) -> Iterator[Reading]:
        """Give all readings of one document, the latest last."""
        return self._things(Reading, self.store.rows("reading", document))

    def second_readings_of(self, document: str) -> Iterator[Reading]:
        """Give the readings of one document that are kept for comparison only, the latest last."""
        return self._things(Reading, self.store.rows("reading", second_of(document)))

    def has_reading(self, document: str, reader: str) -> bool:
        """Tell whether the viewer sees that this reader (`str` of its stamp) has read this document."""
        return self._find(Reading, make_id("reading", document, reader)) is not None

    def records(self, source: str | None = None) -> Iterator[Record]:
        """Give the records, of one source where it is given."""
        return self._things(Record, self.store.rows("record", source))

    def record(self, identifier: str) -> Record:
        """Find a record.

        Raises:
            UnknownId: the viewer sees none with this id.
        """
        return self._thing(Record, identifier)

    def decisions(self, known: Container[str] = ()) -> Iterator[Decision]:
        """Give the decisions, those that were undone included.

        Args:
            known: Ids of mentions, entities, incidents and claims that the caller derived from what this viewer may
                see; a viewer who is not the owner sees decisions about these and about visible entries only.
        """
        return self._things(Decision, self.store.rows("decision"), known)

    def standing_marks(self) -> dict[str, list[str]]:
        """Give the markings that stand by decision, as far as the viewer may see them: subject → labels, in order."""
        return standing_marks(self.decisions())

    def withheld(self) -> frozenset[str]:
        """Give the ids that a mark keeps from this viewer.

        Whoever derives entities and incidents for a viewer leaves out those named here; empty for the owner.
        """
        return self._current_sight().withheld

    def counts(self) -> Counts:
        """Count what the viewer may see."""
        if self.viewer.is_owner:
            stored = self.store.counts()
            found = {kind: stored.get(kind, 0) for kind in TYPES}
        else:
            found = {kind: sum(1 for _ in self._seen(self.store.rows(kind))) for kind in TYPES}
        return Counts(**{f"{kind}s": n for kind, n in found.items()})

    def find_id(self, prefix: str, known: Container[str] = ()) -> tuple[str, ...]:
        """Give the full ids that an abbreviated one may mean, in order.

        Args:
            prefix: The beginning of an id (`document--3f2a`), or of the part after its kind (`3f2a`).
            known: As in `decisions`.

        Returns:
            Ids of entries the viewer may see, for the owner also of what was derived; empty where there is none.
        """
        if not prefix:
            return ()
        kinds = (*TYPES, *self.store.derived_kinds())
        prefixes = (prefix,) if "--" in prefix else tuple(f"{kind}--{prefix}" for kind in kinds)
        found = self.store.ids_from(prefixes, with_derived=self.viewer.is_owner)
        return tuple(one for one in found if self.viewer.is_owner or self._find_any(one, known) is not None)

    def head(self) -> Head:
        """Give the last entry's number and chain value. Note it elsewhere to prove later that nothing was cut off.

        Raises:
            UsageError: the viewer is not the owner.
        """
        self._check_owner("its head")
        return self.store.head()

    def derived_state(self) -> DerivedState | None:
        """Tell what the derived tables were made from; None where there are none or the viewer is not the owner."""
        notes = self.store.derived_state() if self.viewer.is_owner else {}
        if not notes:
            return None
        made_from = Head(int(notes["seq"]), notes["chain"])
        return DerivedState(made_from=made_from, maker=notes["maker"], is_fresh=made_from == self.store.head())

    def derived(self, kind: str, of: type[Derived], *, maker: str) -> Iterator[Derived] | None:
        """Give what was derived, in its order.

        Args:
            kind: As given to `Pen.replace_derived`.
            of: Its struct.
            maker: Name and version of what would make it now.

        Returns:
            None where the viewer is not the owner, or where it is older than the ledger or by another maker: fold anew.
        """
        if not self.is_derived_fresh(maker):
            return None
        return (self._decode_derived(body, of) for _, body in self.store.derived_rows(kind))

    def derived_one(self, kind: str, identifier: str, of: type[Derived], *, maker: str) -> Derived | None:
        """Find one derived thing; None where it is not there, or as in `derived`."""
        body = self.store.derived_row(kind, identifier) if self.is_derived_fresh(maker) else None
        return None if body is None else self._decode_derived(body, of)

    def is_derived_fresh(self, maker: str) -> bool:
        """Tell whether the derived tables are this viewer's to see, of this ledger as it is, and by this maker."""
        state = self.derived_state()
        return state is not None and state.is_fresh and state.maker == maker

    def is_resolved(self) -> bool:
        """Tell whether all evidence was looked at for what is the same; where not, figures count copies as sources.

        True for whoever is not the owner: it would tell what is there.
        """
        return not self.viewer.is_owner or not self.store.has_unresolved()

    def snapshot(self) -> AbstractContextManager[None]:
        """See the ledger as it is now for as long as the block lasts, whatever is written meanwhile."""
        return self.store.snapshot()

    def verify(self, progress: Progress | None = None, *, expected: Head | None = None) -> VerifyReport:
        """Check every entry and every captured byte; see `verifying`."""
        return verify(self, progress, expected=expected)

    def doctor(self, *, maker: str | None = None) -> tuple[Finding, ...]:
        """Look the file and its surroundings over; see `doctor`."""
        return examine(self, maker=maker)

    def back_up(self, to: str | os.PathLike[str], progress: Progress | None = None) -> VerifyReport:
        """Copy this ledger to a new file and verify the copy; see `backup`."""
        from counterspy.ledger.backup import back_up

        return back_up(self, to, progress)

    @contextmanager
    def writing(self) -> Iterator[Pen]:
        """Begin one transaction. All of it is kept when the block ends; nothing of it when the block fails.

        Reads through the ledger do not see what the pen adds before the block ends.

        Raises:
            LedgerLocked: another process is writing and did not finish in time.
            UsageError: the viewer is not the owner, or a block of this ledger is open already.
        """
        self._check_owner("the pen")
        if self._is_writing:
            raise UsageError("this ledger is being written to already; end that block first")
        self._is_writing = True
        try:
            with self.store.writing() as transaction:
                pen = Pen(self.shown, transaction)
                yield pen
                pen.finish()
        finally:
            self._is_writing = False

    def _check_owner(self, what: str) -> None:
        if not self.viewer.is_owner:
            raise UsageError(f"{self.shown}: only the owner of a ledger has {what}")

    def _current_sight(self) -> Sight:
        head = self.store.head() if not self.viewer.is_owner else Head(0, "")
        if self._sight is None or self._sight[0] != head:
            captures = (one for one in self._decoded("capture") if isinstance(one, Capture))
            decisions = (one for one in self._decoded("decision") if isinstance(one, Decision))
            self._sight = (head, Sight(self.viewer, captures, decisions, self._look_up))
        return self._sight[1]

    def _things(self, of: type[Kind], rows: Iterator[Row], known: Container[str] = ()) -> Iterator[Kind]:
        return (thing for thing in self._seen(rows, known) if isinstance(thing, of))

    def _seen(self, rows: Iterator[Row], known: Container[str] = ()) -> Iterator[Thing]:
        sight = self._current_sight()
        return (thing for thing in map(self._decode, rows) if sight.sees(thing, known))

    def _thing(self, of: type[Kind], identifier: str, known: Container[str] = ()) -> Kind:
        found = self._find(of, identifier, known)
        if found is None:
            raise UnknownId(identifier)
        return found

    def _find(self, of: type[Kind], identifier: str, known: Container[str] = ()) -> Kind | None:
        found = self._find_any(identifier, known)
        return found if isinstance(found, of) else None

    def _find_any(self, identifier: str, known: Container[str] = ()) -> Thing | None:
        found = self._look_up(identifier)
        return found if found is not None and self._current_sight().sees(found, known) else None

    def _look_up(self, identifier: str) -> Thing | None:
        row = self.store.row(identifier) if kind_of(identifier) in TYPES else None
        return None if row is None else self._decode(row)

    def _decoded(self, kind: str) -> Iterator[Thing]:
        return map(self._decode, self.store.rows(kind))

    def _decode(self, row: Row) -> Thing:
        try:
            return decode(row.kind, row.body)
        except ValueError as fault:
            raise LedgerDamaged(self.shown, f"entry {row.seq} ({row.id}) cannot be read; restore a backup") from fault

    def _decode_derived(self, body: bytes, of: type[Derived]) -> Derived:
        try:
            return msgspec.json.decode(body, type=of)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise LedgerDamaged(self.shown, "the register in it cannot be read; run `counterspy rebuild`") from fault
