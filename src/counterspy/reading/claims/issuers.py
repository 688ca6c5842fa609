"""The voice of a body that answers for itself: what "we" deny, and what papers are cited for.

Invariant: only where the document's narrator is a company or party that says "we".
"""

from __future__ import annotations

from collections.abc import Iterator

from counterspy.reading.claims.clauses import shrink
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Run
from counterspy.reading.claims.speakers import Finder

_BE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "can",
        "could",
        "did",
        "does",
        "do",
        "will",
        "cannot",
        "never",
        "been",
    ]
)
_IDLE = frozenset({"obligation", "comment", "guarantee", "undertakes", "liability", "advice", "intended"})


class IssuerReader:
    """Reads what a company or party says of itself in a statement of its own."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._cues = cues()
        self._speaker = finder.narrator()

    @property
    def speaks(self) -> bool:
        """Whether the document is such a statement."""
        return self._speaker is not None

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the denial or the hedged or counted statement that a run is."""
        speaker = self._speaker
        if speaker is None or run.is_heading or len(run.words) < 5 or any(word in _IDLE for word in run.words):
            return
        low = 2 if run.words[0].isdigit() and run.words[1] == "." else 0
        if self._is_denial(run, low):
            low, high = shrink(run, low, len(run.words))
            yield Draft(start=run.starts[low], end=run.ends[high - 1], speaker=speaker, stance="denied", score=0.6)

    def _is_denial(self, run: Run, low: int) -> bool:
        for at in range(low, min(low + 14, len(run.words))):
            word = run.words[at]
            if word in {"which", "who", "because", "while", "if"}:
                return False
            if word not in self._cues.words["denials.negatives"]:
                continue
            before = run.words[at - 1] if at else ""
            return word == "cannot" or at == low or before in _BE
        return False
