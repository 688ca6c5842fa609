from __future__ import annotations

from pathlib import Path

import pytest

from counterspy.errors import LedgerDamaged
from counterspy.ledger import Head, Ledger, open_ledger
from counterspy.model import Entity, Origin, Record, make_id
from ledger_evidence import OWNER, add_document, mark, record, tamper

ORIGINS = [Origin(id=make_id("origin", n), documents=(f"document--{n}",)) for n in range(1500)]
ENTITY = Entity(id=make_id("entity", 1), kind="service", name="Directorate 9", names=())


def _derive(ledger: Ledger, maker: str = "fold/1") -> None:
    with ledger.writing() as pen:
        pen.replace_derived({"origin": ORIGINS, "entity": [ENTITY]}, made_from=ledger.head(), maker=maker)


def test_what_was_derived_comes_back_in_its_order(ledger: Ledger) -> None:
    _derive(ledger)
    assert list(ledger.derived("origin", Origin, maker="fold/1") or ()) == ORIGINS
    assert ledger.derived_one("entity", ENTITY.id, Entity, maker="fold/1") == ENTITY
    assert ledger.derived_one("entity", "entity--x", Entity, maker="fold/1") is None
    assert list(ledger.derived("campaign", Entity, maker="fold/1") or ()) == []


def test_nothing_is_derived_at_first(ledger: Ledger) -> None:
    assert ledger.derived_state() is None
    assert ledger.derived("origin", Origin, maker="fold/1") is None
    assert not ledger.is_derived_fresh("fold/1")


def test_what_was_derived_before_the_last_entry_is_stale_and_not_given(ledger: Ledger) -> None:
    _derive(ledger)
    made_from = ledger.head()
    add_document(ledger)
    state = ledger.derived_state()
    assert state is not None
    assert (state.made_from, state.maker, state.is_fresh) == (made_from, "fold/1", False)
    assert ledger.derived("origin", Origin, maker="fold/1") is None


def test_what_another_maker_derived_is_not_given(ledger: Ledger) -> None:
    _derive(ledger)
    assert ledger.is_derived_fresh("fold/1")
    assert ledger.derived("origin", Origin, maker="fold/2") is None
    assert ledger.derived_one("entity", ENTITY.id, Entity, maker="fold/2") is None


def test_one_transaction_replaces_all_of_it(ledger: Ledger) -> None:
    _derive(ledger)
    with ledger.writing() as pen:
        pen.add_record(record())
        pen.replace_derived({"record": [record()]}, made_from=pen.head(), maker="fold/2")
    assert list(ledger.derived("record", Record, maker="fold/2") or ()) == [record()]
    assert list(ledger.derived("origin", Origin, maker="fold/2") or ()) == []


def test_a_replacement_that_fails_leaves_what_was_there(ledger: Ledger) -> None:
    _derive(ledger)
    twice = [ENTITY, ENTITY]
    with pytest.raises(LedgerDamaged), ledger.writing() as pen:
        pen.replace_derived({"entity": twice}, made_from=Head(0, ""), maker="fold/2")
    assert list(ledger.derived("entity", Entity, maker="fold/1") or ()) == [ENTITY]


def test_deriving_changes_no_evidence(filled: Path) -> None:
    with open_ledger(filled, OWNER) as ledger:
        before = ledger.head()
        _derive(ledger)
        assert ledger.head() == before
        assert ledger.verify(expected=before).is_sound


def test_what_cannot_be_read_back_says_how_to_make_it_anew(ledger: Ledger) -> None:
    _derive(ledger)
    tamper(Path(ledger.shown), ("UPDATE derived SET body = x'ff' WHERE kind = 'entity'", ()))
    with pytest.raises(LedgerDamaged, match="counterspy rebuild"):
        ledger.derived_one("entity", ENTITY.id, Entity, maker="fold/1")


def test_derived_ids_can_be_abbreviated(ledger: Ledger) -> None:
    _derive(ledger)
    assert ledger.find_id(ENTITY.id[:14]) == (ENTITY.id,)
    assert ENTITY.id in ledger.find_id(ENTITY.id.removeprefix("entity--")[:6])
    assert ledger.find_id("") == ledger.find_id("zzz") == ledger.find_id("entity--%") == ()


def test_what_was_resolved_stays_noted_until_more_evidence_comes(ledger: Ledger) -> None:
    assert ledger.is_resolved(), "an empty ledger needs no resolving"
    add_document(ledger)
    assert not ledger.is_resolved()
    _derive(ledger)
    assert not ledger.is_resolved(), "making the register anew resolves nothing"
    with ledger.writing() as pen:
        pen.replace_derived({}, made_from=pen.head(), maker="fold/1", is_resolved=True)
    with ledger.writing() as pen:
        pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
    _derive(ledger)
    assert ledger.is_resolved()
    add_document(ledger, 2)
    assert not ledger.is_resolved()
