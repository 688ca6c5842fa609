"""The lines of one document beside one another: where its article lies, and what each line is taken for.

Invariant: a line's own features decide first; place, section and neighbours only add to them, and never take part where
the text is a printed page, whose footnotes stand after the last paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from counterspy.intake.authorship import is_date_line, may_be_person, names_office
from counterspy.intake.closing import find_closing
from counterspy.intake.furniture import Look, Place, Verdict, is_headline, place_features, weigh
from counterspy.intake.headline import plain_words, score_headline
from counterspy.intake.heads import count_mail_headers, find_papers, has_head_furniture, is_release, keep_head
from counterspy.intake.menus import row_of
from counterspy.intake.sections import find_metadata, is_comment, section_of

_YOU = re.compile(r"\b(?:you|your)\b")
_OF_WEB = frozenset({"navigation", "advert", "byline", "caption"})
_KEPT = frozenset({"list-item", "field", "article-part", "table-row", "end-mark"})
_ASIDE_WORDS = 14
_MOST_BETWEEN, _ENOUGH_FURNITURE = 3, 4
"""So many lines in a row may be taken for furniture by where they stand; at the very end only after so many pieces."""
_TOP_LINES = 40
"""How many lines are looked at for the headline."""
_LONGEST_HEADLINE = 200
_UNDER_LINES = 10
"""How far below the headline bylines are looked for."""
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
_APART = frozenset({"page", "case"})
"""Words of the reasons of marks and references, which tell nothing of the lines beside them."""
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
        self._verdicts = [
            marked.get(number) or (None if look.is_prose else weigh(look.features)) for number, look in enumerate(looks)
        ]
        for number in range(count_mail_headers(self._looks)):
            self._verdicts[number] = weigh(["mail-header"])
        self._plain = [
            plain_words(look.line) if len(look.line) <= _LONGEST_HEADLINE else "" for look in looks[:_TOP_LINES]
        ]
        self._twice = self._find_twice()
        self._first, self._last = self._find_article()
        self.title, self._is_sure = self._find_title(plain_words(title or ""))
        self._papers = find_papers(looks, self.title)
        self._is_release = is_release(looks, self._first)
        self._is_sure = self._is_sure or bool(self._papers)
        self._is_news = bool(self._papers) or has_head_furniture(looks[: self._first], self._verdicts, marked)

    def judge(self) -> list[Verdict | None]:
        """Give a verdict for every line, None where it is the document's own."""
        features = self._gather()
        for number in range(len(self._looks)):
            if number not in self._marked:
                is_own = number == self.title or not features[number]
                self._verdicts[number] = None if is_own else weigh(features[number])
        self._mark_repeats()
        for number in () if self._is_paged else find_closing(self._looks, self._first, self._verdicts):
            self._verdicts[number] = self._verdicts[number] or weigh(["closing"])
        if self._is_web_page():
            self._mark_after_story(features)
        self._ask_neighbours(features)
        self._mark_between()
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
            if self._verdicts[number] or not self._may_be_title(number):
                continue
            if above and above.kind == "advert" and self._chunks[number - 1] == self._chunks[number]:
                continue  # the headline of an advert
            score = score_headline(
                self._looks[number],
                is_first=number == 0,
                is_before_story=number + 1 == self._first,
                is_twice=number in self._twice,
                has_byline=any(self._is_byline(below) for below in (number + 1, number + 2)),
            )
            if best is None or score > best[0]:
                best = (score, number)
        if best is None or (best[1] == self._first and best[0] < 2):
            return None, False
        if best[1] in self._twice:
            return self._plain.index(self._plain[best[1]]), True
        over = range(best[1])
        has_furniture = any(self._verdicts[number] for number in over if number not in self._marked)
        menu = sum("menu-words" in self._looks[number].features for number in over)
        return best[1], best[0] >= 2 or has_furniture or menu >= 2

    def _may_be_title(self, number: int) -> bool:
        look = self._looks[number]
        if number in self._twice:
            return True
        if self._is_paged and not (look.words <= 16 and look.line.upper() == look.line):
            return False
        if number == self._first and (look.words > 30 or look.line.endswith(".")):
            return False
        is_open = look.line.endswith((".", ",", ";", ":")) and look.words > 3
        is_row = "menu-bar" in look.features or (
            look.hits and all(hit.category == "menu" for hit in look.hits) and look.line.isupper()
        )
        return bool(look.letters) and look.words <= 40 and not is_open and not is_row

    def _is_byline(self, number: int) -> bool:
        if number >= min(self._first, len(self._looks)):
            return False
        verdict, look = self._verdicts[number], self._looks[number]
        if verdict:
            return verdict.kind == "byline"
        return is_date_line(look) or "byline-opener" in look.features or (look.words <= 4 and names_office(look))

    def _place(self, number: int) -> Place:
        if self._is_paged or self._first == len(self._looks) or number == self.title:
            return Place()
        if self.title is None:
            return Place(is_after=number > self._last)
        return Place(
            is_head=number < self.title,
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
        section, opened, heads_mail = "", 0, count_mail_headers(self._looks)
        metadata, rows = find_metadata(self._looks[: self._first + 1]), self._find_headline_rows()
        below = range((self.title or 0) + 1, min(self._first, len(self._looks)))
        has_byline = any(self._is_byline(number) for number in below)
        for number, look in enumerate(self._looks):
            if look.is_prose:
                section = ""
                features.append([])
                continue
            names = [*look.features, *place_features(look, self._place(number))]
            if number < heads_mail:
                names.append("mail-header")
            if number in metadata:
                names.append(metadata[number])
            if number in rows:
                names.append("headline-row")
            if number in self._papers:
                names.append("paper-name")
            if number < self._first:
                names = keep_head(look, names, is_release=self._is_release, is_news=self._is_news)
            if "name-only" in names or "under-headline" in names:
                names += self._name_features(number)
            if number == 0 and look.line.isupper() and look.words <= 5 and "above-headline" in names and has_byline:
                names.append("masthead")
            self._correct(number, names)
            if section:
                names, section = self._in_section(section, opened, number, names)
            heard = section_of(names, is_in_story=self._first < number) if weigh(names) else ""
            if heard:
                section, opened = heard, number
            features.append(names)
        return features

    def _is_web_page(self) -> bool:
        """Whether furniture of web pages stands outside the story, not only marks of printed pages."""
        outside = (n for n in range(len(self._looks)) if not self._first <= n <= self._last and n not in self._marked)
        found = [verdict for number in outside if (verdict := self._verdicts[number])]
        kinds = [verdict.kind for verdict in found if "field" not in verdict.reason.split() and verdict.kind in _OF_WEB]
        return len(kinds) >= 2 and not {"navigation", "advert"}.isdisjoint(kinds)

    def _mark_after_story(self, features: list[list[str]]) -> None:
        """Weigh what is left after the story again, now that the text is known for a page of the web."""
        is_apart = False
        for number in range(self._last + 1, len(self._looks)):
            names = features[number]
            if self._verdicts[number] or number in self._marked:
                is_apart = False
                continue
            is_apart = (
                is_apart or "article-part" in names
            )  # references, revisions: what is under them is the document's
            if is_apart or _KEPT & set(names):
                continue
            if "after-the-end" in names:
                self._verdicts[number] = weigh([*names, "web-page"])
            elif "legal-phrase" in names:
                self._verdicts[number] = weigh([*names, "web-notice"])

    def _name_features(self, number: int) -> list[str]:
        """Whether a name alone under the headline is its author's, whom the story does not name again."""
        look = self._looks[number]
        if not may_be_person(look):
            return []
        surname = look.lowered.split()[-1]
        is_told_of = any(surname in other.lowered for place, other in enumerate(self._looks) if place != number)
        return [] if is_told_of else ["author-alone"]

    def _correct(self, number: int, names: list[str]) -> None:
        """Take back or add what the next lines show a feature to mean."""
        if "list-opener-of" in names and self._is_paragraph(number + 1):
            names.remove("list-opener-of")  # "More on the case" heads a part of the article
        if "letterhead" in names:
            near = (self._looks[n] for n in range(number - 4, number + 5) if self._is_same_chunk(n, number))
            if any({"menu-bar", "menu-words"} & set(look.features) for look in near):
                names.remove("letterhead")
        if "menu-bar" in names and "menu-words" not in names and "above-headline" not in names:
            beside = [self._looks[n] for n in (number - 1, number + 1) if self._is_same_chunk(n, number)]
            size = len(row_of(self._looks[number].line))
            others = [look for look in beside if "menu-bar" in look.features and "menu-words" not in look.features]
            if any(len(row_of(look.line)) == size for look in others):
                names.append("table-row")

    def _is_same_chunk(self, number: int, other: int) -> bool:
        return 0 <= number < len(self._looks) and self._chunks[number] == self._chunks[other]

    def _find_headline_rows(self) -> frozenset[int]:
        """Headlines of other stories in a row after the last paragraph, where furniture stands there too."""
        after = range(self._last + 1, len(self._looks))
        if self._is_paged or not any(self._verdicts[number] for number in after):
            return frozenset()
        rows = [number for number in after if not self._verdicts[number] and is_headline(self._looks[number])]
        return frozenset(number for number in rows if number - 1 in rows or number + 1 in rows)

    def _in_section(self, section: str, opened: int, number: int, names: list[str]) -> tuple[list[str], str]:
        """Add what a line gets from its section; the section ends with the first line that gets nothing."""
        look = self._looks[number]
        if section == "links" and self._is_link(opened, number):
            return [*(name for name in names if name != "sentence"), "under-link-list"], section
        if section == "contact" and ("address" in names or "," in look.line) and not look.is_sentence:
            return [*names, "under-contact"], section
        if section == "notice" and look.is_sentence and "legal-phrase" in names:
            return [*names, "under-disclaimer-heading"], section
        if section == "comments" and is_comment(self._looks[number].line, self._looks[number - 1].line):
            return [*names, "comment"], section
        if section == "advert":
            if number == opened + 1 and self._is_same_chunk(opened, number) and self._is_label_alone(opened):
                return [*names, "label-above"], ""
            if not _OFFERS.isdisjoint(names):
                return [*names, "under-ad-label"], ""
        return names, ""

    def _is_label_alone(self, number: int) -> bool:
        """Whether an advert's label stands alone over one or two lines, apart from the story."""
        size = sum(self._is_same_chunk(other, number) for other in range(number - 3, number + 5))
        return self._looks[number].words <= 4 and size <= 4 and self._looks[number + 1].words <= 40

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

    def _mark_repeats(self) -> None:
        if self.title is None:
            return
        headline = self._looks[self.title].line
        wanted = plain_words(headline)
        for number, look in enumerate(self._looks):
            may_be = number != self.title and number not in self._marked and abs(len(look.line) - len(headline)) <= 12
            if may_be and len(wanted) >= 8 and plain_words(look.line) == wanted:
                self._verdicts[number] = Verdict("repeat", "says the headline again")

    def _mark_between(self) -> None:
        """Take short lines after the story that stand between pieces of furniture for what these are."""
        after = self._end_of_story()
        number = after
        while number < len(self._looks):
            end = number
            while end < len(self._looks) and not self._verdicts[end]:
                end += 1
            is_between = after < number < end < len(self._looks)
            is_last = number - after >= _ENOUGH_FURNITURE and end == len(self._looks)
            if (
                (is_between or is_last)
                and end - number <= _MOST_BETWEEN
                and all(map(self._is_aside, range(number, end)))
            ):
                for between in range(number, end):
                    self._verdicts[between] = Verdict("navigation", "stands between pieces of furniture")
            number = end + 1

    def _end_of_story(self) -> int:
        """Number of the line after the last paragraph that is of some length and no furniture."""
        if self._is_paged:
            return len(self._looks)
        for number in range(len(self._looks) - 1, -1, -1):
            look = self._looks[number]
            if not self._verdicts[number] and look.is_sentence and look.words > _ASIDE_WORDS:
                return number + 1
        return len(self._looks)

    def _is_aside(self, number: int) -> bool:
        look = self._looks[number]
        is_kept = {"article-part", "speech", "table-row", "list-item", "field"} & set(look.features)
        is_told = look.is_sentence and not look.line.endswith(("?", "？", "!", "！")) and not _YOU.search(look.lowered)
        return number != self.title and look.words <= _ASIDE_WORDS and not is_kept and not is_told

    def _ask_neighbours(self, features: list[list[str]]) -> None:
        """Weigh the doubtful lines again, with what their neighbours were taken for."""
        before = tuple(self._verdicts)
        for number, look in enumerate(self._looks):
            if before[number] or number == self.title or look.words > 40:
                continue
            # a column of a menu above the headline is followed downward
            is_column = self._place(number).is_above and look.words <= 3 and number > 0
            over = self._verdicts[number - 1] if is_column else before[number - 1] if number else None
            beside = [over, *before[number + 1 : number + 2]]
            added = self._beside(number, features[number], beside)
            if added:
                self._verdicts[number] = weigh([*features[number], *added])

    def _beside(self, number: int, names: Sequence[str], beside: Sequence[Verdict | None]) -> list[str]:
        look, place = self._looks[number], self._place(number)
        kinds = [verdict.kind for verdict in beside if verdict and not _APART & set(verdict.reason.split())]
        if not kinds:
            return []
        if "advert" in kinds and not _OFFERS.isdisjoint(names):
            return ["beside-advert"]
        if "at-the-edge" in names and (len(kinds) == len(beside) or self.title == number + 1):
            return ["between-furniture"]
        if look.is_sentence or look.words > 14:
            return []
        if place.is_above or place.is_after:
            return ["beside-furniture"] * sum(place.is_above or kind != "disclaimer" for kind in kinds)
        return ["beside-byline"] if place.is_under and "byline" in kinds else []
