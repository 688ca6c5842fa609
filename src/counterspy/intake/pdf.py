"""PDF to text, through PDFium. Runs in the guarded process only.

Invariant: every letter PDFium sees is kept, in its order; only line ends and end-of-line hyphens are ours.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from counterspy.intake.extracted import Extracted, too_large, unreadable
from counterspy.intake.limits import Limits
from counterspy.intake.paragraphs import Line, join_pages

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NO_TITLE = re.compile(r"untitled|microsoft word|.*\.(?:docx?|pdf|indd|qxd|tmp|rtf|odt)", re.IGNORECASE)
_PIECE = re.compile("([^\n\ufffe]*)(\n|\ufffe|$)")
"""A line; PDFium writes U+FFFE for a hyphen at a line's end and the line end after it."""


def extract_pdf(data: bytes, limits: Limits) -> Extracted:
    """Extract the text layer of a PDF, lines joined to paragraphs.

    Raises:
        Refused: it is damaged, encrypted, too long, or has no text layer.
    """
    import pypdfium2

    with _open(data) as document:
        count = len(document)
        if count == 0:
            raise unreadable("is a PDF without pages", "get it again")
        if count > limits.max_pdf_pages:
            raise too_large(f"has {count:,} pages, more than {limits.max_pdf_pages:,}", "split it")
        text = join_pages(list(_pages(document, limits)))
        title, author, created = (document.get_metadata_value(key) for key in ("Title", "Author", "CreationDate"))
    if not text:
        raise unreadable("is a PDF without a text layer", "run text recognition (OCR) first")
    return Extracted(
        text=text,
        extractor=f"pypdfium2/{pypdfium2.version.PYPDFIUM_INFO.version}",
        title=_plausible_title(title),
        published=_edtf(created),
        author=_one_line(author),
    )


def _open(data: bytes) -> Any:
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}:
            raise unreadable("is an encrypted PDF", "save an unlocked copy and give that") from None
        if b"%%EOF" not in data[-2048:]:
            raise unreadable("is a PDF cut short", "get it again") from None
        raise unreadable("is a damaged PDF", "get it again or save it anew") from None


def _pages(document: Any, limits: Limits) -> Iterator[list[Line]]:
    import pypdfium2

    chars = 0
    for index in range(len(document)):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # a page that is no page; the others still speak
        lines = _lines(textpage)
        textpage.close()
        page.close()
        chars += sum(len(line.text) + 1 for line in lines)
        if chars > limits.max_text_chars:
            raise too_large(
                f"holds more than {limits.max_text_chars:,} characters of text", "split it, or raise --max-mb"
            )
        yield lines


def _lines(textpage: Any) -> list[Line]:
    """Give the lines of a page with where they stand."""
    raw = textpage.get_text_range(errors="replace")
    # character boxes are counted in PDFium's own units; where letters beyond the BMP shift them, do without geometry
    is_aligned = len(raw) == textpage.count_chars()
    lines = []
    for found in _PIECE.finditer(raw):
        piece, end = found.groups()
        text = " ".join(_NOT_TEXT.sub(" ", piece).split()) + ("-" if end == "\ufffe" else "")
        if text.strip("-"):
            first = found.start() + len(piece) - len(piece.lstrip())
            last = found.start() + len(piece.rstrip()) - 1
            is_known = is_aligned and first <= last
            lines.append(_measure(textpage, text, first, last) if is_known else Line(text=text, right=float(len(text))))
    return lines


def _measure(textpage: Any, text: str, first: int, last: int) -> Line:
    from pypdfium2.raw import FPDFText_GetCharBox, FPDFText_GetFontSize

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    FPDFText_GetCharBox(textpage, last, left, right, bottom, top)
    end = right.value
    if not FPDFText_GetCharBox(textpage, first, left, right, bottom, top):
        return Line(text=text, right=float(len(text)))
    return Line(text=text, left=left.value, right=end, bottom=bottom.value, size=FPDFText_GetFontSize(textpage, first))


def _plausible_title(title: str) -> str | None:
    line = _one_line(title)
    return (
        None
        if line is None or len(line) < 8 or _NO_TITLE.fullmatch(line) or line.startswith("Microsoft Word")
        else line
    )


def _one_line(text: str) -> str | None:
    return " ".join(_NOT_TEXT.sub(" ", text).split())[:500] or None


def _edtf(stated: str) -> str | None:
    found = _DATE.match(stated)
    return "-".join(part for part in found.groups() if part) if found else None
