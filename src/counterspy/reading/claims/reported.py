"""Reported speech: "X said that …", "…, a Y said", "X denied any …".

Invariant: the content never holds its own cue; a verb under "not" or after "to" reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterspy.reading.claims.attributed import Attributor
from counterspy.reading.claims.clauses import clause_start, content_pieces, shrink
from counterspy.reading.claims.contents import Contents
from counterspy.reading.claims.cues import Verb, cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.telling import Teller


class Reporter:
    """Reads the reported speech of one document, run by run, in order."""

    def __init__(self, prose: Prose, finder: Finder, times: frozenset[int]) -> None:
        self._prose = prose
        self._finder = finder
        self._cues = cues()
        self._contents = Contents(times)
        self._teller = Teller(prose, finder)
        self._attributor = Attributor(prose, finder, self._teller)

    @property
    def quoting(self) -> tuple[Speaker, int] | None:
        """Whom a sentence ending in "according to X," leaves to speak in the block after the given one."""
        return self._attributor.quoting

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the statements of one run."""
        low = reached = 0
        words = run.words
        for at in run.cues:
            if at < reached:
                continue
            word = words[at]
            found: list[Draft] = []
            reach = at + 1
            if word == "according" and at + 1 < len(words) and words[at + 1] == "to":
                found, reach = self._attributor.according(run, at, low)
            elif word in {"puts", "put"} and "at" in words[at + 2 : at + 12]:
                found, reach = self._attributor.put(run, at, low)
            elif word in self._cues.verbs and self._is_lower(run, at):
                found, reach = self._verb(run, at, low, self._cues.verbs[word])
            elif word in self._cues.words["clauses.calls"]:
                found, reach = self._attributor.called(run, at, low)
            elif word == "view" and at and words[at - 1] in {"his", "her", "their"}:
                found, reach = self._attributor.view(run, at)
            elif word in {"attributes", "attributed", "blames", "blamed", "accuses", "accused", "attributing"}:
                found, reach = self._attributor.blamed(run, at, low)
            yield from found
            reached = max(at + 1, reach)
            if found:
                low = reach

    def _is_lower(self, run: Run, at: int) -> bool:
        """Verbs stand in lower case, but for headlines; "United States" states nothing."""
        return self._prose.flat[run.starts[at]].islower() or (
            run.is_heading and run.words[at] in cues().words["grammar.headline_verbs"]
        )

    def _verb(self, run: Run, at: int, low: int, verb: Verb) -> tuple[list[Draft], int]:
        words = run.words
        if at and (
            words[at - 1] in cues().words["grammar.noun_marks"]
            or (words[at - 1] in cues().words["grammar.noun_adjectives"] and words[at].endswith("s"))
        ):
            return [], at + 1
        if self._is_passive(run, at) or self._is_noun(run, at):
            return [], at + 1
        if verb.is_participle and at and words[at - 1] == "," and words[at] in self._cues.words["clauses.commentary"]:
            return [], at + 1
        after = words[at + 1] if at + 1 < len(words) else "."
        speaker = self._finder.before(run, at, low) if not verb.is_participle else self._teller.participle(run, at)
        if speaker is None or (speaker.start >= run.starts[at] and speaker.end <= run.ends[-1]):
            return self._inverted(run, at, low)
        if at and "we" in words[max(0, at - 3) : at] and words[at] not in cues().words["grammar.own_verbs"]:
            return [], at + 1
        if words[at].startswith("announc") and speaker.kind == "named-official" and self._finder.is_lead(run):
            return [], at + 1  # a release's own news, told by who issues it
        if verb.stance == "asserted" and not words[at].startswith("believ") and self._finder.is_publisher(speaker):
            return [], at + 1  # what the publishing body plainly states is the narrator's
        pieces, reach = self._contents.of(run, at, verb, speaker)
        if pieces:
            return self._nested(run, at, pieces, reach, speaker, verb)
        if verb.takes_clause and (
            after in {".", ",", "?", ";"}
            or after in cues().words["grammar.afterthoughts"]
            or after in cues().words["grammar.listeners"]
        ):
            return self._postposed(run, at, low, speaker, verb)
        return [], at + 1

    def _is_noun(self, run: Run, at: int) -> bool:
        """As in "the committee's report", "the weekly report concluded"."""
        if at and run.words[at - 1].endswith("'s"):
            return True
        following = run.words[at + 1] if at + 1 < len(run.words) else "."
        if run.words[at].startswith("think") and following.startswith("tank"):
            return True
        is_subject = following in self._cues.verbs or following in self._cues.words["clauses.auxiliaries"]
        return is_subject and run.words[at] in self._cues.words["grammar.noun_verbs"]

    @staticmethod
    def _is_passive(run: Run, at: int) -> bool:
        """As in "are suspected", "was widely reported": nobody is named who says it."""
        index = at - 1
        while index > 0 and (run.words[index].endswith("ly") or run.words[index] in {"also", "not", "now", "still"}):
            index -= 1
        return index >= 0 and run.words[index] in cues().words["grammar.be"] and not run.words[at].endswith("ing")

    def _nested(
        self, run: Run, at: int, pieces: list[tuple[int, int]], reach: int, speaker: Speaker, verb: Verb
    ) -> tuple[list[Draft], int]:
        """Where the content is itself "the service assessed that …", the inner content counts."""
        low, high = pieces[0]
        stance = verb.stance
        if stance == "hedged" and speaker.head & {"estimates"}:
            stance = "estimated"
        for index in range(low + 1, min(low + 6, high)):
            inner = self._cues.verbs.get(run.words[index])
            if inner is None or not inner.takes_that or run.words[index - 1] in cues().words["grammar.noun_marks"]:
                continue
            that = self._contents.that(run, index)
            if that is None or that >= high:
                continue
            told = self._finder.phrase(run, low, index)
            is_other = (
                told is not None
                and (told.entity is not None or told.kind == "document")
                and told.start >= run.starts[low]
            )
            inner_pieces, inner_reach = content_pieces(run, that + 1, len(run.words), self._cues)
            chosen = told if is_other and told is not None else speaker
            return self._teller.drafts(
                run, inner_pieces, chosen, inner.stance if inner.stance != "asserted" else stance, 0.8, run.words[index]
            ), inner_reach
        return self._teller.drafts(run, pieces, speaker, stance, 0.9, run.words[at]), reach

    def _postposed(self, run: Run, at: int, low: int, speaker: Speaker, verb: Verb) -> tuple[list[Draft], int]:
        """As in "…, a senior official said on condition of anonymity."."""
        comma = run.word_at(speaker.start) if run.start <= speaker.start < run.starts[at] else at
        while comma > low and run.words[comma] != ",":
            comma -= 1
        if comma <= low or run.words[comma] != ",":
            return [], at + 1
        first = clause_start(run, comma, low, self._cues)
        begin, end = shrink(run, first, comma)
        if end - begin < 3 or (run.is_quotation(begin) and end - begin == 1):
            return [], at + 1
        return self._teller.drafts(run, [(begin, end)], speaker, verb.stance, 0.85, run.words[at]), self._past_tail(
            run, at
        )

    def _inverted(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "…, said Ada Roe."."""
        if at <= low or run.words[at - 1] != "," or run.is_quotation(at - 2):
            return [], at + 1
        found = self._finder.after(run, at + 1)
        if found is None:
            return [], at + 1
        speaker, end = found
        begin, stop = shrink(run, clause_start(run, at - 1, low, self._cues), at - 1)
        if stop - begin < 3:
            return [], at + 1
        return self._teller.drafts(run, [(begin, stop)], speaker, self._cues.verbs[run.words[at]].stance, 0.85), end

    @staticmethod
    def _past_tail(run: Run, at: int) -> int:
        while at < len(run.words) and run.words[at] not in {",", ";", ".", "and"}:
            at += 1
        return at
