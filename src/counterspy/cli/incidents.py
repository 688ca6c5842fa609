"""`counterspy incidents`: the register's incidents, as a table or one JSON object a line."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from counterspy.cli.answer import AsJson, counted, opened_to_look, put, put_json, put_table
from counterspy.cli.table import Column
from counterspy.errors import UsageError
from counterspy.model import DocumentRow, Incident, Outcome
from counterspy.vocabulary import codes, country_names, title_of

NAME = "incidents"
_COLUMNS = (
    *(Column("id"), Column("incident", 24), Column("when"), Column("sponsor", 10), Column("method", 12)),
    *(Column("target", 12), Column("status", 12), Column("docs"), Column("origins")),
)


def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Only those that hold all words.")
    ] = None,
    sponsor: Annotated[str | None, typer.Option("--sponsor", help="A state by ISO code or name.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="A method's code, as in illegal-export.")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="An outcome's code, as in acquitted.")] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only those with a contested field.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the incidents: who, how, against whom, with what outcome, in how many documents of how many origins."""
    from counterspy import inquiry

    _known(method, "method")
    _known(outcome, "outcome")
    state = _state(sponsor)
    with opened_to_look(context) as ledger:
        is_resolved = ledger.is_resolved()
        found = [
            incident
            for incident in inquiry.listed(ledger, Incident)
            if _has(incident, "sponsors", state)
            and _has(incident, "methods", method)
            and (outcome is None or any(stated.kind == outcome for stated in incident.outcomes))
            and (incident.contested or not contested)
            and inquiry.holds_words(incident, words or ())
        ]
        origin_of = {row.id: row.origin for row in inquiry.listed(ledger, DocumentRow)}
    if as_json:
        for incident in found:
            put_json(incident_form(incident, origin_of))
        return
    put_incidents(found, is_resolved=is_resolved)
    put("counterspy why ID shows the quotes behind every field · counterspy brief ID writes a brief")


def put_incidents(incidents: list[Incident], *, is_resolved: bool = True) -> None:
    """Draw the table of incidents; how many origins they have is left open while that is not resolved."""
    if not incidents:
        put("no incidents")
        return
    put_table(
        _COLUMNS,
        (
            (
                incident.id.split("--")[1][:8],
                incident.title + (f" [contested: {', '.join(incident.contested)}]" if incident.contested else ""),
                _when(incident),
                _labels(incident, "sponsors") or "not named",
                _labels(incident, "methods"),
                _labels(incident, "targets") or _labels(incident, "sectors"),
                ", ".join(dict.fromkeys(status_line(stated) for stated in incident.outcomes)),
                str(len(incident.documents)),
                str(incident.origins) if is_resolved else "?",
            )
            for incident in incidents
        ),
    )
    put(counted(len(incidents), "incident"))


def status_line(outcome: Outcome) -> str:
    """Put an outcome in a few words: `convicted (A. Person)`, never without whom it befell where that is known."""
    who = f" ({outcome.label})" if outcome.label else ""
    return f"{title_of('outcome', outcome.kind)}{who}"


def incident_form(incident: Incident, origin_of: dict[str, str]) -> dict[str, Any]:
    """Put an incident into the object that `incidents --json` prints."""

    def values(field: str) -> list[str]:
        return [value.value for value in incident.fields.get(field, ())]

    def names(field: str) -> list[str]:
        return [value.label for value in incident.fields.get(field, ())]

    return {
        "id": incident.id,
        "title": incident.title,
        "methods": values("methods"),
        "sponsors": values("sponsors"),
        "actors": names("actors"),
        "accused": names("accused"),
        "targets": names("targets"),
        "sectors": values("sectors"),
        "places": values("places"),
        "start": next(iter(values("start")), None),
        "end": next(iter(values("end")), None),
        "realis": incident.realis,
        "outcomes": [
            {"kind": o.kind, "who": o.label, "when": o.when, "charge": o.charge, "origins": o.origins}
            for o in incident.outcomes
        ],
        "documents": list(incident.documents),
        "origins": list(dict.fromkeys(origin_of.get(document, document) for document in incident.documents)),
        "contested": list(incident.contested),
        "entities": {
            value.label: value.value
            for field in ("actors", "accused", "targets")
            for value in incident.fields.get(field, ())
        },
    }


def _when(incident: Incident) -> str:
    first, last = (next((v.value for v in incident.fields.get(field, ())), "") for field in ("start", "end"))
    return first if first == last else f"{first} – {last}"


def _labels(incident: Incident, field: str) -> str:
    return ", ".join(value.label for value in incident.fields.get(field, ()))


def _has(incident: Incident, field: str, wanted: str | None) -> bool:
    return wanted is None or any(value.value == wanted for value in incident.fields.get(field, ()))


def _known(code: str | None, list_name: str) -> None:
    if code is not None and code not in codes(list_name):
        raise UsageError(f"--{list_name} {code}: there is no such code; one of {', '.join(codes(list_name))}")


def _state(text: str | None) -> str | None:
    """The code of a state that is given by its code or its name."""
    if text is None:
        return None
    for code, name in country_names().items():
        if text.upper() == code or text.casefold() == name.casefold():
            return code
    raise UsageError(f"--sponsor {text}: there is no such state; give its ISO code, as in BR, or its English name")
