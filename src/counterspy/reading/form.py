"""The printed form of a Reading: what `read --json --dry-run` gives for one document."""

from __future__ import annotations

from typing import Any

import msgspec

from counterspy.model import Document, Reading


def reading_form(document: Document, reading: Reading) -> dict[str, Any]:
    """Put a document and its reading into the one object that is printed for them.

    Returns:
        Builtin types only: `document`, `dropped`, `entities`, `incidents`, `claims`, `reader`. Offsets are code points
        into `document.text`.
    """
    parts = msgspec.to_builtins(reading)
    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "language": document.language,
            "published": document.published,
            "author": document.author,
            "publisher": document.publisher,
            "text": document.text,
            "sha256": document.sha256,
            "relevant": reading.relevant,
            "unread": reading.unread,
        },
        "dropped": parts["dropped"],
        "entities": parts["entities"],
        "incidents": parts["incidents"],
        "claims": parts["claims"],
        "reader": parts["reader"],
    }
