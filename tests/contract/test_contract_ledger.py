"""What every store of a ledger must do, whatever database it is. A new store is one more line in `STORES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from counterspy.errors import LedgerLocked, UnknownId, UsageError
from counterspy.ledger import Head, Ledger, Pen, open_ledger
from counterspy.model import (
    Capture,
    Decision,
    Document,
    ReaderStamp,
    Reading,
    Record,
    RecordName,
    Tlp,
    Viewer,
    make_id,
)

OWNER = Viewer(name="Odile", is_owner=True)
GUEST = Viewer(name="Gero", clearance=Tlp.GREEN)
AT = "2026-11-23T10:00:00Z"
BYTES = [f"Agent {n} of Ruritania was seen at the harbour.\n".encode() for n in range(3)]

STORES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:///{folder / 'ledger.db'}"}


@pytest.fixture(params=list(STORES))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return STORES[request.param](tmp_path)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with open_ledger(address, OWNER, create=True) as opened:
        yield opened


def _document(n: int) -> Document:
    digest = sha256(BYTES[n]).hexdigest()
    return Document(
        id=make_id("document", digest),
        sha256=digest,
        media_type="text/plain",
        title=None,
        language="en",
        published=None,
        author=None,
        publisher=None,
        text=BYTES[n].decode(),
        blocks=(),
        extractor="test/1",
    )


def _add(pen: Pen, n: int, tlp: str | None = None) -> bool:
    return pen.add_document(_document(n), BYTES[n], Capture(document=_document(n).id, location=f"{n}", at=AT, tlp=tlp))


def _reading(n: int, version: str) -> Reading:
    return Reading(
        document=_document(n).id,
        relevant=True,
        dropped=(),
        entities=(),
        incidents=(),
        claims=(),
        reader=ReaderStamp(name="test", version=version, lexicon="0"),
    )


def _record() -> Record:
    return Record(
        id=make_id("record", 1),
        source="catalogue/firms",
        source_version="1",
        external_id="1",
        kind="company",
        names=(RecordName(name="Zenda Marine", is_main=True),),
    )


def _mark(subject: str, tlp: str) -> Decision:
    return Decision(id="", kind="mark", subject=subject, value=tlp, by="test/1", reason="public", at=AT)


def test_what_was_written_is_there_when_it_is_opened_again(address: str) -> None:
    with open_ledger(address, OWNER, create=True) as ledger, ledger.writing() as pen:
        assert [_add(pen, n) for n in (0, 1, 2, 1)] == [True, True, True, False]
        assert pen.add_record(_record())
    with open_ledger(address, OWNER) as ledger:
        assert list(ledger.documents()) == [_document(n) for n in range(3)]
        assert list(ledger.records()) == [_record()]
        assert ledger.content(_document(2).sha256) == BYTES[2]
        assert ledger.verify().is_sound


def test_a_block_that_fails_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(UnknownId), ledger.writing() as pen:
        pen.add_reading(_reading(0, "1") if _add(pen, 1) else _reading(1, "1"))
    assert ledger.head().seq == 0
    assert not list(ledger.documents())


def test_the_same_entries_give_the_same_head_in_every_store(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_record(_record())
        mark = pen.add_decision(_mark("catalogue/firms", "TLP:CLEAR"))
    chain = bytes(32)
    for kind, thing in (("record", _record()), ("decision", mark)):
        body = msgspec.json.encode(thing)
        chain = sha256(chain + kind.encode() + b"\0" + thing.id.encode() + b"\0" + sha256(body).digest()).digest()
    assert ledger.head() == Head(2, chain.hex())


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    heads = set()
    for _ in range(2):
        with ledger.writing() as pen:
            _add(pen, 0)
            pen.add_reading(_reading(0, "1"))
            pen.add_decision(_mark(_document(0).id, "TLP:RED"))
        heads.add(ledger.head())
    assert len(heads) == 1


def test_the_reading_added_last_is_the_one_given(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        _add(pen, 0)
        pen.add_reading(_reading(0, "1"))
        pen.add_reading(_reading(0, "2"))
    assert list(ledger.readings()) == [_reading(0, "2")]
    assert list(ledger.readings_of(_document(0).id)) == [_reading(0, "1"), _reading(0, "2")]


def test_deciding_again_after_an_undo_is_a_new_decision(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        first = pen.add_decision(_mark("catalogue/firms", "TLP:CLEAR"))
        assert pen.add_decision(_mark("catalogue/firms", "TLP:CLEAR")) == first
        pen.add_decision(Decision(id="", kind="undo", subject=first.id, by="Odile", reason="wrong", at=AT))
        again = pen.add_decision(_mark("catalogue/firms", "TLP:CLEAR"))
    assert again.id != first.id
    assert [one.kind for one in ledger.decisions()] == ["mark", "undo", "mark"]


def test_a_viewer_sees_what_is_marked_up_to_the_clearance_and_nothing_else(ledger: Ledger, address: str) -> None:
    with ledger.writing() as pen:
        for n, tlp in enumerate(("TLP:GREEN", "TLP:AMBER", None)):
            _add(pen, n, tlp)
            pen.add_reading(_reading(n, "1"))
    with open_ledger(address, GUEST) as guest:
        assert [one.id for one in guest.documents()] == [_document(0).id]
        assert [one.document for one in guest.readings()] == [_document(0).id]
        assert guest.content(_document(0).sha256) == BYTES[0]
        with pytest.raises(UnknownId):
            guest.content(_document(1).sha256)
        with pytest.raises(UsageError):
            guest.head()


def test_what_was_derived_is_replaced_as_a_whole_and_given_only_while_it_is_fresh(ledger: Ledger) -> None:
    for things in ([_record()], []):
        with ledger.writing() as pen:
            pen.replace_derived({"record": things}, made_from=pen.head(), maker="fold/1")
        assert list(ledger.derived("record", Record, maker="fold/1") or ()) == things
    with ledger.writing() as pen:
        _add(pen, 0)
    assert ledger.derived("record", Record, maker="fold/1") is None


def test_one_writer_at_a_time_and_readers_do_not_wait(ledger: Ledger, address: str) -> None:
    with open_ledger(address, OWNER, busy_timeout_s=0.05) as other, ledger.writing() as pen:
        _add(pen, 0)
        assert not list(other.documents())
        with pytest.raises(LedgerLocked), other.writing():
            pass


def test_ids_can_be_abbreviated(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        _add(pen, 0)
    full = _document(0).id
    assert ledger.find_id(full) == ledger.find_id(full[:-8]) == ledger.find_id(full.removeprefix("document--")[:8])
    assert ledger.find_id(full) == (full,)
