from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterspy.errors import InputError, InputTooLarge, UnreadableInput
from counterspy.intake import Found, Guard, Limits, Raw, read_document, read_documents
from counterspy.model import Document, make_id

TEXT = "Engineer held\n\nThe ministry of Norland said that an engineer had passed drawings on.\n"
HINTS = st.sampled_from([None, "text/plain", "text/html", "application/pdf", "message/rfc822"])
OPENINGS = st.sampled_from(
    [b"", b"<html><body>", b"%PDF-1.7\n", b"From: a\nMIME-Version: 1.0\n", b"\xff\xfe", b"\xef\xbb\xbf"]
)


def check(document: Document) -> None:
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        last = block.end


def test_plain_text_is_the_file_itself() -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    document = read_document(Raw(location="a.txt", data=data))
    assert document.text == TEXT
    assert document.sha256 == sha256(data).hexdigest()
    assert document.id == make_id("document", document.sha256)
    assert (document.media_type, document.extractor) == ("text/plain", "text/1")
    check(document)


def test_the_same_bytes_are_the_same_document_wherever_they_lie() -> None:
    one = read_document(Raw(location="a.txt", data=TEXT.encode()))
    assert one == read_document(Raw(location="b", data=TEXT.encode(), media_type="text/plain"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", "\u00a0\u2003\n".encode(), b"\xff\xfe \0"])
def test_nothing_is_no_document(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"empty|white space"):
        read_document(Raw(location="a.txt", data=data))


def test_too_much_is_refused_by_bytes_and_by_letters() -> None:
    raw = Raw(location="a.txt", data=b"word " * 100)
    with pytest.raises(InputTooLarge, match="larger than"):
        read_document(raw, Limits(max_bytes=10))
    with pytest.raises(InputTooLarge, match="characters"):
        read_document(raw, Limits(max_text_chars=200))
    with pytest.raises(InputTooLarge, match="characters"):
        read_document(raw, Limits(max_text_chars=10))
    with pytest.raises(InputTooLarge, match="lines"):
        read_document(Raw(location="a.txt", data=b"word\n" * 100), Limits(max_text_lines=50))


def test_one_document_can_be_read_without_a_guard() -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()
    assert "passed drawings" in read_document(Raw(location="a.html", data=page)).text


@given(
    opening=OPENINGS,
    rest=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))),
    hint=HINTS,
)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_documents_or_errors(guard: Guard, opening: bytes, rest: bytes, hint: str | None) -> None:
    raw = Raw(location="any", data=opening + rest, media_type=hint)
    results = list(read_documents(raw, Limits(), guard))
    assert results
    for found in results:
        if isinstance(found, Found):
            check(found.document)
        else:
            assert isinstance(found, InputError)
            assert "\n" not in str(found)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda t: t.strip() and t[0] not in "\ufeff<[{%"
    )
)
@settings(deadline=None)
def test_any_words_are_read_as_they_are(words: str) -> None:
    document = read_document(Raw(location="any.txt", data=words.encode(), media_type="text/plain"))
    assert document.text == words
    check(document)


SIZES = st.integers(min_value=0, max_value=10**9)


@given(SIZES, SIZES)
def test_what_the_advice_says_to_allow_is_enough(chars: int, lines: int) -> None:
    why = Limits().why_too_long(chars, lines)
    assert (why is None) == (chars <= Limits().max_text_chars and lines <= Limits().max_text_lines)
    if why is not None:
        allowed = Limits().of_size(int(why[1].rpartition(" ")[2]))
        assert allowed.why_too_long(chars, lines) is None


@pytest.mark.parametrize("line", ["word " * 20 + "\n", "word\n"], ids=["long lines", "short lines"])
def test_following_the_advice_reads_the_file(line: str) -> None:
    data = (line * (6_000_000 // len(line))).encode()
    with pytest.raises(InputTooLarge) as caught:
        read_document(Raw(location="a.txt", data=data))
    assert caught.value.advice.startswith("split it, or allow more with --max-mb ")
    megabytes = int(caught.value.advice.rpartition(" ")[2])
    assert len(read_document(Raw(location="a.txt", data=data), Limits().of_size(megabytes)).text) == len(data)
