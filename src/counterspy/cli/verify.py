"""`counterspy verify`: does every stored byte still fit the hash chain?"""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json, say

NAME = "verify"


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Check the hash chain over evidence and decisions, and every captured byte."""
    with opened(context) as ledger, progress("verifying") as step:
        report = ledger.verify(lambda done, total: step(f"{done} of {total}"))
    if as_json:
        put_json(report)
    else:
        put(f"{report.entries} entries and {report.contents} captured contents checked")
        for problem in report.problems:
            where = f"entry {problem.seq}" if problem.seq is not None else "captured bytes"
            say(f"{where} {problem.id or ''}: {problem.what}")
        put("no fault found" if report.is_sound else f"{len(report.problems)} faults; do not write to this ledger")
    if not report.is_sound:
        raise typer.Exit(3)
