"""Verifies a ledger: works out anew everything that can be worked out, and says where it does not fit.

What this finds: any changed bit in an entry or in captured bytes, an entry removed, added, moved or swapped, a tail
that was cut off (the `head` table notes where the log ends), bytes that are missing or that no document claims.

What it cannot find alone: somebody with write access who works out the whole chain anew and the noted head with it, or
who puts an older copy of the whole file in place. Against that, note the head (`counterspy verify` prints it) somewhere
else and give it as `expected`: the log must still pass through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from counterspy.errors import LedgerDamaged, UsageError
from counterspy.ledger.entry import START, Head, Thing, about_of, decode, entry_id, link
from counterspy.ledger.schema import trigger_faults

if TYPE_CHECKING:
    from counterspy.ledger.ledger import Ledger
    from counterspy.ledger.store import RawRow, Store

Progress = Callable[[int, int], None]
"""Called with how many entries and contents are done, and of how many."""

MOST_PROBLEMS = 1000
"""A report stops here: the file is beyond reading."""


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that does not fit.

    Attributes:
        seq: The entry's number, or None where it is about no entry.
        id: The entry's id as stored, the SHA-256 of captured bytes, or None.
        what: What does not fit, in plain words.
        is_derived: Whether it is about the register only, which can be made anew; the evidence is sound.
    """

    seq: int | None
    id: str | None
    what: str
    is_derived: bool = False


