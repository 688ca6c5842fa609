"""The closed lists as a page of documentation; `make docs` writes it, a test holds it to the data."""

from __future__ import annotations

from counterspy.vocabulary.codes import codes
from counterspy.vocabulary.load import toml


def vocabulary_reference() -> str:
    """Give the page `docs/reference/vocabulary.md`, made from `data/codes.toml`."""
    parts = [
        "# Vocabulary",
        "",
        "The closed lists, made from `vocabulary/data/codes.toml` by `make docs`. The order is the order shown.",
    ]
    for name in toml("codes"):
        parts += ["", f"## {name}", "", "| code | title | means |", "|---|---|---|"]
        parts += [f"| `{code.code}` | {code.title} | {code.meaning} |" for code in codes(name).values()]
    return "\n".join(parts) + "\n"
