"""Attribution without a verb of saying: "according to", "called", "puts at", "in her view", "accuses of".

Invariant: the content never holds its own cue.
"""

from __future__ import annotations

from counterspy.reading.claims.clauses import clause_start, content_pieces, inside, shrink
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.telling import Teller


class Attributor:
    """Reads attributions of one document. Each method gives drafts and the index where its reach ends."""

    def __init__(self, prose: Prose, finder: Finder, teller: Teller) -> None:
        self._prose = prose
        self._finder = finder
        self._teller = teller
        self._cues = cues()
        self.quoting: tuple[Speaker, int] | None = None

    def according(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "According to X, …", "…, according to X", "a report according to which …"."""
        words = run.words
        if at + 2 < len(words) and words[at + 2] in {"which", "whom"}:
            speaker = self._noun_before(run, at, low) or self._finder.before(run, at, low)
            pieces, reach = content_pieces(run, at + 3, len(words), self._cues)
            stance = "alleged" if speaker and speaker.kind == "media" else "asserted"
            return (
                (self._teller.drafts(run, pieces, speaker, stance, 0.85), reach) if speaker and pieces else ([], at + 1)
            )
        end = at + 2
        while end < len(words) and words[end] not in {",", ";", ".", ":", "and", "which", "who"}:
            end += 1
        while (
            end < len(words)
            and words[end] == "and"
            and end + 1 < len(words)
            and words[end + 1] not in {"was", "is", "has"}
            and end - at < 12
        ):
            end += 1
            while end < len(words) and words[end] not in {",", ";", ".", ":", "and"}:
                end += 1
        speaker = self._finder.phrase(run, at + 2, self._plain_end(run, at + 2, end))
        if speaker is None:
            return [], at + 1
        if end == len(words) - 1 and words[end] in {",", ":"}:
            self.quoting = speaker, run.block  # "According to the indictment," and the words follow as a block
        is_first = all(word in self._cues.words["clauses.openers"] or word == "," for word in words[low:at]) or (
            words[at - 1] in {",", ";"} and low == at - 1
        )
        if is_first and end < len(words) and words[end] in {",", ":"}:
            first = self._past_parenthesis(run, end + 1)
            pieces, reach = content_pieces(run, first, len(words), self._cues)
            return (self._teller.drafts(run, pieces, speaker, "asserted", 0.9), reach) if pieces else ([], at + 1)
        begin, stop = shrink(run, clause_start(run, at, low, self._cues), at)
        if stop - begin < 3:
            return [], at + 1
        return self._teller.drafts(run, [(begin, stop)], speaker, "asserted", 0.9), end

    def _noun_before(self, run: Run, at: int, low: int) -> Speaker | None:
        first = max(low, at - 4)
        return next(
            (
                one
                for begin in range(at - 1, first - 1, -1)
                if run.words[begin] in {"a", "an", "the"} and (one := self._finder.phrase(run, begin, at))
            ),
            None,
        )

    def _plain_end(self, run: Run, first: int, end: int) -> int:
        """Without "seen by this newspaper", "dated 4 May"."""
        for index in range(first + 1, end):
            if run.words[index] in self._cues.words["grammar.paper_marks"]:
                return index
        return end

    def _past_parenthesis(self, run: Run, first: int) -> int:
        """Past "which cite two former employees," or "a former analyst,"."""
        words = run.words
        comma = next((at for at in range(first, min(first + 30, len(words))) if words[at] == ","), None)
        if comma is None:
            return first
        if words[first] in {"which", "who", "whose"}:
            return comma + 1
        lists = self._cues.words
        is_role = any(
            word in lists["speakers.role"] or word in lists["speakers.expert"] or word in lists["speakers.post"]
            for word in words[first:comma]
        )
        has_verb = any(word in lists["clauses.auxiliaries"] for word in words[first:comma])
        return comma + 1 if is_role and not has_verb and comma - first < 12 else first

    def called(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "called the allegations baseless", "described these as …"."""
        speaker = self._finder.before(run, at, low)
        if speaker is None:
            return [], at + 1
        stop = at + 1
        while (
            stop < len(run.words)
            and run.words[stop] not in {".", ";", ","}
            and not (run.words[stop] == "and" and stop + 1 < len(run.words) and run.words[stop + 1] in self._cues.verbs)
        ):
            stop += 1
        words = run.words[at + 1 : stop]
        quoted = next((index for index in range(at + 1, stop) if run.is_quotation(index)), None)
        denials = self._cues.words["denials.adjectives"]
        spoken = self._teller.spoken(run, at + 1, stop, words) if stop > at + 1 else []
        is_denial = any(word in denials for word in spoken)
        if quoted is not None and quoted >= stop - 1:
            found = self._prose.quotations[run.starts[quoted]]
            start, end = inside(self._prose.text, found.inner_start, found.inner_end)
        elif "as" in words:
            start, end = run.starts[at + 1 + words.index("as")] + 3, run.ends[stop - 1]
            while start < end and not self._prose.text[start].strip():
                start += 1
        elif is_denial and len(words) > 1:
            start, end = run.starts[at + 1], run.ends[stop - 1]
        else:
            return [], at + 1
        if start >= end:
            return [], at + 1
        self._finder.remember(speaker, run.block)
        stance = "denied" if is_denial else "asserted"
        return [Draft(start=start, end=end, speaker=speaker, stance=stance, score=0.8)], stop

    def put(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "puts the cost at A$3 million"."""
        stop = next((index for index in range(at + 1, min(at + 12, len(run.words))) if run.words[index] == "at"), None)
        speaker = self._finder.before(run, at, low) if stop else None
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, at + 1, len(run.words), self._cues)
        return self._teller.drafts(run, pieces[:1], speaker, "estimated", 0.85), reach

    def view(self, run: Run, at: int) -> tuple[list[Draft], int]:
        """Read "In her view …"."""
        speaker = self._finder.last if self._finder.last_block == run.block else None
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, at + 1, len(run.words), self._cues)
        return (self._teller.drafts(run, pieces, speaker, "asserted", 0.8), reach) if pieces else ([], at + 1)

    def blamed(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "The service attributes the plan to X", "accuses X of Y"."""
        link = "of" if run.words[at].startswith("accus") else "on" if run.words[at].startswith("blam") else "to"
        following = run.words[at + 2 : at + 16]
        is_blame_for = link == "on" and "for" in following
        is_passive = at > 0 and run.words[at - 1] in self._cues.words["grammar.be"]
        if "whether" in run.words[max(0, at - 3) : at] or is_passive or not (link in following or is_blame_for):
            return [], at + 1
        speaker = (
            self._teller.participle(run, at) if run.words[at].endswith("ing") else self._finder.before(run, at, low)
        )
        if speaker is None:
            return [], at + 1
        last = next(
            (
                index
                for index in range(at + 1, len(run.words) - 1)
                if run.words[index] == "and" and run.words[index + 1].endswith("ing")
            ),
            len(run.words),
        )
        pieces, reach = content_pieces(run, at + 1, last, self._cues)
        return (self._teller.drafts(run, pieces[:1], speaker, "alleged", 0.8), reach) if pieces else ([], at + 1)
