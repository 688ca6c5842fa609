from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from counterspy import intake
from counterspy.model import Block, Document, Reading
from counterspy.reading import LlmReader, disagreements
from counterspy.reading import read as read_by_rules
from counterspy.reading.llm.question import PART_CHARS, questions
from counterspy.reading.llm.quotes import Quotes
from counterspy.vocabulary import codes
from invented import STORY

_WORDS = sorted({*STORY.split(), "", "a", "Nobody", "BR", "XX", "2019", "x1", "x2"})
_text = st.one_of(
    st.sampled_from(_WORDS), st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join), st.text(max_size=9)
)


def _code(name: str) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(sorted(codes(name))), _text)


def _shown(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(st.fixed_dictionaries({"value": values, "quote": _text}), max_size=3)


_answers = st.fixed_dictionaries(
    {
        "relevant": st.booleans(),
        "entities": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.sampled_from(["x1", "x2"]),
                    "kind": _code("entity-kind"),
                    "name": _text,
                    "mentions": st.lists(_text, max_size=4),
                }
            ),
            max_size=4,
        ),
        "incidents": st.lists(
            st.fixed_dictionaries(
                {
                    "title": _text,
                    "evidence": st.lists(_text, max_size=3),
                    "methods": _shown(_code("method")),
                    "sponsors": _shown(_text),
                    "accused": _shown(st.sampled_from(["x1", "x2", "x3"])),
                    "outcomes": st.lists(
                        st.fixed_dictionaries(
                            {"kind": _code("outcome"), "quote": _text, "who": st.sampled_from(["x1", None])}
                        ),
                        max_size=3,
                    ),
                }
            ),
            max_size=3,
        ),
        "claims": st.lists(
            st.fixed_dictionaries(
                {
                    "quote": _text,
                    "speaker_kind": _code("speaker-kind"),
                    "stance": _code("stance"),
                    "speaker": st.one_of(st.none(), _text),
                    "value": st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
                }
            ),
            max_size=4,
        ),
    }
)


def _document(text: str = STORY) -> Document:
    """The text in two blocks, the second of them left out."""
    cut = text.index("The company said")
    blocks = (
        Block(start=0, end=cut, kind="paragraph"),
        Block(start=cut, end=len(text), kind="advert", reason="for the test"),
    )
    document = intake.read_document(intake.Raw(location="story.txt", data=text.encode()))
    return structs.replace(document, blocks=blocks)


def _read(answer: dict[str, object]) -> Reading:
    return LlmReader(lambda _: json.dumps(answer), "m").read(_document())


@given(_answers)
def test_whatever_a_model_answers_every_span_is_of_kept_text_and_every_code_of_a_list(
    answer: dict[str, object],
) -> None:
    read = _read(answer)
    text = STORY
    end = text.index("The company said")
    spans = [(m.start, m.end) for e in read.entities for m in e.mentions]
    assert all(left[1] <= right[0] for left, right in pairwise(sorted(spans))), "mentions do not overlap"
    ids = {e.id for e in read.entities}
    for incident in read.incidents:
        assert incident.evidence
        assert set(incident.methods) <= set(codes("method"))
        assert set(incident.accused) <= ids
        for field in ("methods", "sponsors", "accused"):
            assert set(getattr(incident, field)) == {b.value for b in incident.basis if b.field == field}
        spans += [(b.start, b.end) for b in incident.basis] + [(s.start, s.end) for s in incident.evidence]
    for claim in read.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.stance in codes("stance")
        spans.append((claim.start, claim.end))
    assert all(0 <= start < stop <= end for start, stop in spans)


def test_what_is_asked_holds_all_kept_text_and_nothing_that_was_left_out() -> None:
    long = "\n\n".join(f"Paragraph {n}: " + "words " * 400 for n in range(60)) + "\n\nThe company said no."
    document = _document(long)
    asked = list(questions(document))
    assert len(asked) > 2
    assert all(len(question.data) < PART_CHARS * 2 for question in asked)
    joined = "".join(question.data for question in asked)
    assert all(f"Paragraph {n}:" in joined for n in range(60))
    assert "The company said" not in joined


def test_a_quote_is_found_across_line_ends_and_names_are_whole_words() -> None:
    quotes = Quotes(_document())
    assert quotes.first("an engineer at Vindhav Turbin AB in Gothenburg") is not None
    assert quotes.first("an engineer at Vindhav Turbines") is None
    assert not list(quotes.words("Nyq"))
    assert len(list(quotes.words("Nyqvist"))) == 2


def test_a_reader_agrees_with_itself_and_not_with_one_that_says_nothing() -> None:
    first = read_by_rules(_document())
    assert disagreements(STORY, first, first) == ()
    silent = _read({"relevant": False})
    told = {one.what for one in disagreements(STORY, first, silent)}
    assert {"relevant", "incident"} <= told
