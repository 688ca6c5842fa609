from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from counterspy.errors import LedgerDamaged, LedgerError, UnknownId, UsageError
from counterspy.ledger import Ledger, open_ledger
from counterspy.ledger import pen as pen_module
from ledger_evidence import (
    GUEST,
    OWNER,
    add_document,
    capture,
    data_of,
    decision,
    document,
    mark,
    reading,
    record,
    tamper,
    undo,
)


def test_the_same_bytes_are_one_document_wherever_they_were_found(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        assert pen.add_document(document(), data_of(1), capture(location="a.txt"))
        assert not pen.add_document(document(), data_of(1), capture(location="b.txt"))
    assert [one.id for one in ledger.documents()] == [document().id]
    assert [one.location for one in ledger.captures()] == ["a.txt", "b.txt"]
    assert ledger.content(document().sha256) == data_of(1)


def test_the_first_time_and_marking_at_one_place_stay(ledger: Ledger) -> None:
    add_document(ledger, tlp="TLP:RED")
    with ledger.writing() as pen:
        assert not pen.add_capture(capture(tlp="TLP:CLEAR", at="2027-01-01T00:00:00Z"))
    assert list(ledger.captures()) == [capture(tlp="TLP:RED")]


def test_adding_what_is_there_changes_nothing(ledger: Ledger) -> None:
    heads = []
    for _ in range(2):
        with ledger.writing() as pen:
            pen.add_document(document(), data_of(1), capture())
            pen.add_reading(reading())
            pen.add_record(record())
            pen.add_decision(decision())
        heads.append(ledger.head())
    assert heads[0] == heads[1]
    assert heads[0].seq == 5


def test_adding_twice_in_one_block_adds_once(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        assert [pen.add_record(record()), pen.add_record(record())] == [True, False]
        first, second = pen.add_decision(decision()), pen.add_decision(decision(reason="again"))
    assert first == second
    assert ledger.counts().records == ledger.counts().decisions == 1


def test_bytes_that_are_not_the_documents_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="SHA-256"), ledger.writing() as pen:
        pen.add_document(document(1), data_of(2), capture(1))


def test_a_capture_of_another_document_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="capture"), ledger.writing() as pen:
        pen.add_document(document(1), data_of(1), capture(2))


def test_a_marking_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="TLP"), ledger.writing() as pen:
        pen.add_document(document(), data_of(1), capture(tlp="secret"))
    with pytest.raises(ValueError, match="TLP"), ledger.writing() as pen:
        pen.add_decision(decision("mark", "incident--a", value="secret"))
    assert ledger.head().seq == 0


