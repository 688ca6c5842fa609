"""`counterspy demo`: the main job on the shipped documents, in one go."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, progress, put, put_json, say, utc_now
from counterspy.cli.incidents import put_incidents
from counterspy.errors import UsageError
from counterspy.model import DocumentRow, Incident, Viewer

NAME = "demo"
_MARK = "made-by-counterspy-demo"


def command(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("--folder", help="Where the brief goes, and the ledger unless --ledger names one.")
    ] = Path("counterspy-demo"),
    as_json: AsJson = False,
) -> None:
    """Read the shipped demo documents into a fresh ledger, show what they say, and write a brief."""
    from counterspy import brief, flow, inquiry, intake
    from counterspy.ledger import open_ledger

    ledger_path, brief_path = _fresh(folder, _named(context))
    with open_ledger(ledger_path, Viewer(name="demo", is_owner=True), create=True) as ledger:
        with progress("importing the actor catalogue"):
            records = sum(imported.new for imported in flow.import_galaxies(ledger, utc_now))
        with as_file(files("counterspy") / "demo_documents") as documents:
            total = sum(1 for file in documents.rglob("*") if file.is_file())
            with progress("reading", total) as step:
                taken = []
                for item in flow.read_into(ledger, [str(documents)], intake.Limits(), utc_now):
                    step(Path(item.location).name)
                    taken.append(item)
        with progress("resolving"):
            decided = flow.resolve(ledger, utc_now)
        incidents = list(inquiry.listed(ledger, Incident))
        content = inquiry.brief_content(ledger, incidents, utc_now())
        origins = len({row.origin for row in inquiry.listed(ledger, DocumentRow) if row.relevant})
    brief_path.write_text(brief.write_html(content), encoding="utf-8")
    for item in taken:
        if item.error:
            say(item.error)
    relevant = sum(item.relevant for item in taken)
    claims = sum(item.claims for item in taken)
    if as_json:
        put_json(
            {
                "documents": len(taken),
                "relevant": relevant,
                "origins": origins,
                "incidents": len(incidents),
                "claims": claims,
                "records": records,
                "decisions": len(decided),
                "ledger": ledger_path,
                "brief": str(brief_path),
            }
        )
        return
    put_incidents(incidents)
    put(
        f"\n{len(taken)} documents, {relevant} of them about espionage, from {origins} independent origins; "
        f"{claims} attributed statements; {records} catalogue entries; {len(decided)} decisions on what is the same"
    )
    put(f"Brief:  {brief_path}")
    put(f"Ledger: {ledger_path}")
    put(f"Next:   counterspy --ledger {ledger_path} why {incidents[0].id.split('--')[1][:8] if incidents else 'ID'}")


def _named(context: typer.Context) -> str | None:
    """The ledger the command line names. Not the environment's: that one is for real work."""
    return context.parent.params.get("ledger") if context.parent else None


def _fresh(folder: Path, named: str | None) -> tuple[str, Path]:
    """Make the demo's folder anew; a folder or a ledger that the demo did not make is left alone."""
    from counterspy.ledger import ledger_path

    if named and ledger_path(named).exists():
        raise UsageError(f"{named} is there already, and the demo wants a fresh ledger; name another")
    mark = folder / _MARK
    if folder.exists() and not mark.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is there and was not made by the demo; name another with --folder")
    folder.mkdir(parents=True, exist_ok=True)
    mark.touch()
    ledger = folder / "demo.db"
    for leftover in (ledger, ledger.with_name("demo.db-wal"), ledger.with_name("demo.db-shm")):
        leftover.unlink(missing_ok=True)
    return named or str(ledger), folder / "brief.html"
