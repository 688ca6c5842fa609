"""The title of an incident: one readable line made of the document's own words.

Invariant: no line break, no dateline or label at its front, at most `LONGEST` code points and, where one is near, an
end at a clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from counterspy.reading.incidents.scenes import Scene

LONGEST: Final = 110
_SHORTEST: Final = 40
"""A clause that ends before this is too short to stand for the incident."""
_WEIGHED: Final = 4
"""How many lines are weighed against each other."""
_HEADLINE: Final = (24, 160)
_LABELS: Final = (
    "title|subject|headline|slug|alert|update|corrected|correction|exclusive|breaking|urgent|press release|statement|"
    "joint advisory|summary|date|re|fwd?|note|watch|analysis|opinion|comment|explainer|reasons|grounds|charges?|"
    "offences?|details|(?:uk )?statement of reasons|further information|other information|background|overview|"
    "key points"
)
_LABEL: Final = re.compile(rf"(?:{_LABELS})\s*(?::|[–—]|-{{1,2}}(?=\s))\s*", re.IGNORECASE)
_CODE: Final = re.compile(
    r"(?:\([^()]{3,40}\):|\d[\d ]*,|(?:chapter|section|part|annex|case(?: study)?|count|item|article|example|exhibit) "
    r"(?:\d{1,3}|[IVXivx]{1,4}|[A-Z])\b[.:)]?|[A-Z]{1,5}-?\d[\w-]*|[\d.]+\)?|"
    r"[ivxlc]+\.|\([a-z\d]{1,3}\)|"
    r"[*•▪◦>#–—-]+|“?\[\d+\])(?:[:.]?\s+)",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’/-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}(?:, [\w. ]{2,24}){0,3})?"
    r"(?: ?\([^()]{2,40}\))?\.?\s?(?:[–—]|-{1,2})\s+"
)
_CAPITALS: Final = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,30}(?:, [\w. ]{2,24})?(?:\. (?=[A-ZÀ-Þ][a-zà-ÿ])|: )")
_DATED: Final = re.compile(r"[A-ZÀ-Þ][\w'’-]+, \d{1,2} [A-Z][a-z]+ \d{4}\.? ")
_SAYING: Final = re.compile(
    r"(?:According to [^,;:.]{3,60}|Additionally|In addition|Therefore|For example|Separately|As such|Meanwhile|However"
    r"|Moreover|In particular|In all), "
)
_STOP: Final = re.compile(r"[,;:] |\s[–—-]{1,2}\s")
_CLAUSE: Final = re.compile(r" (?=(?:who|which|while|after|before|because|although|where|when|but|as)\s)")
_VAGUE: Final = ("He ", "She ", "It ", "They ", "There ", "This ", "These ", "His ", "Her ", "Both ", "Whether ")
_FRONTS: Final = (_LABEL, _CODE, _CAPITALS, _DATED, _DATELINE)


def title_of(text: str, telling: Sequence[Scene]) -> str:
    """Make the title of one incident.

    Args:
        text: The document's text.
        telling: The lines that show its methods; at least one.
    """
    likely = sorted(telling, key=lambda scene: (-scene.line.is_heading, -scene.particulars(), scene.line.start))
    wholes = [_words(text, scene.line.start, scene.line.end) for scene in likely[:_WEIGHED]]
    bare = [_bare(whole) for whole in wholes]
    chosen = max(
        range(len(bare)), key=lambda number: (_fitness(bare[number], likely[number]), -likely[number].line.start)
    )
    best = likely[chosen]
    shown = len(_words(text, best.line.start, best.methods[0].end)) - (len(wholes[chosen]) - len(bare[chosen]))
    return _cut(bare[chosen], shown)


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _fitness(words: str, scene: Scene) -> float:
    """Weigh how well a line would stand for the incident: a headline best, then one that comes to its act soon."""
    is_soon = scene.methods[0].end - scene.line.start <= LONGEST
    is_headline = scene.line.is_heading and _HEADLINE[0] <= len(words) <= _HEADLINE[1] and not words.isupper()
    weight = scene.particulars() + 10.0 * is_headline + 2.0 * is_soon
    return weight - 6.0 * (len(words) < _HEADLINE[0]) - 1.5 * words.startswith(_VAGUE)


def _bare(words: str) -> str:
    """Take labels, codes, bullets and datelines off the front, and who says so."""
    whole = words
    for _ in range(3):
        before = words
        for front in _FRONTS:
            found = front.match(words)
            if found and len(words) - found.end() >= _HEADLINE[0]:
                words = words[found.end() :]
        if words == before:
            break
    words = _SAYING.sub("", words, count=1) if _SAYING.match(words) else words
    words = words.strip(' "“”*|–—-') or whole
    return words[:1].upper() + words[1:]


def _cut(words: str, shown: int) -> str:
    """Cut at the last clause that fits and holds the words that show the act, `shown` code points in, or at a word."""
    if len(words) <= LONGEST:
        return words.rstrip(" .;:,")
    for clause in (_STOP, _CLAUSE):
        ends = [found.start() for found in clause.finditer(words, _SHORTEST, LONGEST) if found.start() >= shown]
        if ends:
            return words[: ends[-1]].rstrip(" .;:,–—-")
    return words[: LONGEST - 1].rpartition(" ")[0].rstrip(" .;:,") + " …"
