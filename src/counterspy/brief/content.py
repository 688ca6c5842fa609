"""What a brief is made of."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from counterspy.model import Claim, Document, DocumentRow, Incident
from counterspy.vocabulary import title_of


class Content(Struct, frozen=True, kw_only=True):
    """Everything that one brief shows.

    Attributes:
        title: Headline of the brief.
        made_at: UTC, ISO 8601.
        incidents: In the order shown.
        claims: Claim id → claim, for every claim the incidents rest on.
        documents: Document id → document.
        rows: Document id → its row, with origin and copying.
        marking: The strictest TLP label on any of it, None where nothing of it carries one.
        is_shareable: Whether all of it came in under a marking.
    """

    title: str
    made_at: str
    incidents: tuple[Incident, ...]
    claims: dict[str, Claim]
    documents: dict[str, Document]
    rows: dict[str, DocumentRow]
    marking: str | None = None
    is_shareable: bool = False

    @property
    def handling(self) -> str:
        """What stands above and below the brief."""
        if self.marking is None:
            return "not marked: not for sharing"
        if self.is_shareable:
            return self.marking
        return f"not for sharing: not all of it came in marked (strictest mark: {self.marking})"


class Line(Struct, frozen=True, kw_only=True):
    """One value of one field as a brief shows it, with the claims for and against."""

    field: str
    label: str
    origins: int
    is_contested: bool
    claims: tuple[Claim, ...]
    opposed: tuple[Claim, ...] = ()


def lines_of(incident: Incident, claims: dict[str, Claim]) -> Iterator[Line]:
    """Give the fields of an incident, value by value, then its outcomes along the ladder."""
    for field, values in incident.fields.items():
        for value in values:
            yield Line(
                field=title_of("predicate", field),
                label=value.label,
                origins=value.origins,
                is_contested=value.is_contested,
                claims=tuple(claims[claim] for claim in value.claims),
                opposed=tuple(claims[claim] for claim in value.opposed),
            )
    for outcome in incident.outcomes:
        parts = [title_of("outcome", outcome.kind), outcome.label, outcome.when, outcome.charge]
        yield Line(
            field=title_of("predicate", "outcomes"),
            label=" — ".join(part for part in parts if part),
            origins=outcome.origins,
            is_contested=False,
            claims=tuple(claims[claim] for claim in outcome.claims),
        )


def statements_of(incident: Incident, claims: dict[str, Claim]) -> tuple[Claim, ...]:
    """Give the attributed, hedged and quantified statements about an incident, in order of evidence."""
    return tuple(claims[claim] for claim in incident.statements if claim in claims)


def speaker_of(claim: Claim) -> str:
    """Name who says it; the document itself where nobody else does."""
    return claim.speaker or title_of("speaker-kind", claim.speaker_kind)


def anchor_of(claim: Claim) -> str:
    """Give the HTML anchor of a claim's quote in its document."""
    return f"q-{claim.evidence.split('--')[-1][:8]}-{claim.start}-{claim.end}"
