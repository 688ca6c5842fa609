"""The shapes numbers and what they count are written in, as compiled patterns. The words stand in `units.toml`.

Invariant: repeats are bounded and no repeated group holds another, so that each takes linear time.
"""

from __future__ import annotations

import re
from typing import Any, Final

from counterspy.reading.numbers import SCALES, SMALL_NUMBERS
from counterspy.vocabulary import toml

_DATA: Final[dict[str, Any]] = toml("units")
SIGNS: Final[dict[str, str]] = _DATA["currency_signs"]
CODES: Final = frozenset(_DATA["currencies"]["codes"])
FIGURE_SCALES: Final[dict[str, int]] = {
    written: value for name, value in _DATA["scales"].items() for written in (name, name.capitalize(), name.upper())
}
MONEY_SCALES: Final[dict[str, int]] = _DATA["money_scales"]
FRACTIONS: Final[dict[str, int]] = _DATA["fractions"]
VAGUE: Final[dict[str, int]] = _DATA["vague"]
MULTIPLES: Final[dict[str, int]] = _DATA["multiples"]
STOPS: Final = frozenset(_DATA["stops"]["words"])
PLURALS: Final = frozenset(_DATA["stops"]["plural"])
SINGULARS: Final = frozenset(_DATA["stops"]["singular"])
NAMES: Final[tuple[str, ...]] = tuple(_DATA["names"]["begins"])
REACH: Final = 40


def _either(words: Any) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


BEFORE: Final = {phrase: code for code, phrases in _DATA["before"].items() for phrase in phrases}
AFTER: Final = {phrase: code for code, phrases in _DATA["after"].items() for phrase in phrases}
BEFORE_ENDS: Final = frozenset(phrase.split()[-1] for phrase in BEFORE)
_SMALL: Final = _either(SMALL_NUMBERS)
QUOTES: Final = "(“\"'‘«["


_BLANKS: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def _second(*words: str) -> frozenset[str]:
    """What may stand second behind a number where one of these words follows: its first letter, or a second blank."""
    first = {word[0] for word in words}
    return frozenset(first | {sign.upper() for sign in first} | set(_BLANKS))


