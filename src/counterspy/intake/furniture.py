"""What tells page furniture from a document's own words: named features, their weights, one sum.

Invariant: a verdict never travels without its reason, and every feature that counts stands in `furniture.toml` with its
weight. Time is linear in the text: long lines are looked at closely only where a phrase was found in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from counterspy.intake import adverts, authorship, menus
from counterspy.intake.phrases import Hit, short_hits
from counterspy.vocabulary import toml

_CLOSING = "\"'”’»›)]】」』）*_ "
_ENDS = ".!?…。！？؟।"
_TRAIL = re.compile(r"\s+[>»›/→]\s+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPEECH_MARKS = tuple('"“„«「')
_SPEECH = re.compile(r"[\"“„«「](?:\S+ \S+ \S+[^\"”“»」]*[\"”“»」]|(?<=[「“])[^”」]{6,}[”」])")
_HASHTAGS = re.compile(r"(?:[\w ]{0,24}[:：]?\s?)(?:#[\w.]+[\s,;|·]*){2,}|#[^\W\d]\w+")
_FILE_LINK = re.compile(r"[\(\[]\s?(?:PDF|DOCX?|XLSX?|PPTX?|CSV|ZIP|MP3)\b[^()\[\]]{0,24}[\)\]]$", re.IGNORECASE)
_COOKIE_BAR = re.compile(
    r"\b(?:this|our) (?:web)?(?:site|page)|\bwe (?:and|use|also|set|store)\b|\byou (?:agree|consent|accept|can)\b|"
    r"\byour (?:device|consent|preferences|experience|browsing)\b|diese (?:web)?(?:seite|site)|\b(?:ce"
    r"|notre) site|est[ea] (?:sitio|web|página)|"
    r"questo sito|deze (?:web)?site|(?:этот|наш|на) сайт|本网站|本站",
    re.IGNORECASE,
)
_END_MARK = re.compile(
    r"[-–—*#~/<\[( ]*(?:ENDS?|Ends|END OF (?:THE )?(?:RELEASE|STATEMENT|TEXT|DOCUMENT|MESSAGE|TRANSCRIPT)"
    r"|FIN|ENDE|FINE|FIM"
    r"|КОНЕЦ|(?:full text|release|statement) ends|完)[-–—*#~/>\]) .]*"
)
_URL_LINE = re.compile(r"(?:(?:url|link|source|quelle|permalink)\s?[:：]\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\d+ (?:thoughts?|responses?|replies) (?:on|to) .*|\(?\d+\)?\s(?:comments?|replies|shares|likes|views"
    r"|kommentare?|commentaires?|comentarios?|комментари\w+)"
    r"|(?:comments?|kommentare?|commentaires?|comentarios?|комментари\w+|评论)\s?\(?\d*\)?",
    re.IGNORECASE,
)
_COMMENTS_COUNTED = re.compile(
    r"(?:comments?|kommentare?|commentaires?|comentarios?|комментари\w+|评论)\s?[\(（]\d+[\)）]", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"©|(?:copyright|\(c\))\s*(?:©|\(c\)|(?:19|20)\d\d)", re.IGNORECASE)
_MARKING = re.compile(r"\W*TLP ?: ?(?:CLEAR|WHITE|GREEN|AMBER(?:\+STRICT)?|RED)\W*", re.IGNORECASE)
_GLUED = re.compile(r"[A-ZÀ-ÞА-Я](?<=[^\W\d_A-ZÀ-ÞА-Я].)")
_ITEM = re.compile(r"(?:[-*•–‣▪]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))\s+\S")
_FIELD = re.compile(r"[^\W\d][\w ()/-]{1,40}: \S")
_SMALL_WORDS = 3
"""So many words in small letters before a full stop make a sentence in any language that has capitals."""
_SPEECH_CHARS = 2000
_PROSE_WORDS = 16
_BRACKETS = frozenset("([（【*#")
_PROSE_ENDS = frozenset('.!?…"”')
_PROSE = ("sentence", "long-sentence")
_ROW_CHARS = 200
_LONG_CHARS = 400
"""A line longer than this is looked at more closely only where a phrase was found in it."""
_SHORT_CHARS = 120
"""In lines up to this, phrases of one to three letters count too."""


class Place(NamedTuple):
    """Where a line stands: above what may be the headline, above what is, below it before the story, or after that."""

    is_head: bool = False
    is_above: bool = False
    is_under: bool = False
    is_after: bool = False


class Verdict(NamedTuple):
    """What a line was taken for: a drop code with its reason."""

    kind: str
    reason: str


class Look:
    """What can be seen of one line without its neighbours.

    Attributes:
        line: The line, wrapped ones joined with blanks.
        lowered: In lower case.
        hits: Phrases found in it.
        opening: Categories of the phrases it opens with.
        words: Their number, counted up to some hundred; a Han sign counts as half a word.
        letters: Their number; in long lines about.
        is_sentence: Whether it ends as a sentence and is held together as one.
        is_prose: Whether it is a sentence of some length in which nothing speaks of furniture; not looked at further.
        features: Names of rows of `features` in `furniture.toml`.
    """

    __slots__ = ("features", "hits", "is_prose", "is_sentence", "letters", "line", "lowered", "opening", "words")

    def __init__(self, line: str, hits: Sequence[Hit]) -> None:
        self.line = line
        self.lowered = line.lower()
        self.hits = [*hits, *short_hits(self.lowered)] if len(line) <= _SHORT_CHARS else hits
        self.opening = frozenset(hit.category for hit in self.hits if hit.at_start)
        self.words = menus.count_words(line)
        self.letters = sum(map(str.isalpha, line)) if len(line) <= _SHORT_CHARS else len(line)
        self.is_sentence = _is_sentence(line, self.lowered, self.words)
        is_long = self.is_sentence and self.words >= _PROSE_WORDS and not self.hits
        self.is_prose = is_long and line[-1] in _PROSE_ENDS and line[0] not in _BRACKETS
        self.features = _PROSE if self.is_prose else tuple(_features(self))

    def has(self, *categories: str) -> bool:
        """Tell whether a phrase of one of these lists stands anywhere in the line."""
        return any(hit.category in categories for hit in self.hits)


def weigh(features: Iterable[str]) -> Verdict | None:
    """Add up the weights; give the heaviest kind if it reaches the threshold, with its heaviest feature as reason."""
    table, threshold = _table()
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    kept = 0.0
    for feature in features:
        kind, weight, says = table[feature]
        if kind == "keep":
            kept += weight
            continue
        sums[kind] = sums.get(kind, 0.0) + weight
        best[kind] = max(best.get(kind, (0.0, "")), (weight, says))
    if not sums:
        return None
    kind = max(sums, key=lambda name: sums[name])
    return Verdict(kind, best[kind][1]) if sums[kind] + kept >= threshold - 1e-9 else None


def place_features(look: Look, place: Place) -> Iterator[str]:
    """Give the features that come from where a line stands."""
    if not any(place) or (look.words > 60 and not look.hits):
        return
    is_outside = place.is_above or place.is_after
    is_short = look.words <= 14 and not look.is_sentence
    is_dated = authorship.is_date_line(look)
    if place.is_head and (is_dated or "byline-opener" in look.features):
        yield "under-headline"
    elif place.is_above and is_short and not is_headline(look) and (look.words <= 8 or "menu-bar" in look.features):
        yield "above-headline"
        if is_letterhead(look):
            yield "letterhead"
    if (place.is_head or place.is_under) and "menu-bar" in look.features and not is_dated:
        yield "top-row"
    if place.is_after and is_short:
        yield "after-the-end"
    if is_outside and is_short and look.words <= 3 and "address" not in look.features:
        yield "small-label"
    if look.has("legal-phrase", "disclaimer-opener", "notice-opener"):
        yield "at-the-edge"
    if place.is_under and (is_short or "byline-opener" in look.features):
        yield "under-headline"
        if authorship.is_name_only(look) and not is_letterhead(look):
            yield "name-only"
    if (place.is_under or is_outside) and look.words <= 40:
        yield from authorship.about_author(look, is_short=is_short and look.words <= 8)
    if is_dated:
        yield "date-line"
    if place.is_after and authorship.is_signature(look):
        yield "signature"
    if not place.is_after and _URL_LINE.fullmatch(look.line):
        yield "page-address"


def is_headline(look: Look) -> bool:
    """Tell whether a line reads as a headline: words in small letters, no stop, no comma."""
    if not 4 <= look.words <= 16 or look.line.endswith((".", ":", ";", ",")) or "," in look.line:
        return False
    small = sum(word[0].islower() and len(word) > 3 for word in look.line.split())
    is_plain = not {"list-item", "field", "article-part", "menu-bar"} & set(look.features)
    return look.line[0].isupper() and small >= 2 and is_plain


def is_letterhead(look: Look) -> bool:
    """Tell whether a line names a body or a firm, or the form of a paper, and nothing else."""
    words = [word.strip(".,()[]:’'\"").lower() for word in look.line.split()]
    if not words or len(words) > 14 or look.is_sentence:
        return False
    if look.lowered.strip(" .:#[]()0123456789-–/").removesuffix(" no").rstrip(" .") in _word_list("form"):
        return True
    is_body = not _word_list("body").isdisjoint(words)
    return is_body and all(
        not word[0].islower() or word.strip(".,()") in _word_list("function") for word in look.line.split()
    )


def is_doubled(line: str) -> bool:
    """Tell whether a name stands twice without a blank between, as `Writer's picture: Ada ByronAda Byron`."""
    for glued in _GLUED.finditer(line):
        middle = glued.start()
        for size in range(5, min(middle, len(line) - middle, 40) + 1):
            if line.startswith(line[middle - size : middle], middle) and " " in line[middle : middle + size]:
                return True
    return False


def _features(look: Look) -> Iterator[str]:
    if look.is_sentence:
        yield "sentence"
        if look.words >= 25:
            yield "long-sentence"
    if len(look.line) > _LONG_CHARS and not look.hits:
        return
    yield from _shape(look)
    if look.hits:
        if (
            look.words >= 6
            and any(mark in look.line for mark in _SPEECH_MARKS)
            and _SPEECH.search(look.line[:_SPEECH_CHARS])
        ):
            yield "speech"
        yield from menus.navigation(look)
        yield from adverts.offers(look.line, look.lowered, look.hits, look.letters)
        yield from _notice(look)
        yield from authorship.byline(look)
        if "mail-header" in look.opening and look.words <= 30 and menus.has_address(look.line):
            yield "mail-header"
    yield from authorship.caption(look)


def _shape(look: Look) -> Iterator[str]:
    """Give the features that need no phrase."""
    if not look.letters:
        if len(look.line) > 1 and not any(map(str.isdigit, look.line)):
            yield "signs-only"
        return
    if _ITEM.match(look.line) and not authorship.is_date_line(look):
        yield "list-item"
    if look.words <= 24 and len(look.line) <= _ROW_CHARS:
        yield from _row(look)
    if not look.line.isascii() or look.line[0] in "=->":
        yield from adverts.signs(look.line[:_LONG_CHARS])
    if len(look.line) <= _SHORT_CHARS and is_doubled(look.line):
        yield "doubled-name"
    if look.words <= 4 and look.lowered.strip(" .:#0123456789") in _word_list("article-part"):
        yield "article-part"
    if look.words <= 3 and _MARKING.fullmatch(look.line):
        yield "sharing-mark"
    if look.words <= 16 and "#" in look.line and _HASHTAGS.fullmatch(look.line):
        yield "label-opener"
    if look.words <= 16 and _FILE_LINK.search(look.line):
        yield "file-link"
    yield from authorship.notes(look)
    if "cookies" in look.lowered and look.words <= 40 and _COOKIE_BAR.search(look.line):
        yield "cookie-bar"
    if _COPYRIGHT.match(look.line):
        yield "copyright"
    if look.words <= 6 and _END_MARK.fullmatch(look.line):
        yield "end-mark"
    if look.line[0] in _BRACKETS and adverts.has_label_in_brackets(look.line):
        yield "ad-labelled"
    if not look.hits and _FIELD.match(look.line):
        yield "field"


def _row(look: Look) -> Iterator[str]:
    """Give the features of labels in a row."""
    if not look.is_sentence and len(menus.row_of(look.line)) >= 2:
        yield "menu-bar"
    trail = _TRAIL.split(look.line)
    if len(trail) >= 2 and not look.is_sentence and trail[0].lower() in _word_list("trail-start"):
        yield "breadcrumb"
    if _COMMENTS.fullmatch(look.line) or (look.words <= 8 and _COMMENTS_COUNTED.match(look.line)):
        yield "comments"
    if menus.has_address(look.line):
        yield "address"


def _notice(look: Look) -> Iterator[str]:
    if "disclaimer-opener" in look.opening:
        yield "disclaimer-heading" if look.words <= 8 and not look.is_sentence else "disclaimer-opener"
    if "notice-opener" in look.opening:
        yield "notice-opener"
    legal = {hit.phrase for hit in look.hits if hit.category == "legal-phrase"}
    if legal:
        yield "legal-phrase"
    if len(legal) >= 2:
        yield "second-legal-phrase"


def _is_sentence(line: str, lowered: str, words: float) -> bool:
    """Whether a line ends as a sentence does and has words that hold one together, or is too long for a label."""
    bare = line.rstrip(_CLOSING)
    if not bare or bare[-1] not in _ENDS:
        return words > 40
    if words < 4:
        return False
    if words > 25 or _HAN.search(line):
        return True
    small = sum(word[0].islower() for word in line.split())
    return small >= _SMALL_WORDS or not _word_list("function").isdisjoint(lowered.split())


@cache
def _table() -> tuple[dict[str, tuple[str, float, str]], float]:
    data = toml("furniture")
    return {name: (row[0], row[1], row[2]) for name, row in data["features"].items()}, data["threshold"]


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset(toml("furniture")["words"][name])