class VerifyReport(Struct, frozen=True, kw_only=True):
    """What was checked and what does not fit.

    Attributes:
        entries: How many entries were read.
        documents: How many of them are documents.
        contents: How many captured contents were read.
        head: The last entry as found in the log.
        problems: In the order found, at most `MOST_PROBLEMS`.
    """

    entries: int
    documents: int
    contents: int
    head: Head
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything fits."""
        return not self.problems


class _Check:
    """One run over one store; keeps the figures while the problems stream out."""

    def __init__(self, store: Store, expected: Head | None, progress: Progress | None) -> None:
        self.store = store
        self.expected = expected
        self.progress = progress
        self.entries = self.documents = self.contents = self.total = 0
        self.head = Head(0, START.hex())

    def problems(self) -> Iterator[Problem]:
        """Give all problems; a part that cannot be read is one problem, and the next part is tried."""
        for part in (self._file, self._triggers, self._log, self._ends, self._contents, self._pairs, self._register):
            try:
                yield from part()
            except LedgerDamaged as fault:
                yield Problem(seq=None, id=None, what=f"reading stopped here: {fault}")

    def _file(self) -> Iterator[Problem]:
        self.total = sum(self.store.counts().values()) + self.store.content_size_bytes()[0]
        for line in self.store.pragma(f"integrity_check({MOST_PROBLEMS})"):
            if line != "ok":
                yield Problem(seq=None, id=None, what=f"SQLite: {line}")

    def _log(self) -> Iterator[Problem]:
        previous = START
        for row in self.store.raw_rows():
            seq, kind, identifier, *_, chain = row
            for what in self._faults_of_row(row, previous):
                yield Problem(seq=seq, id=_shown(identifier), what=what)
            previous = chain if isinstance(chain, bytes) else b""
            self.entries += 1
            self.documents += kind == b"document"
            self.head = Head(seq, previous.hex())
            self._tell()

    def _faults_of_row(self, row: RawRow, previous: bytes) -> Iterator[str]:
        seq, kind, identifier, about, body, chain = row
        if seq != self.head.seq + 1:
            yield f"the entry before it has number {self.head.seq}: entries are missing or were added"
        if not all(isinstance(part, bytes) for part in row[1:]):
            yield "its row cannot be read"
            return
        if chain != link(previous, kind, identifier, body):
            yield "its chain value does not fit it and the entry before it"
        if self.expected is not None and seq == self.expected.seq and chain.hex() != self.expected.chain:
            yield "its chain value is not the one that was expected here"
        try:
            thing = decode(_shown(kind), body)
        except ValueError:
            yield f"its body is not a {_shown(kind)}"
            return
        yield from _faults_of_thing(thing, _shown(identifier), _shown(about))

    def _ends(self) -> Iterator[Problem]:
        noted = self.store.head()
        if noted != self.head:
            yield Problem(
                seq=self.head.seq,
                id=None,
                what=f"the log ends here, but entry {noted.seq} ({noted.chain[:16]}…) is noted as the last",
            )
        if self.expected is not None and self.expected.seq > self.head.seq:
            what = f"the log ends here, but entry {self.expected.seq} was expected: its end is missing"
            yield Problem(seq=self.head.seq, id=None, what=what)

    def _contents(self) -> Iterator[Problem]:
        for name, size_bytes, data in self.store.contents():
            is_readable = isinstance(data, bytes)
            if not is_readable or sha256(data).hexdigest() != _shown(name):
                yield Problem(seq=None, id=_shown(name), what="the captured bytes do not have this SHA-256")
            if is_readable and len(data) != size_bytes:
                yield Problem(seq=None, id=_shown(name), what=f"{len(data)} bytes are stored, {size_bytes} noted")
            self.contents += 1
            self._tell()

    def _pairs(self) -> Iterator[Problem]:
        for seq, identifier in self.store.documents_without_content():
            yield Problem(seq=seq, id=_shown(identifier), what="the bytes of this document are not there")
        for name in self.store.contents_without_document():
            yield Problem(seq=None, id=_shown(name), what="no document claims these bytes")

    def _triggers(self) -> Iterator[Problem]:
        for fault in trigger_faults(self.store.triggers()):
            yield Problem(seq=None, id=None, what=f"what guards the log is not as it was made: {fault}")

    def _register(self) -> Iterator[Problem]:
        """The register is no evidence, but it is what people read: it must be what was made."""
        for fault in self.store.register_faults():
            yield Problem(seq=None, id=None, what=f"{fault}; `counterspy rebuild` makes it anew", is_derived=True)
        notes = self.store.derived_state()
        if int(notes.get("seq", "0")) > self.head.seq:
            what = f"the register was made from {notes['seq']} entries, more than there are: the log's end is missing"
            yield Problem(seq=self.head.seq, id=None, what=what)

    def _tell(self) -> None:
        if self.progress is not None:
            done = self.entries + self.contents
            self.progress(done, max(self.total, done))


def verify(ledger: Ledger, progress: Progress | None = None, *, expected: Head | None = None) -> VerifyReport:
    """Check every entry and every captured byte of a ledger as it is now.

    Args:
        ledger: Opened by its owner.
        progress: Told after each entry and each content.
        expected: A head noted earlier that the log has to pass through.

    Returns:
        What was checked, and all that does not fit; damage is reported, not raised.

    Raises:
        UsageError: the viewer is not the owner.
        LedgerLocked: another process keeps the file to itself.
    """
    if not ledger.viewer.is_owner:
        raise UsageError(f"{ledger.shown}: only the owner of a ledger can verify it")
    check = _Check(ledger.store, expected, progress)
    with ledger.snapshot():
        problems = tuple(_first(check.problems(), MOST_PROBLEMS))
    return VerifyReport(
        entries=check.entries,
        documents=check.documents,
        contents=check.contents,
        head=check.head,
        problems=problems,
    )


def _faults_of_thing(thing: Thing, identifier: str, about: str) -> Iterator[str]:
    if entry_id(thing) != identifier:
        yield f"its body is of {entry_id(thing)}"
    if about_of(thing) != about:
        yield f"it is filed under {about!r}, but is about {about_of(thing)!r}"


def _first(problems: Iterable[Problem], most: int) -> Iterator[Problem]:
    for _, problem in zip(range(most), problems, strict=False):
        yield problem


def _shown(text: object) -> str:
    return "?" if not isinstance(text, bytes) else text.decode("utf-8", "backslashreplace")
