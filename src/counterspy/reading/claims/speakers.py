"""Speakers: the noun phrase that a verb of saying belongs to, and what kind of speaker it is.

Invariant: a speaker is a span of the text, never a pronoun; where only a pronoun stands, the nearest earlier speaker
or person is taken, and where there is none, nobody.
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct, structs

from counterspy.model import ReadEntity
from counterspy.reading.claims.cast import Cast, Named
from counterspy.reading.claims.cues import Cues, cues
from counterspy.reading.claims.kinds import Kinds
from counterspy.reading.claims.phrases import STOPS, first_word, head_index, is_skipped, opening_comma, trimmed
from counterspy.reading.claims.prose import FILL, Prose, Run
from counterspy.reading.claims.unnamed import is_titled, is_verb, somebody, unknown_kind

_SELVES = frozenset(
    ["Office", "Commission", "Inquiry", "Service", "Authors", "Department", "Bureau", "Directorate", "Agency"]
)
_HEAD = 300
_HEAD_AT = 40
_OPENING = 8  # words
_TITLE_AT_MOST = 24  # words between a verb and the name at the end of a long title
_PROSECUTORS = frozenset(["prosecutor", "prosecutors", "prosecution"])
_PAPERS = frozenset(["documents", "papers", "records", "filings"])
_CONTEST = ("accus", "alleg", " deny", "denie", "indict", "charge", "suspect", "reject", "trial", "convict")


class Speaker(Struct, frozen=True, kw_only=True, gc=False):
    """Who says it. `head`: lower-case words of the role; `is_charging`: a prosecutor or a paper that charges."""

    start: int
    end: int
    text: str
    kind: str
    head: frozenset[str]
    entity: ReadEntity | None = None
    is_charging: bool = False
    is_human: bool = False


class Finder:
    """Finds speakers in one document and remembers who spoke last. One instance a document, thrown away after it."""

    def __init__(self, prose: Prose, cast: Cast) -> None:
        self._prose = prose
        self._cast = cast
        self._cues: Cues = cues()
        self._kinds = Kinds(prose, cast)
        self.last: Speaker | None = None
        self.last_block = -1
        self.last_start = -1
        self._start = -1
        self._issuer = self._find_issuer()
        self._is_contested = any(word in prose.lower for word in _CONTEST)

    def begin(self, run: Run) -> None:
        """Note which run is being read."""
        self._start = run.start

    def remember(self, speaker: Speaker, block: int) -> None:
        """Note who spoke last."""
        self.last, self.last_block, self.last_start = speaker, block, self._start

    def before(self, run: Run, verb: int, low: int = 0) -> Speaker | None:
        """The speaker whose verb stands at index `verb`, looking left no further than index `low`."""
        words, at = run.words, verb - 1
        while at >= low and is_skipped(words[at]):
            at -= 1
        if at < low or not self._cues.words["grammar.negations"].isdisjoint(words[at:verb]):
            return None
        word = words[at]
        if word in {"and", "but", "or"} or (word == "," and at + 1 < verb and words[at + 1] == "then"):
            return self._shared_subject(run, at, low)
        if pronoun := self._pronoun(run, at):
            return self._with_lawyer(run, at, pronoun)
        if word in {"which", "who"}:
            return self._antecedent(run, at, low)
        if word == ",":
            shared = self.last if self.last_start == run.start and words[verb + 1 : verb + 2] == ["that"] else None
            return self._across(run, at, low) or shared
        first = first_word(run, at, low)
        found = self.phrase(run, first, at + 1)
        is_bare = found is None or (found.kind == "expert" and found.entity is None)
        if is_bare or words[max(low, first - 1)] == "who":
            back = self._past_relative(run, first, low)
            found = self.phrase(run, back, at + 1) if back != first else found
        return found

    @staticmethod
    def _past_relative(run: Run, first: int, low: int) -> int:
        """As in "a cousin who wrote to the inquiry says": back over the relative clause to its noun."""
        for index in range(first - 1, max(low, first - 12), -1):
            if run.words[index] in STOPS:
                break
            if run.words[index] in {"who", "that"} and index - 1 >= low and run.words[index - 1] not in STOPS:
                back = first_word(run, index - 1, low)
                is_told = back > 0 and run.words[back - 1] in cues().verbs  # "told the court that her client believed"
                return first if is_told else back
        return first

    def _shared_subject(self, run: Run, at: int, low: int) -> Speaker | None:
        """As in "admitted the meetings but denied": the subject of the verb before."""
        if self.last is not None and self.last_start == run.start:
            return self.last
        for index in range(at - 1, max(low, at - 40), -1):
            word = run.words[index]
            if word in STOPS and index < at - 1:
                return None
            if (word in self._cues.verbs and word not in cues().words["grammar.nounlike"]) or word in {
                "not",
                "has",
                "have",
                "was",
                "were",
            }:
                end = index - 1 if word == "not" else index
                return self.before(run, end, low)
        return None

    def is_lead(self, run: Run) -> bool:
        """Whether the run is the first of the text below the headline."""
        first = next((one for one in self._prose.runs if not one.is_heading), run)
        return run.is_heading or run.start == first.start

    def is_publisher(self, speaker: Speaker) -> bool:
        """Whether the speaker is a body that calls the document its own advisory, alert or report."""
        if speaker.entity is not None:
            return speaker.entity.id in self._cast.publishers
        article, _, noun = speaker.text.partition(" ")
        is_self = article.lower() == "the" and noun in _SELVES  # "the Office found", in a report of the Office
        return is_self and noun.lower() in self._prose.lower[:_HEAD]

    def mentions_to(self, run: Run, at: int) -> list[Named]:
        """What is named in the run before index `at`."""
        return self._cast.within(run.start, run.ends[at - 1])

    def actor_before(self, run: Run, at: int) -> Speaker | None:
        """The last person, persona or body named in the run before index `at`."""
        named = self._cast.within(run.start, run.starts[at])
        chosen = next(
            (
                one
                for one in reversed(named)
                if one.entity.kind in {"persona", "person", "actor-group", "company", "service"}
            ),
            None,
        )
        return self.phrase(run, run.word_at(chosen.start), run.word_at(chosen.end)) if chosen else None

    def after(self, run: Run, first: int) -> tuple[Speaker, int] | None:
        """The speaker that starts at index `first`, as in "said Ada Roe"; and the index after it."""
        words, at = run.words, first
        while at < len(words) and words[at] not in STOPS and words[at][0] != FILL and at - first < _TITLE_AT_MOST:
            if (
                at > first
                and words[at] in self._cues.words["grammar.name_ends"]
                and not is_titled(run, at, self._prose.flat)
            ):
                break
            at += 1
        speaker = self.phrase(run, first, at) if at > first else None
        return (speaker, at) if speaker else None

    def somebody(self, run: Run, verb: int, low: int) -> Speaker | None:
        """Whoever says it, where only people and bodies can: "Several members said", "One told his supervisor"."""
        words = somebody(run, verb, low)
        if words is None:
            return None
        start, end = run.starts[words[0]], run.ends[words[1] - 1]
        head = frozenset(run.words[words[0] : words[1]])
        return Speaker(start=start, end=end, text=self._prose.text[start:end], kind="expert", head=head, is_human=True)

    def phrase(self, run: Run, first: int, last: int) -> Speaker | None:
        """Make a speaker of the words `[first, last)`, or None where they cannot speak."""
        first = self._trimmed(run, first, last)
        if first >= last:
            return None
        if last - first == 1 and (pronoun := self._pronoun(run, first)):
            return pronoun
        start, end = run.starts[first], run.ends[last - 1]
        named = self._cast.within(start, end)
        for one in reversed(named):
            if one.entity.kind in {"person", "persona"} and not self._is_owner(one, end):
                return self._person(one, frozenset(run.words[first:last]))
        return self._body(run, first, last, named)

    def _trimmed(self, run: Run, first: int, last: int) -> int:
        """Without a leading adverbial; "In January Belgium's service" begins at the first name."""
        begin = trimmed(run, first, last)
        if begin < last:
            return begin
        named = self._cast.within(run.starts[min(first + 1, last - 1)], run.ends[last - 1])
        return run.word_at(named[0].start) if named else last

    def _person(self, named: Named, words: frozenset[str]) -> Speaker:
        start = named.start
        flat = self._prose.flat
        before = flat[max(0, start - 10) : start].rstrip(" .").rpartition(" ")[2]
        if before.lower() in self._cues.words["speakers.titles"]:
            start = flat.rindex(before, 0, named.start)
        head = words | self._cast.roles(named.entity)
        kind = self._kinds.person(named.entity, head)
        return Speaker(
            start=start,
            end=named.end,
            text=self._prose.text[start : named.end],
            kind=kind,
            head=head if self._is_contested or kind != "company" else head | {"uncontested"},
            entity=named.entity,
            is_charging="prosecutor" in head or "prosecutors" in head,
            is_human=True,
        )

    def _body(self, run: Run, first: int, last: int, named: list[Named]) -> Speaker | None:
        words = run.words[first:last]
        bare_words = words[: words.index("(", 1)] if words[-1] == ")" and "(" in words[1:] else words
        head_at = head_index(bare_words)
        head = words[head_at].removesuffix("'s")
        start, end = run.starts[first], run.ends[last - 1]
        owner = next((one for one in named if one.end >= run.ends[first + head_at] >= one.start), None)
        kind = self._kinds.noun(head, words, named, owner)
        if kind is None:
            kind = unknown_kind(run, first, last, self._prose.flat)
        if kind is None:
            return None
        bare = frozenset([word.removesuffix("'s") for word in words])
        if kind != "document" and (known := self._known(run, words, head)):
            return known
        return Speaker(
            start=start,
            end=end,
            text=self._prose.text[start:end],
            kind=kind,
            head=bare if self._is_contested or kind != "company" else bare | {"uncontested"},
            entity=owner.entity if owner else None,
            is_human=owner is None and self._kinds.is_human(head),
            is_charging=self._is_charging(kind, bare),
        )

    def _is_charging(self, kind: str, bare: frozenset[str]) -> bool:
        """Prosecutors charge, and so do their papers and those filed in court."""
        is_court_paper = "court" in bare and not _PAPERS.isdisjoint(bare)
        if kind == "document":
            return is_court_paper or not self._cues.words["speakers.charging"].isdisjoint(bare)
        return not _PROSECUTORS.isdisjoint(bare)

    def _known(self, run: Run, words: list[str], head: str) -> Speaker | None:
        """As in "The official" after "a senior official", "the magistrate" after one who was introduced as such."""
        last = self.last
        if last is None or self.last_block != run.block or words[0] != "the" or len(words) != 2:
            return None
        lists = self._cues.words
        is_body = head in lists["speakers.bodies"] or head in lists["speakers.company"]
        return last if head in last.head and len(last.head) > 2 and not is_body else None

    def _pronoun(self, run: Run, at: int) -> Speaker | None:
        word, lists = run.words[at], self._cues.words
        if word in lists["pronouns.person"]:
            return self.he(run, at)
        if word in lists["pronouns.thing"] or word in lists["pronouns.plural"]:
            is_near = self.last is not None and self.last_block == run.block
            if is_near and self.last and not self.last.is_human:
                return self.last
            return self._body_before(run, at) if word in lists["pronouns.thing"] else None
        if word == "we":
            return self.issuer()
        return None

    def _body_before(self, run: Run, at: int) -> Speaker | None:
        """Whom "it" stands for: the body that opens the sentence before in the paragraph."""
        index = bisect_left(self._prose.runs, run.start, key=lambda one: one.start) - 1
        if index < 0 or at > 2 or self._prose.runs[index].block != run.block:
            return None
        before = self._prose.runs[index]
        named = self._cast.within(before.start, before.end)
        if (
            not named
            or named[0].start - before.start > 5
            or named[0].entity.kind in {"person", "persona", "place", "platform"}
        ):
            return None
        return self._named(named[0])

    def _named(self, named: Named) -> Speaker | None:
        """The speaker that a name alone makes."""
        kind = self._kinds.entity(named.entity, [])
        if kind is None:
            return None
        text = self._prose.text[named.start : named.end]
        return Speaker(start=named.start, end=named.end, text=text, kind=kind, head=frozenset(), entity=named.entity)

    def he(self, run: Run, at: int) -> Speaker | None:
        """Whom "he" or "she" at an index stands for: who spoke last in the paragraph, else the person named last."""
        if self.last and self.last_block == run.block and self.last.is_human:
            return self.last
        if at < _OPENING and (subject := self._subject_before(run)) is not None:
            return subject
        named = self._cast.person_before(run.starts[at])
        return self._person(named, frozenset()) if named else None

    def _subject_before(self, run: Run) -> Speaker | None:
        """The human being that the sentence before in the paragraph opens with: "The accused …", "Ada Roe …"."""
        index = bisect_left(self._prose.runs, run.start, key=lambda one: one.start) - 1
        if index < 0 or self._prose.runs[index].block != run.block or self._prose.runs[index].is_heading:
            return None
        before = self._prose.runs[index]
        verb = next((one for one in range(1, min(_OPENING + 4, len(before.words))) if is_verb(before, one)), None)
        if verb is None:
            return None
        found = self.before(before, verb) if before.words[0] not in {"he", "she", "his", "her"} else None
        return found if found is not None and found.is_human and found.start - before.start < _HEAD_AT else None

    def narrator(self) -> Speaker | None:
        """Who the narrator is: a company or party that speaks of itself, else nobody."""
        issuer = self.issuer()
        return issuer if issuer is not None and issuer.kind == "company" else None

    def issuer(self) -> Speaker | None:
        """The body whose own voice the document is."""
        return self._issuer

    def _find_issuer(self) -> Speaker | None:
        entity = self._cast.issuer
        if entity is None:
            return None
        mention = entity.mentions[0]
        return Speaker(
            start=mention.start,
            end=mention.end,
            text=self._prose.text[mention.start : mention.end],
            kind=self._kinds.entity(entity, []) or "company",
            head=frozenset(),
            entity=entity,
        )

    @staticmethod
    def _with_lawyer(run: Run, at: int, speaker: Speaker) -> Speaker:
        """As in "Through his lawyer he has stated": who needs a lawyer to speak is on the accused side."""
        has_lawyer = any(
            word in {"lawyer", "lawyers", "counsel", "barrister", "solicitor"}
            for word in run.words[max(0, at - 4) : at]
        )
        return (
            structs.replace(speaker, kind="accused")
            if has_lawyer and "through" in run.words[max(0, at - 5) : at]
            else speaker
        )

    def _antecedent(self, run: Run, at: int, low: int) -> Speaker | None:
        """As in "the Office, which informed us": the name before the relative, else its noun phrase."""
        end = at - 1 if at and run.words[at - 1] == "," else at
        if end <= low:
            return None
        named = [one for one in self._cast.within(run.starts[low], run.ends[end - 1]) if one.end == run.ends[end - 1]]
        first = run.word_at(named[-1].start) if named else first_word(run, end - 1, low)
        return self.phrase(run, first, end)

    def _across(self, run: Run, comma: int, low: int) -> Speaker | None:
        """The subject stands before a parenthesis between commas: "Ada Roe, who studies it, says"."""
        opening = opening_comma(run, comma, low)
        if opening is None:
            return None
        inside = self._cast.within(run.starts[opening + 1], run.ends[comma - 1])
        person = next(
            (one for one in inside if one.entity.kind == "person" and one.start - run.starts[opening + 1] < 12), None
        )
        first = first_word(run, opening - 1, low)
        if person and person.end == run.ends[comma - 1]:
            return self._person(person, frozenset(run.words[first:opening]))
        found = self.phrase(run, first, opening)
        if found is None and person is not None:
            return self._person(person, frozenset(run.words[first:opening]))
        if found is None or (found.entity is not None and found.entity.kind == "place"):
            return self._first_named(run, low, opening) or found
        return found

    def _first_named(self, run: Run, low: int, last: int) -> Speaker | None:
        """The body or person that opens a chain of commas: "Roe Systems, Inc., of Leeds, which makes it, said"."""
        named = self._cast.within(run.starts[low], run.ends[last - 1])
        opens = named[0] if named and named[0].start - run.starts[low] < 5 else None
        if opens is None or opens.entity.kind == "place":
            return None
        return self.phrase(run, run.word_at(opens.start), run.word_at(opens.end))

    def _is_owner(self, named: Named, end: int) -> bool:
        return self._prose.flat[named.end : named.end + 2] == "'s" and named.end < end
