"""`counterspy verify`: does every stored byte still fit the hash chain?"""

from __future__ import annotations

from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json, say
from counterspy.errors import UsageError
from counterspy.ledger import Head

NAME = "verify"


def command(
    context: typer.Context,
    expected: Annotated[
        str | None, typer.Option("--expected", metavar="SEQ:CHAIN", help="The head noted earlier, elsewhere.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check the hash chain over evidence and decisions, every captured byte, and the register made from them."""
    noted = _head(expected)
    with opened(context) as ledger, progress("verifying") as step:
        report = ledger.verify(lambda done, total: step(f"{done} of {total}"), expected=noted)
    if as_json:
        put_json(report)
    else:
        put(f"{report.entries} entries and {report.contents} captured contents checked")
        for problem in report.problems:
            where = f"entry {problem.seq}" if problem.seq is not None else "captured bytes"
            say(f"{where} {problem.id or ''}: {problem.what}")
        put(
            f"head {report.head.seq}:{report.head.chain}  (note it elsewhere: it proves later that nothing was cut off)"
        )
        put("no fault found" if report.is_sound else f"{len(report.problems)} faults; do not write to this ledger")
    if not report.is_sound:
        raise typer.Exit(3)


def _head(text: str | None) -> Head | None:
    if text is None:
        return None
    seq, _, chain = text.partition(":")
    if not seq.isdigit() or len(chain) != 64:
        raise UsageError(f"--expected {text}: give what an earlier `verify` printed as head, as in 42:9f2c…")
    return Head(int(seq), chain)
