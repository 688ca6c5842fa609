"""`counterspy show`: one thing by its id, whatever it is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from counterspy.cli.answer import AsJson, opened_to_look, put, put_json

NAME = "show"
_OF_A_DOCUMENT = ("id", "title", "published", "language", "author", "publisher", "media_type", "extractor", "sha256")


def command(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="An id, or the first digits of one.")],
    as_json: AsJson = False,
) -> None:
    """Show a document, incident, entity, origin, decision, record or claim."""
    from counterspy.showing import show

    with opened_to_look(context) as ledger:
        kind, value = show(ledger, identifier)
    if as_json:
        put_json(value)
        return
    if kind == "document":
        _put_document(value)
        return
    for field, content in value.items():
        if content not in (None, [], {}, ""):
            put(f"{field}: {content}")


def _put_document(value: dict[str, Any]) -> None:
    for field in (*_OF_A_DOCUMENT, "captures"):
        if value.get(field):
            put(f"{field}: {value[field]}")
    for one in value["disagreements"]:
        put(f"only {one['said_by']} says: {one['what']} {one['value']}  “{' '.join(one['quote'].split())}”")
    text = value["text"]
    put()
    for block in value["blocks"]:
        words = text[block["start"] : block["end"]]
        put(f"[left out, {block['kind']}: {block['reason']}] {words}" if block["reason"] else words)
