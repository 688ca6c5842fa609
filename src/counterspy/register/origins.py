"""Documents + `same-origin` decisions → Origins: texts that copy one another count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counterspy.model import Decision, Origin, make_id
from counterspy.register.groups import Groups


def build_origins(documents: Sequence[str], decisions: Sequence[Decision]) -> tuple[Origin, ...]:
    """Group documents by their source.

    Args:
        documents: Ids in order of evidence.
        decisions: In force, in the order they were taken.

    Returns:
        One origin a group; the document that the others copy stands first in it.
    """
    groups = Groups(documents, decisions, kind="same-origin")
    copies = {d.subject for d in decisions if d.kind == "same-origin"}
    origins = []
    for first, members in groups.members().items():
        source_first = sorted(members, key=lambda document: document in copies)
        origins.append(
            Origin(id=make_id("origin", first), documents=tuple(source_first), decisions=groups.decisions_of(first))
        )
    return tuple(origins)


def count_origins(documents: Iterable[str], origin_of: Mapping[str, str]) -> int:
    """Count the independent origins behind some documents; a document outside the map counts as its own."""
    return len({origin_of.get(document, document) for document in documents})
