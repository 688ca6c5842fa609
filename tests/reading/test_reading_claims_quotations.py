"""Quotation marks of several kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.reading.claims.quotations import find_quotations


def _insides(text: str) -> list[str]:
    return [text[found.inner_start : found.inner_end] for found in find_quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        'He said "we saw it" twice.',
        "He said “we saw it” twice.",
        "He said «we saw it» twice.",
        "He said „we saw it“ twice.",
        "He said ‘we saw it,’ twice.",
    ],
)
def test_each_kind_of_mark_holds_its_words(text: str) -> None:
    assert [inside.strip(",") for inside in _insides(text)] == ["we saw it"]


def test_an_apostrophe_opens_nothing() -> None:
    assert _insides("The officers' files weren't in the agency's safe.") == []


def test_a_mark_that_nothing_closes_opens_nothing() -> None:
    assert _insides('A 14" screen and no more') == []


def test_speech_that_goes_on_past_the_paragraph_runs_to_its_end() -> None:
    assert _insides("“We saw it. It was late.") == ["We saw it. It was late."]


def test_marks_inside_other_marks_are_left_in() -> None:
    assert _insides("She said “he wrote 'never' on it” then.") == ["he wrote 'never' on it"]


@given(st.text(alphabet="ab \"'“”‘’«»„.,", max_size=80))
def test_quotations_do_not_overlap_and_lie_inside_the_block(text: str) -> None:
    at = 0
    for found in find_quotations(text, 0, len(text)):
        assert at <= found.start < found.inner_start <= found.inner_end <= found.end <= len(text)
        at = found.end
