"""Direct speech: quotations with their speaker before, after or in the sentence before.

Invariant: a quotation is a claim only where a speaker is found; words quoted for irony or as a name are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterspy.reading.claims.clauses import inside
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import FILL, Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.stances import stance_of

_BEFORE = frozenset({",", ":", ";", "—", "–", "."})


class SpeechReader:
    """Reads the direct speech of one document, run by run, in order."""

    def __init__(self, prose: Prose, finder: Finder) -> None:
        self._prose = prose
        self._finder = finder
        self._cues = cues()

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the quotations of one run that somebody speaks."""
        joined: set[int] = set()
        spoke = -1
        for at in run.quoted:
            if not self._is_speech(run, at):
                continue
            speaker = self._after(run, at) or self._before(run, at) or self._carried(run, at)
            if speaker is None and self._is_second(run, at, spoke):
                speaker = self._finder.last
            if speaker is None:
                continue
            self._finder.remember(speaker, run.block)
            spoke = at
            found = self._prose.quotations[run.starts[at]]
            start, end = inside(self._prose.text, found.inner_start, found.inner_end)
            if at in joined:
                continue
            if (rest := self._rest(run, at)) is not None:
                joined.add(rest)
                start, end = found.start, self._prose.quotations[run.starts[rest]].end
            words = self._prose.flat[start:end].lower().replace(",", " ").replace(".", " ").split()
            if start < end:
                yield Draft(
                    start=start, end=end, speaker=speaker, stance=stance_of("asserted", words, speaker), score=0.95
                )

    def _rest(self, run: Run, at: int) -> int | None:
        """The second half of a sentence that its speaker interrupts: "He is a child," said Roe, "not a soldier."."""
        second = next((index for index in run.quoted if index > at), None)
        if second is None or second - at > 12 or run.words[second - 1 : second] != [","]:
            return None
        if any(word in {".", ";"} for word in run.words[at + 1 : second]):
            return None
        first, rest = self._prose.quotations[run.starts[at]], self._prose.quotations[run.starts[second]]
        begins = self._prose.flat[rest.inner_start : rest.inner_start + 12].split()[:1]
        is_open = self._prose.flat[first.inner_end - 1 : first.inner_end] == ","
        return second if is_open and begins and begins[0][0].islower() and begins[0] != "and" else None

    @staticmethod
    def _is_second(run: Run, at: int, spoke: int) -> bool:
        """Whether a quotation goes on behind the attribution of the one before: "…," said Roe, who fled, "and …"."""
        return spoke >= 0 and run.words[at - 1] == "," and at - spoke < 24 and "." not in run.words[spoke + 1 : at]

    def _is_speech(self, run: Run, at: int) -> bool:
        found = self._prose.quotations[run.starts[at]]
        words = self._prose.flat[found.inner_start : found.inner_end].split()
        if len(words) < 3:
            return False
        return len(words) > 4 or at == 0 or run.words[at - 1] in _BEFORE or run.words[at - 1] in self._cues.verbs

    def _after(self, run: Run, at: int) -> Speaker | None:
        """As in "…," said X / "…," X said."""
        words = run.words
        first = at + 1
        if first < len(words) and words[first] == ",":
            first += 1
        if first >= len(words) or words[first] in {".", ";", "and"}:
            return None
        if words[first] in self._cues.verbs:
            found = self._finder.after(run, first + 1)
            return found[0] if found else None
        verbs = self._cues.verbs
        for index in range(first, min(first + 14, len(words))):
            word = words[index]
            if word in {".", ";", "that", "and"} or word[0] == FILL:
                return None
            if word == "saying" and words[index - 1] == "as" and "quoted" in words[first:index]:
                return self._finder.before(run, first + words[first:index].index("quoted"), first)
            if word in verbs and not verbs[word].is_participle:
                return self._finder.before(run, index, first)
        return None

    def _before(self, run: Run, at: int) -> Speaker | None:
        """X said: "…" / X highlights the approach: "…"."""
        words = run.words
        if at == 0:
            return None
        low = max(0, at - 30)
        has_colon = words[at - 1] == ":"
        for index in range(at - 1, low - 1, -1):
            if words[index] in {".", ";"} or words[index][0] == FILL:
                return None
            verb = self._cues.verbs.get(words[index])
            if verb is None:
                continue
            if (
                has_colon
                or at - index <= 2
                or (verb.takes_clause and at - index <= 5 and "that" not in words[index:at])
            ):
                return self._finder.before(run, index)
            return None
        return self._subject(run, at) if has_colon else None

    def _subject(self, run: Run, at: int) -> Speaker | None:
        """As in "X was blunt: …"."""
        verb = next(
            (index for index in range(1, at) if run.words[index] in {"is", "was", "were", "are", "had", "has"}), None
        )
        return self._finder.before(run, verb) if verb else None

    def _carried(self, run: Run, at: int) -> Speaker | None:
        """A quotation that stands alone goes on from the speaker before it in the paragraph."""
        is_alone = all(word in {".", ","} or word[0] == run.words[at][0] for word in run.words)
        return self._finder.last if is_alone and self._finder.last_block == run.block else None
