"""From words to drafts: the span, the stance and the speaker of what is told.

Invariant: whoever tells is remembered, for the pronouns that follow.
"""

from __future__ import annotations

from counterspy.reading.claims.clauses import span_of
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.stances import plain_words, stance_of

_BARE = frozenset(["it", "this", "that", "everything", "both"])


class Teller:
    """Makes drafts for one document."""

    def __init__(self, prose: Prose, finder: Finder) -> None:
        self._prose = prose
        self._finder = finder

    def drafts(
        self,
        run: Run,
        pieces: list[tuple[int, int]],
        speaker: Speaker,
        stance: str,
        score: float,
        cue: str = "",
    ) -> list[Draft]:
        """Make drafts of the pieces of one statement and remember who spoke; `cue` is the verb as written."""
        self._finder.remember(speaker, run.block)
        if cue in cues().words["grammar.protests"] and speaker.kind == "accused":
            stance = "denied"
        elif stance == "hedged" and cue.startswith("suspect") and speaker.is_charging:
            stance = "alleged"  # what a prosecutor suspects is the accusation
        elif cue.startswith("contend") and speaker.kind in {"unnamed-official", "named-official"}:
            stance = "alleged"
        elif speaker.kind == "media" and stance == "asserted" and self._finder.narrator():
            stance = "alleged"  # what the press says of the body that now answers
        is_past = cue.endswith(("ed", "said", "told", "wrote"))
        found: list[Draft] = []
        for number, (low, high) in enumerate(pieces):
            start, end = span_of(self._prose, run, low, high)
            if high - low == 1 and run.words[low] in _BARE and run.start <= speaker.start < start:
                start = speaker.start  # "the High Commission denies it"
            words = run.words[low:high]
            told = stance_of(stance, self.spoken(run, low, high, words), speaker, is_past=is_past)
            if cue.startswith("believ"):
                told = _believed(told, speaker, words)
            follows_colon = number > 0 and run.words[low - 1] == ":"
            found.append(
                Draft(
                    start=start,
                    end=end,
                    speaker=speaker,
                    stance=told,
                    score=score,
                    needs_figure=follows_colon,
                )
            )
        return found

    def spoken(self, run: Run, low: int, high: int, words: list[str]) -> list[str]:
        """The words of a piece, those inside its quotations too."""
        if not run.quoted or not any(low <= at < high for at in run.quoted):
            return words
        return plain_words(self._prose.flat[run.starts[low] : run.ends[high - 1]])

    def participle(self, run: Run, at: int) -> Speaker | None:
        """As in "…, saying that": the speaker is whoever spoke last in the run, else its subject."""
        is_named = any(one.end == run.ends[at - 1] for one in self._finder.mentions_to(run, at)) if at else False
        if at < 2 or (run.words[at - 1] not in {",", "and", "post", "statement"} and not is_named):
            return None
        last = self._finder.last
        if last is not None and self._finder.last_start == run.start:
            return last
        return self._finder.actor_before(run, at)


def _believed(stance: str, speaker: Speaker, words: list[str]) -> str:
    """What one believes is an estimate, but for the accused; a service that finds it probable has assessed it."""
    if stance == "hedged" and speaker.kind == "named-official" and not speaker.is_human:
        return stance if {"may", "might", "could"} & set(words) else "estimated"
    return "estimated" if stance == "asserted" and speaker.kind not in {"accused", "media"} else stance
