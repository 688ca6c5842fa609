"""Cuts runs of capitalised words into names: bodies by their form, and open names that `evidence` has to decide.

Invariant: what comes out of one run does not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from msgspec import Struct

from counterspy.reading.entities import bodies, evidence
from counterspy.reading.entities.flat import words
from counterspy.reading.entities.found import RANK_FORM, Found
from counterspy.reading.entities.runs import Word, is_particle

_MOST_WORDS = 5
_LONGEST_TITLE = 24
_SHORT_BACK = 3
_ORDINALS, _FUNCTION = words("word", "ordinals"), words("word", "function")
_TITLES, _UNSURE_TITLES = words("person", "titles"), words("person", "unsure-titles")
_POSTNOMINALS = words("person", "postnominals")

_ARTICLES = frozenset({"The", "A", "An"})
_NEVER_SERVICES = frozenset(
    {"Ministry", "Embassy", "Office", "Committee", "Government", "Minister", "University", "House"}
)


class OpenName(Struct, frozen=True, kw_only=True, gc=False):
    """A run of one to five words that may be a name.

    Attributes:
        run: The words; the first one's `join` is empty.
        start: First code point.
        end: One past the last code point.
        is_titled: A title or rank stands before it.
        is_surely_titled: And it is nothing but a title, as `Dr` is and `General` is not.
    """

    run: tuple[Word, ...]
    start: int
    end: int
    is_titled: bool
    is_surely_titled: bool = False

    def key(self) -> str:
        """The name in small letters, one blank between words."""
        if len(self.run) == 1:
            return self.run[0].text.casefold()
        return " ".join((word.join.strip() + " " + word.text).strip() for word in self.run).casefold()


class Cutter:
    """Cuts the runs of one document. Holds what the lexicon found in it; not shared between documents."""

    def __init__(self, flat: str, named: Iterable[Found], demonyms: dict[str, str]) -> None:
        """Start with what the lexicon found, in order."""
        self._flat = flat
        self._hits: dict[int, Found] = {}
        for item in named:
            self._hits.setdefault(item.start, item)
        self._demonyms = demonyms
        self.bodies: list[Found] = []
        self.open: list[OpenName] = []

    def cut(self, run: list[Word]) -> None:
        """Sort the names of one run into `bodies` and `open`."""
        if len(run) == 1 and run[0].text not in bodies.ALONE:
            self._cut_single(run[0])
            return
        for segment in self._segments(run):
            self._cut_segment(segment)

    def _cut_single(self, word: Word) -> None:
        """Give a word that stands alone as an open name, unless the lexicon has it or it only describes."""
        hit = self._hits.get(word.start)
        is_known = hit is not None and hit.end >= word.end
        if not is_known and word.text not in silent() and len(word.text) > 1 and not self._is_descriptive(word):
            self.open.append(OpenName(run=(word,), start=word.start, end=word.end, is_titled=False))

    def _segments(self, run: list[Word]) -> list[list[Word]]:
        """Part a run where `and` or `of` joins two names rather than two words of one."""
        cuts = [n for n, word in enumerate(run) if word.join == " and " and n and not self._continues(run, n)]
        return [run[left:right] for left, right in pairwise([0, *cuts, len(run)])] if cuts else [run]

    def _continues(self, run: list[Word], index: int) -> bool:
        if index + 1 < len(run) and run[index + 1].text in bodies.heads() and run[index - 1].text.endswith("s"):
            return run[index - 1].start not in self._hits
        if not (bodies.is_topic_from(run, index) and bodies.is_topic(run[index - 1].text)):
            return False
        return run[index].start not in self._hits

    def _cut_segment(self, segment: list[Word]) -> None:
        at = 0
        while at < len(segment):
            rest, is_titled = self._without_front(segment, at)
            if not rest:
                return
            at = len(segment) - len(rest)
            if is_titled and evidence.is_given(rest[0].text):
                # a titled person; what follows `of` behind the name may still be a body
                own = next((n for n, word in enumerate(rest) if n and not is_particle(word.join)), len(rest))
                self._cut_open(rest[:own], is_titled=True)
                at += own
                continue
            body = bodies.find_body(rest)
            first, last, kind = body or (len(rest), len(rest), "")
            self._cut_open(rest[:first], is_titled=is_titled)
            if body:
                self._add_body(rest[first:last], kind)
            at += last

    def _without_front(self, segment: list[Word], at: int) -> tuple[list[Word], bool]:
        """Leave out words at the front that are no part of a name: function words, titles."""
        is_titled = False
        while at < len(segment):
            text = segment[at].text
            following = segment[at + 1] if at + 1 < len(segment) else None
            if following and len(text) == 2 and text[1] == "." and following.text in _ARTICLES:
                at += 1  # `C. The Foundation` is a numbered heading
                continue
            if following and text in _ORDINALS and following.text in bodies.heads():
                break
            if text in _FUNCTION:
                is_titled = False
            elif (
                following
                and is_title(text)
                and is_particle(following.join)
                and segment[at].start not in self._hits
                and not _is_of_office(text, following.text)
            ):
                is_titled = True
            else:
                break
            at += 1
        return segment[at:], is_titled

    def _add_body(self, name: list[Word], kind: str) -> None:
        start, end = name[0].start, name[-1].end
        tail = bodies.legal_tail(self._flat, end)
        if tail > end:
            end, kind = tail, "company"
        if kind != "service" and name[0].text not in _NEVER_SERVICES and self._is_unit(name):
            kind = "service"
        text = self._flat[start:end]
        is_vague = kind == "company" and all(word.text in _vague() for word in name[:-1])
        if text not in words("word", "generic") and not is_vague:
            self.bodies.append(
                Found(
                    start=start, end=end, kind=kind, name=text, rule=f"form-{kind}", rank=RANK_FORM, key=text.casefold()
                )
            )

    def _is_unit(self, name: list[Word]) -> bool:
        """Whether a name ends in `of` a service that the lexicon knows, as that of its units does."""
        for index, word in enumerate(name):
            if index and bodies.is_of(word.join) and (hit := self._hits.get(word.start)):
                return hit.kind == "service" and hit.end == name[-1].end
        return False

    def _cut_open(self, run: list[Word], *, is_titled: bool) -> None:
        """Give the words that no head explains as open names, parted where another name or a title stands between."""
        current: list[Word] = []
        covered = -1
        for word in run:
            if word.start in self._hits:
                covered = max(covered, self._covered_from(word, current, run, is_titled=is_titled))
            is_covered = word.end <= covered
            is_rank = not is_covered and word.text in _TITLES and not (current and word is run[-1])
            is_none = is_covered or is_rank or self._is_descriptive(word) or _is_function(current, word)
            if is_none or not is_particle(word.join or " "):
                self._close(current, is_titled=is_titled)
                current = [] if is_none else [word]
                is_titled = is_rank
            else:
                current.append(word)
        self._close(current, is_titled=is_titled)

    def _covered_from(self, word: Word, current: list[Word], run: list[Word], *, is_titled: bool) -> int:
        """Where the name of the lexicon that begins at a word ends; -1: a person's name goes on."""
        if len(current) == 1 and evidence.is_given(current[0].text):
            return -1
        if not current and len(run) > 1 and (is_titled or evidence.is_given(word.text)):
            return -1
        return self._hits[word.start].end

    def _is_descriptive(self, word: Word) -> bool:
        """Whether a word describes: an adjective of nationality, or `Israeli-made`, `Harwick-based`."""
        front, hyphen, back = word.text.partition("-")
        if not hyphen:
            return front in self._demonyms
        is_known = front in self._demonyms or front.isupper() or word.start in self._hits
        return is_known and back.islower() and len(back) > _SHORT_BACK

    def _has_sure_title(self, start: int) -> bool:
        before = self._flat[max(0, start - _LONGEST_TITLE) : start].rpartition("\n")[2].split()[-2:]
        return (len(before) > 1 and is_title(before[0])) or (before[-1:] != [] and before[-1] not in _UNSURE_TITLES)

    def _has_initial(self, name: list[Word]) -> bool:
        """Whether a name ends in an initial, whose full stop belongs to it: `Omar H.`, `Omar El-H.`."""
        last = name[-1].text
        is_initial = len(name) > 1 and (len(last) == 1 or last[-2] == "-") and last[-1].isupper()
        return is_initial and self._flat.startswith(".", name[-1].end)

    def _close(self, current: list[Word], *, is_titled: bool) -> None:
        while len(current) > 1 and current[-1].text in _POSTNOMINALS:
            current = current[:-1]
        not_names = _not_names()
        if len(current) <= _MOST_WORDS and any(len(word.text) > 1 and word.text not in not_names for word in current):
            first = current[0]
            self.open.append(
                OpenName(
                    run=(Word(first.start, first.end, first.text, ""), *current[1:]),
                    start=first.start,
                    end=current[-1].end + self._has_initial(current),
                    is_titled=is_titled,
                    is_surely_titled=is_titled and self._has_sure_title(first.start),
                )
            )


