"""The pen: adds to a ledger inside one transaction. It can do nothing else; there is no method that changes or removes.

Invariant: adding what is there changes nothing, so that a run that was killed can simply be run again; entries get
their numbers and chain values in the order of the calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

import msgspec

from counterspy.errors import LedgerError, UnknownId
from counterspy.ledger.derived_digest import DerivedDigest, Identified
from counterspy.ledger.entry import Head, Row, Thing, about_of, decode, encode, entry_id, kind_of_thing, link
from counterspy.model import Capture, Decision, Document, Reading, Record, Tlp, make_id, undone

if TYPE_CHECKING:
    from counterspy.ledger.transaction import Transaction

_FLUSH_ROWS = 1000
_FLUSH_BYTES = 8_000_000


class Pen:
    """Adds evidence and decisions. Made by `Ledger.writing`; useless once that block has ended."""

    def __init__(self, shown: str, transaction: Transaction) -> None:
        self._shown = shown
        self._transaction = transaction
        self._seq, self._chain = transaction.seq, transaction.chain
        self._added: set[str] = set()
        self._rows: list[Row] = []
        self._contents: dict[str, bytes] = {}
        self._waiting_bytes = 0
        self._is_usable = True

    def add_document(self, document: Document, data: bytes, capture: Capture) -> bool:
        """Add a document with its bytes and where they were found.

        The same bytes are the same document: the text and blocks of the first time stay, a new place is added.

        Args:
            document: Its `sha256` is that of `data`.
            data: The bytes as captured.
            capture: Of this document.

        Returns:
            Whether the document is new.

        Raises:
            ValueError: bytes, document and capture do not belong together, or the marking is no TLP label.
        """
        if sha256(data).hexdigest() != document.sha256:
            raise ValueError(f"the bytes of {document.id} do not have the SHA-256 it states")
        if capture.document != document.id:
            raise ValueError(f"the capture at {capture.location!r} is of {capture.document}, not of {document.id}")
        is_new = self._add(document)
        if is_new and document.sha256 not in self._contents and not self._transaction.has_content(document.sha256):
            self._contents[document.sha256] = data
            self._waiting_bytes += len(data)
        self.add_capture(capture)
        return is_new

    def add_capture(self, capture: Capture) -> bool:
        """Add a place where a known document was found; the first time and marking at one place stay.

        Returns:
            Whether the place is new.

        Raises:
            UnknownId: there is no such document.
            ValueError: the marking is no TLP label.
        """
        if capture.tlp is not None:
            Tlp.parse(capture.tlp)
        self._needs(capture.document)
        return self._add(capture)

    def add_reading(self, reading: Reading) -> bool:
        """Add what a reader found. One reader (name, version, lexicon) reads a document once.

        Returns:
            Whether it is new.

        Raises:
            UnknownId: there is no such document.
        """
        self._needs(reading.document)
        return self._add(reading)

    def add_record(self, record: Record) -> bool:
        """Add a row of a foreign register. Returns whether it is new.

        Nobody but the owner sees it until a `mark` decision on its source (`record.source`) says how far it may go.
        """
        return self._add(record)

    def add_decision(self, draft: Decision) -> Decision:
        """Add a decision, unless the same one stands already.

        Args:
            draft: Its `id` is ignored and worked out: from kind, subject, object, value, by and how often the same
                was decided and undone before. `at`, `reason` and `score` are not part of it.

        Returns:
            The decision as it stands in the ledger: the draft with its id, or the earlier one.

        Raises:
            UnknownId: it undoes a decision that is not there.
            ValueError: it marks with something that is no TLP label.
        """
        if draft.kind == "undo":
            self._needs(draft.subject)
        if draft.kind == "mark":
            Tlp.parse(draft.value or "")
        key = (draft.kind, draft.subject, draft.object, draft.value, draft.by)
        for nth in count():
            decision = msgspec.structs.replace(draft, id=make_id("decision", *key, nth))
            if self._add(decision):
                return decision
            if not self._is_undone(decision.id):
                return self._decision(decision.id)
        raise AssertionError("unreachable")

    def replace_derived(
        self, things: Mapping[str, Iterable[Identified]], *, made_from: Head, maker: str, is_resolved: bool = False
    ) -> None:
        """Put everything derived in place of what was derived before.

        Args:
            things: Kind (`entity`, `incident`, …) to msgspec structs with an `id`, in the order to give them back.
            made_from: The ledger's head before its evidence was read for this.
            maker: Name and version of what made it.
            is_resolved: Whether all evidence up to there was looked at for what is the same; where not, what was
                noted of that before stays.
        """
        self._flush()
        earlier = self._transaction.derived_state()
        self._transaction.clear_derived()
        digest = DerivedDigest()
        for kind, ones in sorted(things.items()):
            self._transaction.add_derived(kind, digest.over(kind, ones))
        notes = {"seq": str(made_from.seq), "chain": made_from.chain, "maker": maker, "digest": digest.hex()}
        notes["resolved"] = str(made_from.seq) if is_resolved else earlier.get("resolved", "0")
        self._transaction.note_derived(notes)

    def head(self) -> Head:
        """Give the number and chain value of the last entry, this pen's own included."""
        return Head(self._seq, self._chain.hex())

    def finish(self) -> None:
        """Write what waits. Called by `Ledger.writing` before it commits."""
        self._flush()
        self._is_usable = False

    def _add(self, thing: Thing) -> bool:
        identifier = entry_id(thing)
        if self._has(identifier):
            return False
        kind, body = kind_of_thing(thing), encode(thing)
        self._seq += 1
        self._chain = link(self._chain, kind.encode(), identifier.encode(), body)
        self._rows.append(Row(self._seq, kind, identifier, about_of(thing), body, self._chain))
        self._added.add(identifier)
        self._waiting_bytes += len(body)
        if len(self._rows) >= _FLUSH_ROWS or self._waiting_bytes >= _FLUSH_BYTES:
            self._flush()
        return True

    def _has(self, identifier: str) -> bool:
        self._check_usable()
        return identifier in self._added or self._transaction.has(identifier)

    def _needs(self, identifier: str) -> None:
        if not self._has(identifier):
            raise UnknownId(identifier, "add it first")

    def _flush(self) -> None:
        self._check_usable()
        self._is_usable = False  # until it is known to have worked: SQLite may have rolled everything back
        if self._contents:
            self._transaction.keep(self._contents)
        if self._rows:
            self._transaction.append(self._rows)
        self._contents, self._rows, self._waiting_bytes = {}, [], 0
        self._is_usable = True

    def _check_usable(self) -> None:
        if not self._is_usable:
            raise LedgerError(self._shown, "this pen has failed or its block has ended; nothing more can be added")

    def _decision(self, identifier: str) -> Decision:
        self._flush()
        found = decode("decision", self._transaction.body(identifier) or b"")
        assert isinstance(found, Decision)  # noqa: S101
        return found

    def _is_undone(self, identifier: str) -> bool:
        self._flush()
        undos: list[Decision] = []
        asked = [identifier]
        while asked:
            about = [decode("decision", body) for body in self._transaction.bodies_about("decision", asked.pop())]
            found = [one for one in about if isinstance(one, Decision) and one.kind == "undo"]
            undos += found
            asked += [one.id for one in found]
        return identifier in undone(undos)
