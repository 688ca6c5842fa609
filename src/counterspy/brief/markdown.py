"""A brief as Markdown, for a wiki, a ticket or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterspy.brief.content import Content, lines_of, speaker_of, statements_of
from counterspy.model import Claim, Incident, brief_line, inert
from counterspy.vocabulary import title_of

_SYNTAX = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def write_markdown(content: Content) -> str:
    """Write a brief.

    Args:
        content: What it shows.

    Returns:
        CommonMark; whatever a document says is escaped and stays text.
    """
    parts = [f"**{content.handling}**", ""]
    parts += [
        f"# {_plain(content.title)}",
        "",
        f"{brief_line(content.made_at)}. Charged is not convicted; alleged is not proven.",
        "",
    ]
    for incident in content.incidents:
        parts += _incident(incident, content)
    return inert("\n".join([*parts, f"**{content.handling}**"]) + "\n")


def _incident(incident: Incident, content: Content) -> Iterator[str]:
    yield f"## {_plain(incident.title)}"
    yield ""
    yield f"{len(incident.documents)} documents, {incident.origins} independent origins · `{incident.id}`"
    yield ""
    for line in lines_of(incident, content.claims):
        contested = " (**contested**)" if line.is_contested else ""
        origins = "1 origin" if line.origins == 1 else f"{line.origins} origins"
        yield f"- **{line.field}**: {_plain(line.label)}{contested} — {origins}"
        for claim in line.claims:
            yield f"  - {_cite(claim, content)}"
        for claim in line.opposed:
            yield f"  - against: {_cite(claim, content)}"
    for claim in statements_of(incident, content.claims):
        yield f"- {title_of('stance', claim.stance)}: {_cite(claim, content)}"
    yield ""


def _cite(claim: Claim, content: Content) -> str:
    row = content.rows.get(claim.evidence)
    source = (row.title or row.path) if row else claim.evidence
    said = f"{_plain(speaker_of(claim))}, {title_of('stance', claim.stance)}"
    return f"“{_plain(claim.quote)}” — {said}, in {_plain(source)} [{claim.start}:{claim.end}]"


def _plain(text: str) -> str:
    return _SYNTAX.sub(r"\\\1", " ".join(text.split()))
