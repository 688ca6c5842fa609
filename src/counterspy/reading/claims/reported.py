"""Reported speech: "X said that …", "…, according to X", "X denied any …", "X called Y baseless".

Invariant: the content never holds its own cue; a verb under "not" or after "to" reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterspy.reading.claims.clauses import clause_start, content_pieces, inside, shrink, span_of
from counterspy.reading.claims.cues import Verb, cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.stances import stance_of

_LISTENERS = frozenset({"tell", "tells", "told", "telling", "inform", "informs", "informed", "remind", "reminds", "reminded", "warned", "warn", "warns", "convince", "convinced", "assured"})
_AFTERTHOUGHTS = frozenset("on in at during after before under when by via through to this last yesterday today at".split())
_CALLS = frozenset("call calls called calling describe describes described dismiss dismisses dismissed labelled labeled branded condemned".split())
_NEARBY = 14


class Reporter:
    """Reads the reported speech of one document, run by run, in order."""

    def __init__(self, prose: Prose, finder: Finder) -> None:
        self._prose = prose
        self._finder = finder
        self._cues = cues()

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the statements of one run."""
        low = 0
        words = run.words
        at = 0
        while at < len(words):
            word = words[at]
            found: list[Draft] = []
            reach = at + 1
            if word == "according" and at + 1 < len(words) and words[at + 1] == "to":
                found, reach = self._according(run, at, low)
            elif word in self._cues.verbs:
                found, reach = self._verb(run, at, low, self._cues.verbs[word])
            elif word in _CALLS:
                found, reach = self._called(run, at, low)
            elif word in {"puts", "put"}:
                found, reach = self._put(run, at, low)
            elif word == "view" and at and words[at - 1] in {"his", "her", "their"}:
                found, reach = self._view(run, at)
            elif word in {"attributes", "attributed", "blames", "blamed", "accuses", "accused", "attributing"}:
                found, reach = self._blamed(run, at, low)
            yield from found
            at = max(at + 1, reach)
            if found:
                low = at if reach > at else low
                low = reach
        return

    def _drafts(
        self, run: Run, pieces: list[tuple[int, int]], speaker: Speaker, stance: str, score: float
    ) -> list[Draft]:
        self._finder.remember(speaker, run.block)
        found: list[Draft] = []
        for number, (low, high) in enumerate(pieces):
            start, end = span_of(self._prose, run, low, high)
            words = run.words[low:high]
            follows_colon = number > 0 and run.words[low - 1] == ":"
            found.append(
                Draft(
                    start=start,
                    end=end,
                    speaker=speaker,
                    stance=stance_of(stance, self._spoken(run, low, high, words), speaker),
                    score=score,
                    needs_figure=follows_colon,
                )
            )
        return found

    def _spoken(self, run: Run, low: int, high: int, words: list[str]) -> list[str]:
        """The words of a piece, those inside its quotations too."""
        if not any(run.is_quotation(at) for at in range(low, high)):
            return words
        return words + self._prose.flat[run.starts[low] : run.ends[high - 1]].lower().replace('"', " ").replace(".", " ").split()

    def _verb(self, run: Run, at: int, low: int, verb: Verb) -> tuple[list[Draft], int]:
        words = run.words
        if at and words[at - 1] in {"to", "the", "a", "an", "of", "by", "this", "his", "her", "its", "their"}:
            return [], at + 1
        after = words[at + 1] if at + 1 < len(words) else "."
        speaker = self._finder.before(run, at, low) if not verb.is_participle else self._participle(run, at)
        if speaker is None or speaker.start >= run.starts[at] and speaker.end <= run.ends[-1]:
            return self._inverted(run, at, low)
        pieces, reach = self._content(run, at, verb)
        if pieces:
            return self._nested(run, at, pieces, reach, speaker, verb)
        if verb.takes_clause and (after in {".", ",", "?", ";"} or after in _AFTERTHOUGHTS or after in _LISTENERS):
            return self._postposed(run, at, low, speaker, verb)
        return [], at + 1

    def _participle(self, run: Run, at: int) -> Speaker | None:
        """"…, saying that": the speaker is whoever spoke last in the run, else its subject."""
        if at < 2 or run.words[at - 1] not in {",", "and", "post", "statement"}:
            return None
        last = self._finder.last
        if last is not None and self._finder.last_block == run.block:
            return last
        return None

    def _content(self, run: Run, at: int, verb: Verb) -> tuple[list[tuple[int, int]], int]:
        """The content right of a verb, as pieces, and where it ends."""
        last = len(run.words)
        that = self._that(run, at)
        if that is not None and verb.takes_that:
            return content_pieces(run, that + 1, last, self._cues)
        first = at + 1
        if first < last and run.words[first] in {":", ","} and run.is_quotation(first + 1):
            return [], at + 1
        if first >= last or run.words[first] in {",", ".", ";", ":", ")", "by", "to", "as"}:
            return [], at + 1
        if verb.takes_clause and not run.is_quotation(first):
            if run.words[at] in _LISTENERS:
                first = self._listener_end(run, first)
            if self._is_clause(run, first) and run.words[first] not in {"whether", "if", "why", "how", "in", "on"}:
                return content_pieces(run, first, last, self._cues)
        if verb.takes_gerund and run.words[first].endswith("ing"):
            return content_pieces(run, first, last, self._cues)
        if verb.takes_noun and self._is_noun_content(run, first):
            return content_pieces(run, first, last, self._cues)
        return [], at + 1

    def _is_noun_content(self, run: Run, first: int) -> bool:
        """A noun phrase of two words and more, no adverbial ("announced on Monday")."""
        return run.words[first] not in _AFTERTHOUGHTS | {"whether", "his", "her"} and first + 1 < len(run.words) and not run.is_quotation(first)

    def _that(self, run: Run, at: int) -> int | None:
        """Index of the "that" of this verb, past a listener, a place or a time."""
        for index in range(at + 1, min(at + _NEARBY, len(run.words))):
            word = run.words[index]
            if word == "that":
                is_object = index + 1 < len(run.words) and run.words[index + 1] in {",", "."}
                return None if is_object else index
            if word in {";", ":", "."} or run.is_quotation(index):
                return None
            if index > at + 1 and (word in self._cues.verbs and word not in {"claims", "reports"} or word in self._cues.words["clauses.auxiliaries"]):
                return None
        return None

    @staticmethod
    def _listener_end(run: Run, first: int) -> int:
        """Past "the court", "reporters in Vienna"."""
        at = first
        if run.words[at] in {"the", "a", "an", "his", "her", "our"}:
            at += 1
        return at + 1

    def _is_clause(self, run: Run, first: int) -> bool:
        """A finite verb follows soon: an auxiliary, or a word in -ed or -s after a noun."""
        for index in range(first, min(first + 16, len(run.words))):
            word = run.words[index]
            if word in {";", ".", ":"}:
                return False
            if word in self._cues.words["clauses.auxiliaries"] or word in self._cues.verbs:
                return True
            if index > first and (word.endswith("ed") or (word.endswith("s") and len(word) > 3)) and run.words[index - 1] not in {"the", "a", "of", "in"}:
                return True
        return False

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
            if inner is None or not inner.takes_that or run.words[index - 1] in {"to", "the", "of"}:
                continue
            that = self._that(run, index)
            if that is None or that >= high:
                continue
            told = self._finder.phrase(run, low, index)
            is_other = told is not None and (told.entity is not None or told.kind == "document") and told.start >= run.starts[low]
            inner_pieces, inner_reach = content_pieces(run, that + 1, len(run.words), self._cues)
            chosen = told if is_other and told is not None else speaker
            return self._drafts(run, inner_pieces, chosen, inner.stance if inner.stance != "asserted" else stance, 0.8), inner_reach
        return self._drafts(run, pieces, speaker, stance, 0.9), reach

    def _postposed(self, run: Run, at: int, low: int, speaker: Speaker, verb: Verb) -> tuple[list[Draft], int]:
        """"…, a senior official said on condition of anonymity." """
        comma = run.word_at(speaker.start) if run.start <= speaker.start < run.starts[at] else at
        while comma > low and run.words[comma] != ",":
            comma -= 1
        if comma <= low or run.words[comma] != ",":
            return [], at + 1
        first = clause_start(run, comma, low, self._cues)
        begin, end = shrink(run, first, comma)
        if end - begin < 3 or run.is_quotation(begin) and end - begin == 1:
            return [], at + 1
        return self._drafts(run, [(begin, end)], speaker, verb.stance, 0.85), self._past_tail(run, at)

    def _inverted(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """"…, said Ada Roe." """
        if at <= low or run.words[at - 1] != "," or run.is_quotation(at - 2):
            return [], at + 1
        found = self._finder.after(run, at + 1)
        if found is None:
            return [], at + 1
        speaker, end = found
        begin, stop = shrink(run, clause_start(run, at - 1, low, self._cues), at - 1)
        if stop - begin < 3:
            return [], at + 1
        return self._drafts(run, [(begin, stop)], speaker, self._cues.verbs[run.words[at]].stance, 0.85), end

    @staticmethod
    def _past_tail(run: Run, at: int) -> int:
        while at < len(run.words) and run.words[at] not in {",", ";", ".", "and"}:
            at += 1
        return at

    def _according(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        words = run.words
        if at + 2 < len(words) and words[at + 2] in {"which", "whom"}:
            speaker = self._finder.before(run, at, low)
            if speaker is None:
                speaker = self._noun_before(run, at, low)
            pieces, reach = content_pieces(run, at + 3, len(words), self._cues)
            return (self._drafts(run, pieces, speaker, "asserted", 0.85), reach) if speaker and pieces else ([], at + 1)
        end = at + 2
        while end < len(words) and words[end] not in {",", ";", ".", ":", "and", "which", "who"}:
            end += 1
        while end < len(words) and words[end] == "and" and end + 1 < len(words) and words[end + 1] not in {"was", "is", "has"} and end - at < 12:
            end += 1
            while end < len(words) and words[end] not in {",", ";", ".", ":", "and"}:
                end += 1
        speaker = self._finder.phrase(run, at + 2, self._plain_end(run, at + 2, end))
        if speaker is None:
            return [], at + 1
        is_first = all(word in self._cues.words["clauses.openers"] or word == "," for word in words[low:at]) or words[at - 1] in {",", ";"} and low == at - 1
        if is_first and end < len(words) and words[end] in {",", ":"}:
            first = self._past_parenthesis(run, end + 1)
            pieces, reach = content_pieces(run, first, len(words), self._cues)
            return (self._drafts(run, pieces, speaker, "asserted", 0.9), reach) if pieces else ([], at + 1)
        begin, stop = shrink(run, clause_start(run, at, low, self._cues), at)
        if stop - begin < 3:
            return [], at + 1
        return self._drafts(run, [(begin, stop)], speaker, "asserted", 0.9), end

    def _noun_before(self, run: Run, at: int, low: int) -> Speaker | None:
        first = max(low, at - 4)
        return next((one for begin in range(first, at) if run.words[begin] in {"a", "an", "the"} and (one := self._finder.phrase(run, begin, at))), None)

    def _plain_end(self, run: Run, first: int, end: int) -> int:
        """Without "seen by this newspaper", "dated 4 May"."""
        for index in range(first + 1, end):
            if run.words[index] in {"seen", "obtained", "reviewed", "dated", "published", "released", "tendered", "filed", "unsealed", "cited", "quoted", "who", "which"}:
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
        is_role = any(word in lists["speakers.role"] or word in lists["speakers.expert"] or word in lists["speakers.post"] for word in words[first:comma])
        has_verb = any(word in lists["clauses.auxiliaries"] for word in words[first:comma])
        return comma + 1 if is_role and not has_verb and comma - first < 12 else first

    def _called(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        speaker = self._finder.before(run, at, low)
        if speaker is None:
            return [], at + 1
        stop = at + 1
        while stop < len(run.words) and run.words[stop] not in {".", ";", ","} and not (run.words[stop] == "and" and stop + 1 < len(run.words) and run.words[stop + 1] in self._cues.verbs):
            stop += 1
        words = run.words[at + 1 : stop]
        quoted = next((index for index in range(at + 1, stop) if run.is_quotation(index)), None)
        denials = self._cues.words["denials.adjectives"]
        spoken = self._spoken(run, at + 1, stop, words) if stop > at + 1 else []
        is_denial = any(word.strip("\"'”“,") in denials for word in spoken)
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

    def _put(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """"puts the cost at A$3 million"."""
        stop = next((index for index in range(at + 1, min(at + 12, len(run.words))) if run.words[index] == "at"), None)
        speaker = self._finder.before(run, at, low) if stop else None
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, at + 1, len(run.words), self._cues)
        return [msg for msg in self._drafts(run, pieces[:1], speaker, "estimated", 0.85)], reach

    def _view(self, run: Run, at: int) -> tuple[list[Draft], int]:
        speaker = self._finder.last if self._finder.last_block == run.block else None
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, at + 1, len(run.words), self._cues)
        return (self._drafts(run, pieces, speaker, "asserted", 0.8), reach) if pieces else ([], at + 1)

    def _blamed(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """"The service attributes the plan to X", "accuses X of Y"."""
        link = "of" if run.words[at].startswith("accus") else "on" if run.words[at].startswith("blam") else "to"
        if link not in run.words[at + 2 : at + 16] or (at and run.words[at - 1] in {"was", "were", "been", "is", "are", "being"}):
            if not (link == "on" and at + 2 < len(run.words) and "for" in run.words[at + 2 : at + 16]):
                return [], at + 1
        speaker = self._finder.before(run, at, low)
        if speaker is None:
            return [], at + 1
        pieces, reach = content_pieces(run, at + 1, len(run.words), self._cues)
        return (self._drafts(run, pieces[:1], speaker, "alleged", 0.8), reach) if pieces else ([], at + 1)
