"""`counterspy resolve`: propose and take decisions on what is the same."""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json, utc_now

NAME = "resolve"


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Decide which names are one entity, which texts have one origin, which mentions are one incident."""
    from counterspy import flow

    with opened(context) as ledger, progress("resolving"):
        decided = flow.resolve(ledger, utc_now)
    if as_json:
        for decision in decided:
            put_json(decision)
        return
    for decision in decided:
        put(f"{decision.id}  {decision.kind}  {decision.reason}")
    put(f"{len(decided)} new decisions; counterspy undo DECISION takes one back")
