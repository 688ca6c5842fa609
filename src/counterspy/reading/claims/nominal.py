"""Statements that a noun carries: "her contention that …", "the court's finding that …", "gave as its reason that …".

Invariant: whose noun it is must be said beside it; otherwise nobody speaks here.
"""

from __future__ import annotations

from counterspy.reading.claims.clauses import content_pieces
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.telling import Teller

_OWN = frozenset(["his", "her", "their", "its"])
_BEFORE_MIND = frozenset(["also", "still", "of", "the", "in", "very", "quite", "under", "an", "now"])
_OWNERS = frozenset(["prosecution", "defence", "defense"])


class Nominal:
    """Reads nouns of saying of one document."""

    def __init__(self, finder: Finder, teller: Teller) -> None:
        self._finder = finder
        self._teller = teller
        self._cues = cues()

    def read(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Give the content behind "that", and where its reach ends."""
        words = run.words
        that = at + 1
        while that < min(at + 4, len(words)) and words[that] in {"is", "was", "has", "been", "had", ",", "remains"}:
            that += 1
        if words[that : that + 1] != ["that"] or that + 3 >= len(words):
            return [], at + 1
        speaker = self._owner(run, at, low)
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, that + 1, len(words), self._cues)
        stance = self._cues.nouns.get(words[at], "asserted")
        if words[at].startswith(("claim", "contention")):
            stance = "asserted" if speaker.kind in {"accused", "company"} else "alleged"
        if words[at] == "denial":
            stance = "denied"
        return (self._teller.drafts(run, pieces, speaker, stance, 0.8), reach) if pieces else ([], at + 1)

    def _owner(self, run: Run, at: int, low: int) -> Speaker | None:
        words = run.words
        first = at - 1
        while first > low and words[first] in {
            "own",
            "main",
            "only",
            "central",
            "repeated",
            "initial",
            "first",
            "official",
            "public",
        }:
            first -= 1
        if first < low:
            return None
        if words[first] in _OWN:
            if words[first - 1 : first] == ["as"] and first - low > 2:
                return self._finder.before(run, first - 2, low)  # "gave as its reason"
            return self._own(run, first, low)
        if words[first].endswith(("'s", "s'")):
            begin = first
            while (
                begin > low
                and first - begin < 8
                and words[begin - 1] not in {",", ";", ".", "to", "with", "on", "by", "and", "but"}
            ):
                begin -= 1
            return self._finder.phrase(run, begin, first + 1)
        return self._finder.phrase(run, first, first + 1) if words[first] in _OWNERS else None

    def _own(self, run: Run, first: int, low: int) -> Speaker | None:
        """Whose "his" it is: the person named before it in the sentence, else who spoke or was named last."""
        if run.words[first] in {"his", "her"}:
            return self._finder.he(run, first)
        return self._finder.last if self._finder.last_block == run.block else None

    def minded(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "the court is convinced that …", "officials were confident the …", "is of the opinion that …"."""
        words = run.words
        be = at - 1
        while be > low and (words[be].endswith("ly") or words[be] in _BEFORE_MIND):
            be -= 1
        if be <= low or words[be] not in self._cues.words["grammar.be"] | {"remains", "remain", "remained"}:
            return [], at + 1
        if words[at + 1 : at + 2] != ["that"] or at + 4 >= len(words):
            return [], at + 1
        speaker = self._finder.before(run, be, low)
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, at + 2, len(words), self._cues)
        stance = self._cues.minds.get(words[at], "estimated")
        return (self._teller.drafts(run, pieces, speaker, stance, 0.85), reach) if pieces else ([], at + 1)
