"""A document's text cut into blocks, each kept or dropped with its reason.

Invariant: blocks lie in order, do not overlap, and hold every sign of the text that is not blank. Dropping a true
paragraph is worse than keeping an advert: a line is dropped only where its features add up (`furniture.toml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from counterspy.intake.furniture import Hit, Look, Place, Verdict, is_date_line, place_features, scan, weigh
from counterspy.intake.lines import Line, cut_lines, is_item, join_wrapped
from counterspy.intake.page_marks import find_page_marks
from counterspy.model import Block

_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKED_TITLE = ("title:", "# ")
_TOP_LINES = 40
_HINTS = {"legal-phrase", "disclaimer-opener", "credit", "button", "call", "link-opener", "list-opener", "sponsor"}
"""Phrases that make a sentence no good landmark for where the article begins and ends."""


def cut_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Cut a text into blocks and tell the document's own words from furniture.

    Args:
        text: Line ends as LF.
        title: The headline where the format states it; else it is looked for.

    Returns:
        Blocks in order of position, without blanks at their ends. Kept kinds are `title` (at most one), `heading`,
        `paragraph`, `list-item`; dropped ones are codes of the `drop` list and have a reason.
    """
    lines = cut_lines(text)
    marks = find_page_marks(lines)
    runs = join_wrapped(lines, marks)
    starts = [lines[first].start for first, _ in runs]
    ends = [lines[last - 1].end for _, last in runs]
    hits = scan(text, starts, ends)
    looks = [_look(lines, run, hits.get(number, ())) for number, run in enumerate(runs)]
    chunks = [lines[first].chunk for first, _ in runs]
    marked = {number: marks[first] for number, (first, _) in enumerate(runs) if first in marks}
    is_paged = bool(marks) and any(last - first >= 3 for first, last in runs)
    headline, verdicts = _Sheet(looks, chunks, marked, title, is_paged).judge()
    return tuple(
        Block(start=start, end=end, kind=verdict.kind, reason=verdict.reason)
        if verdict
        else Block(start=start, end=end, kind="title" if number == headline else _kept_kind(look))
        for number, (start, end, look, verdict) in enumerate(zip(starts, ends, looks, verdicts, strict=True))
    )


def _look(lines: Sequence[Line], run: tuple[int, int], hits: Sequence[Hit]) -> Look:
    first, last = run
    return Look(lines[first].text if last == first + 1 else " ".join(line.text for line in lines[first:last]), hits)


def _kept_kind(look: Look) -> str:
    if is_item(look.line):
        return "list-item"
    is_short = look.words <= 16 and not look.is_sentence
    return "heading" if is_short and look.letters and not look.line.endswith((",", ";", ":")) else "paragraph"


