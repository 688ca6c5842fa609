from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterspy.errors import UnknownId, UsageError
from counterspy.ledger import Counts, Ledger, open_ledger
from counterspy.ledger.entry import Thing, entry_id
from counterspy.model import Capture, Decision, Document, Reading, Record, Tlp, Viewer, make_id
from ledger_evidence import (
    GUEST,
    OWNER,
    capture,
    data_of,
    decision,
    document,
    mark,
    reading,
    record,
    undo,
)

RANKS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
SOURCES = ["catalogue/groups", "catalogue/services", "register/firms"]
MENTIONS = [make_id("mention", n) for n in range(4)]
KNOWN = frozenset(MENTIONS[:2])
ABSENT = make_id("document", "absent")


class World(msgspec.Struct, frozen=True):
    """What is in a ledger, in its order, and the clearance of who looks."""

    clearance: int
    things: tuple[Thing, ...]


# The oracle. It shares no code with the ledger: it looks at everything anew for each question.


def _allows(world: World, tlp: str | None) -> bool:
    return tlp is not None and RANKS.index(tlp) <= world.clearance


def _stands(world: World, which: Decision) -> bool:
    undos = [
        one for one in world.things if isinstance(one, Decision) and one.kind == "undo" and one.subject == which.id
    ]
    return not any(_stands(world, one) for one in undos)


def _marks(world: World, subject: str) -> list[str | None]:
    made = [one for one in world.things if isinstance(one, Decision) and one.kind == "mark" and one.subject == subject]
    return [one.value for one in made if _stands(world, one)]


def _is_withheld(world: World, identifier: str) -> bool:
    return not all(_allows(world, tlp) for tlp in _marks(world, identifier))


def _id_is_seen(world: World, identifier: str) -> bool:
    if _is_withheld(world, identifier):
        return False
    if identifier in KNOWN:
        return True
    if identifier in SOURCES:
        return bool(_marks(world, identifier))
    found = [one for one in world.things if entry_id(one) == identifier]
    return bool(found) and _is_seen(world, found[0])


def _is_seen(world: World, thing: Thing) -> bool:
    if _is_withheld(world, entry_id(thing)):
        return False
    if isinstance(thing, Document):
        captures = [one for one in world.things if isinstance(one, Capture) and one.document == thing.id]
        return any(_allows(world, one.tlp) for one in captures)
    if isinstance(thing, Reading):
        return _id_is_seen(world, thing.document)
    if isinstance(thing, Capture):
        return _allows(world, thing.tlp) and _id_is_seen(world, thing.document)
    if isinstance(thing, Record):
        return bool(_marks(world, thing.source)) and not _is_withheld(world, thing.source)
    return all(_id_is_seen(world, one) for one in (thing.subject, thing.object) if one is not None)


def _latest(readings: list[Reading]) -> list[Reading]:
    return [
        one for n, one in enumerate(readings) if one.document not in {later.document for later in readings[n + 1 :]}
    ]


# Random worlds.

_tlps = st.sampled_from([None, *RANKS])
_captures = st.builds(capture, st.integers(1, 4), st.sampled_from(["a", "b", "c"]), _tlps)
_steps = st.one_of(
    st.tuples(st.just("capture"), _captures),
    st.tuples(st.just("reading"), st.builds(reading, st.integers(1, 4), st.sampled_from(["1", "2"]))),
    st.tuples(st.just("record"), st.builds(record, st.integers(1, 2), st.sampled_from(SOURCES))),
    st.tuples(st.just("mark"), st.tuples(st.integers(0, 99), st.sampled_from(RANKS))),
    st.tuples(st.just("undo"), st.integers(0, 99)),
    st.tuples(st.just("same-as"), st.tuples(st.integers(0, 99), st.none() | st.integers(0, 99))),
)


