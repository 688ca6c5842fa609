"""The final judgement: does a document report on, or discuss, espionage and its kin?

Invariant: it rests on counts of words and on the incidents found, never on who is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counterspy.model import ReadClaim, ReadIncident
from counterspy.reading.incidents.phrases import Hit, scan_page
from counterspy.reading.page import Page

_LONG: Final = 6000


def is_relevant(page: Page, incidents: tuple[ReadIncident, ...], claims: tuple[ReadClaim, ...]) -> bool:
    """Judge a page.

    Args:
        page: The page.
        incidents: Those found on it.
        claims: Those found on it. Not consulted yet: who says so does not change what a page is about.
    """
    text, hits = scan_page(page.text)
    whole: dict[str, set[str]] = {}
    for hit in hits:
        if hit.role == "whole":
            whole.setdefault(hit.code, set()).add(text[hit.start : hit.end])
    if is_fiction(hits, len(text)):
        return False
    field, elsewhere = len(whole.get("field", ())), len(whole.get("elsewhere", ()))
    if incidents:
        has_state = any(one.sponsors or one.actors for one in incidents) or bool(whole.get("state"))
        plain = (
            has_state
            or any(_speaks_for_itself(one) for one in incidents)
            or "economic espionage" in whole.get("field", ())
        )
        return plain and (elsewhere == 0 or (any(one.sponsors for one in incidents) and elsewhere <= 1 + field))
    return field >= 3 + 2 * elsewhere and _density(hits, len(text)) >= 1.0


def _speaks_for_itself(incident: ReadIncident) -> bool:
    """Tell whether an incident is one even where no state is named: a leak of secrets, espionage, a critic pursued."""
    if {
        "agent-activity",
        "hack-and-leak",
        "talent-programme",
        "aerial-maritime-collection",
    }.intersection(incident.methods):
        return True
    if "insider-theft" in incident.methods and {"defence", "government", "aerospace"}.intersection(incident.sectors):
        return True
    return "transnational-repression" in incident.methods and bool(
        {"civil-society", "media"}.intersection(incident.sectors)
    )


def is_fiction(hits: Sequence[Hit], length: int) -> bool:
    """Tell whether the words are those of a story, a film or a game about spies rather than of spying.

    Args:
        hits: Of the incident lexicon.
        length: Of the text, code points.
    """
    stories = [hit for hit in hits if hit.code == "fiction"]
    kinds = {(hit.end - hit.start, hit.role, hit.code) for hit in stories}
    return len(kinds) >= 3 and len(stories) * 900 >= length


def _density(hits: Sequence[Hit], length: int) -> float:
    """Words of the field per 1,000 code points."""
    return 1000 * sum(hit.code == "field" for hit in hits) / max(length, _LONG / 6)
