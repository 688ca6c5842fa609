"""What somebody is said to have said: where the words stand, who said them, and what the verb makes of them.

Invariant: content and speaker are stretches of one sentence, and the speaker is never a pronoun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from counterspy.model import ReadEntity
from counterspy.reading.native.words import Hit

_BY_KIND = {
    "service": "named-official", "agency": "named-official", "military": "named-official", "place": "named-official",
    "company": "company", "organisation": "company", "person": "expert", "persona": "expert", "platform": "media",
}  # fmt: skip
NAMED = frozenset({"person", "persona", "service", "agency", "military", "company", "organisation", "place"})


class Said(Struct, frozen=True, kw_only=True):
    """One stretch of words and who says them; `code`: what the verb makes of it; `goes_on`: the rest is theirs."""

    start: int
    end: int
    speaker_start: int
    speaker_end: int
    code: str
    goes_on: bool = False


class Names:
    """Where a page's entities stand, in order."""

    def __init__(self, entities: Sequence[ReadEntity]) -> None:
        rows = sorted((m.start, m.end, entity) for entity in entities for m in entity.mentions) if entities else []
        self._rows = sorted(rows, key=lambda row: row[:2])
        self._starts = [row[0] for row in self._rows]

    def within(self, start: int, end: int) -> list[tuple[int, int, ReadEntity]]:
        """Give the mentions that lie in a stretch, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [row for row in self._rows[first:last] if row[1] <= end]


def kind_of_speaker(hits: Sequence[Hit], names: list[tuple[int, int, ReadEntity]], *, is_accused: bool) -> str:
    """Tell what sort of speaker a phrase names.

    Args:
        hits: Words of speakers in the phrase.
        names: Entities in it.
        is_accused: Whether one of them is somebody the law does something to.
    """
    codes = [hit.code for hit in hits]
    if "accused" in codes or is_accused:
        return "accused"
    person = next((entity for _, _, entity in names if entity.kind in ("person", "persona")), None)
    if codes and person is None and codes[-1] == "named-official" and not names and "unnamed-official" in codes:
        return "unnamed-official"
    if codes:
        return codes[-1]
    return _BY_KIND.get(names[-1][2].kind, "expert") if names else "expert"
