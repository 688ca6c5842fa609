from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from counterspy.ledger.marks import standing_marks, undone
from counterspy.model import Decision
from ledger_evidence import decision, mark, undo


def _named(*decisions: Decision) -> list[Decision]:
    return [replace(one, id=f"decision--{n}") for n, one in enumerate(decisions)]


def test_what_an_undo_names_no_longer_counts() -> None:
    first = replace(mark("x", "TLP:RED"), id="decision--0")
    assert undone([first, undo(first)]) == {"decision--0"}


def test_an_undone_undo_restores_the_decision() -> None:
    first = replace(mark("x", "TLP:RED"), id="decision--0")
    second = replace(undo(first), id="decision--1")
    third = replace(undo(second), id="decision--2")
    assert undone([first, second, third]) == {"decision--1"}
    assert standing_marks([first, second, third]) == {"x": ["TLP:RED"]}


def test_two_undos_of_one_decision_both_have_to_go() -> None:
    first, *undos = _named(mark("x", "TLP:RED"), *[decision("undo", "decision--0", by=by) for by in "ab"])
    undone_one = replace(undo(undos[0]), id="decision--9")
    assert "decision--0" in undone([first, *undos, undone_one])


def _stands(decision: Decision, everything: list[Decision]) -> bool:
    undos = [one for one in everything if one.kind == "undo" and one.subject == decision.id]
    return not any(_stands(one, everything) for one in undos)


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=25))
def test_a_decision_counts_unless_an_undo_that_counts_names_it(targets: list[int]) -> None:
    log = _named(mark("x", "TLP:RED"), mark("y", "TLP:GREEN"))
    for target in targets:
        subject = log[target % len(log)].id
        log.append(decision("undo", subject, by=f"d{len(log)}"))
        log[-1] = replace(log[-1], id=f"decision--{len(log)}x")
    assert undone(log) == {one.id for one in log if not _stands(one, log)}
