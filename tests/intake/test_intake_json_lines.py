"""JSON lines: one document a line, and never a guess about which field is the text."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from counterspy.errors import InputError
from counterspy.intake import Raw, read_documents
from counterspy.intake.read import Found

LINES = [
    {"title": "Clerk charged", "summary": "A clerk of the port was charged on Monday.", "published": "2026-03-04"},
    {"title": "Second", "text": "The ministry denied it.", "date": "2026-03-05T08:00:00Z", "source": "Wire"},
]


def found(data: bytes, name: str = "x.jsonl") -> list[Found | InputError]:
    return list(read_documents(Raw(location=name, data=data, media_type="application/json")))


def lines(*objects: object) -> bytes:
    return "\n".join(json.dumps(item) for item in objects).encode()


def test_each_line_is_a_document_with_its_title_and_date() -> None:
    one, two = found(lines(*LINES))
    assert isinstance(one, Found)
    assert isinstance(two, Found)
    assert one.document.text == "Clerk charged\n\nA clerk of the port was charged on Monday."
    assert (one.document.title, one.document.published) == ("Clerk charged", "2026-03-04")
    assert (two.document.publisher, two.document.published) == ("Wire", "2026-03-05")
    assert [one.raw.location, two.raw.location] == ["x.jsonl!1", "x.jsonl!2"]


def test_a_broken_line_is_named_and_the_rest_goes_on() -> None:
    answers = found(lines(*LINES, *LINES) + b"\n{broken\n" + lines({"text": "Last words of all."}))
    assert [isinstance(answer, InputError) for answer in answers] == [False] * 4 + [True, False]
    assert "x.jsonl!5" in str(answers[4])


def test_records_without_text_are_refused_as_records() -> None:
    (error,) = found(lines({"id": 1, "name": "A"}, {"id": 2, "name": "B"}))
    assert isinstance(error, InputError)
    assert "records" in str(error)


@given(
    st.lists(st.dictionaries(st.sampled_from(["text", "title", "date", "x"]), st.text() | st.integers()), max_size=5)
)
def test_any_lines_give_documents_or_errors(objects: list[dict[str, object]]) -> None:
    for answer in found(lines(*objects) or b"{}"):
        assert isinstance(answer, Found | InputError)
