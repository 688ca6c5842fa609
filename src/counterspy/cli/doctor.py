"""`counterspy doctor`: is everything as it should be, and what to do where it is not."""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, opened, put, put_json

NAME = "doctor"


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Look at the ledger's health: schema, journal, triggers, space, permissions, what is out of date."""
    from counterspy import flow

    with opened(context) as ledger:
        findings = ledger.doctor(maker=flow.MAKER)
    if as_json:
        for finding in findings:
            put_json(finding)
    else:
        for finding in findings:
            put(f"{'ok  ' if finding.is_ok else 'LOOK'} {finding.name}: {finding.message}")
            if not finding.is_ok and finding.advice:
                put(f"     → {finding.advice}")
    if not all(finding.is_ok for finding in findings):
        raise typer.Exit(1)