# A pattern is asked only where the sign in second place may begin what it wants: most of them seldom fit.
SECOND_AFTER: Final = _second(*AFTER)
PERCENT_SIGNS: Final = frozenset("%％")
SECOND_PERCENT: Final = _second("%", "％", "percent", "процент")
SECOND_TIME: Final = _second("hour", "day", "week", "month", "year", "decade", "minute")
SECOND_CURRENCY: Final = _second(*_DATA["currencies"]["words"], *CODES)
AFTER_NUMBER: Final = re.compile(rf"\s+({_either(AFTER)})\b|\+(?!\w)")
SIGN: Final = re.compile(r"((?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[€£¥₽₹₩₪₴])\s?\Z|\b([A-Z]{3}|Rs)[ \u00a0]\Z")
SIGN_ENDS: Final = frozenset("$€£¥₽₹₩₪₴s") | frozenset(code[-1] for code in CODES)
FIGURE: Final = re.compile(
    rf"([0-9]{{1,3}}(?:[,\u00a0\u202f][0-9]{{3}})+(?:\.[0-9]{{1,4}})?|[0-9]{{1,3}}(?:\ 000)+"
    rf"|[1-9][0-9]{{0,2}}(?:\ [0-9]{{3}})+(?=\ [a-z])"
    rf"|[0-9]{{1,12}}(?:\.[0-9]{{1,4}}|,[0-9]{{1,2}}(?![0-9]))?)"
    rf"(?![0-9])(?:[ \u00a0-]?({_either(FIGURE_SCALES)})(?!\w))?"
)
_NUMBER_WORD: Final = f"(?:{_SMALL}|{_either(SCALES)})"
WORDS: Final = re.compile(
    rf"{_NUMBER_WORD}\b(?:[ -]{_NUMBER_WORD}\b|(?:(?<=hundred)|(?<=thousand))\ and\ {_NUMBER_WORD}\b){{0,8}}",
    re.IGNORECASE,
)
VAGUE_WORDS: Final = re.compile(
    rf"({_either(VAGUE)})(?:\s+of\s+({_either(VAGUE)}))?(?=\s+of\b|\s+more\b)\s+(?:of\s+)?", re.IGNORECASE
)
FRACTION: Final = re.compile(rf"({_either(FRACTIONS)})(s?)\b", re.IGNORECASE)
FRACTION_OVER: Final = re.compile(r"\b(an?|one|two|three|four|five|six|seven|eight|nine)[ -]\Z", re.IGNORECASE)
PERCENT: Final = re.compile(
    r"\s?[%％]|[ -](?:per\s?cent|percent|percentage\s+points?|pct)\b"
    r"|\s(?:процент\w{0,3}|Prozent|pour\s+cent|por\s+ciento)\b"
)
_TIME: Final = r"(?:hour|day|week|month|year|decade|minute)"
DURATION: Final = re.compile(rf"(?:\s+|-)({_TIME})s?\b['’]?", re.IGNORECASE)
AND_SMALLER: Final = re.compile(rf"(?:\s+and|,)\s+(an?|[0-9]{{1,3}}|{_SMALL})\s+({_TIME})s?\b", re.IGNORECASE)
TERM: Final = re.compile(rf"\s+(?:{_either(_DATA['terms']['after'])})\b", re.IGNORECASE)
OLD: Final = re.compile(r"[ -]years?[ -]olds?\b", re.IGNORECASE)
CURRENCY: Final = re.compile(rf"\s+({_either(_DATA['currencies']['words'])}|{'|'.join(CODES)})\b")
RATE: Final = re.compile(r"\s+(?:an?|per)\s+(?:year|month|day|week|hour)\b|\s+(?:annually|monthly)\b")
OF_THESE: Final = re.compile(
    r"\s+of\s+(?:(?:the|these|those|its|his|her|their|all|our)\s+(?:[0-9,]+\s+|(?:two|three|four|five|six|seven|eight|nine|ten)\s+)?"
    r"|(?:[0-9,]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\s+)"
)
WORD: Final = re.compile(r"(\s+|-)((?:[A-Z]\.){2,4}|[^\W\d_][^\W_]*(?:['’-][^\W_]+)*)")
_MONTH_BEFORE: Final = re.compile(r"([^\W\d_]+)\.?\s\Z")
MONEY_SCALE: Final = re.compile(r"\s?(k|mn?|bn?)\b", re.IGNORECASE)
HALF_A_SCALE: Final = re.compile(r"half\s+(?:of\s+)?an?\s+(million|billion|dozen|trillion)\b", re.IGNORECASE)
HALF_AN: Final = re.compile(r"\s+(?:an?|past)\b")
FRACTION_ENDS: Final = re.compile(r"\s+of\b(?!\s+\w+ing\b)|[.,;]|\s+(?:said|had|did|were|have|reported|named)\b")
AFTER_AGE: Final = re.compile(r",|\s+of\b|\)")
FROM_A_DATE: Final = re.compile(r"\s+(?:ago|later|earlier|before|after)\b")
OF_WHICH: Final = re.compile(r"\s+of\s+(?:all\s+)?(?:(?:the|its|his|her|their|those|these|our)\s+)?")
HAN: Final = re.compile(
    rf"(?:({'|'.join(word for words in _DATA['han'].values() for word in words)})\s?)?"
    r"([0-9][0-9,.]{0,14}[万亿]{0,2}|[一二三四五六七八九十百千万亿两]{1,9})(?:余|多)?\s?(名|人|份|起|家|美元|元|欧元|个月|天|小时|%|％|次|件)"
)
HAN_COMPARATORS: Final = {word: code for code, words in _DATA["han"].items() for word in words}
IN_SMALLER: Final = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("decade", "year"): 10,
    ("year", "week"): 52,
    ("year", "day"): 365,
    ("month", "day"): 30,
}
NOT_SPANS: Final = frozenset(
    ["past", "last", "next", "previous", "first", "coming", "following", "preceding", "latter", "second"]
)
GLUED: Final = frozenset("._/:#@&§-–−^~*=\\")


DIGITS: Final = re.compile(r"[0-9]+")

# "between 11 and", "400 to", right before a number: the lower end of a range.
RANGE_BEFORE: Final = re.compile(
    rf"(?:\b(between|from)\s+)?\b([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,9}}(?:\.[0-9]{{1,3}})?|{_SMALL})"
    rf"(?:[ -]?({_either(FIGURE_SCALES)}))?(\s+(?:and|to|or)\s+)\Z",
    re.IGNORECASE,
)
RANGE_AFTER: Final = re.compile(
    r"\s?[–-]\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}(?:\.[0-9]{1,3})?)(?![0-9]|[-–/:.][0-9])"
)
SCALE_AFTER: Final = re.compile(rf"[ \u00a0-]?({_either(FIGURE_SCALES)})(?!\w)")
SCALED: Final = re.compile(rf"(?<=[0-9 ])(?:{_either(FIGURE_SCALES)})\b", re.IGNORECASE)
IN_EVERY: Final = re.compile(
    rf"\s+(?:in|out\s+of)\s+(?:every\s+)?([0-9]{{1,4}}|{_SMALL}|hundred|a\s+hundred|a\s+thousand)\b(?!\s*(?:{_TIME}|percent|per))",
    re.IGNORECASE,
)
AND_A_HALF: Final = re.compile(r"[ -]and[ -]a[ -]half\b", re.IGNORECASE)
OF_A_TOTAL: Final = re.compile(r"\b[Oo]f\s+(?:the|its|their|these|those|all)\s+\Z")
TOTAL_ENDS: Final = ("the", "its", "their", "these", "those", "all")
BARE_VERB: Final = re.compile(r"\s+(?:were|was|had|have|are|has|gave|took|went|said|told|met|[a-z]{3,}ed)\b")
OF_THEM: Final = re.compile(r"\s+of\s+(?:them|these|those|whom|which)\b")
