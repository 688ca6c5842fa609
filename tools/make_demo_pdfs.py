"""Sets the demo's PDF files from the texts in `demo_pdfs/`: `python tools/make_demo_pdfs.py`.

The same text gives the same bytes on every machine: no clock, no compression, no font but the viewer's own Times. Each
text starts with two lines, the running header and the name of the file; an empty line ends a paragraph, `# ` starts a
heading, `= ` a centred line, and a form feed on a line of its own a new page.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

TEXTS = Path(__file__).parent / "demo_pdfs"
DOCUMENTS = Path(__file__).parents[1] / "src" / "counterspy" / "demo_documents"
WIDTH_PT, HEIGHT_PT, MARGIN_PT, LEADING_PT = 595, 842, 72, 14
LINES_A_PAGE = 46
LETTERS_A_LINE = 88

Line = tuple[str, str, int]
"""Font, words, distance from the left in points."""


def lines_of(body: str) -> list[list[Line]]:
    """Break the body into pages of lines."""
    pages: list[list[Line]] = [[]]
    for paragraph in body.split("\n\n"):
        if paragraph.strip("\n") == "\f":
            pages.append([])
            continue
        for line in _set(paragraph.strip("\n")):
            if len(pages[-1]) == LINES_A_PAGE:
                pages.append([])
            pages[-1].append(line)
    return pages


def _set(paragraph: str) -> list[Line]:
    """Set one paragraph, with an empty line after it."""
    font, indent = "F1", MARGIN_PT
    if paragraph.startswith("# "):
        font, paragraph = "F2", paragraph[2:]
    elif paragraph.startswith("= "):
        font, paragraph, indent = "F2", paragraph[2:], MARGIN_PT + 60
    words = [part for row in paragraph.split("\n") for part in textwrap.wrap(row, LETTERS_A_LINE)]
    return [(font, row, indent) for row in words] + [(font, "", indent)]


def page_stream(lines: list[Line], header: str, number: int, total: int) -> bytes:
    """Give the drawing orders of one page: running header, lines, page number."""
    orders = [_text("F3", 9, MARGIN_PT, HEIGHT_PT - 42, header)]
    for row, (font, words, left) in enumerate(lines):
        if words:
            orders.append(_text(font, 11, left, HEIGHT_PT - MARGIN_PT - 14 - row * LEADING_PT, words))
    orders.append(_text("F3", 9, WIDTH_PT // 2 - 20, 40, f"Page {number} of {total}"))
    return b"\n".join(orders)


def _text(font: str, size_pt: int, left: int, bottom: int, words: str) -> bytes:
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return f"BT /{font} {size_pt} Tf {left} {bottom} Td (".encode() + escaped + b") Tj ET"


def pdf(header: str, body: str) -> bytes:
    """Give the bytes of a PDF 1.4 file."""
    pages = lines_of(body)
    fonts = ["Times-Roman", "Times-Bold", "Times-Italic"]
    first_page = 3 + len(fonts)
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode() for name in fonts
    ]
    resources = "<< /Font << " + " ".join(f"/F{n + 1} {n + 3} 0 R" for n in range(len(fonts))) + " >> >>"
    for number, lines in enumerate(pages, start=1):
        stream = page_stream(lines, header, number, len(pages))
        box = f"[0 0 {WIDTH_PT} {HEIGHT_PT}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources {resources} "
            f"/Contents {first_page + 2 * number - 1} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    """Number the objects and write the table of where each begins."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def documents() -> dict[Path, bytes]:
    """Give every PDF of the demo, by where it belongs."""
    made = {}
    for text in sorted(TEXTS.glob("*.txt")):
        header, name, body = text.read_text("utf-8").split("\n", 2)
        made[DOCUMENTS / name] = pdf(header, body.strip("\n"))
    return made


if __name__ == "__main__":
    for path, content in documents().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