def _write(ledger: Ledger, steps: list[tuple[str, object]]) -> None:
    """Play random steps. The ids that decisions name are chosen among all there are, and a few there are not."""
    with ledger.writing() as pen:
        ids = [*SOURCES, *MENTIONS, ABSENT]
        decided: list[Decision] = []
        for kind, what in steps:
            match what:
                case Capture():
                    n = next(n for n in range(1, 5) if document(n).id == what.document)
                    pen.add_document(document(n), data_of(n), what)
                    ids += [what.document, entry_id(what)]
                case Reading() if what.document in ids:
                    pen.add_reading(what)
                    ids.append(entry_id(what))
                case Record():
                    pen.add_record(what)
                    ids.append(what.id)
                case (int(pick), str(tlp)):
                    decided.append(pen.add_decision(mark(ids[pick % len(ids)], tlp)))
                case (int(pick), other):
                    named = None if other is None else ids[other % len(ids)]
                    decided.append(pen.add_decision(decision("same-as", ids[pick % len(ids)], named)))
                case int(pick) if kind == "undo" and decided:
                    decided.append(pen.add_decision(undo(decided[pick % len(decided)])))
            ids += [one.id for one in decided[-1:]]


def _everything(ledger: Ledger) -> tuple[Thing, ...]:
    return tuple(
        ledger._decode(row)
        for kind in ("document", "capture", "reading", "record", "decision")
        for row in ledger.store.rows(kind)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(_steps, max_size=40), clearance=st.integers(0, 4))
def test_a_viewer_sees_exactly_what_the_markings_allow(
    blank_file: Path, steps: list[tuple[str, object]], clearance: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(blank_file, folder))
        with open_ledger(path, OWNER) as owner:
            _write(owner, steps)
            world = World(clearance, _everything(owner))
            assert list(owner.decisions()) == [one for one in world.things if isinstance(one, Decision)]
        with open_ledger(path, Viewer(name="Gero", clearance=Tlp(clearance))) as guest:
            _compare(guest, world)


def _compare(guest: Ledger, world: World) -> None:
    seen = [thing for thing in world.things if _is_seen(world, thing)]
    readings = _latest([one for one in world.things if isinstance(one, Reading)])
    assert list(guest.documents()) == [one for one in seen if isinstance(one, Document)]
    assert list(guest.captures()) == [one for one in seen if isinstance(one, Capture)]
    assert list(guest.records()) == [one for one in seen if isinstance(one, Record)]
    assert list(guest.decisions(KNOWN)) == [one for one in seen if isinstance(one, Decision)]
    assert list(guest.readings()) == [one for one in readings if one in seen]
    for thing in world.things:
        _compare_one(guest, thing, is_seen=thing in seen)


def _compare_one(guest: Ledger, thing: Thing, *, is_seen: bool) -> None:
    assert guest.find_id(entry_id(thing), KNOWN) == ((entry_id(thing),) if is_seen else ())
    if isinstance(thing, Document):
        assert guest.has_document(thing.sha256) == is_seen
    elif isinstance(thing, Capture):
        assert (thing in list(guest.captures(thing.document))) == is_seen
    elif isinstance(thing, Reading):
        assert guest.has_reading(thing.document, str(thing.reader)) == is_seen
    elif isinstance(thing, Decision):
        assert (thing in list(guest.decisions(KNOWN))) == is_seen


def _fill(ledger: Ledger, *things: Capture | Decision | Record) -> None:
    with ledger.writing() as pen:
        for thing in things:
            if isinstance(thing, Capture):
                pen.add_document(document(), data_of(1), thing)
                pen.add_reading(reading())
            elif isinstance(thing, Record):
                pen.add_record(thing)
            else:
                pen.add_decision(thing)


def _guest(ledger: Ledger, clearance: Tlp = Tlp.CLEAR) -> Ledger:
    return open_ledger(ledger.shown, Viewer(name="Gero", clearance=clearance))


def test_an_unmarked_document_is_its_owners_alone(ledger: Ledger) -> None:
    _fill(ledger, capture())
    with _guest(ledger, Tlp.RED) as guest:
        assert guest.counts() == Counts(documents=0, captures=0, readings=0, records=0, decisions=0)
        with pytest.raises(UnknownId):
            guest.document(document().id)
        with pytest.raises(UnknownId):
            guest.content(document().sha256)


