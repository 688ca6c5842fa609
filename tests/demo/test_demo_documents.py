"""The demo set: many kinds, many sponsors, small files, its table complete, and no words from elsewhere."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "src" / "counterspy" / "demo_documents"
FILES = sorted(path for path in DOCUMENTS.rglob("*") if path.is_file())
REAL = ROOT.parent / "shared" / "gold" / "docs"
LARGEST_BYTES = 60_000
LARGEST_PDF_BYTES = 30_000
SHINGLE = 8


@cache
def rows() -> dict[str, tuple[str, str, str]]:
    """Each file of the reference table with its kind, sponsors and purpose."""
    table = (ROOT / "docs" / "reference" / "demo-documents.md").read_text("utf-8")
    return {
        name: (kind, sponsors, shows)
        for name, kind, sponsors, shows in re.findall(
            r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE
        )
    }


def words_of(path: Path) -> list[str]:
    """The words of a file in lower case, whatever its encoding; of a PDF, those of its text layer."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        text = pdf_text(path)
    elif content.startswith(b"\xff\xfe"):
        text = content.decode("utf-16")
    else:
        text = content.decode("utf-8", errors="ignore")
    if path.suffix == ".html":
        text = re.sub(r"<[^>]*>", " ", text)
    return re.findall(r"[^\W_]+", text.lower())


def pdf_text(path: Path) -> str:
    """The text layer of all pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def shingles(path: Path) -> set[tuple[str, ...]]:
    words = words_of(path)
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def test_there_are_at_least_thirty_documents_of_every_kind() -> None:
    kinds = Counter(path.suffix for path in FILES)
    assert len(FILES) >= 34
    assert kinds[".pdf"] >= 3
    assert kinds[".eml"] >= 1
    assert kinds[".html"] >= 10
    assert kinds[".txt"] >= 10
    assert set(kinds) == {".pdf", ".eml", ".html", ".txt"}


def test_the_table_lists_exactly_the_files_there_are() -> None:
    assert sorted(rows()) == [path.relative_to(DOCUMENTS).as_posix() for path in FILES]


def test_no_sponsor_fills_the_set() -> None:
    named = Counter(code for _, sponsors, _ in rows().values() for code in re.findall(r"\b[A-Z]{2}\b", sponsors))
    assert len(named) >= 10
    assert {"US", "GB", "FR", "DE", "IL", "IN", "TR", "KR"} <= set(named)
    assert max(named.values()) <= len(FILES) // 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_document_is_small(path: Path) -> None:
    assert 0 < path.stat().st_size <= (LARGEST_PDF_BYTES if path.suffix == ".pdf" else LARGEST_BYTES)


def test_there_are_encodings_other_than_utf_8() -> None:
    assert (DOCUMENTS / "wire" / "listening_post_kuala_lumpur.txt").read_bytes().startswith(b"\xff\xfe")
    with pytest.raises(UnicodeDecodeError):
        (DOCUMENTS / "wire" / "approaches_correction.txt").read_text("utf-8")


def test_pages_carry_furniture() -> None:
    for path in FILES:
        if path.suffix == ".html":
            page = path.read_text("utf-8").lower()
            assert "<a " in page
            assert "©" in page or "&copy;" in page or "copyright" in page or "privacy" in page


def test_the_pdf_files_are_what_the_tool_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_demo_pdfs", ROOT / "tools" / "make_demo_pdfs.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    made = tool.documents()
    assert sorted(made) == [path for path in FILES if path.suffix == ".pdf"]
    assert all(path.read_bytes() == content for path, content in made.items())


def test_the_variants_of_the_wire_story_share_its_words_and_the_own_report_does_not() -> None:
    wire = shingles(DOCUMENTS / "wire" / "sonar_engineer_nordwire.txt")
    for name in (
        "web/sonar_engineer_morning_ledger.html",
        "wire/sonar_engineer_clyde_courier.txt",
        "web/sonar_engineer_limfjord_weekly.html",
    ):
        assert len(wire & shingles(DOCUMENTS / name)) > len(wire) // 3
    assert not wire & shingles(DOCUMENTS / "web" / "sonar_engineer_kontinent_review.html")


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside the project")
def test_no_document_shares_eight_words_in_a_row_with_a_real_one() -> None:
    real = {shingle for path in REAL.glob("*.txt") for shingle in shingles(path)}
    shared = {path.name: sorted(" ".join(s) for s in shingles(path) & real) for path in FILES}
    assert not {name: found for name, found in shared.items() if found}
