from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from counterspy.errors import LedgerError, LedgerLocked
from counterspy.ledger import Ledger, open_ledger
from ledger_evidence import OWNER, add_document, record


def test_a_second_writer_is_told_plainly_when_the_first_takes_too_long(ledger: Ledger) -> None:
    with (
        open_ledger(ledger.shown, OWNER, busy_timeout_s=0.05) as other,
        ledger.writing(),
        pytest.raises(LedgerLocked, match="another process is writing"),
        other.writing(),
    ):
        pass


def test_a_second_writer_waits_for_the_first(path: Path) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def write_first() -> None:
        with open_ledger(path, OWNER) as first, first.writing() as pen:
            pen.add_record(record(1))
            has_begun.set()
            may_end.wait()

    thread = threading.Thread(target=write_first)
    thread.start()
    has_begun.wait()
    threading.Timer(0.1, may_end.set).start()
    with open_ledger(path, OWNER) as second, second.writing() as pen:
        pen.add_record(record(2))
    thread.join()
    with open_ledger(path, OWNER) as ledger:
        assert list(ledger.records()) == [record(1), record(2)]
        assert ledger.verify().is_sound


def test_readers_do_not_wait_for_a_writer(ledger: Ledger) -> None:
    with ledger.writing() as pen, open_ledger(ledger.shown, OWNER, busy_timeout_s=0.05) as reader:
        pen.add_record(record())
        assert list(reader.records()) == []
    with open_ledger(ledger.shown, OWNER) as reader:
        assert list(reader.records()) == [record()]


def test_a_snapshot_stays_as_it_was_while_others_write(ledger: Ledger) -> None:
    with open_ledger(ledger.shown, OWNER) as reader:
        with reader.snapshot():
            assert reader.counts().documents == 0
            add_document(ledger)
            assert reader.counts().documents == 0
        assert reader.counts().documents == 1


def test_an_iterator_may_be_left_unfinished(ledger: Ledger) -> None:
    for n in range(3):
        add_document(ledger, n)
    next(iter(ledger.documents()))
    add_document(ledger, 9)
    assert ledger.counts().documents == 4


def test_a_closed_ledger_stays_closed(path: Path) -> None:
    ledger = open_ledger(path, OWNER)
    add_document(ledger)
    left = ledger.documents()
    next(left)
    ledger.close()
    ledger.close()
    left.close()  # type: ignore[attr-defined]
    with pytest.raises(LedgerError, match="closed"):
        ledger.head()


def test_a_commit_is_on_the_disk_before_it_is_called_one(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        connection = pen._transaction._connection
        asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert asked == ["wal", 2]  # 2 is FULL


def test_reading_cannot_write(ledger: Ledger) -> None:
    connection = ledger.store.connection().connection.dbapi_connection
    assert isinstance(connection, sqlite3.Connection)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("UPDATE head SET seq = 1")