def test_what_is_hidden_looks_like_what_is_not_there(ledger: Ledger) -> None:
    _fill(ledger, capture(tlp="TLP:RED"))
    with _guest(ledger) as guest:
        with pytest.raises(UnknownId) as hidden:
            guest.document(document().id)
        with pytest.raises(UnknownId) as absent:
            guest.document(ABSENT)
    assert str(hidden.value).replace(document().id, "X") == str(absent.value).replace(ABSENT, "X")


def test_the_public_copy_does_not_give_away_the_confidential_place(ledger: Ledger) -> None:
    _fill(
        ledger, capture(location="https://news.example/1", tlp="TLP:CLEAR"), capture(location="leak.eml", tlp="TLP:RED")
    )
    with _guest(ledger) as guest:
        assert [one.location for one in guest.captures()] == ["https://news.example/1"]
        assert guest.content(document().sha256) == data_of(1)


def test_a_catalogue_is_seen_once_it_is_marked_and_no_longer_when_the_mark_is_undone(ledger: Ledger) -> None:
    _fill(ledger, record())
    with _guest(ledger) as guest:
        assert not list(guest.records())
        with ledger.writing() as pen:
            made = pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
        assert list(guest.records()) == [record()]
        with ledger.writing() as pen:
            pen.add_decision(undo(made))
        assert not list(guest.records())


def test_a_mark_withholds_but_never_opens(ledger: Ledger) -> None:
    _fill(ledger, capture(), mark(document().id, "TLP:CLEAR"))
    with _guest(ledger) as guest:
        assert not list(guest.documents())


def test_a_marked_incident_is_named_among_what_is_withheld(ledger: Ledger) -> None:
    incident = make_id("incident", 1)
    _fill(ledger, mark(incident, "TLP:AMBER"))
    with _guest(ledger) as guest, _guest(ledger, Tlp.AMBER) as partner:
        assert guest.withheld() == {incident}
        assert partner.withheld() == frozenset()
        assert not list(guest.decisions(known={incident}))
        assert len(list(partner.decisions(known={incident}))) == 1
    assert ledger.withheld() == frozenset()


def test_the_caller_cannot_vouch_for_an_entry(ledger: Ledger) -> None:
    _fill(ledger, capture(tlp="TLP:RED"), decision("grade", document().id, value="B2"))
    with _guest(ledger) as guest:
        assert not list(guest.decisions(known={document().id}))


def test_a_marking_that_cannot_be_read_shows_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterspy.ledger.pen.Tlp.parse", lambda text: Tlp.CLEAR)
    _fill(ledger, capture(tlp="TLP:PURPLE"))
    monkeypatch.undo()
    with _guest(ledger, Tlp.RED) as guest:
        assert not list(guest.documents())


def test_a_long_chain_of_undos_is_followed_to_its_end(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_document(document(), data_of(1), capture(tlp="TLP:CLEAR"))
        last = pen.add_decision(mark(document().id, "TLP:RED"))
        for _ in range(1500):
            last = pen.add_decision(undo(last))
    with _guest(ledger) as guest:
        assert not list(guest.documents())
    with ledger.writing() as pen:
        pen.add_decision(undo(last))
    with _guest(ledger) as guest:
        assert len(list(guest.documents())) == 1
        assert guest.counts().decisions == 1502


def test_what_rests_on_a_withheld_decision_is_withheld_too(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.add_document(document(), data_of(1), capture(tlp="TLP:CLEAR"))
        graded = pen.add_decision(decision("grade", document().id, value="B2"))
        gone = pen.add_decision(undo(graded))
        back = pen.add_decision(undo(gone))
        pen.add_decision(mark(gone.id, "TLP:RED"))
    with _guest(ledger) as guest:
        assert list(guest.decisions()) == [graded]
        assert back.id not in {one.id for one in guest.decisions()}


def test_what_was_derived_and_the_head_are_the_owners_alone(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen.replace_derived({"record": [record()]}, made_from=ledger.head(), maker="m")
    with open_ledger(ledger.shown, GUEST) as guest:
        assert guest.derived("record", Record, maker="m") is None
        assert guest.derived_one("record", record().id, Record, maker="m") is None
        assert guest.derived_state() is None
        assert guest.find_id(record().id) == ()
        for ask in (guest.head, guest.verify, guest.doctor):
            with pytest.raises(UsageError, match="owner"):
                ask()
