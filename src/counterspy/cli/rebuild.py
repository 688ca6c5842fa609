"""`counterspy rebuild`: throw away everything derived and make it again."""

from __future__ import annotations

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json

NAME = "rebuild"


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Make the register anew from evidence and decisions; the same ledger gives the same bytes."""
    from counterspy import flow

    with opened(context) as ledger, progress("rebuilding"):
        before, after = flow.rebuild(ledger)
    if as_json:
        put_json({"before": before, "after": after, "same": before == after})
    elif before == after:
        put(f"rebuilt; the same bytes as before (SHA-256 {after})")
    else:
        put(f"rebuilt; it was out of date\n  before {before}\n  after  {after}")
