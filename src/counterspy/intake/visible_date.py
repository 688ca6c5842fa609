"""The date that a page shows beside its headline, for pages whose fields state none.

Invariant: only an element of time or a short line beside the headline counts, never a date inside the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterspy.intake.dates import dates_in

_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "li", "td", "th", "section", "article", "header", "footer", "aside", "nav"}
    | {"ul", "ol", "table", "tr", "dl", "dt", "dd", "br", "hr", "figure", "figcaption", "blockquote", "body", "main"}
)
_HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "title", "select", "option", "svg"})
_LONGEST_LINE = 140
_STORY_CHARS = 200
"""A line as long as this is of the story."""
_LINES_AROUND = 6
_MOST_LINES = 2000
_RENEWED = (
    "updated",
    "modified",
    "aktualisiert",
    "mis à jour",
    "modifié",
    "actualizado",
    "обновлено",
    "更新",
    "aggiornato",
)


def find_visible_date(tree: Any, title: str | None) -> str | None:
    """Give the date shown with the headline, as EDTF; None where none is.

    Args:
        tree: The page as lxml parsed it.
        title: Its headline as it is known.
    """
    for time in tree.iter("time"):
        stated = f"{time.get('datetime') or ''} {' '.join(time.itertext())}"[:_LONGEST_LINE]
        for _, _, edtf in dates_in(stated):
            return edtf
    lines = list(_lines(tree))
    heads = [number for number, (line, is_head) in enumerate(lines) if is_head or (title and line == title)]
    for head in heads:
        below = _first_date(line for line, _ in lines[head : head + _LINES_AROUND])
        above = _first_date(line for line, _ in lines[max(0, head - 2) : head])
        if below or above:
            return below or above
    return None


def _first_date(lines: Iterator[str]) -> str | None:
    """The first date of short lines up to the story; one of publication goes before one of renewal."""
    renewed: str | None = None
    for line in lines:
        if len(line) >= _STORY_CHARS:
            break
        if len(line) > _LONGEST_LINE or "©" in line or "opyright" in line:
            continue
        for start, _, edtf in dates_in(line):
            if not any(word in line[:start].lower() for word in _RENEWED):
                return edtf
            renewed = renewed or edtf
    return renewed


def _lines(tree: Any) -> Iterator[tuple[str, bool]]:
    """The lines a reader sees at the top of a page, each with whether it is a headline."""
    from lxml.etree import iterwalk

    words: list[str] = []
    count = hidden = head = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in _HIDDEN:
            hidden += 1 if event == "start" else -1
        if tag in _BLOCKS and not hidden:
            line = " ".join("".join(words).split())
            words.clear()
            if line:
                yield line, head > 0
                count += 1
        if tag == "h1":
            head += 1 if event == "start" else -1
        if not hidden:
            words.append((element.text if event == "start" else element.tail) or "")
        elif event == "end" and hidden == 0:
            words.append(element.tail or "")
        if count >= _MOST_LINES:
            return
