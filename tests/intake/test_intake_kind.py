from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.intake.extracted import Refused
from counterspy.intake.kind import tell_kind
from counterspy.intake.raw import media_type_of


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "hint", "kind"),
    [
        (b"%PDF-1.7 ...", "text/html", "pdf"),
        (b"junk\n%PDF-1.7", "application/pdf", "pdf"),
        (b"<!doctype html><p>x", "text/plain", "html"),
        (b"\xef\xbb\xbf \n<!-- saved --><HTML lang='en'>", None, "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html xmlns="y">', None, "html"),
        (b"<p>no html tag</p>", "text/html", "html"),
        (b"<p>no html tag</p>", "text/plain", "text"),
        (b"plain words", "text/html", "text"),
        (b"The text says %PDF-1.7 somewhere", None, "text"),
        (b"[Music] He said {this}.", None, "text"),
        (b"From: Jo\nMIME-Version: 1.0\nSubject: x\n\nbody", None, "mail"),
        (b"From: Jo\r\nMessage-ID: <a@b>\r\n\r\nbody", "text/plain", "mail"),
        (b"Subject: only the extension says so\n\nbody", "message/rfc822", "mail"),
        (b"FROM: the desk\nSUBJECT: a memo\n\nThis is a memo.", None, "text"),
        (b"From jo@example.org Fri Jul  8 12:08:34 2011\nSubject: x\n\nbody", None, "mailbox"),
        (b"From our correspondent\nLondon: it rained.", None, "text"),
    ],
)
def test_content_goes_before_the_name(data: bytes, hint: str | None, kind: str) -> None:
    assert tell_kind(data, hint) == kind


@pytest.mark.parametrize(
    ("data", "hint", "words"),
    [
        (zipped("word/document.xml"), None, "Word"),
        (zipped("xl/workbook.xml"), None, "Excel"),
        (zipped("ppt/slides.xml"), None, "PowerPoint"),
        (zipped("a.txt"), None, "zip"),
        (b"\x89PNG\r\n\x1a\n", None, "PNG"),
        (b"\xff\xd8\xff\xe0", None, "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", None, "Office"),
        (b"{\\rtf1", None, "RTF"),
        (b"SQLite format 3\0", None, "database"),
        (b'{"a": 1}\n{"a": 2}\n', None, "JSON"),
        (b"plain", "application/json", "JSON"),
        (b"a,b\n1,2\n", "text/csv", "CSV"),
        (b"<rss version='2.0'>", None, "feed"),
        (b'<?xml version="1.0"?><TEI/>', None, "XML"),
        (b"<svg xmlns=''>", None, "SVG"),
        (b"\x7fELF", None, "program"),
    ],
)
def test_what_is_not_read_is_named_for_what_it_is(data: bytes, hint: str | None, words: str) -> None:
    with pytest.raises(Refused, match=words):
        tell_kind(data, hint)


@given(st.binary(min_size=1), st.sampled_from([None, "text/html", "message/rfc822", "application/pdf", "text/csv"]))
def test_any_bytes_are_of_a_kind_or_refused(data: bytes, hint: str | None) -> None:
    try:
        assert tell_kind(data, hint) in {"text", "html", "pdf", "mail", "mailbox"}
    except Refused as refused:
        assert "\n" not in refused.refusal.reason  # noqa: PT017 — either end is right


def test_gzip_is_looked_through_for_the_extension() -> None:
    assert media_type_of("Page.HTML.gz") == "text/html"
    assert media_type_of("notes") is None
