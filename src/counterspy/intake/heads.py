"""What stands over a text: the name of the newspaper, which goes, and the head of an official release, which stays.

Invariant: the name of a paper is one only over a headline; a release's head and its date are the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from counterspy.intake.authorship import is_date_line
from counterspy.intake.furniture import Look, Verdict, is_headline, is_letterhead
from counterspy.intake.headline import ISSUE
from counterspy.vocabulary import toml

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b(?![./]\d)")
_OF_MENU = frozenset({"menu-words", "menu-bar", "breadcrumb", "top-row", "paper-name"})
_DATED = frozenset({"date-line", "dateline-alone", "under-headline"})
_SIGNED = frozenset({"byline-opener", "doubled-name", "reading-time", "metadata-byline"})
_MAIL_LINES, _FEWEST_MAIL_HEADERS = 12, 3
_HEAD_LINES = 8
_NAME_WORDS = 8
_FORM_WORDS = 16


def find_papers(looks: Sequence[Look], title: int | None) -> frozenset[int]:
    """Numbers of the lines over the headline that name a newspaper, a broadcaster or an agency, and nothing else.

    Args:
        looks: The lines of the document.
        title: The number of the headline, None where there is none.
    """
    if not title or not _is_told(looks[title]):
        return frozenset()
    over = range(min(title, _HEAD_LINES))
    issues = [number for number in over if ISSUE.search(looks[number].line) and not looks[number].is_sentence]
    return frozenset(n for n in over if _names_paper(looks[n]) or (issues and n <= issues[-1] and looks[n].words <= 16))


def is_release(looks: Sequence[Look], first: int) -> bool:
    """Tell whether a text opens as an official release does: with a body's name or the form of its paper.

    Args:
        looks: The lines of the document.
        first: Number of the first paragraph.
    """
    top = looks[: min(first, _HEAD_LINES)]
    return any(is_official(look) for look in top) and not any(_names_paper(look) for look in top)


def keep_head(look: Look, names: list[str], *, is_release: bool, is_news: bool) -> list[str]:
    """Take back what makes a release's head and its day furniture; on a news page the day is the page's.

    Args:
        look: A line over the story.
        names: Its features.
        is_release: Whether the text is an official release.
        is_news: Whether the head of a page stands over the story.
    """
    if is_release and is_official(look):
        return [name for name in names if name in _OF_MENU]
    is_of_page = not is_release and (is_news or _CLOCK.search(look.line) is not None)
    return names if is_of_page or not _SIGNED.isdisjoint(names) else [name for name in names if name not in _DATED]


def has_head_furniture(looks: Sequence[Look], verdicts: Sequence[Verdict | None], marked: Container[int]) -> bool:
    """Tell whether a menu, an advert or an author's name stands over the story.

    Args:
        looks: The lines up to the first paragraph.
        verdicts: What is known of each line.
        marked: Numbers of the marks of printed pages, which tell nothing of this.
    """
    return any(
        (verdicts[number] or {"menu-bar", "menu-words"} & set(look.features)) and not is_date_line(look)
        for number, look in enumerate(looks)
        if number not in marked
    )


def count_mail_headers(looks: Sequence[Look]) -> int:
    """Count the lines at the top that are headers of an e-mail: none, or at least three."""
    count = 0
    while count < min(len(looks), _MAIL_LINES) and "mail-header" in looks[count].opening:
        count += 1
    return count if count >= _FEWEST_MAIL_HEADERS else 0


def is_official(look: Look) -> bool:
    """Tell whether a line names a body that speaks, or the form of its paper."""
    if "menu-bar" in look.features or look.has("menu"):
        return False
    return is_letterhead(look) or (look.words <= _FORM_WORDS and look.lowered.startswith(_forms()))


def _names_paper(look: Look) -> bool:
    """Whether a line is a name with a newspaper's word in it: `The Fjord Post`, not `Press release`."""
    words = [bare for word in look.line.split() if (bare := word.strip(".,()[]:'’|/"))]
    if not words or look.words > _NAME_WORDS or look.is_sentence or any(map(str.isdigit, look.line)):
        return False
    if look.lowered.startswith(_forms()) or not all(not word[0].islower() or word in _small() for word in words):
        return False
    kinds, endings = _media(), _endings()
    return any(
        word.lower() in kinds or any(word.lower().endswith(end) and len(word) > len(end) for end in endings)
        for word in words[words[0].lower() in _ambiguous() :]
    )


def _is_told(look: Look) -> bool:
    """Whether a line reads as a headline: several words, some in small letters, or a saying in quotes."""
    small = [word for word in look.line.split() if word[0].islower() and word not in _small()]
    return is_headline(look) or (look.words >= 3 and bool(small))


@cache
def _media() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["media"])


@cache
def _ambiguous() -> frozenset[str]:
    """Words that say nothing where they open a line, as in `News` and `Press notice`."""
    return frozenset(toml("furniture")["words"]["media-later"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(toml("furniture")["words"]["media-ending"])


@cache
def _small() -> frozenset[str]:
    return frozenset(toml("furniture")["words"]["function"]) | {"edition"}


@cache
def _forms() -> tuple[str, ...]:
    """Forms of papers of more than one word, or with what follows them: `Press release 12/2024`."""
    return tuple(form for form in toml("furniture")["words"]["form"] if " " in form)
