"""`counterspy why`: the quotes, speakers, stances, documents and decisions behind every field."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from counterspy.cli.answer import AsJson, counted, counted_origins, opened_to_look, put, put_json
from counterspy.cli.quotes import Quote, quotes_of
from counterspy.vocabulary import title_of

NAME = "why"
_COPIES_SHOWN = 3


def command(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Of an incident or an entity, or its first digits.")],
    as_json: AsJson = False,
) -> None:
    """Show what every field rests on."""
    from counterspy import inquiry

    with opened_to_look(context) as ledger:
        is_resolved = ledger.is_resolved()
        reasons = inquiry.why(ledger, identifier)
    if as_json:
        put_json(reasons)
        return
    put(f"{reasons['title']}  [{reasons['id']}]")
    origins = counted_origins(reasons["origins"], is_resolved=is_resolved)
    put(f"{counted(len(reasons['documents']), 'document')}, {origins}")
    for field in reasons["fields"]:
        _put_field(field, is_resolved=is_resolved)
    for decision in reasons["decisions"]:
        put(f"\ndecision {decision['id']}: {decision['kind']} by {decision['by']} at {decision['at']}")
        put(f"  {decision['reason']}" + (f" (score {decision['score']})" if decision["score"] is not None else ""))


def _put_field(field: dict[str, Any], *, is_resolved: bool) -> None:
    contested = "  — CONTESTED" if field["contested"] else ""
    put(f"\n{title_of('predicate', field['field'])}: {field['label']}{contested}")
    for quote in quotes_of(field["claims"]):
        claim = quote.first
        speaker = claim["speaker"] or title_of("speaker-kind", claim["speaker_kind"])
        mark = "against" if claim["opposes"] else "says so"
        put(f"  “{' '.join(claim['quote'].split())}”")
        stance = title_of("stance", claim["stance"])
        trusted = f" (attribution trusted {claim['score']:g})" if claim["score"] is not None else ""
        put(f"    {mark}: {speaker}, {stance}{trusted} — {claim['source']} {claim['place']}")
        if quote.copies:
            _put_copies(quote, is_resolved=is_resolved)


def _put_copies(quote: Quote, *, is_resolved: bool) -> None:
    """Say where else the same words stand, shortly; `--json` has every place."""
    copies = [f"{claim['evidence'].split('--')[1][:8]} {claim['place']}" for claim in quote.copies[:_COPIES_SHOWN]]
    more = len(quote.copies) - len(copies)
    also = ", ".join([*copies, *([f"{more} more"] if more else [])])
    origins = counted_origins(quote.origins, is_resolved=is_resolved)
    put(f"    {counted(quote.documents, 'document')}, {origins}; also in {also}")
