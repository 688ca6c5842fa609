"""`counterspy verify`: does every stored byte still fit the hash chain?"""

from __future__ import annotations

from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, opened, progress, put, put_json, say
from counterspy.errors import UsageError
from counterspy.ledger import Head, Problem, VerifyReport

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
            say(" ".join(part for part in (_where(problem), problem.what) if part))
        put(
            f"head {report.head.seq}:{report.head.chain}  (note it elsewhere: it proves later that nothing was cut off)"
        )
        put(_verdict(report))
    if not report.is_sound:
        raise typer.Exit(3)


def _where(problem: Problem) -> str:
    if problem.seq is not None:
        return f"entry {problem.seq} {problem.id or ''}:"
    return f"captured bytes {problem.id}:" if problem.id else ""


def _verdict(report: VerifyReport) -> str:
    if report.is_sound:
        return "no fault found"
    if all(problem.is_derived for problem in report.problems):
        return "the evidence is sound; run `counterspy rebuild`"
    return f"{len(report.problems)} faults; do not write to this ledger"


def _head(text: str | None) -> Head | None:
    if text is None:
        return None
    seq, _, chain = text.partition(":")
    if not seq.isdigit() or len(chain) != 64:
        raise UsageError(f"--expected {text}: give what an earlier `verify` printed as head, as in 42:9f2c…")
    return Head(int(seq), chain)
