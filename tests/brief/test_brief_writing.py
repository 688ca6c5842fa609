"""A brief shows every field with its quotes, links them to their place, and keeps whatever a document says inert."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest

from counterspy.brief import Content, write_html, write_markdown
from counterspy.model import (
    Block,
    Claim,
    Document,
    DocumentRow,
    FieldValue,
    Incident,
    Outcome,
    make_id,
)

TEXT = (
    "Advert: buy now\n<script>alert(1)</script> Prosecutors say Mira Tolvan passed files in 2019.\nShe was acquitted."
)
DOCUMENT = Document(
    id=make_id("document", "x"), sha256="ab" * 32, media_type="text/plain", title="A <b>title</b>", language="en",
    published="2020-01-02", author=None, publisher=None, text=TEXT,
    blocks=(
        Block(start=0, end=15, kind="advert", reason="calls to buy"),
        Block(start=16, end=90, kind="paragraph"),
        Block(start=91, end=len(TEXT), kind="paragraph"),
    ),
    extractor="text/1",
)  # fmt: skip


def claim(name: str, words: str, predicate: str, stance: str = "asserted") -> Claim:
    start = TEXT.index(words)
    return Claim(
        id=make_id("claim", name), evidence=DOCUMENT.id, subject="occurrence--1", predicate=predicate, quote=words,
        start=start, end=start + len(words), speaker="Prosecutors" if stance == "alleged" else None,
        speaker_kind="named-official", stance=stance, reader="test/1",
    )  # fmt: skip


METHOD = claim("m", "passed files", "methods", "alleged")
START = claim("s", "2019", "start")
ACQUITTED = claim("a", "acquitted", "outcomes")
STATES = claim("c", "Mira Tolvan passed files in 2019", "states", "alleged")


@pytest.fixture
def content() -> Content:
    incident = Incident(
        id=make_id("incident", "1"), title='Files "passed" & <lost>',
        fields={
            "methods": (
                FieldValue(
                    value="insider-theft", label="insider theft", claims=(METHOD.id,), opposed=(ACQUITTED.id,),
                    is_contested=True,
                ),
            ),
            "start": (FieldValue(value="2019", label="2019", claims=(START.id,)),),
        },
        outcomes=(
            Outcome(
                kind="acquitted", who="entity--1", label="Mira Tolvan", when=None, charge="espionage",
                claims=(ACQUITTED.id,),
            ),
        ),
        statements=(STATES.id,), documents=(DOCUMENT.id,), origins=1, contested=("methods",),
    )  # fmt: skip
    row = DocumentRow(
        id=DOCUMENT.id, path="x.txt", title=DOCUMENT.title, published="2020-01-02", language="en", publisher=None,
        relevant=True, origin="origin--1",
    )  # fmt: skip
    return Content(
        title="A brief", made_at="2026-01-01T00:00:00Z", incidents=(incident, incident),
        claims={c.id: c for c in (METHOD, START, ACQUITTED, STATES)}, documents={DOCUMENT.id: DOCUMENT},
        rows={DOCUMENT.id: row},
    )  # fmt: skip


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.loads: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        named = dict(attrs)
        if named.get("id"):
            self.targets.add(str(named["id"]))
        if tag == "a" and named.get("href"):
            self.links.add(str(named["href"]))
        self.loads.update(str(named[key]) for key in ("src", "data", "poster") if named.get(key))


def parsed(html: str) -> _Links:
    links = _Links()
    links.feed(html)
    return links


def test_every_quote_is_linked_to_its_place_in_the_document(content: Content) -> None:
    links = parsed(write_html(content))
    wanted = {link.removeprefix("#") for link in links.links}
    assert all(link.startswith("#") for link in links.links)
    assert wanted <= links.targets
    assert len([link for link in wanted if link.startswith("q-")]) == 4


def test_the_page_loads_nothing_and_runs_nothing(content: Content) -> None:
    html = write_html(content)
    links = parsed(html)
    assert not links.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "b", "lost"}
    assert not links.loads
    assert "&lt;script&gt;alert(1)" in html
    assert "default-src 'none'" in html


def test_an_acquittal_stands_with_the_accusation(content: Content) -> None:
    html = write_html(content)
    assert re.search(r"acquitted — Mira Tolvan — espionage", html)
    assert "contested" in html


def test_dropped_text_is_shown_folded_with_its_reason(content: Content) -> None:
    html = write_html(content)
    assert "[advert: calls to buy] Advert: buy now" in html


def test_the_same_content_gives_the_same_bytes(content: Content) -> None:
    assert write_html(content) == write_html(content)
    assert write_markdown(content) == write_markdown(content)


def test_markdown_keeps_document_text_from_being_syntax(content: Content) -> None:
    text = write_markdown(content)
    assert "\\<lost\\>" in text
    assert "passed files" in text
    assert "against:" in text


def test_what_a_terminal_or_a_browser_would_obey_is_shown_and_not_obeyed(content: Content) -> None:
    hostile = "Files \x1b[31mred\x07 \u202egnp.exe\u2066 &#x202e; \x9b2J"
    incident = msgspec.structs.replace(content.incidents[0], title=hostile)
    changed = msgspec.structs.replace(content, title=hostile, incidents=(incident, incident))
    for text in (write_html(changed), write_markdown(changed)):
        assert not set(text) & set("\x1b\x07\x9b\u202e\u2066")
        assert "␛[31mred␇" in text.replace("\\", "")
    assert "\\&\\#x202e;" in write_markdown(changed)
