"""`counterspy backup`: a whole copy of the ledger while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json

NAME = "backup"


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; nothing is overwritten.")],
    as_json: AsJson = False,
) -> None:
    """Copy the ledger to a new file and verify the copy."""
    with opened(context) as ledger, progress("copying") as step:
        report = ledger.back_up(file, lambda done, total: step(f"{done} of {total}"))
    if as_json:
        put_json({"file": str(file), "entries": report.entries, "sound": report.is_sound})
    else:
        put(f"{file}: {report.entries} entries, verified")
