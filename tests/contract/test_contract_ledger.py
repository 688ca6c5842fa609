"""What every store of a ledger must do, whatever database it is. A new store is one more line in `STORES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from counterspy.errors import LedgerLocked, UnknownId, UsageError
from counterspy.ledger import Head, Ledger, Pen, open_ledger
from counterspy.model import Record, Tlp, Viewer
from ledger_evidence import OWNER, capture, data_of, document, mark, reading, record, undo

GUEST = Viewer(name="Gero", clearance=Tlp.GREEN)

STORES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:///{folder / 'ledger.db'}"}


@pytest.fixture(params=list(STORES))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return STORES[request.param](tmp_path)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with open_ledger(address, OWNER, create=True) as opened:
        yield opened


def _add(pen: Pen, n: int, tlp: str | None = None) -> bool:
    return pen.add_document(document(n), data_of(n), capture(n, f"{n}", tlp))


def test_what_was_written_is_there_when_it_is_opened_again(address: str) -> None:
    with open_ledger(address, OWNER, create=True) as ledger, ledger.writing() as pen:
        assert [_add(pen, n) for n in (0, 1, 2, 1)] == [True, True, True, False]
        assert pen.add_record(record())
    with open_ledger(address, OWNER) as ledger:
        assert list(ledger.documents()) == [document(n) for n in range(3)]
        assert list(ledger.records()) == [record()]
        assert ledger.content(document(2).sha256) == data_of(2)
        assert ledger.verify().is_sound


def test_a_block_that_fails_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(UnknownId), ledger.writing() as pen:
        pen.add_reading(reading(0, "1") if _add(pen, 1) else reading(1, "1"))
    assert ledger.head().seq == 0
    assert not list(ledger.documents())


def test_the_same_entries_give_the_same_head_in_every_store(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_record(record())
        marked = pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
    chain = bytes(32)
    for kind, thing in (("record", record()), ("decision", marked)):
        body = msgspec.json.encode(thing)
        chain = sha256(chain + kind.encode() + b"\0" + thing.id.encode() + b"\0" + sha256(body).digest()).digest()
    assert ledger.head() == Head(2, chain.hex())


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    heads = set()
    for _ in range(2):
        with ledger.writing() as pen:
            _add(pen, 0)
            pen.add_reading(reading(0, "1"))
            pen.add_decision(mark(document(0).id, "TLP:RED"))
        heads.add(ledger.head())
    assert len(heads) == 1


def test_the_reading_added_last_is_the_one_given(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        _add(pen, 0)
        pen.add_reading(reading(0, "1"))
        pen.add_reading(reading(0, "2"))
    assert list(ledger.readings()) == [reading(0, "2")]
    assert list(ledger.readings_of(document(0).id)) == [reading(0, "1"), reading(0, "2")]


def test_deciding_again_after_an_undo_is_a_new_decision(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        first = pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
        assert pen.add_decision(mark("catalogue/groups", "TLP:CLEAR")) == first
        pen.add_decision(undo(first, by="Odile"))
        again = pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
    assert again.id != first.id
    assert [one.kind for one in ledger.decisions()] == ["mark", "undo", "mark"]


def test_a_viewer_sees_what_is_marked_up_to_the_clearance_and_nothing_else(ledger: Ledger, address: str) -> None:
    with ledger.writing() as pen:
        for n, tlp in enumerate(("TLP:GREEN", "TLP:AMBER", None)):
            _add(pen, n, tlp)
            pen.add_reading(reading(n, "1"))
    with open_ledger(address, GUEST) as guest:
        assert [one.id for one in guest.documents()] == [document(0).id]
        assert [one.document for one in guest.readings()] == [document(0).id]
        assert guest.content(document(0).sha256) == data_of(0)
        with pytest.raises(UnknownId):
            guest.content(document(1).sha256)
        with pytest.raises(UsageError):
            guest.head()


def test_what_was_derived_is_replaced_as_a_whole_and_given_only_while_it_is_fresh(ledger: Ledger) -> None:
    for things in ([record()], []):
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
    full = document(0).id
    assert ledger.find_id(full) == ledger.find_id(full[:-8]) == ledger.find_id(full.removeprefix("document--")[:8])
    assert ledger.find_id(full) == (full,)
