"""Headlines that name who says it behind a dash or before a colon: "Ring filmed the port – police chief".

Invariant: only headings; the speaker must be somebody who can speak, and the rest longer than the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterspy.reading.claims.clauses import shrink
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.stances import stance_of

_DASHES = frozenset(["–", "—", "-", "--"])
_SPEAKER_AT_MOST = 6
_LEAST = 4


class HeadlineReader:
    """Reads the headlines of one document."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._cues = cues()

    def read(self, run: Run) -> Iterator[Draft]:
        """Give what a headline says somebody says."""
        words = run.words
        dash = next((at for at in range(len(words) - 2, 0, -1) if words[at] in _DASHES), None)
        colon = next((at for at in range(1, min(_SPEAKER_AT_MOST, len(words))) if words[at] == ":"), None)
        told = next((at for at in range(len(words) - 1, 1, -1) if words[at] in {"told", "hears", "heard"}), None)
        if dash is not None and len(words) - dash <= _SPEAKER_AT_MOST:
            yield from self._draft(run, (0, dash), self._finder.phrase(run, dash + 1, len(words)))
        elif colon is not None:
            yield from self._draft(run, (colon + 1, len(words)), self._finder.phrase(run, 0, colon))
        elif told is not None and told == len(words) - 1:
            yield from self._in_court(run, told)

    def _in_court(self, run: Run, told: int) -> Iterator[Draft]:
        """As in "Clerk sold lists to envoy, court told": an accusation that nobody is named for."""
        comma = next((at for at in range(told, max(0, told - 5), -1) if run.words[at] == ","), None)
        if (
            comma is not None
            and comma >= _LEAST
            and not self._cues.words["speakers.bodies"].isdisjoint(run.words[comma:])
        ):
            yield Draft(start=run.starts[0], end=run.ends[comma - 1], speaker=None, stance="alleged", score=0.6)

    def _draft(self, run: Run, where: tuple[int, int], speaker: Speaker | None) -> Iterator[Draft]:
        low, high = shrink(run, *where)
        if speaker is None or speaker.kind == "document" or high - low < _LEAST:
            return
        stance = stance_of("asserted", run.words[low:high], speaker)
        yield Draft(start=run.starts[low], end=run.ends[high - 1], speaker=speaker, stance=stance, score=0.6)