def test_readings_and_captures_need_their_document(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        with pytest.raises(UnknownId):
            pen.add_reading(reading())
        with pytest.raises(UnknownId):
            pen.add_capture(capture())


def test_the_latest_reading_is_the_one_added_last(ledger: Ledger) -> None:
    add_document(ledger, 1)
    add_document(ledger, 2)
    with ledger.writing() as pen:
        pen.add_reading(reading(1, "2"))
        pen.add_reading(reading(2, "1"))
        pen.add_reading(reading(1, "1"))
        assert not pen.add_reading(reading(1, "2"))
    assert [(one.document, one.reader.version) for one in ledger.readings()] == [
        (document(2).id, "1"),
        (document(1).id, "1"),
    ]
    assert [one.reader.version for one in ledger.readings_of(document(1).id)] == ["2", "1"]
    assert ledger.has_reading(document(1).id, "test/2+0")
    assert not ledger.has_reading(document(1).id, "test/3+0")


def test_the_id_of_a_decision_does_not_depend_on_when_or_why(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        first = pen.add_decision(decision(at="2020-01-01T00:00:00Z"))
        again = pen.add_decision(decision(at="2030-01-01T00:00:00Z", reason="another", score=0.1))
    assert again == first
    assert again.at == "2020-01-01T00:00:00Z"


def test_another_analyst_decides_for_himself(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        assert pen.add_decision(decision(by="Odile")).id != pen.add_decision(decision(by="Gero")).id


def test_deciding_again_after_an_undo_is_a_new_decision(ledger: Ledger) -> None:
    ids = []
    for _ in range(3):
        with ledger.writing() as pen:
            made = pen.add_decision(decision())
            pen.add_decision(undo(made))
            ids.append(made.id)
    assert len(set(ids)) == 3
    assert ledger.counts().decisions == 6


def test_undoing_twice_is_one_undo_and_undoing_the_undo_restores(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        made = pen.add_decision(decision())
        gone = pen.add_decision(undo(made))
        assert pen.add_decision(undo(made)) == gone
        pen.add_decision(undo(gone))
        assert pen.add_decision(decision()) == made


def test_a_decision_that_is_not_there_cannot_be_undone(ledger: Ledger) -> None:
    with ledger.writing() as pen, pytest.raises(UnknownId):
        pen.add_decision(decision("undo", "decision--00000000-0000-0000-0000-000000000000"))


def _fail_in_the_middle(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        for n in range(6):
            pen.add_document(document(n), data_of(n), capture(min(n, 4)))


def test_a_block_that_fails_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pen_module, "_FLUSH_ROWS", 2)
    with pytest.raises(ValueError, match="capture"):
        _fail_in_the_middle(ledger)
    assert ledger.head().seq == 0
    assert not list(ledger.documents())
    assert ledger.verify().is_sound


def test_flushing_in_small_steps_gives_the_same_chain(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with ledger.writing() as pen:
        for n in range(9):
            pen.add_record(record(n))
    whole = ledger.head()
    monkeypatch.setattr(pen_module, "_FLUSH_ROWS", 2)
    with open_ledger(f"{ledger.shown}.2", OWNER, create=True) as other:
        with other.writing() as pen:
            for n in range(9):
                pen.add_record(record(n))
        assert other.head() == whole


def test_a_pen_is_useless_after_its_block(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_record(record())
    with pytest.raises(LedgerError):
        pen.add_record(record(2))


def _go_on_after_a_failure(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_record(record())
        pen._rows[0] = pen._rows[0]._replace(seq=7)  # the database refuses a gap
        with pytest.raises(LedgerDamaged, match="append-only"):
            pen._flush()
        pen.add_record(record(2))


def test_a_pen_whose_writing_failed_keeps_nothing_even_if_the_caller_goes_on(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="nothing more"):
        _go_on_after_a_failure(ledger)
    assert ledger.head().seq == 0


def test_only_the_owner_writes(ledger: Ledger) -> None:
    with open_ledger(ledger.shown, GUEST) as guest, pytest.raises(UsageError, match="owner"), guest.writing():
        pass


def test_one_block_at_a_time(ledger: Ledger) -> None:
    with ledger.writing(), pytest.raises(UsageError, match="already"), ledger.writing():
        pass
    with ledger.writing() as pen:
        assert pen.add_record(record())


def test_a_document_of_the_same_bytes_but_another_text_stays_as_it_was(ledger: Ledger) -> None:
    add_document(ledger)
    with ledger.writing() as pen:
        assert not pen.add_document(replace(document(), extractor="test/2"), data_of(1), capture())
    assert ledger.document(document().id).extractor == "test/1"


def test_a_mark_on_a_source_is_one_decision_however_often_it_is_imported(ledger: Ledger) -> None:
    for _ in range(2):
        with ledger.writing() as pen:
            pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
    assert ledger.counts().decisions == 1


def test_nothing_is_added_where_the_log_does_not_end_as_noted(filled: Path) -> None:
    tamper(filled, ("DELETE FROM entry WHERE seq > 8", ()))
    with open_ledger(filled, OWNER) as ledger, pytest.raises(LedgerDamaged, match="counterspy verify"):
        add_document(ledger, 9)


def test_reads_do_not_see_a_block_before_it_ends(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_document(document(), data_of(1), capture())
        assert not ledger.has_document(document().sha256)
    assert ledger.has_document(document().sha256)


def test_an_error_of_the_callers_own_block_comes_through_as_it_is(ledger: Ledger) -> None:
    with pytest.raises(UnicodeDecodeError), ledger.writing():
        b"\xff".decode()
