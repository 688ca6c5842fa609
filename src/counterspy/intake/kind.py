"""What bytes are, told by their content first and by what they are called second."""

from __future__ import annotations

import re
from typing import Literal

from counterspy.intake.extracted import Refused, unreadable
from counterspy.intake.json_lines import are_json_lines

Kind = Literal["text", "html", "pdf", "mail", "mailbox", "json-lines"]

MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "mail": "message/rfc822",
    "mailbox": "application/mbox",
    "json-lines": "application/jsonl",
}
"""The media type of each kind that is read."""

_HEAD_BYTES = 4096
_BLANK_START = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n\x0c]*")
_MARKUP = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>|<!--[^>]{0,500}-->|[ \t\r\n\x0c])*"
    rb"<(?:!doctype[ \t\r\n]+html|html|head|body|title|meta)[ \t\r\n/>]",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml[ \t\r\n]|<(?:svg|rss|feed|rdf:RDF)[ \t\r\n>]")
_TAG = re.compile(rb"</?[a-zA-Z][a-zA-Z0-9]{0,15}[ \t\r\n/>]")
_JSON = re.compile(rb"\{[ \t\r\n]*[\"}]|\[[ \t\r\n]*[\[{\"]")
_HEADER = re.compile(rb"([!-9;-~]{1,60}):[^\r\n]{0,990}\r?\n(?:[ \t][^\r\n]{0,990}\r?\n){0,200}")
_TECHNICAL = frozenset({b"mime-version", b"message-id", b"received", b"return-path"})
_MAILBOX = re.compile(rb"From [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,30}\r?\n")

_TAKE_TEXT = "save it as plain text, HTML or PDF"
# magic bytes, offset, what it is, what to do
_FOREIGN: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n", 0, "is an image (PNG)", "run text recognition and give its text"),
    (b"\xff\xd8\xff", 0, "is an image (JPEG)", "run text recognition and give its text"),
    (b"GIF8", 0, "is an image (GIF)", "run text recognition and give its text"),
    (b"II*\0", 0, "is an image (TIFF)", "run text recognition and give its text"),
    (b"MM\0*", 0, "is an image (TIFF)", "run text recognition and give its text"),
    (b"WEBP", 8, "is an image (WebP)", "run text recognition and give its text"),
    (b"ftyp", 4, "is a video or an image (MP4, HEIC)", "give a transcript as text"),
    (b"WAVE", 8, "is a sound recording", "give a transcript as text"),
    (b"ID3", 0, "is a sound recording", "give a transcript as text"),
    (b"OggS", 0, "is a sound recording or a video", "give a transcript as text"),
    (b"\x1a\x45\xdf\xa3", 0, "is a video (Matroska)", "give a transcript as text"),
    (b"{\\rtf", 0, "is a word processor's file (RTF)", _TAKE_TEXT),
    (b"%!PS", 0, "is PostScript", "convert it to PDF"),
    (b"SQLite format 3\0", 0, "is a database (SQLite)", "name a ledger with --ledger"),
    (b"PAR1", 0, "is a table (Parquet)", "use `counterspy import`"),
    (b"7z\xbc\xaf\x27\x1c", 0, "is an archive (7z)", "unpack it and give the folder"),
    (b"Rar!\x1a\x07", 0, "is an archive (RAR)", "unpack it and give the folder"),
    (b"\xfd7zXZ\0", 0, "is compressed (xz)", "unpack it first"),
    (b"BZh", 0, "is compressed (bzip2)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", 0, "is compressed (Zstandard)", "unpack it first"),
    (b"\x1f\x8b", 0, "is compressed (gzip)", "unpack it first"),
    (b"ustar", 257, "is an archive (tar)", "unpack it and give the folder"),
    (b"\x7fELF", 0, "is a program", ""),
    (b"MZ\x90\0", 0, "is a program", ""),
    (b"WARC/1.", 0, "is a web archive (WARC), which is not read yet", "unpack its pages and give the folder"),
)
_REFUSED_HINTS = {
    "application/json": (
        "holds records (JSON)",
        "use `counterspy import`, or give one document a line with a field `text`",
    ),
    "text/csv": ("is a table (CSV)", "use `counterspy import csv`, or give the documents as text, HTML or PDF"),
}


def tell_kind(data: bytes, media_type: str | None) -> Kind:
    """Tell what bytes are.

    Args:
        data: At least one byte that is not white space.
        media_type: What they are called, or None.

    Raises:
        Refused: they are of a kind that is not read; the reason names it.
    """
    head = data[:_HEAD_BYTES]
    start = _blank_end(head)
    if head.startswith(b"%PDF-", start) or (media_type == "application/pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    _refuse_foreign(data, head)
    if _MARKUP.match(head, start):
        return "html"
    if _XML.match(head, start):
        return _tell_xml(data, head)
    if _JSON.match(head, start) and media_type != "text/plain" and are_json_lines(data):
        return "json-lines"
    if media_type in _REFUSED_HINTS:
        raise unreadable(*_REFUSED_HINTS[media_type])
    return _tell_text(data, head, start, media_type)


def _tell_text(data: bytes, head: bytes, start: int, media_type: str | None) -> Kind:
    if media_type in {"message/rfc822", "multipart/related"} and _HEADER.match(head, start):
        return "mail"
    opening = _MAILBOX.match(head, start)
    if opening and _HEADER.match(head, opening.end()):
        return "mailbox"
    if _is_mail(data[: 16 * _HEAD_BYTES]):
        return "mail"
    if media_type in {"text/html", "application/xhtml+xml"} and _TAG.search(data):
        return "html"
    if _JSON.match(head, start) and data.rstrip().endswith((b"}", b"]")) and media_type != "text/plain":
        raise unreadable(*_REFUSED_HINTS["application/json"])
    return "text"


def _is_mail(head: bytes) -> bool:
    """Tell an e-mail by its headers alone: a sender, and a header that only mail programs write."""
    names, end = set(), 0
    while found := _HEADER.match(head, end):
        names.add(found[1].lower())
        end = found.end()
    return b"from" in names and not _TECHNICAL.isdisjoint(names) and head.startswith((b"\n", b"\r\n"), end)


def _tell_xml(data: bytes, head: bytes) -> Kind:
    if b"<svg" in head:
        raise unreadable("is an image (SVG)")
    if b"<rss" in head or b"<feed" in head or b"<rdf:RDF" in head:
        raise unreadable("is a feed, which is not read yet", "give the addresses of its articles")
    if re.search(rb"<html[ \t\r\n>]", head, re.IGNORECASE):
        return "html"
    raise unreadable("is XML that is not a page", _TAKE_TEXT)


def _refuse_foreign(data: bytes, head: bytes) -> None:
    for magic, offset, reason, advice in _FOREIGN:
        if head.startswith(magic, offset):
            raise unreadable(reason, advice)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _refuse_zip(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable("is an old Office file (.doc, .xls, .msg)", _TAKE_TEXT)


def _refuse_zip(data: bytes) -> Refused:
    for mark, name in (
        (b"word/", "a Word file (.docx)"),
        (b"xl/", "an Excel file (.xlsx)"),
        (b"ppt/", "a PowerPoint file (.pptx)"),
        (b"opendocument", "an OpenDocument file"),
        (b"application/epub", "an e-book (EPUB)"),
    ):
        if mark in data:
            return unreadable(f"is {name}", _TAKE_TEXT)
    return unreadable("is an archive (zip)", "unpack it and give the folder")


def _blank_end(head: bytes) -> int:
    found = _BLANK_START.match(head)
    return found.end() if found else 0