class _Sheet:
    """The lines of one document beside one another: where its article lies, and what each line is taken for."""

    def __init__(
        self, looks: Sequence[Look], chunks: Sequence[int], marked: dict[int, Verdict], title: str | None, is_paged: bool
    ) -> None:
        self.looks = looks
        self.chunks = chunks
        self.verdicts: list[Verdict | None] = [marked.get(n) or weigh(look.features) for n, look in enumerate(looks)]
        self.marked = marked
        self.is_paged = is_paged
        self.twice = self._twice()
        self.first, self.last = self._article()
        self.title, self.is_sure = self._headline(title)

    def judge(self) -> tuple[int | None, list[Verdict | None]]:
        """Give the number of the headline, if any, and a verdict for every line."""
        features = self._features()
        for number in range(len(self.looks)):
            if number not in self.marked:
                self.verdicts[number] = None if number == self.title else weigh(features[number])
        self._mark_repeats()
        self._ask_neighbours(features)
        return self.title, self.verdicts

    def _article(self) -> tuple[int, int]:
        """Numbers of the first and the last paragraph; past the ends where there is none."""
        first, last = len(self.looks), -1
        for number, look in enumerate(self.looks):
            if not look.is_sentence or self.verdicts[number] or number in self.twice:
                continue
            if look.words <= 60 and any(hit.category in _HINTS for hit in look.hits):
                continue
            if first == len(self.looks) and look.words >= 9:
                first = number
            if first < len(self.looks) and look.words >= 4:
                last = number
        return first, last if last >= 0 else len(self.looks)

    def _twice(self) -> frozenset[int]:
        """Numbers of the lines near the top that stand there more than once."""
        lines = [_plain(look.line) if len(look.line) <= 300 else "" for look in self.looks[:_TOP_LINES]]
        counted = Counter(line for line in lines if len(line) >= 12)
        return frozenset(number for number, line in enumerate(lines) if counted[line] > 1)

    def _headline(self, given: str | None) -> tuple[int | None, bool]:
        """Number of the line that is the headline, and whether that is beyond doubt."""
        plain = _plain(given) if given else ""
        best: tuple[float, int] | None = None
        lines = [_plain(look.line) if len(look.line) <= 300 else "" for look in self.looks[: self.first + 1]]
        for number in range(min(len(lines), self.first + 1, _TOP_LINES)):
            look = self.looks[number]
            if plain and lines[number] == plain:
                return number, True
            if number in self.marked or self.verdicts[number] or not (number in self.twice or _may_be_title(look, number == self.first)):
                continue
            score = self._title_score(number)
            if best is None or score > best[0]:
                best = (score, number)
        if best is None or (best[1] == self.first and best[0] < 2):
            return None, False
        return best[1], best[0] >= 2 or any(self.verdicts[n] for n in range(best[1]) if n not in self.marked)

    def _title_score(self, number: int) -> float:
        look = self.looks[number]
        score = 3.0 if look.lowered.startswith(_MARKED_TITLE) else 0.0
        score += 2.0 if number in self.twice else 0.0
        score += 2.0 if number + 1 < self.first and self._is_byline(number + 1) else 0.0
        score += 1.0 if look.words >= 5 else 0.0
        return score + (0.5 if number + 1 == self.first else 0.0) + (0.7 if number == 0 else 0.0)

    def _is_byline(self, number: int) -> bool:
        verdict, look = self.verdicts[number], self.looks[number]
        if verdict:
            return verdict.kind == "byline"
        return not look.is_sentence and (
            is_date_line(look) or "byline-opener" in look.features or "doubled-name" in look.features
        )

    def _place(self, number: int) -> Place:
        if self.is_paged:
            return Place()
        if self.title is None or number == self.title:
            return Place(is_after=number > self.last and self.first < len(self.looks))
        return Place(
            is_above=number < self.title and self.is_sure,
            is_under=self.title < number < self.first,
            is_after=number > max(self.last, self.title),
        )

    def _features(self) -> list[list[str]]:
        """Features of every line, with those of its place and of the section it stands in."""
        features: list[list[str]] = []
        section, opened, heads_mail = "", 0, self._heads_mail()
        for number, look in enumerate(self.looks):
            names = [*look.features, *place_features(look, self._place(number))]
            if number < heads_mail:
                names.append("mail-header")
            if section:
                names, section = self._in_section(section, opened, number, names)
            verdict = weigh(names)
            heard = _section_of(look, names) if verdict else None
            if heard:
                section, opened = heard, number
            features.append(names)
        return features

    def _in_section(self, section: str, opened: int, number: int, names: list[str]) -> tuple[list[str], str]:
        """Add what a line gets from the section it may stand in; the section ends with the first line that does not."""
        look = self.looks[number]
        if section == "links":
            if self._is_link(opened, number):
                return [*(name for name in names if name != "sentence"), "under-link-list"], section
        elif section == "contact":
            if ("address" in names or "," in look.line) and not look.is_sentence:
                return [*names, "under-contact"], section
        elif section == "notice":
            if look.is_sentence and "legal-phrase" in names:
                return [*names, "under-disclaimer-heading"], section
        elif section == "advert" and {"emoji", "call", "gain", "goods", "title-quotes"} & set(names):
            return [*names, "under-ad-label"], ""
        return names, ""

    def _is_link(self, opened: int, number: int) -> bool:
        """Whether a line under `Related stories` can be a link: a headline, and not the heading of what follows."""
        look = self.looks[number]
        if look.words > 18 or (look.is_sentence and (look.words > 14 or look.line.endswith((".", "。")))):
            return False
        if number > self.last or self.chunks[number] == self.chunks[opened]:
            following = number + 1
            is_heading = following < len(self.looks) and following <= self.last and self._is_paragraph(following)
            return not is_heading or self.chunks[number] != self.chunks[following]
        return number + 1 < len(self.looks) and not self._is_paragraph(number + 1)

    def _is_paragraph(self, number: int) -> bool:
        return self.looks[number].is_sentence and self.looks[number].words >= 9

    def _heads_mail(self) -> int:
        """How many lines at the top are headers of an e-mail: none, or at least three."""
        count = 0
        while count < min(len(self.looks), 12) and any(
            hit.category == "mail-header" and hit.at_start for hit in self.looks[count].hits
        ):
            count += 1
        return count if count >= 3 else 0

    def _mark_repeats(self) -> None:
        if self.title is None:
            return
        wanted = _plain(self.looks[self.title].line)
        for number, look in enumerate(self.looks):
            if number != self.title and abs(len(look.line) - len(self.looks[self.title].line)) <= 12:
                if len(wanted) >= 8 and _plain(look.line) == wanted and number not in self.marked:
                    self.verdicts[number] = Verdict("repeat", "says the headline again")

    def _ask_neighbours(self, features: list[list[str]]) -> None:
        """Weigh the doubtful lines outside the article again, with what their neighbours were taken for."""
        for number, look in enumerate(self.looks):
            if self.verdicts[number] or number == self.title or look.words > 40:
                continue
            beside = [self.verdicts[n] for n in (number - 1, number + 1) if 0 <= n < len(self.looks)]
            names = list(features[number])
            if {"emoji", "call", "goods"} & set(names) and any(v and v.kind == "advert" for v in beside):
                names.append("beside-advert")
            elif look.is_sentence or look.words > 14:
                continue
            place = self._place(number)
            if place.is_above or place.is_after:
                names += ["beside-furniture"] * sum(verdict is not None for verdict in beside)
            if place.is_under and any(verdict and verdict.kind == "byline" for verdict in beside):
                names.append("beside-byline")
            self.verdicts[number] = weigh(names)


def _section_of(look: Look, names: Sequence[str]) -> str | None:
    if "list-opener" in names:
        return "links"
    if "contact-opener" in names:
        return "contact"
    if "disclaimer-heading" in names:
        return "notice"
    return "advert" if "ad-label" in names and look.words <= 6 else None


def _may_be_title(look: Look, is_paragraph: bool) -> bool:
    if is_paragraph and (look.words > 30 or look.line.endswith(".")):
        return False
    ends = look.line.endswith((".", ",", ";", ":")) and look.words > 3
    return bool(look.letters) and look.words <= 40 and not ends and "menu-bar" not in look.features


def _plain(line: str) -> str:
    return _NOT_LETTERS.sub(" ", line.lower()).strip().removeprefix("title ")
