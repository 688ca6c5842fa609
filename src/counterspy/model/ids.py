"""Stable ids: the same evidence gets the same id on every machine, in every run.

An id is `<kind>--<UUIDv5>`, the form STIX uses, so that the kind can be read off it.
"""

from __future__ import annotations

import json
from uuid import UUID, uuid5

NAMESPACE = UUID("6f0a5c1e-53d4-5b0e-9a57-c5f1b7a9d2e4")
"""Counterspy's own UUIDv5 namespace. Changing it changes every id ever given."""


def make_id(kind: str, *parts: str | int | float | None) -> str:
    """Give the id of the thing that these parts identify.

    Args:
        kind: The noun, in lower case, as in `document`, `incident`, `claim`.
        parts: What makes the thing itself and no other; their order matters.

    Returns:
        `kind--uuid`, the same for the same parts, always.
    """
    return f"{kind}--{uuid5(NAMESPACE, json.dumps([kind, *parts], ensure_ascii=False, separators=(',', ':')))}"


def kind_of(identifier: str) -> str | None:
    """Read the noun off an id, or None where the text is not an id of ours."""
    kind, separator, rest = identifier.partition("--")
    return kind if separator and len(rest) == 36 else None
