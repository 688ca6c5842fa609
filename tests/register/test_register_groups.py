"""Groups are a pure function of subjects and decisions in force."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import Decision, in_force
from counterspy.register import Groups


def decision(kind: str, subject: str, target: str | None = None, number: int = 0) -> Decision:
    return Decision(
        id=f"decision--{number}", kind=kind, subject=subject, object=target, by="tester", reason="because", at="2026"
    )  # type: ignore[arg-type]


def test_an_undone_decision_counts_for_nothing() -> None:
    same = decision("same-as", "b", "a", 1)
    undo = decision("undo", "decision--1", number=2)
    assert in_force([same, undo]) == ()


def test_undoing_an_undo_restores_the_decision() -> None:
    same = decision("same-as", "b", "a", 1)
    undo = decision("undo", "decision--1", number=2)
    redo = decision("undo", "decision--2", number=3)
    assert in_force([same, undo, redo]) == (same,)


def test_not_the_same_beats_a_chain_of_the_same() -> None:
    decisions = [
        decision("same-as", "b", "a", 1),
        decision("same-as", "c", "b", 2),
        decision("not-same-as", "c", "a", 3),
    ]
    groups = Groups(["a", "b", "c"], decisions)
    assert groups.members() == {"a": ["a", "b"], "c": ["c"]}
    assert groups.refused == ["decision--2"]


def test_a_group_keeps_the_identity_of_its_earliest_member() -> None:
    groups = Groups(["a", "b", "c"], [decision("same-as", "a", "c", 1), decision("same-as", "b", "c", 2)])
    assert groups.first_of("c") == "a"
    assert set(groups.decisions_of("a")) == {"decision--1", "decision--2"}


_LETTERS = list("abcdefgh")
_PAIRS = st.tuples(st.sampled_from(["same-as", "not-same-as"]), st.sampled_from(_LETTERS), st.sampled_from(_LETTERS))


@given(st.lists(_PAIRS, max_size=30))
def test_those_kept_apart_are_never_in_one_group(pairs: list[tuple[str, str, str]]) -> None:
    decisions = [decision(k, a, b, n) for n, (k, a, b) in enumerate(pairs) if a != b]
    groups = Groups(_LETTERS, decisions)
    for kind, a, b in pairs:
        if kind == "not-same-as" and a != b:
            assert groups.first_of(a) != groups.first_of(b)


@given(st.lists(_PAIRS, max_size=30))
def test_every_subject_is_in_exactly_one_group(pairs: list[tuple[str, str, str]]) -> None:
    decisions = [decision(k, a, b, n) for n, (k, a, b) in enumerate(pairs)]
    members = Groups(_LETTERS, decisions).members()
    assert sorted(member for group in members.values() for member in group) == _LETTERS
    assert all(group[0] == first for first, group in members.items())


@given(st.lists(_PAIRS, max_size=20), st.data())
def test_undoing_a_decision_gives_the_groups_as_if_it_was_never_taken(
    pairs: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    decisions = [decision(k, a, b, n) for n, (k, a, b) in enumerate(pairs)]
    if not decisions:
        return
    gone = data.draw(st.sampled_from(decisions))
    undo = decision("undo", gone.id, number=len(decisions))
    without = [d for d in decisions if d.id != gone.id]
    assert Groups(_LETTERS, in_force([*decisions, undo])).members() == Groups(_LETTERS, without).members()
