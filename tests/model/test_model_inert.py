from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import inert


@given(st.text())
def test_what_is_shown_is_as_long_as_what_was_given_and_holds_nothing_to_obey(text: str) -> None:
    shown = inert(text)
    assert len(shown) == len(text)
    assert not any(sign in shown for sign in "\x00\x07\x08\r\x1b\x7f\x85\x9b\u200e\u202a\u202e\u2028\u2066\u2069")
    assert inert(shown) == shown


def test_letters_spaces_and_joiners_of_any_script_stay() -> None:
    text = "Žižka\u00a0met\u3000外務省\tمی\u200cخواهم क्\u200dष soft\u00adhyphen\n"
    assert inert(text) == text


def test_a_control_character_is_shown_by_its_picture() -> None:
    assert inert("\x1b[2J\x07\r\x7f") == "␛[2J␇␍␡"
