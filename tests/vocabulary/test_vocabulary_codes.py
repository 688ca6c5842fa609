from __future__ import annotations

from pathlib import Path

import pytest

from counterspy.vocabulary import codes, title_of, toml, vocabulary_reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "vocabulary.md"


@pytest.mark.parametrize("name", sorted(toml("codes")))
def test_every_code_has_a_title_and_a_meaning(name: str) -> None:
    assert codes(name)
    for code in codes(name).values():
        assert code.title
        assert code.meaning
        assert code.code == code.code.lower()


def test_a_code_that_is_not_listed_is_shown_as_it_is() -> None:
    assert title_of("method", "no-such-method") == "no-such-method"
    assert title_of("outcome", "pleaded-guilty") == "pleaded guilty"


def test_the_page_of_the_vocabulary_is_what_the_data_says() -> None:
    assert PAGE.read_text("utf-8") == vocabulary_reference(), "run `make docs`"
