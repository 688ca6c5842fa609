"""Claims of a Chinese or Russian page: what is attributed, hedged or counted, cut so that each holds one number.

Invariant: a claim is a stretch of one sentence and its quote is that stretch; who speaks is written as the text does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from counterspy.model import ReadClaim
from counterspy.reading.native.cyrillic_speech import cyrillic_sayings
from counterspy.reading.native.han_speech import han_sayings
from counterspy.reading.native.speech import Names, Said, kind_of_speaker
from counterspy.reading.native.words import Hit, fold, scan
from counterspy.reading.page import Page, QuantitySpan, Sentence

_CUTS: Final = {"zh": re.compile("[，；]"), "ru": re.compile(r", (?:а|и|но|из них|в том числе|причем)\s|;\s|,\s")}
_STRIP: Final = " \n，；。、：,;:—–"
_TIME: Final = re.compile(r"^.{0,18}(?:以来|期间|后|时|间|起|月|年|日|中|下|前|当中)$|^(?:其中|截至.{4,10}|经.{2,8})$")
_CARRIED: Final = frozenset({"document", "unnamed-official"})
_WEIGHTY: Final = ("hedged", "predicted", "estimated")
_LEAST: Final = 4
_CHARGING: Final = ("起诉", "检方", "控方", "检察", "公诉", "следстви", "обвинен")
_PAIR: Final = 2
_ANY: Final = -1
"""In place of a block: in any that follows."""


def find_native_claims(page: Page, accused: frozenset[str] = frozenset()) -> tuple[ReadClaim, ...]:
    """Find the claims of a page.

    Args:
        page: With entities and quantities.
        accused: Ids of those the law does something to.

    Returns:
        In order of position, not overlapping.
    """
    return tuple(_Reader(page, accused).claims())


class _Reader:
    """One page while its claims are read."""

    def __init__(self, page: Page, accused: frozenset[str]) -> None:
        self.page = page
        self.folded = fold(page.text, page.language)
        self.hits = scan(self.folded, page.language)
        self.starts = [hit.start for hit in self.hits]
        self.names = Names(page.entities)
        self.accused = accused
        self.amounts = page.quantities
        self.amount_starts = [span.start for span in page.quantities]
        self.sayings = han_sayings if page.language == "zh" else cyrillic_sayings
        self.seen: set[tuple[float, str]] = set()

    def claims(self) -> Iterator[ReadClaim]:
        topic: tuple[int, int] | None = None
        carried: tuple[int, Said] | None = None
        for sentence in self.page.sentences:
            if sentence.is_heading or self._is_line(sentence):
                continue
            hits = self._hits(sentence.start, sentence.end)
            said = list(self.sayings(self.folded, sentence.start, sentence.end, hits, self.names, topic))
            if said:
                carried = self._carried(sentence, said[-1])
            yield from self._of_sentence(
                sentence, said, carried[1] if carried and carried[0] in (sentence.block, _ANY) else None
            )
            people = [row for row in self.names.within(sentence.start, sentence.end) if row[2].kind == "person"]
            topic = (people[0][0], people[0][1]) if people else topic
            if said:
                topic = said[-1].speaker_start, said[-1].speaker_end

    def _carried(self, sentence: Sentence, said: Said) -> tuple[int, Said] | None:
        """Give what goes on behind a sentence: a paper through the text, a body's version through the paragraph."""
        kind = self._kind(said)
        if kind == "document":
            return _ANY, said
        is_version = said.goes_on or said.code == "alleged"
        return (sentence.block, said) if kind in _CARRIED or is_version else None

    def _is_line(self, sentence: Sentence) -> bool:
        """Whether a sentence is a line of its own without an end: a heading or a label."""
        return self.page.text[sentence.end - 1] not in "。！？；.!?…»”」）)" and sentence.end - sentence.start < 160

    def _hits(self, start: int, end: int) -> list[Hit]:
        return [
            hit for hit in self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)] if hit.end <= end
        ]

    def _amounts(self, start: int, end: int) -> list[QuantitySpan]:
        first, last = bisect_left(self.amount_starts, start), bisect_left(self.amount_starts, end)
        found = [span for span in self.amounts[first:last] if span.end <= end]
        # two of something is seldom what is counted: it stands aside where another number does
        telling = [span for span in found if span.quantity.value != _PAIR or span.quantity.comparator != "exactly"]
        return telling or ([] if self.page.language == "ru" else found)

    def _of_sentence(self, sentence: Sentence, said: list[Said], carried: Said | None) -> Iterator[ReadClaim]:
        reached = sentence.start
        for one in said:
            start, end = self._trim(max(one.start, reached), one.end)
            if reached < min(one.start, one.speaker_start):
                yield from self._plain(reached, min(one.start, one.speaker_start), carried)
            for left, right in self._cut(start, end, is_said=True):
                yield from self._claim(left, right, one)
            reached = max(end, one.speaker_end, reached)
        if reached < sentence.end:
            yield from self._plain(reached, sentence.end, carried)

    def _plain(self, start: int, end: int, carried: Said | None) -> Iterator[ReadClaim]:
        """What nobody is named for: counted things, and what is hedged."""
        start, end = self._trim(start, end)
        if end - start < _LEAST:
            return
        for left, right in self._cut(start, end, is_said=False):
            has_amount = bool(self._amounts(left, right))
            codes = {hit.code for hit in self._hits(left, right) if hit.role == "hedge"}
            if has_amount or (codes & {"hedged", "predicted"} and carried is None):
                yield from self._claim(left, right, carried if has_amount else None)

    def _cut(self, start: int, end: int, *, is_said: bool) -> Iterator[tuple[int, int]]:
        """Cut a stretch so that each piece holds one number; words without one stay together."""
        amounts = self._amounts(start, end)
        if not amounts and is_said:
            yield start, end
            return
        if len(amounts) == 1 and self.page.language == "ru":
            opened = re.search(r"[;:]\s", self.folded[start : amounts[0].start])
            if opened and not is_said:
                start += opened.end()
            after = self.folded.find("; ", amounts[0].end, end)
            yield start, after if after > 0 else end
            return
        pieces: list[list[int]] = []
        left = start
        for cut in [*(found.start() for found in _CUTS[self.page.language].finditer(self.folded, start, end)), end]:
            if cut > left:
                pieces.append([left, cut])
            left = cut + 1
        joined: list[list[int]] = []
        for piece in pieces:
            counted = bool(self._amounts(*piece))
            is_time = bool(joined) and _TIME.match(self.folded[joined[-1][0] : joined[-1][1]].strip(_STRIP))
            if joined and joined[-1][2] == 0 and (not counted or is_time or self.page.language == "ru"):
                joined[-1][1], joined[-1][2] = piece[1], int(counted)
            elif joined and not counted and self.page.language == "ru":
                joined[-1][1] = piece[1]
            else:
                joined.append([*piece, int(counted)])
        for left, right, _ in joined:
            trimmed = self._trim(left, right)
            if trimmed[1] - trimmed[0] >= _LEAST:
                yield trimmed

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.folded[start] in _STRIP:
            start += 1
        while end > start and self.folded[end - 1] in _STRIP:
            end -= 1
        return start, end

    def _claim(self, start: int, end: int, said: Said | None) -> Iterator[ReadClaim]:
        if end - start < _LEAST:
            return
        amounts = self._amounts(start, end)
        quantity = amounts[0].quantity if amounts else None
        kind = self._kind(said) if said else "narrator"
        within = self.names.within(start, end)
        yield ReadClaim(
            start=start,
            end=end,
            quote=self.page.text[start:end],
            subject=within[0][2].id if within else None,
            predicate="states",
            speaker=self.page.text[said.speaker_start : said.speaker_end] if said else None,
            speaker_kind=kind,
            stance=self._stance(start, end, said, kind, counted=quantity is not None),
            quantity=quantity,
            score=0.8 if said else 0.7,
            speaker_start=said.speaker_start if said else None,
            speaker_end=said.speaker_end if said else None,
        )

    def _kind(self, said: Said) -> str:
        names = self.names.within(said.speaker_start, said.speaker_end)
        hits = [hit for hit in self._hits(said.speaker_start, said.speaker_end) if hit.role == "speaker"]
        hits.sort(key=lambda hit: (hit.end, hit.end - hit.start))
        is_accused = any(entity.id in self.accused for _, _, entity in names if entity.kind == "person")
        return kind_of_speaker(hits, names, is_accused=is_accused)

    def _stance(self, start: int, end: int, said: Said | None, kind: str, *, counted: bool) -> str:
        codes = {hit.code for hit in self._hits(start, end) if hit.role == "hedge"}
        if said is None:
            marks = [code for code in ("hedged", "predicted") if code in codes]
            return marks[0] if marks else "alleged" if "alleged" in codes and not counted else "asserted"
        if said.code in ("denied", "called"):
            return "denied"
        if "denied" in codes and kind in ("accused", "named-official", "company"):
            return "denied"
        for code in _WEIGHTY:
            if code in codes or said.code == code:
                return code
        opens = self.folded[said.speaker_start : said.speaker_end]
        is_charge = kind in ("unnamed-official", "document") and any(word in opens for word in _CHARGING)
        return "alleged" if said.code == "alleged" or is_charge else "asserted"
