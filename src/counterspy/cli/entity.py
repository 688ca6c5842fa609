"""`counterspy entity`: who is that, under which names, in which documents and incidents."""

from __future__ import annotations

from typing import Annotated

import typer

from counterspy.cli.answer import AsJson, counted, counted_origins, opened_to_look, put, put_json
from counterspy.errors import UnknownId
from counterspy.model import Entity, Incident
from counterspy.vocabulary import title_of

NAME = "entity"


def command(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    as_json: AsJson = False,
) -> None:
    """Show every entity with this name or alias."""
    from counterspy import inquiry

    wanted = " ".join(name)
    with opened_to_look(context) as ledger:
        is_resolved = ledger.is_resolved()
        found = inquiry.entities_called(ledger, wanted)
        if not found:
            raise UnknownId(wanted, "names are compared as a whole; try another spelling or an alias")
        titles = {incident.id: incident.title for incident in inquiry.listed(ledger, Incident)}
    for entity in found:
        if as_json:
            put_json(entity)
        else:
            _put_entity(entity, titles, is_resolved=is_resolved)
    if len(found) > 1 and not as_json:
        put(f"{len(found)} entities have this name; they are kept apart until something says they are the same")


def _put_entity(entity: Entity, titles: dict[str, str], *, is_resolved: bool) -> None:
    states = f" ({', '.join(entity.countries)})" if entity.countries else ""
    put(f"{entity.name}{states} — {title_of('entity-kind', entity.kind)}  [{entity.id}]")
    for called in entity.names:
        catalogues = [source for source in called.sources if "--" not in source]
        documents = len(called.sources) - len(catalogues)
        where = [*catalogues, *([counted(documents, "document")] if documents else [])]
        put(f"  name: {called.name}  — {', '.join(where)}")
    for predicate, value, _ in entity.facts:
        put(f"  {title_of('predicate', predicate)}: {value[:200]}")
    origins = counted_origins(entity.origins, is_resolved=is_resolved)
    put(f"  in {counted(len(entity.documents), 'document')}, {origins}")
    for incident in entity.incidents:
        put(f"  incident: {titles.get(incident, incident)}  [{incident}]")
    put()
