"""JSON lines: one document a line, as crawlers and feeds are saved.

Invariant: a line is a document only where it holds text under a field that is called so; nothing is guessed from other
fields. The line's own bytes are what is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from counterspy.intake.extracted import Extracted, unreadable
from counterspy.model import is_edtf

EXTRACTOR = "json-lines/1"
_TEXT = ("text", "content", "body", "article", "summary", "lead", "description")
_TITLE = ("title", "headline")
_PUBLISHED = ("published", "date", "date_published", "pubDate")
_AUTHOR = ("author", "byline")
_PUBLISHER = ("publisher", "source", "site")
_HEAD_LINES = 3


def are_json_lines(data: bytes) -> bool:
    """Tell whether the first lines are JSON objects that hold text."""
    lines = [line for line in data[:1_000_000].split(b"\n", _HEAD_LINES)[:_HEAD_LINES] if line.strip()]
    return bool(lines) and all((fields := _fields(line)) is not None and _text(fields) for line in lines)


def split_json_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the lines that hold something, with their numbers from 1."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield number, line.strip()


def extract_json_line(line: bytes) -> Extracted:
    """Turn one line into text: the title, a blank line, and the text under the first field that is called so.

    Raises:
        Refused: it is no JSON object, or holds neither text nor a title.
    """
    fields = _fields(line)
    if fields is None:
        raise unreadable("is not a JSON object", "each line needs one object")
    title = _first(fields, _TITLE)
    text = _text(fields) or title
    if not text:
        raise unreadable(f"holds no text under any of: {', '.join((*_TEXT, *_TITLE))}")
    published = _first(fields, _PUBLISHED)
    day = published[:10] if published else None
    whole = text if title is None or text.startswith(title) else f"{title}\n\n{text}"
    return Extracted(
        text=whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"),
        extractor=EXTRACTOR,
        title=title,
        published=day if day and is_edtf(day) else None,
        author=_first(fields, _AUTHOR),
        publisher=_first(fields, _PUBLISHER),
    )


def _fields(line: bytes) -> Mapping[str, object] | None:
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


def _text(fields: Mapping[str, object]) -> str | None:
    return _first(fields, _TEXT)


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
