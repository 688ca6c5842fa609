"""HTML to text, through trafilatura. Runs in the guarded process only.

Invariant: a page is read whole or refused; libxml2 silently drops what lies deeper than 256 tags, so that is a refusal.
"""

from __future__ import annotations

import re
from typing import Any

from counterspy.intake.decode import codec_named, decode
from counterspy.intake.extracted import Extracted, guessed_extractor, own_brief, too_large, unreadable
from counterspy.intake.limits import Limits
from counterspy.intake.visible_date import find_visible_date
from counterspy.model import GENERATOR

_META_BYTES = 4096
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset[ \t\r\n]{0,5}=[ \t\r\n\"']{0,5}([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding=[\"']([a-zA-Z0-9_.:-]{1,40})")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BLOCKS = frozenset(
    {"p", "head", "quote", "list", "table", "code", "ab", "div", "body", "figure", "details", "summary"}
)
_LINES = frozenset({"item", "row", "lb"})
_LEAST_HEADLINE = 16
_STORY_PARAGRAPHS = 3
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""Only what the page itself states as its date, and no clock: the same bytes give the same document on any day."""


def extract_html(data: bytes, charset: str | None, limits: Limits) -> Extracted:
    """Extract a page's own text and what its fields say of it.

    Args:
        data: The page.
        charset: What the server said of its encoding, or None.
        limits: `max_text_chars` and `max_html_tags` count.

    Returns:
        Paragraphs separated by blank lines, headings and rows of tables as lines of their own; the title first.

    Raises:
        Refused: the page holds no text, is nested too deep, or has too many tags or too much text.
    """
    import trafilatura

    if data.count(b"<") > limits.max_html_tags:
        raise too_large(f"holds more than {limits.max_html_tags:,} tags", "save it as text and give that")
    markup, guessed = decode(data, codec_named(charset) or _stated_charset(data))
    tree = _parse(markup)
    if any(name.startswith(GENERATOR) for name in tree.xpath("//meta[@name='generator']/@content")):
        raise own_brief()
    found: Any = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    text = _text_of(found.body) if found is not None and found.body is not None else ""
    text = text or _lines_of(trafilatura.html2txt(tree))
    if not text:
        raise unreadable("holds no text", "the page may need a browser: open it there, save it and give the saved file")
    title = _one_line(found.title if found is not None else None) or _one_line(tree.findtext(".//title"))
    title = _headline_of(tree, title)
    if title and title.casefold() not in text[: 500 + len(title)].casefold():
        text = f"{title}\n\n{text}"
    if why := limits.why_too_long(len(text), 0):
        raise too_large(*why)
    return Extracted(
        text=text,
        extractor=guessed_extractor(f"trafilatura/{trafilatura.__version__}", guessed),
        title=title,
        published=(found.date if found is not None else None) or find_visible_date(tree, title),
        author=_one_line(found.author.replace(";", ",")) if found is not None and found.author else None,
        publisher=_one_line(found.sitename) if found is not None else None,
    )


def _headline_of(tree: Any, title: str | None) -> str | None:
    """The only headline of a page where its title is that with the site's name before or behind it."""
    for tag in ("h1", "h2"):
        heads = [head for head in (_one_line(found.text_content()) for found in tree.iter(tag)) if head]
        if len(heads) == 1 and title and title != heads[0] and len(heads[0]) >= _LEAST_HEADLINE:
            return heads[0] if title.startswith(heads[0]) or title.endswith(heads[0]) else title
    return title


def _stated_charset(data: bytes) -> str | None:
    """Find what the page says of its own encoding: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding."""
    head = data[:_META_BYTES]
    stated = _META_CHARSET.search(head) or _XML_CHARSET.match(head)
    return stated[1].decode("ascii") if stated else None


def _parse(markup: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        tree = document_fromstring(_NOT_XML.sub(" ", markup).encode(), parser=parser)
    except etree.ParserError:
        raise unreadable("holds no text") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_large("nests tags deeper than 256", "save the page as text and give that")
    return tree


def _text_of(body: Any) -> str:
    """Write trafilatura's tree as paragraphs. One walk, no recursion."""
    from lxml.etree import iterwalk

    paragraphs: list[str] = []
    lines: list[str] = []
    words: list[str] = []

    def end_line() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            lines.append(line.removesuffix(" |"))

    def end_paragraph() -> None:
        end_line()
        if lines:
            paragraphs.append("\n".join(lines))
            lines.clear()

    inline = {"item"} if _is_laid_out(body) else {"cell", "item"}
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag in _BLOCKS and element.getparent() is not None and element.getparent().tag not in inline:
            end_paragraph()
        elif tag in _LINES:
            is_second = tag == "lb" and event == "start" and not "".join(words).strip()
            end_paragraph() if is_second else end_line()
        elif tag in _BLOCKS:
            words.append(" ")
        elif tag == "cell" and "cell" not in inline:
            end_paragraph()
        elif tag == "cell" and event == "end":
            words.append(" | ")
        words.append((element.text if event == "start" else element.tail) or "")
    end_paragraph()
    return "\n\n".join(paragraphs)


def _is_laid_out(body: Any) -> bool:
    """Tell a table that lays out a page, with the story in one cell, from a table of facts."""
    return any(len(cell.findall("p")) >= _STORY_PARAGRAPHS for cell in body.iter("cell"))


def _lines_of(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split())[:500] or None if text else None
