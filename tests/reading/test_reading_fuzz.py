"""Whatever the text, reading ends, never fails, and every span is sound. The long run is `make fuzz`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mutations import assert_sound, demo_texts, mutated_texts, read_text

_MUTATIONS = 400
_pieces = st.one_of(
    st.text(max_size=40), st.sampled_from([text[n : n + 60] for text in demo_texts() for n in (0, 200)])
)


def test_torn_and_glued_documents_are_read_and_every_span_holds() -> None:
    count = 0
    for text in mutated_texts(_MUTATIONS, seed=7):
        answer = read_text(text)
        if answer is not None:
            assert_sound(*answer)
            count += 1
    assert count > _MUTATIONS * 0.9


@given(st.lists(_pieces, max_size=30).map(" ".join))
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    answer = read_text(text)
    if answer is not None:
        assert_sound(*answer)