def is_title(text: str) -> bool:
    """Whether a word is a title or a rank, `Vice-Chancellor` and the like included."""
    return text in _TITLES or ("-" in text and text.rpartition("-")[2] in _TITLES)


def _is_of_office(text: str, following: str) -> bool:
    """Whether a title belongs to the name of a body: `Prosecutor General's Office`, `Special Criminal Court`."""
    return following.endswith("'s") or (text == "Special" and not is_title(following))


@cache
def _not_names() -> frozenset[str]:
    """Words that are no name unless they stand beside one."""
    ordinary = (words("word", "common"), words("head", "topics"), words("head", "openers"), frozenset(bodies.heads()))
    return frozenset().union(*ordinary) - words("person", "unsure-given")


@cache
def silent() -> frozenset[str]:
    """Words that name nothing where they stand alone."""
    return (_FUNCTION | _TITLES | _not_names()) - bodies.ALONE.keys()


@cache
def _vague() -> frozenset[str]:
    """Words that make no firm's name together with a mere head: `Social Media`."""
    return words("word", "common") | words("head", "topics")


def _is_function(current: list[Word], word: Word) -> bool:
    """Whether a word is a function word here; `An` behind a given name of syllables is a surname."""
    return word.text in _FUNCTION and not (len(current) == 1 and evidence.is_eastern([*current, word]))
