"""`counterspy brief`: a page to read, print and pass on, every field with its quotes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterspy.cli.answer import NOT_RESOLVED, AsJson, counted, opened, put, put_json, utc_now
from counterspy.errors import UnknownId, UsageError

NAME = "brief"
_FORMATS = {".html": "html", ".htm": "html", ".md": "markdown"}


def command(
    context: typer.Context,
    about: Annotated[list[str], typer.Argument(metavar="ID|QUERY", help="An incident's id, or words to look for.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; .html or .md.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write a brief on one incident, or on all that hold some words."""
    from counterspy import brief, inquiry

    target = output or Path("brief.html")
    form = _FORMATS.get(target.suffix.lower())
    if form is None:
        raise UsageError(f"{target}: a brief is written as {' or '.join(sorted(set(_FORMATS)))}")
    query = " ".join(about)
    with opened(context) as ledger:
        if not ledger.is_resolved():
            raise UsageError(f"{NOT_RESOLVED}, and a brief would count them so; run `counterspy resolve` first")
        incidents = inquiry.incidents_about(ledger, query)
        if not incidents:
            raise UnknownId(query, "`counterspy incidents` lists what there is")
        content = inquiry.brief_content(ledger, incidents, utc_now())
    text = brief.write_html(content) if form == "html" else brief.write_markdown(content)
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror}); name another file with -o") from error
    if as_json:
        put_json({"file": str(target), "incidents": [incident.id for incident in incidents]})
    else:
        put(f"{target}: {counted(len(incidents), 'incident')}, {counted(len(content.documents), 'document')}")
