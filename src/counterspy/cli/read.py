"""`counterspy read`: documents into the ledger, or one Reading a line with `--dry-run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json, say, settings_of, utc_now
from counterspy.cli.readers import ReaderName, readers
from counterspy.errors import InputError, UsageError
from counterspy.model import Tlp

if TYPE_CHECKING:  # the flow loads every room, which `--help` need not wait for
    from counterspy.flow import Reader, Taken
    from counterspy.reading import ExplainedLine

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
    reader: Annotated[
        ReaderName,
        typer.Option("--reader", help="Who reads: rules, a language model, or both."),
    ] = ReaderName.RULES,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the text with what was found in it and why; keep nothing.")
    ] = False,
) -> None:
    """Read documents: text, HTML, PDF, e-mail; files, folders, URLs or standard input."""
    try:
        marking = str(Tlp.parse(tlp)) if tlp else None
    except ValueError as error:
        raise UsageError(f"--tlp: {error}; use clear, green, amber, amber+strict or red") from error
    with readers(settings_of(context), reader) as (first, second):
        if explain:
            failed = _explain(inputs, as_json, allow_local, max_mb, first)
        elif dry_run:
            failed = _read_only(inputs, as_json, allow_local, max_mb, first)
        else:
            failed = _read_into(context, inputs, as_json, allow_local, marking, max_mb, first, second)
    if failed:
        raise typer.Exit(1)


def _read_only(inputs: list[str], as_json: bool, allow_local: bool, max_mb: int | None, reader: Reader) -> int:
    from counterspy import flow, intake, reading

    failed = 0
    for found in flow.read_only(inputs, intake.Limits().of_size(max_mb), allow_local=allow_local, reader=reader):
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


def _explain(inputs: list[str], as_json: bool, allow_local: bool, max_mb: int | None, reader: Reader) -> int:
    """Print each document line by line, with what was found marked in place and why."""
    from counterspy import flow, intake, reading

    failed = 0
    for found in flow.read_only(inputs, intake.Limits().of_size(max_mb), allow_local=allow_local, reader=reader):
        if isinstance(found, InputError):
            say(str(found))
            failed += 1
            continue
        document, read = found
        lines = reading.explain(document, read)
        if as_json:
            put_json({"document": document.id, "text": document.text, "unread": read.unread, "lines": list(lines)})
            continue
        put(f"== {document.title or document.id}" + (f" (not read: {read.unread})" if read.unread else ""))
        for line in lines:
            _put_line(document.text, line)
    return failed


def _put_line(text: str, line: ExplainedLine) -> None:
    """One sentence with brackets around what was found in it, and a line for each: what it is and why."""
    if line.left_out:
        put(f"[left out, {line.left_out}] {' '.join(text[line.start : line.end].split())}")
        return
    opening = {place: sum(mark.start == place for mark in line.marks) for place in {m.start for m in line.marks}}
    closing = {place: sum(mark.end == place for mark in line.marks) for place in {m.end for m in line.marks}}
    pieces = [
        "]" * closing.get(place, 0) + "[" * opening.get(place, 0) + text[place : min(place + 1, line.end)]
        for place in range(line.start, line.end + 1)
    ]
    put("\n" + " ".join("".join(pieces).split()))
    for mark in line.marks:
        put(f"    “{' '.join(text[mark.start : mark.end].split())}”  {mark.what} — {mark.why}")


def _read_into(
    context: typer.Context,
    inputs: list[str],
    as_json: bool,
    allow_local: bool,
    tlp: str | None,
    max_mb: int | None,
    reader: Reader,
    second: Reader | None,
) -> int:
    from counterspy import flow, intake

    counts = {"new": 0, "known": 0, "failed": 0, "relevant": 0, "unread": 0, "incidents": 0, "claims": 0, "differ": 0}
    with opened(context, create=True) as ledger:
        with progress("reading", _count(inputs)) as step:
            limits = intake.Limits().of_size(max_mb)
            for taken in flow.read_into(
                ledger, inputs, limits, utc_now, allow_local=allow_local, tlp=tlp, reader=reader, second=second
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
        if counts["differ"]:
            put(f"the two readers differ on {counts['differ']} points; `counterspy show DOCUMENT` lists them")
        put("Next: counterspy incidents · counterspy why ID · counterspy brief ID")
    return counts["failed"]


def _count_in(counts: dict[str, int], taken: Taken) -> None:
    counts["failed" if taken.error else "new" if taken.is_new else "known"] += 1
    counts["relevant"] += taken.relevant
    counts["unread"] += taken.unread is not None
    counts["incidents"] += taken.incidents
    counts["claims"] += taken.claims
    counts["differ"] += taken.disagreements


def _count(inputs: list[str]) -> int | None:
    """How many files the inputs are, for the progress bar; None where that cannot be told."""
    total = 0
    for item in inputs:
        path = Path(item)
        if item == "-" or "://" in item:
            return None
        total += sum(1 for file in path.rglob("*") if file.is_file()) if path.is_dir() else 1
    return total
