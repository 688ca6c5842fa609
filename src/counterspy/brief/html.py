"""A brief as one HTML file: no script, no style, font or picture from elsewhere; every quote linked to its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from counterspy.brief.content import Content, anchor_of, lines_of, speaker_of, statements_of
from counterspy.brief.timeline import draw_timeline
from counterspy.model import GENERATOR, Claim, Document, brief_line, inert
from counterspy.vocabulary import title_of


def write_html(content: Content) -> str:
    """Write a brief.

    Args:
        content: What it shows.

    Returns:
        A complete HTML document; the same content gives the same text.
    """
    environment = Environment(
        loader=PackageLoader("counterspy.brief"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    cited = _cited(content)
    page = environment.get_template("brief.html").render(
        content=content,
        generator=GENERATOR,
        made=brief_line(content.made_at),
        lines_of=lines_of,
        statements_of=statements_of,
        speaker_of=speaker_of,
        anchor_of=anchor_of,
        title_of=title_of,
        marked=lambda document: _marked(document, cited.get(document.id, [])),
        dropped=lambda document: [b for b in document.blocks if b.is_dropped],
        timeline=draw_timeline(content.incidents),
        matrix=_matrix(content),
        origins=len({row.origin for row in content.rows.values()}),
    )
    return inert(page)


def _cited(content: Content) -> dict[str, list[Claim]]:
    """The claims that the brief cites, by document, in order of position."""
    found: dict[str, list[Claim]] = {}
    for incident in content.incidents:
        for line in lines_of(incident, content.claims):
            for claim in (*line.claims, *line.opposed):
                found.setdefault(claim.evidence, []).append(claim)
        for claim in statements_of(incident, content.claims):
            found.setdefault(claim.evidence, []).append(claim)
    return {document: sorted(claims, key=lambda c: (c.start or 0, -(c.end or 0))) for document, claims in found.items()}


def _marked(document: Document, claims: list[Claim]) -> Markup:
    """The document's kept text with an anchor before every cited quote and the quoted stretches marked."""
    anchors: dict[int, list[str]] = {}
    covered: list[tuple[int, int]] = []
    for claim in claims:
        if claim.start is None or claim.end is None:
            continue
        anchors.setdefault(claim.start, []).append(anchor_of(claim))
        if covered and claim.start <= covered[-1][1]:
            covered[-1] = covered[-1][0], max(covered[-1][1], claim.end)
        else:
            covered.append((claim.start, claim.end))
    pieces = [_paragraph(document.text, b.start, b.end, anchors, covered) for b in document.blocks if not b.is_dropped]
    return Markup("\n").join(pieces)


def _paragraph(
    text: str, start: int, end: int, anchors: dict[int, list[str]], covered: list[tuple[int, int]]
) -> Markup:
    cuts = {start, end, *(a for a in anchors if start <= a < end)}
    cuts.update(edge for span in covered for edge in span if start < edge < end)
    places = sorted(cuts)
    return Markup("<p>") + Markup("").join(_runs(text, places, anchors, covered)) + Markup("</p>")


def _runs(
    text: str, places: list[int], anchors: dict[int, list[str]], covered: list[tuple[int, int]]
) -> Iterator[Markup]:
    for left, right in pairwise(places):
        for anchor in dict.fromkeys(anchors.get(left, ())):
            yield Markup('<a id="{}"></a>').format(anchor)
        run = escape(text[left:right])
        is_marked = any(a <= left and right <= b for a, b in covered)
        yield Markup("<mark>{}</mark>").format(run) if is_marked else run


def _matrix(content: Content) -> list[tuple[str, list[tuple[str, int]]]]:
    """How many incidents by sponsor and method; sponsors and methods as they first occur."""
    counts: Counter[tuple[str, str]] = Counter()
    for incident in content.incidents:
        for sponsor in [value.label for value in incident.fields.get("sponsors", ())] or ["not named"]:
            for method in incident.fields.get("methods", ()):
                counts[sponsor, method.label] += 1
    methods = sorted({method for _, method in counts})
    sponsors = sorted({sponsor for sponsor, _ in counts})
    return [(sponsor, [(method, counts[sponsor, method]) for method in methods]) for sponsor in sponsors]
