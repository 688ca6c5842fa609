"""`counterspy decisions`: every decision ever taken, those that were undone included."""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, counted, opened, put, put_json
from counterspy.model import undone

NAME = "decisions"
_NOT_FOLLOWED = "  (not followed: another decision keeps the two apart)"


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """List the decisions in the order they were taken."""
    import msgspec

    from counterspy import inquiry

    with opened(context) as ledger:
        taken = list(ledger.decisions())
        refused = inquiry.not_followed(ledger)
    gone = undone(taken)
    for decision in taken:
        if as_json:
            standing = {"undone": decision.id in gone, "followed": decision.id not in refused}
            put_json({**msgspec.to_builtins(decision), **standing})
        else:
            mark = "  (undone)" if decision.id in gone else _NOT_FOLLOWED if decision.id in refused else ""
            put(f"{decision.id}  {decision.at}  {decision.kind} by {decision.by}{mark}: {decision.reason}")
    if not as_json:
        put(counted(len(taken), "decision"))
