from __future__ import annotations

import pytest

from counterspy.errors import InputError, InputTooLarge, UnreadableInput
from counterspy.intake import Guard, Limits, Raw, read_document
from counterspy.model import Document

STORY = "".join(
    f"<p>On day {day} the ministry of Norland said that an engineer had passed drawings to a foreign service.</p>"
    for day in ("one", "two", "three", "four")
)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Engineer held</title>{head}</head><body>{body}</body></html>"


def read(guard: Guard, markup: str | bytes, charset: str | None = None, limits: Limits | None = None) -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_document(
        Raw(location="p.html", data=data, media_type="text/html", charset=charset), limits or Limits(), guard
    )


def test_the_story_is_kept_and_scripts_and_comments_are_not(guard: Guard) -> None:
    document = read(guard, page(f"<script>var secret</script><!-- note --><article><h1>Held</h1>{STORY}</article>"))
    assert "day three" in document.text
    assert "secret" not in document.text
    assert "note" not in document.text


def test_paragraphs_headings_lists_and_tables_are_lines_of_their_own(guard: Guard) -> None:
    body = f"{STORY}<h2>What is known</h2>{STORY.replace('day', 'night')}"
    body += "<ul><li>a drawing</li><li>a <b>bold</b> plan</li></ul>"
    body += "<table><tr><td>Name</td><td>Age</td></tr><tr><td>Jo</td><td>5</td></tr></table>"
    text = read(guard, page(f"<article>{body}</article>")).text
    assert "\n\nWhat is known\n\n" in text
    assert "a drawing\na bold plan" in text
    assert "Name | Age\nJo | 5" in text


def test_two_line_breaks_end_a_paragraph_and_one_a_line(guard: Guard) -> None:
    loose = "<div>The first was named here.<br>So was his firm.<br><br>The second one was not named.</div>"
    text = read(guard, page(f"<article>{STORY}{loose}</article>")).text
    assert text.endswith("The first was named here.\nSo was his firm.\n\nThe second one was not named.")


def test_what_the_page_says_of_itself_is_taken(guard: Guard) -> None:
    head = (
        "<meta property='og:site_name' content='Norland Daily'><meta name='author' content='Ada Rowe'>"
        "<meta property='article:published_time' content='2024-05-06T23:30:00Z'>"
    )
    document = read(guard, page(f"<article><h1>Engineer held</h1>{STORY}</article>", head))
    assert (document.title, document.author, document.publisher) == ("Engineer held", "Ada Rowe", "Norland Daily")
    assert document.published == "2024-05-06"
    assert document.extractor.startswith("trafilatura/")
    assert document.text.startswith("Engineer held\n\n")


@pytest.mark.parametrize(
    ("codec", "label", "header"),
    [
        ("cp1251", "windows-1251", None),
        ("cp1251", "utf-8", "windows-1251"),
        ("utf-8", "iso-8859-1", None),
        ("utf-16", "utf-8", None),
    ],
)
def test_the_encoding_is_the_stated_one_unless_the_bytes_say_otherwise(
    guard: Guard, codec: str, label: str, header: str | None
) -> None:
    story = "<p>Министерство сообщило, что инженер передал чертежи иностранной службе.</p>"
    document = read(guard, page(story, f'<meta charset="{label}">').encode(codec), header)
    assert "инженер передал чертежи" in document.text


def test_a_million_nested_tags_are_one_clear_error(guard: Guard) -> None:
    for tag, count in (("<div>", 1_000_000), ("<b>", 100_000), ("<table><tr><td>", 50_000)):
        with pytest.raises(InputTooLarge, match=r"nests tags deeper|more than 300,000 tags"):
            read(guard, page(tag * count + STORY))


@pytest.mark.parametrize(
    "markup",
    [
        page(f"<p class='{'x' * 2_000_000}'>words are here</p>{STORY}"),
        page("<p>" + "&amp;" * 200_000 + "</p>" + STORY),
        "<!DOCTYPE html ["
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
        + "]>"
        + page("<p>&a19;" + STORY),
        page("<!--" * 100_000 + STORY),
        page("<" * 200_000 + STORY),
        page('<p a="' * 100_000 + STORY),
        page("<table><tr><td>a</table>" * 100_000),
        page(STORY, '<script type="application/ld+json">' + "[" * 200_000 + "</script>"),
        page("<p>" + "word " * 400_000),
        page(STORY, "<meta name='author' content='a'>" * 5_000),
        "<frameset>" * 10_000,
        page("\x00\x01\x02 \ufffe" + STORY),
    ],
    ids=lambda markup: markup[55:75],
)
def test_hostile_pages_end_in_a_document_or_one_error(guard: Guard, markup: str) -> None:
    try:
        document = read(guard, markup)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 — either end is right
    else:
        assert len(document.text) <= len(markup)


def test_a_page_without_text_is_refused(guard: Guard) -> None:
    with pytest.raises(UnreadableInput, match="no text"):
        read(guard, "<html><head></head><body><script>render()</script></body></html>")


def test_a_page_with_too_much_text_is_refused(guard: Guard) -> None:
    with pytest.raises(InputTooLarge, match="characters of text"):
        read(guard, page(STORY), limits=Limits(max_text_chars=100))


def test_the_story_of_a_page_laid_out_in_a_table_is_cut_into_its_paragraphs(guard: Guard) -> None:
    menu = "<td><a href='a'>Elections</a><br><a href='b'>Ownership</a></td>"
    body = f"<table><tr>{menu}<td><h2>Engineer held in Norland</h2><i>Ada Rowe, 3 May 2031</i>{STORY}</td></tr></table>"
    document = read(guard, page(body))
    assert [line for line in document.text.split("\n\n") if line.startswith("On day three")]
    assert document.published == "2031-05-03"
