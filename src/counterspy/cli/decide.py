"""`counterspy decide`: a person's judgement on what is the same, what is wrong, and how far something may go."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from counterspy.cli.answer import AsJson, opened, put, put_json, say, settings_of, utc_now
from counterspy.errors import UsageError
from counterspy.model import Decision, DecisionKind, Tlp

NAME = "decide"
_PAIRS = ("same-as", "not-same-as", "same-origin")
_KINDS = (*_PAIRS, "reject", "mark")


def command(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(_KINDS))],
    subject: Annotated[str, typer.Argument(metavar="ID", help="What it is about, as `why --json` prints it.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[ID|TLP]", help="The other one of a pair, or the marking of `mark`.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, in your words.")] = "",
    as_json: AsJson = False,
) -> None:
    """Decide: two are the same or not, a claim or mention is rejected, something is kept closer."""
    from counterspy import flow, inquiry

    if kind not in _KINDS or kind not in get_args(DecisionKind):
        raise UsageError(f"cannot decide {kind!r}; what can be decided: {', '.join(_KINDS)}")
    if not reason.strip():
        raise UsageError('a decision needs a reason: --reason "…"')
    if (other is None) == (kind in (*_PAIRS, "mark")):
        raise UsageError(f"{kind} takes {'a second id or a marking' if other is None else 'one id only'}")
    with opened(context) as ledger:
        draft = Decision(
            id="",
            kind=kind,  # type: ignore[arg-type]  # checked against the very list above
            subject=inquiry.markable(ledger, subject) if kind == "mark" else inquiry.decidable(ledger, subject),
            object=inquiry.decidable(ledger, other) if kind in _PAIRS and other else None,
            value=_marking(other) if kind == "mark" and other else None,
            by=settings_of(context).analyst,
            reason=reason,
            at=utc_now(),
        )
        taken = flow.decide(ledger, draft)
        note = inquiry.mark_without_effect(ledger, taken) if kind == "mark" else None
        if kind == "same-as" and taken.id in inquiry.not_followed(ledger):
            note = "it is kept but not followed: another decision keeps the two apart; `counterspy decisions` lists it"
    if as_json:
        put_json(taken)
    else:
        put(f"{taken.id}: {kind} {taken.subject} {taken.object or taken.value or ''}".rstrip())
    if note:
        say(f"counterspy: {note}")


def _marking(text: str) -> str:
    try:
        return str(Tlp.parse(text))
    except ValueError as error:
        raise UsageError(f"{error}; use clear, green, amber, amber+strict or red") from error
