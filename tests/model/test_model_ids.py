from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import kind_of, make_id

PARTS = st.lists(st.one_of(st.text(), st.integers(), st.none()), max_size=5)


@given(st.sampled_from(["document", "claim", "incident"]), PARTS)
def test_the_same_parts_give_the_same_id_and_the_kind_is_read_off_it(kind: str, parts: list[str | int | None]) -> None:
    identifier = make_id(kind, *parts)
    assert identifier == make_id(kind, *parts)
    assert kind_of(identifier) == kind


@given(PARTS, PARTS)
def test_other_parts_give_another_id(one: list[str | int | None], other: list[str | int | None]) -> None:
    assert (make_id("claim", *one) == make_id("claim", *other)) == (one == other)


def test_parts_are_not_run_together() -> None:
    assert make_id("claim", "ab", "c") != make_id("claim", "a", "bc")


def test_kind_and_order_matter() -> None:
    assert make_id("claim", "a") != make_id("entity", "a")
    assert make_id("claim", "a", "b") != make_id("claim", "b", "a")


def test_an_id_is_the_same_on_every_machine() -> None:
    assert make_id("document", "ab" * 32) == "document--6b239dbe-769e-5bd8-98e5-da19516e3ca0"


def test_what_is_no_id_has_no_kind() -> None:
    assert kind_of("e1") is None
    assert kind_of("document--short") is None
