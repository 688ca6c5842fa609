"""Which language a text is in: by script where that decides, else by small words and letters few languages share.

Invariant: the same text gets the same answer on every machine, and `und` where there is too little to tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from counterspy.vocabulary import toml

_ASCII = bytes(range(0x80))
_LETTERS = bytes(point for point in _ASCII if chr(point).isalpha())
_NOT_LETTERS = bytes(set(range(0x100)) - set(_LETTERS))
_BLANKED = bytes(point if point > 0x7F or chr(point).isalnum() or chr(point) in "_'" else 0x20 for point in range(256))
"""What stands in no word becomes a blank; signs that are not ASCII stay."""
_NEVER_FIRST = "0123456789_'"
"""What may stand inside a word, but not at its start."""
_SAMPLE_CHARS = 4000
"""How much is looked at: half from the start, half from the middle, past menus and greetings."""
_LEAST_LETTERS = 12
_SHARED_SCRIPTS = frozenset({"latin", "cyrillic", "arabic"})
_LEAST_SCORE = 0.5
_LEAST_LEAD = 1.1
"""How far the best language has to be before the next."""
_DENSE = frozenset({"zh", "ja", "ko"})
"""Scripts whose signs say twice as much as a letter does."""
_LETTER_WEIGHT = 0.35


def tell_language(text: str) -> str:
    """Tell the language most of a text is in.

    Args:
        text: Any text; a sample from its start and its middle is read.

    Returns:
        BCP 47 primary tag, as `en`, `zh`, `no`; `und` where there is too little to tell.
    """
    sample = (text if len(text) <= _SAMPLE_CHARS else _sample(text)).lower()
    # bytes are counted and cut here instead of letters, at a third of the time
    data = sample.encode(errors="replace")
    rare = Counter(data.translate(None, _ASCII).decode())
    plain = len(data.translate(None, _NOT_LETTERS))
    scripts: Counter[str] = Counter({"latin": plain} if plain else ())
    for sign, count in rare.items():
        if sign.isalpha():
            scripts[_script(sign)] += count
    if not scripts:
        return "und"
    if scripts["ja"] * 8 > scripts["zh"] and scripts["ja"] + scripts["zh"] > sum(scripts.values()) / 2:
        return "ja"
    script, count = max(scripts.items(), key=lambda item: (item[1] * (2 if item[0] in _DENSE else 1), item[0]))
    if script not in _SHARED_SCRIPTS:
        return script if count >= 4 else "und"
    return _by_words(sample, rare, script) if count >= _LEAST_LETTERS else "und"


def _sample(text: str) -> str:
    middle = len(text) // 2
    return text[: _SAMPLE_CHARS // 2] + " " + text[middle : middle + _SAMPLE_CHARS // 2]


def _by_words(sample: str, rare: Counter[str], script: str) -> str:
    """Weigh small words and rare letters; what several languages share counts less, a single letter least."""
    known, special = _words(script)
    scores: defaultdict[str, float] = defaultdict(float)
    for word, count in _count_words(sample, rare).items():
        if word in known:
            weight = count / len(known[word]) * (1.0 if len(word) > 1 else _LETTER_WEIGHT)
            for language in known[word]:
                scores[language] += weight
    for sign in [sign for sign in special if sign in rare]:
        languages = special[sign]
        for language in languages:
            scores[language] += _LETTER_WEIGHT * rare[sign] / len(languages)
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or best[0][1] < _LEAST_SCORE or (len(best) > 1 and best[0][1] < _LEAST_LEAD * best[1][1]):
        return "und"
    return best[0][0]


def _count_words(sample: str, rare: Counter[str]) -> Counter[str]:
    """Count the words of a text in lower case; `rare` are its signs that are not ASCII."""
    sample = sample.replace("’", "'")
    for sign in rare:
        if not sign.isalnum():
            sample = sample.replace(sign, " ")
    counted = Counter(sample.encode(errors="replace").translate(_BLANKED).decode().split())
    never_first = _NEVER_FIRST + "".join(sign for sign in rare if sign.isdecimal())
    for word in [word for word in counted if word[0] in never_first]:
        counted[word.lstrip(never_first)] += counted[word]
    return counted


@cache
def _words(script: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Small words and rare letters of one script, each with the languages that use it."""
    data = toml("languages")
    words: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    mine = [language for language, known in data["words"].items() if _script(known[0][0]) == script]
    for language in mine:
        for word in data["words"][language]:
            words.setdefault(word, []).append(language)
        for sign in data["letters"].get(language, ""):
            signs.setdefault(sign, []).append(language)
    return {word: tuple(of) for word, of in words.items()}, {sign: tuple(of) for sign, of in signs.items()}


@cache
def _ranges() -> tuple[tuple[int, int, str], ...]:
    return tuple((first, last, name) for first, last, name in toml("languages")["scripts"]["ranges"])


@cache
def _script(sign: str) -> str:
    point = ord(sign)
    return next((name for first, last, name in _ranges() if first <= point <= last), "latin")
