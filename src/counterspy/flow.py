"""The whole way of a document, on one page: intake → reading → ledger → resolving → register.

Here, and only here, the rooms meet. Time and the ledger come from the caller, so that the command line, the workbench
and the cluster walk the same way.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Struct

from counterspy import __version__, intake, reading, resolving
from counterspy.errors import InputError, ReaderFailed, UnreadableInput
from counterspy.evidence import Evidence
from counterspy.ledger import Ledger, Pen
from counterspy.model import (
    Capture,
    Decision,
    Document,
    DocumentRow,
    Entity,
    Incident,
    Origin,
    ReaderStamp,
    Reading,
    Record,
    Tlp,
)
from counterspy.register import Register

Clock = Callable[[], str]
"""Gives the time as UTC, ISO 8601."""


class Reader(Protocol):
    """Reads documents, and says who it is. The room `reading` is one: the rules."""

    def stamp(self) -> ReaderStamp:
        """Name the reader and its version."""

    def read(self, document: Document) -> Reading:
        """Read one document. Raises `ReaderFailed` where nothing usable came of it."""


MAKER = f"counterspy/{__version__} register-2"
"""Signs what is derived; the number changes with the fold, so that what an older one made is made anew."""

_BATCH = 64
_BATCH_S = 1.0
DERIVED: dict[type[Struct], str] = {DocumentRow: "document", Origin: "origin", Entity: "entity", Incident: "incident"}
"""The derived nouns and the names they are stored under, in the order they are stored."""


class Taken(Struct, frozen=True, kw_only=True):
    """What became of one input.

    Attributes:
        location: As the user gave it.
        document: Id, or None where the input failed.
        is_new: Whether these bytes were not in the ledger yet.
        relevant: Whether it is about espionage and its kin.
        incidents: How many were found in it.
        claims: How many attributed, hedged or quantified statements were found in it.
        disagreements: On how many points a second reader said otherwise.
        unread: Why it was kept but not read, or None.
        error: Why the input failed, or None.
    """

    location: str
    document: str | None = None
    is_new: bool = False
    relevant: bool = False
    incidents: int = 0
    claims: int = 0
    disagreements: int = 0
    unread: str | None = None
    error: str | None = None


class Imported(Struct, frozen=True, kw_only=True):
    """What became of one catalogue file: rows new to the ledger, rows it had, rows that could not be taken."""

    source: str
    new: int
    known: int
    failed: tuple[str, ...]


# --- documents in -----------------------------------------------------------------------------------------------------


def read_only(
    arguments: Sequence[str], limits: intake.Limits, *, allow_local: bool = False, reader: Reader = reading
) -> Iterator[tuple[Document, Reading] | InputError]:
    """Read inputs and keep nothing.

    Args:
        arguments: Paths, folders, URLs or `-`.
        limits: What an input may cost.
        allow_local: Whether URLs may lead into the local network.
        reader: Who reads.

    Yields:
        Each document with its reading, or the error of an input that could not be taken; the rest goes on.
    """
    for found in _documents(arguments, limits, allow_local):
        if isinstance(found, InputError):
            yield found
        else:
            read = _read_safely(found, reader)
            yield read if isinstance(read, InputError) else (found.document, read)


def read_into(
    ledger: Ledger,
    arguments: Sequence[str],
    limits: intake.Limits,
    now: Clock,
    *,
    allow_local: bool = False,
    tlp: str | None = None,
    reader: Reader = reading,
    second: Reader | None = None,
) -> Iterator[Taken]:
    """Read inputs into the ledger, each whole or not at all.

    Documents are committed in batches, in the order of the inputs; what is yielded is committed. Documents the ledger
    has already been given are not read again, so that a run that was stopped anywhere is simply run again.

    Args:
        ledger: Where evidence is kept.
        arguments: Paths, folders, URLs or `-`.
        limits: What an input may cost.
        now: The clock.
        allow_local: Whether URLs may lead into the local network.
        tlp: The marking of what comes in; None is unmarked, which is never shared.
        reader: Who reads.
        second: Who reads as well; what it says is kept for comparison, and the register does not rest on it.

    Yields:
        One `Taken` a document or failed input, in order.

    Raises:
        LedgerError: nothing can be written; what was yielded before is kept.
    """
    inputs = _documents(arguments, limits, allow_local)
    while batch := [_read(ledger, found, reader, second) for found in _batch(inputs)]:
        with ledger.writing() as pen:
            taken = [item.keep(pen, now(), tlp) for item in batch]
        yield from taken


class _Batched(Struct, frozen=True, kw_only=True):
    """One input that is ready to be kept: what is told of it, and the evidence where there is some.

    `kept_tlp` is the marking under which the ledger has this capture already; empty text where it has none.
    """

    taken: Taken
    found: intake.Found | None = None
    read: Reading | None = None
    second: Reading | None = None
    kept_tlp: str | None = ""

    def keep(self, pen: Pen, at: str, tlp: str | None) -> Taken:
        if self.found is None:
            return self.taken
        document, raw = self.found.document, self.found.raw
        capture = Capture(document=document.id, location=raw.location, at=at, tlp=tlp)
        is_new = pen.add_document(document, raw.data, capture)
        if self.read is not None:
            pen.add_reading(self.read)
        if self.second is not None:
            pen.add_reading(self.second)
        return msgspec.structs.replace(self.taken, is_new=is_new, error=self.taken.error or self.refused_mark(tlp))

    def refused_mark(self, tlp: str | None) -> str | None:
        """Reading again under another marking changes nothing, and must not seem to."""
        if tlp is None or self.kept_tlp in ("", tlp):
            return None
        kept, mend = self.kept_tlp or "unmarked", "reading never changes a marking"
        return f"{self.taken.location}: is in the ledger already, {kept}, and stays so; {mend}"


def _documents(
    arguments: Sequence[str], limits: intake.Limits, allow_local: bool
) -> Iterator[intake.Found | InputError]:
    with intake.Guard() as guard:
        for raw in intake.find_inputs(arguments, limits, allow_local=allow_local):
            if isinstance(raw, InputError):
                yield raw
            else:
                yield from intake.read_documents(raw, limits, guard)


def _batch(inputs: Iterator[intake.Found | InputError]) -> Iterator[intake.Found | InputError]:
    """As many inputs as are committed together: a number, or what a second gives."""
    until = time.monotonic() + _BATCH_S
    for item in islice(inputs, _BATCH):
        yield item
        if time.monotonic() > until:
            return


def _read(ledger: Ledger, found: intake.Found | InputError, reader: Reader, second: Reader | None) -> _Batched:
    """Read one document, unless this very reader has read it before."""
    if isinstance(found, InputError):
        return _Batched(taken=Taken(location=found.location, error=str(found)))
    document = found.document
    is_new = not ledger.has_document(document.sha256)
    is_read = not is_new and ledger.has_reading(document.id, str(reader.stamp()))
    read = list(ledger.readings_of(document.id))[-1] if is_read else _read_safely(found, reader)
    taken = Taken(location=found.raw.location, document=document.id, is_new=is_new)
    if isinstance(read, InputError):
        return _Batched(taken=msgspec.structs.replace(taken, error=str(read)), found=found)
    taken = msgspec.structs.replace(
        taken, relevant=read.relevant, incidents=len(read.incidents), claims=len(read.claims), unread=read.unread
    )
    captures = () if is_new else ledger.captures(document.id)
    known = {capture.location: capture.tlp for capture in captures}
    kept = known.get(found.raw.location, "")
    batched = _Batched(taken=taken, found=found, read=None if is_read else read, kept_tlp=kept)
    return _read_again(ledger, batched, found, read, second) if second is not None else batched


def _read_again(ledger: Ledger, batched: _Batched, found: intake.Found, first: Reading, second: Reader) -> _Batched:
    """Let a second reader read the document too, unless it has; count where the two say different things."""
    document = found.document
    known = [read for read in ledger.second_readings_of(document.id) if read.reader == second.stamp()]
    read = known[-1] if known else _read_safely(found, second)
    if isinstance(read, InputError):
        return msgspec.structs.replace(batched, taken=msgspec.structs.replace(batched.taken, error=str(read)))
    count = len(reading.disagreements(document.text, first, read))
    return msgspec.structs.replace(
        batched,
        taken=msgspec.structs.replace(batched.taken, disagreements=count),
        second=None if known else msgspec.structs.replace(read, is_second=True),
    )


def _read_safely(found: intake.Found, reader: Reader) -> Reading | InputError:
    """Read one document; a fault of the reader costs this document's reading, never the batch.

    The document itself is kept, and the next version of the reader reads it. See docs/decisions/0005-quarantine.md.
    """
    try:
        return reader.read(found.document)
    except ReaderFailed as fault:
        return UnreadableInput(found.raw.location, f"is kept, but not read: {fault}")
    except Exception as fault:  # noqa: BLE001 (a rule's bug must not cost a batch its evidence)
        last = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{type(fault).__name__} in {Path(last.filename).name} line {last.lineno}"
        return UnreadableInput(
            found.raw.location, f"is kept, but the reader failed on it ({where})", "please report that place"
        )


# --- catalogues in ----------------------------------------------------------------------------------------------------


def import_galaxies(
    ledger: Ledger, now: Clock, path: Path | None = None, names: tuple[str, ...] = (), *, is_dry: bool = False
) -> Iterator[Imported]:
    """Take MISP galaxy clusters as records; what the ledger has already is left as it is.

    Args:
        ledger: Where records are kept.
        now: The clock.
        path: A cluster file or a folder of them; None for the ones that are shipped.
        names: Which clusters; empty for the default ones.
        is_dry: Only count what would be new.

    Yields:
        One `Imported` a file.

    Raises:
        UnreadableInput: a file is missing or is no cluster.
    """
    for file in intake.find_galaxies(path, names):
        entries = list(intake.read_galaxy(file))
        records = [entry for entry in entries if isinstance(entry, Record)]
        new = _count_new(ledger, records) if is_dry else _add_records(ledger, records, now())
        yield Imported(
            source=f"misp-galaxy/{file.stem}",
            new=new,
            known=len(records) - new,
            failed=tuple(str(entry) for entry in entries if isinstance(entry, InputError)),
        )


def _count_new(ledger: Ledger, records: Sequence[Record]) -> int:
    known = {record.id for record in ledger.records()}
    return sum(record.id not in known for record in records)


def _add_records(ledger: Ledger, records: Sequence[Record], at: str) -> int:
    """Add the records, and mark their sources clear: a published catalogue hides nothing from anybody."""
    reason = "a published catalogue"
    with ledger.writing() as pen:
        new = sum(pen.add_record(record) for record in records)
        for source in dict.fromkeys(record.source for record in records):
            mark = Decision(id="", kind="mark", subject=source, value=str(Tlp.CLEAR), by=MAKER, reason=reason, at=at)
            pen.add_decision(mark)
        return new


# --- what is the same -------------------------------------------------------------------------------------------------


def resolve(ledger: Ledger, now: Clock) -> tuple[Decision, ...]:
    """Decide what is the same, as far as programs may, and make the register anew.

    Args:
        ledger: Where evidence and decisions are kept.
        now: The clock.

    Returns:
        The decisions that were added, in order. All of them and the new register are committed together.
    """
    at = now()
    with ledger.writing() as pen:
        evidence = Evidence(ledger)
        added: list[Decision] = []
        # Each proposes on what the one before decided: entities first, then copies, then incidents.
        steps: tuple[Callable[[], tuple[Decision, ...]], ...] = (
            lambda: resolving.propose_names(evidence.names(), evidence.decisions),
            lambda: resolving.propose_origins(evidence.texts(), evidence.decisions),
            lambda: resolving.propose_incidents(evidence.occurrences(), evidence.decisions),
        )
        for propose in steps:
            for draft in propose():
                decision = pen.add_decision(msgspec.structs.replace(draft, at=at))
                evidence.decisions.append(decision)
                added.append(decision)
        if added or not ledger.is_derived_fresh(MAKER) or not ledger.is_resolved():
            _store(pen, evidence.fold(), is_resolved=True)
    return tuple(added)


def decide(ledger: Ledger, draft: Decision) -> Decision:
    """Take one decision of a person and make the register anew.

    Args:
        ledger: Where decisions are kept.
        draft: Signed, dated and reasoned; its id is given here.

    Returns:
        The decision as it is kept.

    Raises:
        UnknownId: it is about something that is not there.
    """
    with ledger.writing() as pen:
        evidence = Evidence(ledger)
        decision = pen.add_decision(draft)
        if all(known.id != decision.id for known in evidence.decisions):
            evidence.decisions.append(decision)
        _store(pen, evidence.fold())
    return decision


# --- the register out -------------------------------------------------------------------------------------------------


def fold(ledger: Ledger) -> Register:
    """Make the register from what the ledger's viewer may see, and keep nothing."""
    return Evidence(ledger).fold()


def _store(pen: Pen, made: Register, *, is_resolved: bool = False) -> None:
    things = {kind: made.all_of(noun) for noun, kind in DERIVED.items()}
    pen.replace_derived(things, made_from=pen.head(), maker=MAKER, is_resolved=is_resolved)


def rebuild(ledger: Ledger) -> tuple[str, str]:
    """Throw away everything derived and make it again from evidence and decisions.

    Args:
        ledger: Where evidence and decisions are kept.

    Returns:
        SHA-256 of the register's canonical bytes before and after; equal where nothing was out of date or damaged.
    """
    before = _derived_digest(ledger)
    with ledger.writing() as pen:
        _store(pen, Evidence(ledger).fold())
    return before, _derived_digest(ledger)


def _derived_digest(ledger: Ledger) -> str:
    digest = sha256()
    for noun, kind in DERIVED.items():
        for item in ledger.derived(kind, noun, maker=MAKER) or ():
            digest.update(kind.encode() + b" " + msgspec.json.encode(item) + b"\n")
    return digest.hexdigest()
