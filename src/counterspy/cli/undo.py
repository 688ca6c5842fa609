"""`counterspy undo`: take a decision back; it stays in the ledger, and so does its undoing."""

from __future__ import annotations

from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, opened, put, put_json, settings_of, utc_now

NAME = "undo"


def command(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, as `why` and `resolve` print it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in your words.")] = "undone on the command line",
    as_json: AsJson = False,
) -> None:
    """Undo a decision. Undoing an undo restores it."""
    from counterspy import flow, inquiry
    from counterspy.model import Decision

    with opened(context) as ledger:
        subject = inquiry.decidable(ledger, decision)
        analyst = settings_of(context).analyst
        draft = Decision(id="", kind="undo", subject=subject, by=analyst, reason=reason, at=utc_now())
        taken = flow.decide(ledger, draft)
    if as_json:
        put_json(taken)
    else:
        put(f"{decision} no longer counts ({taken.id} undoes it)")
