"""`counterspy documents`: what was read."""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, counted, counted_origins, opened_to_look, put, put_json, put_table
from counterspy.cli.table import Column

NAME = "documents"
_COLUMNS = (
    *(Column("id"), Column("title", 24), Column("published"), Column("language"), Column("relevant")),
    *(Column("incidents"), Column("path", 24)),
)


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents with their origins and incidents."""
    from counterspy import inquiry
    from counterspy.model import DocumentRow

    with opened_to_look(context) as ledger:
        is_resolved = ledger.is_resolved()
        rows = list(inquiry.listed(ledger, DocumentRow))
    if as_json:
        for row in rows:
            put_json(row)
        return
    put_table(
        _COLUMNS,
        (
            (
                row.id.split("--")[1][:8],
                row.title or "",
                row.published or "",
                row.language,
                {True: "yes", False: "no", None: "not read"}[row.relevant],
                str(len(row.incidents)),
                row.path,
            )
            for row in rows
        ),
    )
    origins = counted_origins(len({row.origin for row in rows}), is_resolved=is_resolved)
    put(f"{counted(len(rows), 'document')}, {origins}")
