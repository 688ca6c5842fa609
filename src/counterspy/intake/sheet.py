"""The lines of one document beside one another: where its article lies, and what each line is taken for.

Invariant: a line's own features decide first; place, section and neighbours only add to them, and never take part where
the text is a printed page, whose footnotes stand after the last paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from counterspy.intake.furniture import Look, Place, Verdict, is_date_line, place_features, weigh

_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKED_TITLE = ("title:", "# ")
_TOP_LINES = 40
"""How many lines are looked at for the headline."""
_UNDER_LINES = 10
"""How far below the headline bylines are looked for."""
_MAIL_LINES = 12
_HINTS = (
    "legal-phrase",
    "disclaimer-opener",
    "notice-opener",
    "credit",
    "button",
    "call",
    "link-opener",
    "list-opener",
)
"""Phrases that make a sentence no good landmark for where the article begins and ends."""
_OFFERS = frozenset({"emoji", "call", "gain", "goods", "title-quotes"})


class Sheet:
    """One document's lines.

    Args:
        looks: The lines, in order.
        chunks: For each the number of its stretch between blank lines.
        marked: Verdicts already given, by line number.
        title: The headline where the format states it.
        is_paged: Whether the text is that of printed pages.
    """

    def __init__(
        self,
        looks: Sequence[Look],
        chunks: Sequence[int],
        marked: Mapping[int, Verdict],
        title: str | None,
        *,
        is_paged: bool,
    ) -> None:
        self._looks = looks
        self._chunks = chunks
        self._marked = marked
        self._is_paged = is_paged
        self._verdicts = [marked.get(number) or weigh(look.features) for number, look in enumerate(looks)]
        for number in range(self._count_mail_headers()):
            self._verdicts[number] = weigh(["mail-header"])
        self._plain = [plain_words(look.line) if len(look.line) <= 300 else "" for look in looks[:_TOP_LINES]]
        self._twice = self._find_twice()
        self._first, self._last = self._find_article()
        self.title, self._is_sure = self._find_title(plain_words(title or ""))

    def judge(self) -> list[Verdict | None]:
        """Give a verdict for every line, None where it is the document's own."""
        features = self._gather()
        for number in range(len(self._looks)):
            if number not in self._marked:
                self._verdicts[number] = None if number == self.title else weigh(features[number])
        self._mark_repeats()
        self._ask_neighbours(features)
        return self._verdicts

    # where the article lies

    def _find_twice(self) -> frozenset[int]:
        """Numbers of the lines near the top that stand there more than once."""
        counted = Counter(line for line in self._plain if len(line) >= 12)
        return frozenset(number for number, line in enumerate(self._plain) if counted[line] > 1)

    def _find_article(self) -> tuple[int, int]:
        """Numbers of the first and the last paragraph; both past the end where there is none."""
        first = last = count = len(self._looks)
        for number, look in enumerate(self._looks):
            if not look.is_sentence or self._verdicts[number] or number in self._twice:
                continue
            if look.words <= 60 and look.has(*_HINTS):
                continue
            if first == count and look.words >= 9:
                first = number
            if first < count:
                last = number
        return first, last

    def _find_title(self, given: str) -> tuple[int | None, bool]:
        """Number of the line that is the headline, and whether that is beyond doubt."""
        if given and given in self._plain:
            return self._plain.index(given), True
        best: tuple[float, int] | None = None
        for number in range(min(len(self._plain), self._first + 1)):
            above = self._verdicts[number - 1] if number else None
            if self._verdicts[number] or not self._may_be_title(number) or (above and above.kind == "advert"):
                continue
            score = self._title_score(number)
            if best is None or score > best[0]:
                best = (score, number)
        if best is None or (best[1] == self._first and best[0] < 2):
            return None, False
        if best[1] in self._twice:
            return self._plain.index(self._plain[best[1]]), True
        has_menu = any(self._verdicts[number] for number in range(best[1]) if number not in self._marked)
        return best[1], best[0] >= 2 or has_menu

    def _may_be_title(self, number: int) -> bool:
        look = self._looks[number]
        if number in self._twice:
            return True
        if self._is_paged and not (look.words <= 16 and look.line.upper() == look.line):
            return False
        if number == self._first and (look.words > 30 or look.line.endswith(".")):
            return False
        is_open = look.line.endswith((".", ",", ";", ":")) and look.words > 3
        return bool(look.letters) and look.words <= 40 and not is_open and "menu-bar" not in look.features

    def _title_score(self, number: int) -> float:
        look = self._looks[number]
        score = 3.0 if look.lowered.startswith(_MARKED_TITLE) else 0.0
        score += 2.0 if number in self._twice else 0.0
        score += 2.0 if any(self._is_byline(below) for below in (number + 1, number + 2)) else 0.0
        score += 1.0 if look.words >= 5 else 0.0
        return score + (0.5 if number + 1 == self._first else 0.0) + (0.7 if number == 0 else 0.0)

    def _is_byline(self, number: int) -> bool:
        if number >= min(self._first, len(self._looks)):
            return False
        verdict, look = self._verdicts[number], self._looks[number]
        if verdict:
            return verdict.kind == "byline"
        return is_date_line(look) or "byline-opener" in look.features

    def _place(self, number: int) -> Place:
        if self._is_paged or self._first == len(self._looks) or number == self.title:
            return Place()
        if self.title is None:
            return Place(is_after=number > self._last)
        return Place(
            is_above=number < self.title and self._is_sure,
            is_under=self.title < number < min(self._first, self.title + _UNDER_LINES),
            is_after=number > max(self._last, self.title),
        )

    def _is_paragraph(self, number: int) -> bool:
        return number < len(self._looks) and self._looks[number].is_sentence and self._looks[number].words >= 9

    # what each line is taken for

    def _gather(self) -> list[list[str]]:
        """Features of every line, with those of its place and of the section it stands in."""
        features: list[list[str]] = []
        section, opened, heads_mail = "", 0, self._count_mail_headers()
        for number, look in enumerate(self._looks):
            names = [*look.features, *place_features(look, self._place(number))]
            if number < heads_mail:
                names.append("mail-header")
            if "list-opener-of" in names and self._is_paragraph(number + 1):
                names.remove("list-opener-of")  # "More on the case" heads a part of the article
            if section:
                names, section = self._in_section(section, opened, number, names)
            heard = _section_of(names) if weigh(names) else ""
            if heard:
                section, opened = heard, number
            features.append(names)
        return features

    def _in_section(self, section: str, opened: int, number: int, names: list[str]) -> tuple[list[str], str]:
        """Add what a line gets from its section; the section ends with the first line that gets nothing."""
        look = self._looks[number]
        if section == "links" and self._is_link(opened, number):
            return [*(name for name in names if name != "sentence"), "under-link-list"], section
        if section == "contact" and ("address" in names or "," in look.line) and not look.is_sentence:
            return [*names, "under-contact"], section
        if section == "notice" and look.is_sentence and "legal-phrase" in names:
            return [*names, "under-disclaimer-heading"], section
        if section == "advert" and not _OFFERS.isdisjoint(names):
            return [*names, "under-ad-label"], ""
        return names, ""

    def _is_link(self, opened: int, number: int) -> bool:
        """Whether a line under `Related stories` can be a link: a headline, and not the heading of what follows."""
        look = self._looks[number]
        if look.words > 18 or "article-part" in look.features:
            return False
        if look.is_sentence and (look.words > 14 or look.line.endswith((".", "。"))):
            return False
        if number > self._last:
            return True
        is_heading = self._is_paragraph(number + 1)
        if self._chunks[number] == self._chunks[opened]:
            return not is_heading or self._chunks[number] != self._chunks[number + 1]
        return number + 1 < len(self._looks) and not is_heading

    def _count_mail_headers(self) -> int:
        """How many lines at the top are headers of an e-mail: none, or at least three."""
        count = 0
        while count < min(len(self._looks), _MAIL_LINES) and "mail-header" in self._looks[count].opening:
            count += 1
        return count if count >= 3 else 0

    def _mark_repeats(self) -> None:
        if self.title is None:
            return
        headline = self._looks[self.title].line
        wanted = plain_words(headline)
        for number, look in enumerate(self._looks):
            may_be = number != self.title and number not in self._marked and abs(len(look.line) - len(headline)) <= 12
            if may_be and len(wanted) >= 8 and plain_words(look.line) == wanted:
                self._verdicts[number] = Verdict("repeat", "says the headline again")

    def _ask_neighbours(self, features: list[list[str]]) -> None:
        """Weigh the doubtful lines again, with what their neighbours were taken for."""
        before = tuple(self._verdicts)
        for number, look in enumerate(self._looks):
            if before[number] or number == self.title or look.words > 40:
                continue
            beside = [before[n] for n in (number - 1, number + 1) if 0 <= n < len(before)]
            added = self._beside(number, features[number], beside)
            if added:
                self._verdicts[number] = weigh([*features[number], *added])

    def _beside(self, number: int, names: Sequence[str], beside: Sequence[Verdict | None]) -> list[str]:
        look, place = self._looks[number], self._place(number)
        kinds = [verdict.kind for verdict in beside if verdict]
        if not kinds:
            return []
        if "advert" in kinds and not _OFFERS.isdisjoint(names):
            return ["beside-advert"]
        if "at-the-edge" in names and (len(kinds) == len(beside) or self.title == number + 1):
            return ["between-furniture"]
        if look.is_sentence or look.words > 14:
            return []
        if place.is_above or place.is_after:
            return ["beside-furniture"] * len(kinds)
        return ["beside-byline"] if place.is_under and "byline" in kinds else []


def plain_words(line: str) -> str:
    """Give a line's words in lower case without signs and without a label such as `title:`."""
    return _NOT_LETTERS.sub(" ", line.lower()).strip().removeprefix("title ")


def _section_of(names: Sequence[str]) -> str:
    if "list-opener" in names or "list-opener-of" in names:
        return "links"
    if "contact-opener" in names:
        return "contact"
    if "disclaimer-heading" in names:
        return "notice"
    return "advert" if "ad-label" in names else ""
