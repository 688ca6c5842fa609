"""The shapes dates are written in, as compiled patterns.

Invariant: no pattern has a repeated group inside a repeated group, so that each takes linear time.
"""

from __future__ import annotations

import re
from typing import Any, Final

from counterspy.reading.calendar import BEFORE, CAPITAL_MONTHS, SEASONS, SMALL_MONTHS
from counterspy.reading.numbers import SMALL_NUMBERS

REACH: Final = 60
"""How far before a date its own words are looked for, in code points."""


def _either(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


_MONTH: Final = f"(?:{_either([*CAPITAL_MONTHS, *SMALL_MONTHS, *(name.upper() for name in CAPITAL_MONTHS)])})"
# an abbreviation's own full stop, not the one that ends a sentence
_DOT: Final = r"(?:(?<![a-z]{4})(?<!May|une|uly)\.(?=[\s,]+[0-9]))?"
_YEAR: Final = r"(?:1[0-9]{3}|2[01][0-9]{2})(?![0-9])"
_NTH: Final = r"(?:st|nd|rd|th|er|º|\.)?"
_AND_DAY: Final = r"\s?(?:-|–|to|and|&)\s?"
_COUNT: Final = rf"(?:an?|[0-9]{{1,3}}|{_either(SMALL_NUMBERS)})"
_UNIT: Final = r"(?P<unit>day|week|month|year|decade)s?\b"

FIGURES: Final = re.compile(
    rf"""
    (?P<han>(?P<hy>{_YEAR})\s?年(?:\s?(?P<hm>[0-9]{{1,2}})\s?月(?:\s?(?P<hd>[0-9]{{1,2}})\s?[日号])?)?)
  | (?P<hanless>(?P<lm>[0-9]{{1,2}})月(?P<ld>[0-9]{{1,2}})[日号])
  | (?P<iso>(?P<iy>{_YEAR})-(?P<im>[0-9]{{2}})-(?P<id>[0-9]{{2}})(?![0-9-])(?:T[0-9:]{{4,8}}Z?)?)
  | (?P<span>(?P<sy>{_YEAR})(?:\s?[–—-]\s?|/)(?P<sz>[12][0-9]{{3}}|[0-9]{{2}})(?![0-9/-]))
  | (?P<slash>(?P<s1>[0-9]{{1,2}})/(?P<s2>[0-9]{{1,2}})/\s?(?P<s3>[0-9]{{4}}|[0-9]{{2}})(?![0-9/]))
  | (?P<dots>(?P<t1>[0-9]{{1,2}})\.\s?(?P<t2>[0-9]{{1,2}})\.\s?(?P<t3>{_YEAR})(?!\.?[0-9]))
  | (?P<dmy>(?P<d1>[0-9]{{1,2}}){_NTH}(?:{_AND_DAY}(?P<d2>[0-9]{{1,2}}){_NTH})?[ \u00a0]+(?:day\ of\ |of\ |de\ )?
        (?P<dm>{_MONTH})\b{_DOT}(?:,?\s+(?:de\ |del\ )?(?P<dy>{_YEAR}))?(?:\s+(?:года|г\.))?)
  | (?P<decade>(?P<e>(?:1[0-9]|20|)[0-9]0)['’]?s\b)
  | (?P<century>(?P<c>[0-9]{{1,2}})(?:st|nd|rd|th)[ -]century\b)
  | (?P<year>{_YEAR}(?:\s+(?:года|году|год)\b)?)
    """,
    re.VERBOSE,
)
MONTH_FIRST: Final = re.compile(
    rf"""(?P<m>{_MONTH})\b{_DOT}(?:
    \s+(?P<d1>[0-9]{{1,2}}){_NTH}(?![0-9:%]|[.,][0-9])(?:{_AND_DAY}(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9]))?
        (?:,?\s+(?P<dy>{_YEAR}))?
  | ,?\s+(?:of\s+)?(?P<y>{_YEAR}))?""",
    re.VERBOSE,
)
LEFT: Final = re.compile(
    rf"""(?<![\w-])(?:(?:(?P<since>{_either(BEFORE["since"])})|(?P<until>{_either(BEFORE["until"])}))\s+)?
    (?:(?:at\ least|as\ early\ as|as\ late\ as|as\ far\ back\ as|at\ the\ latest)\s+)?
    (?:(?P<about>{_either(BEFORE["about"])})\s+)?(?P<the>the\s+)?
    (?P<part>(?:early|mid|late|middle|later)(?:\s+(?:to|or|and)\s+(?:mid|late))?(?:\s+in)?[\s-]
      | (?:beginning|start|end|middle|close|turn)\s+of\s+(?:the\s+)?(?:year\s+)?
      | (?P<season>{_either(SEASONS)})(?:\s+of)?[\s,]+
      | (?:Q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth|last|final)[ -]quarter(?:\s+of)?)\s+
      | (?P<half>first|second|latter)[ -]half\s+of\s+
      | (?:fiscal(?:\s+year)?|financial\s+year|the\s+year|year|FY)\s?
      | (?P<month>{_either(SMALL_MONTHS)})\s+(?:de\s+|del\s+)?
    )?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
LEFT_ENDS: Final = frozenset(
    word.split()[-1].lower()
    for word in [
        *BEFORE["since"], *BEFORE["until"], *BEFORE["about"], *SEASONS, *SMALL_MONTHS, "least", "as", "latest", "the",
        "early", "mid", "late", "middle", "later", "in", "of", "year", "quarter", "fiscal", "fy", "q1", "q2", "q3",
        "q4", "de", "del",
    ]
)  # fmt: skip
_OPENERS: Final = (phrase for code in ("since", "until", "about") for phrase in BEFORE[code])
_PART_WORDS: Final = """at least as early far back latest the mid late middle later to or and in of beginning start end
    close turn year q1 q2 q3 q4 first second third fourth last final quarter half latter fiscal financial fy de del"""
LEFT_WORDS: Final = frozenset((*_PART_WORDS.split(), *" ".join(_OPENERS).lower().split(), *SEASONS, *SMALL_MONTHS))
JOIN: Final = re.compile(
    r"""(?P<dash>\s?[–—-]\s?)|\s+(?:(?P<and>and)|to|until|till|through|thru|bis|по|à|au|al?)\s+
    (?:the\s+)?(?:(?:early|mid|late)[\s-]|(?:start|beginning|end|middle)\s+of\s+)?|\s?[至到]\s?""",
    re.VERBOSE,
)
LIST: Final = re.compile(r"(?:,|,?\s+(?:and|or|und|y|et|и)|\s?/)\s*")
OPENING: Final = re.compile(r"\b(between|from|entre|von|zwischen|с)\s+(?:the\s+)?\Z", re.IGNORECASE)
CALENDAR_UNIT: Final = re.compile(rf"(?P<which>[a-zA-Z]+)\s+(?:(?P<n>{_COUNT})\s+)?{_UNIT}", re.IGNORECASE)
COUNTED_BACK: Final = re.compile(
    rf"(?:\b(?P<about>about|around|nearly|almost|some|over|more than|roughly)\s+)?\b(?P<n>{_COUNT})\s+{_UNIT}\s+\Z",
    re.IGNORECASE,
)
WILL_BE: Final = re.compile(r"\b(?:will|would|scheduled|due|next|planned|expected|expires?|deadline|is set|are set)\b")
RELATIVE: Final = (
    "yesterday",
    "today",
    "tomorrow",
    "last",
    "past",
    "previous",
    "this",
    "next",
    "following",
    "that",
    "same",
    "ago",
    "later",
)
TO_BARE_MONTH: Final = frozenset(
    ("in", "since", "by", "until", "last", "next", "this", "that", "early", "mid", "late", "from", "during", "before")
) | {"after"}
TO_NAMES_TOO: Final = frozenset(("by", "before", "after", "from", "that", "since"))
