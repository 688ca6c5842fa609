"""`counterspy import`: a catalogue or register of somebody else's becomes records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, opened, put, put_json, say, utc_now
from counterspy.errors import UsageError

NAME = "import"
_KINDS = ("misp-galaxy",)


def command(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="misp-galaxy")],
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="A file or folder; without it, what is shipped.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Name of one cluster, as in threat-actor; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be new and keep nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a catalogue; importing it again adds only what is new."""
    from counterspy import flow

    if kind not in _KINDS:
        raise UsageError(f"cannot import {kind!r}; this version takes: {', '.join(_KINDS)}")
    failed = 0
    with opened(context, create=True) as ledger:
        for imported in flow.import_galaxies(ledger, utc_now, path, tuple(only or ()), is_dry=dry_run):
            failed += len(imported.failed)
            for line in imported.failed:
                say(line)
            if as_json:
                put_json(imported)
            else:
                put(f"{imported.source}: {imported.new} {'would be ' if dry_run else ''}new, {imported.known} known")
        if not dry_run:
            flow.resolve(ledger, utc_now)
    if failed:
        raise typer.Exit(1)
