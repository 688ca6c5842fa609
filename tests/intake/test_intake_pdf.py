from __future__ import annotations

from collections.abc import Callable

import pytest

from counterspy.errors import InputTooLarge, UnreadableInput
from counterspy.intake import Guard, Limits, Raw, read_document
from counterspy.model import Document

PdfMaker = Callable[..., bytes]
OPENING = [
    "The prosecutor of Norland said on Tuesday that a former engineer had",
    "copied drawings of a turbine to a private account for three years. The",
    "agree-",
    "ment between both firms had ended the year before, and a state-",
    "backed buyer had asked for the plans. The buyer is state owned and is",
    "backed by a fund.",
]


def set_lines(lines: list[str], top: float = 700, left: float = 72) -> list[tuple[float, float, str]]:
    return [(left, top - 12 * place, line) for place, line in enumerate(lines)]


def read(guard: Guard, data: bytes, limits: Limits | None = None) -> Document:
    return read_document(Raw(location="a.pdf", data=data), limits or Limits(), guard)


def test_lines_become_paragraphs_and_broken_words_whole(guard: Guard, make_pdf: PdfMaker) -> None:
    second = set_lines(["Another paragraph says something else."], top=600)
    text = read(guard, make_pdf([set_lines(OPENING) + second])).text
    assert text.split("\n\n")[1] == "Another paragraph says something else."
    assert "The agreement between both firms" in text
    assert "a state-backed buyer" in text
    assert "\n" not in text.split("\n\n")[0]


def test_running_lines_and_page_numbers_stay_apart_and_a_paragraph_crosses_the_page(
    guard: Guard, make_pdf: PdfMaker
) -> None:
    halves = (
        ["He said the plans were", "worth more than all"],
        ["the rest of the firm", "and were never found."],
        ["The end."],
    )
    pages = [
        [(72, 800, "Threat Report 2031"), *set_lines(list(lines)), (290, 30, f"Page {number}")]
        for number, lines in enumerate(halves, start=1)
    ]
    paragraphs = read(guard, make_pdf(pages)).text.split("\n\n")
    assert "He said the plans were worth more than all the rest of the firm and were never found." in paragraphs
    assert paragraphs.count("Threat Report 2031") == 3
    assert "Page 2" in paragraphs


def test_two_columns_are_read_one_after_the_other(guard: Guard, make_pdf: PdfMaker) -> None:
    left = set_lines(["The left column runs on", "over lines and at its end", "it goes on in the other"])
    right = set_lines(["column, which is the right", "one, until it ends."], left=320)
    assert read(guard, make_pdf([left + right])).text == (
        "The left column runs on over lines and at its end it goes on in the other column, which is the right one,"
        " until it ends."
    )


def test_fields_are_taken_where_they_are_plausible(guard: Guard, make_pdf: PdfMaker) -> None:
    good = make_pdf(
        [set_lines(OPENING)], info="/Title (The turbine case) /Author (Ada Rowe) /CreationDate (D:20310506)"
    )
    document = read(guard, good)
    assert (document.title, document.author, document.published) == ("The turbine case", "Ada Rowe", "2031-05-06")
    poor = make_pdf([set_lines(OPENING)], info="/Title (Microsoft Word - memo.docx) /CreationDate (D:99999999)")
    assert read(guard, poor).title != "Microsoft Word - memo.docx"
    assert read(guard, poor).published is None


@pytest.mark.parametrize(
    ("share", "options", "words"),
    [
        (1.0, {"encrypt": True}, "encrypted"),
        (0.5, {}, "cut short"),
        (0.05, {}, "cut short"),
    ],
)
def test_what_cannot_be_opened_says_why(
    guard: Guard, make_pdf: PdfMaker, share: float, options: dict[str, bool], words: str
) -> None:
    data = make_pdf([set_lines(OPENING)], **options)
    with pytest.raises(UnreadableInput, match=words):
        read(guard, data[: int(len(data) * share)])


def test_a_scanned_pdf_asks_for_text_recognition(guard: Guard, make_pdf: PdfMaker) -> None:
    with pytest.raises(UnreadableInput, match="OCR"):
        read(guard, make_pdf([[], []]))


def test_a_pdf_without_pages_or_with_too_many_is_refused(guard: Guard, make_pdf: PdfMaker) -> None:
    with pytest.raises(UnreadableInput, match="PDF"):
        read(guard, make_pdf([]))
    with pytest.raises(InputTooLarge, match="3 pages"):
        read(guard, make_pdf([set_lines(OPENING)] * 3), Limits(max_pdf_pages=2))


def test_too_much_text_is_refused(guard: Guard, make_pdf: PdfMaker) -> None:
    with pytest.raises(InputTooLarge, match="characters of text"):
        read(guard, make_pdf([set_lines(OPENING)] * 3), Limits(max_text_chars=500))


def test_every_flipped_byte_gives_a_document_or_one_error(guard: Guard, make_pdf: PdfMaker) -> None:
    data = bytearray(make_pdf([set_lines(OPENING)]))
    for place in range(9, len(data), 23):
        damaged = bytes(data[:place]) + bytes([data[place] ^ 0x55]) + bytes(data[place + 1 :])
        try:
            read(guard, damaged)
        except UnreadableInput as error:
            assert "\n" not in str(error)  # noqa: PT017 — either end is right


def test_what_runs_over_a_page_comes_before_it_and_its_number_after(guard: Guard, make_pdf: PdfMaker) -> None:
    pages = [
        [(72, 800, "Pier Review 2031"), *set_lines([f"The {word} page ends here."]), (290, 30, f"Page {number} of 2")]
        for number, word in enumerate(("first", "second"), start=1)
    ]
    assert read(guard, make_pdf(pages)).text.split("\n\n") == [
        *("Pier Review 2031", "The first page ends here.", "Page 1 of 2"),
        *("Pier Review 2031", "The second page ends here.", "Page 2 of 2"),
    ]
