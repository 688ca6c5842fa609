from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.ledger.entry import START, TYPES, about_of, decode, encode, entry_id, kind_of_thing, link
from counterspy.model import make_id
from ledger_evidence import capture, decision, document, reading, record

THINGS = [document(), capture(), reading(), record(), decision()]


@pytest.mark.parametrize("thing", THINGS, ids=list(TYPES))
def test_a_thing_comes_back_as_it_was(thing: object) -> None:
    assert decode(kind_of_thing(thing), encode(thing)) == thing


def test_a_capture_is_the_document_and_the_place_whenever_it_was() -> None:
    assert entry_id(capture(at="2020-01-01T00:00:00Z")) == entry_id(capture())
    assert entry_id(capture()) == make_id("capture", document().id, "a.txt")


def test_a_reading_is_the_document_and_the_readers_stamp() -> None:
    assert entry_id(reading()) == make_id("reading", document().id, "test/1+0")


def test_entries_are_filed_under_what_they_are_about() -> None:
    about = [document().sha256, document().id, document().id, "catalogue/groups", "mention--a"]
    assert [about_of(thing) for thing in THINGS] == about


def test_the_chain_value_is_the_formula_that_the_documentation_states() -> None:
    expected = sha256(START + b"record\0record--1\0" + sha256(b"{}").digest()).digest()
    assert link(START, b"record", b"record--1", b"{}") == expected


_NAMES = st.binary(max_size=4).map(lambda name: name.replace(b"\0", b""))
_LINKS = st.tuples(st.sampled_from([START, b"\1" * 32]), _NAMES, _NAMES, st.binary(max_size=4))


@given(_LINKS, _LINKS)
def test_two_entries_have_one_chain_value_only_if_they_are_equal(
    one: tuple[bytes, ...], other: tuple[bytes, ...]
) -> None:
    assert (link(*one) == link(*other)) == (one == other)


def test_importing_the_room_does_not_load_the_database_library() -> None:
    code = "import sys, counterspy.ledger; sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_opening_a_ledger_that_is_up_to_date_does_not_load_alembic(path: object) -> None:
    code = (
        "import sys; from counterspy.ledger import open_ledger; from counterspy.model import Viewer;"
        "open_ledger(sys.argv[1], Viewer(name='x')).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0
