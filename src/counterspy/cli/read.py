"""`counterspy read`: documents into the ledger, or one Reading a line with `--dry-run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json, say, utc_now
from counterspy.errors import InputError, UsageError
from counterspy.model import Tlp

if TYPE_CHECKING:  # the flow loads every room, which `--help` need not wait for
    from counterspy.flow import Taken

NAME = "read"


def command(
    context: typer.Context,
    inputs: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders, URLs, or - for standard input.")
    ],
    as_json: AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what is found and keep nothing.")] = False,
    tlp: Annotated[
        str | None, typer.Option("--tlp", help="Marking of what comes in, as in green; unmarked is never shared.")
    ] = None,
    max_mb: Annotated[
        int | None,
        typer.Option("--max-mb", min=1, help="Megabytes one input may have, and as many characters its text."),
    ] = None,
    allow_local: Annotated[bool, typer.Option("--allow-local", help="Let URLs lead into the local network.")] = False,
) -> None:
    """Read documents: text, HTML, PDF, e-mail; files, folders, URLs or standard input."""
    try:
        marking = str(Tlp.parse(tlp)) if tlp else None
    except ValueError as error:
        raise UsageError(f"--tlp: {error}; use clear, green, amber, amber+strict or red") from error
    if dry_run:
        failed = _read_only(inputs, as_json, allow_local, max_mb)
    else:
        failed = _read_into(context, inputs, as_json, allow_local, marking, max_mb)
    if failed:
        raise typer.Exit(1)


def _read_only(inputs: list[str], as_json: bool, allow_local: bool, max_mb: int | None) -> int:
    from counterspy import flow, intake, reading

    failed = 0
    for found in flow.read_only(inputs, intake.Limits().of_size(max_mb), allow_local=allow_local):
        if isinstance(found, InputError):
            say(str(found))
            failed += 1
        elif as_json:
            put_json(reading.reading_form(*found))
        else:
            document, read = found
            put(f"{document.title or document.id} — {'relevant' if read.relevant else 'not relevant'}")
            for incident in read.incidents:
                sponsors = ", ".join(incident.sponsors) or "sponsor not named"
                put(f"  incident: {incident.title} [{', '.join(incident.methods)}; {sponsors}]")
            for claim in read.claims:
                put(f"  {claim.stance} by {claim.speaker or 'the narrator'}: “{' '.join(claim.quote.split())}”")
    return failed


def _read_into(
    context: typer.Context, inputs: list[str], as_json: bool, allow_local: bool, tlp: str | None, max_mb: int | None
) -> int:
    from counterspy import flow, intake

    counts = {"new": 0, "known": 0, "failed": 0, "relevant": 0, "unread": 0, "incidents": 0, "claims": 0}
    with opened(context, create=True) as ledger:
        with progress("reading", _count(inputs)) as step:
            for taken in flow.read_into(
                ledger, inputs, intake.Limits().of_size(max_mb), utc_now, allow_local=allow_local, tlp=tlp
            ):
                step(taken.location)
                _count_in(counts, taken)
                if taken.error:
                    say(taken.error)
                if as_json:
                    put_json(taken)
        with progress("resolving"):
            decided = flow.resolve(ledger, utc_now)
    if not as_json:
        put(
            f"{counts['new']} new documents ({counts['known']} known already, {counts['failed']} failed): "
            f"{counts['relevant']} about espionage, {counts['incidents']} mentions of incidents, "
            f"{counts['claims']} attributed statements; {len(decided)} new decisions on what is the same"
        )
        if counts["unread"]:
            put(f"{counts['unread']} were kept without being read further (other subject, or a language not read yet)")
        put("Next: counterspy incidents · counterspy why ID · counterspy brief ID")
    return counts["failed"]


def _count_in(counts: dict[str, int], taken: Taken) -> None:
    counts["failed" if taken.error else "new" if taken.is_new else "known"] += 1
    counts["relevant"] += taken.relevant
    counts["unread"] += taken.unread is not None
    counts["incidents"] += taken.incidents
    counts["claims"] += taken.claims


def _count(inputs: list[str]) -> int | None:
    """How many files the inputs are, for the progress bar; None where that cannot be told."""
    total = 0
    for item in inputs:
        path = Path(item)
        if item == "-" or "://" in item:
            return None
        total += sum(1 for file in path.rglob("*") if file.is_file()) if path.is_dir() else 1
    return total
