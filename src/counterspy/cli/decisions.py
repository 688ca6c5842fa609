"""`counterspy decisions`: every decision ever taken, those that were undone included."""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, counted, opened, put, put_json
from counterspy.model import undone

NAME = "decisions"


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """List the decisions in the order they were taken."""
    import msgspec

    with opened(context) as ledger:
        taken = list(ledger.decisions())
    gone = undone(taken)
    for decision in taken:
        if as_json:
            put_json({**msgspec.to_builtins(decision), "undone": decision.id in gone})
        else:
            mark = "  (undone)" if decision.id in gone else ""
            put(f"{decision.id}  {decision.at}  {decision.kind} by {decision.by}{mark}: {decision.reason}")
    if not as_json:
        put(counted(len(taken), "decision"))
