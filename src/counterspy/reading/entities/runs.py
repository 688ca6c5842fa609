"""Runs of capitalised words, the raw material of names: `Carrow Centre for Maritime Studies`, `Omar al-Hadidi`.

Invariant: a run lies inside one sentence; its words are in order; linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from counterspy.reading.entities.flat import words


def _capitals() -> str:
    """Capital letters of the Latin, Greek and Cyrillic scripts as a character class."""
    return "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())


CAPITAL = f"[{_capitals()}]"
_OWNERS = (
    "People|General|Attorney|Prosecutor|Workers|King|Queen|Governor|Mayor|Women|Men|Children|Citizens"
    "|Veterans|Sheriff|Coroner|Farmers|Students|State|Director|Defender|Lloyd|Ombudsman|Attorneys"
    "|Teachers|Writers|Soldiers|Prosecutors|Magistrates|Judges|Procurators|Defenders|Lawyers|Engineers|Nurses"
)
_SHORT = (
    "St|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Inc|Ltd|Corp|Co|Jr|Sr|Bros|Rep|Sen|Gov|Capt|Maj|Sgt|Adm|Rev"
    "|Hon|Cmdr|Brig|Pte|Pty|Sdn|Bhd|Pvt|Reps|Sens|Messrs|Profs|Drs|Insp|Supt|Det|Atty|Asst|Amb"
)
_ARTICLES = "(?:[ad]l|el|ul|as|ash|an|at|ben|bin|d|l)"
WORD = (
    rf"(?:Attorney-General's|(?=\w+')(?:{_OWNERS})(?:'s|s')(?= )|(?=\w{{1,6}}\.)(?:{_SHORT})\.(?= )"
    rf"|(?=\w\.){CAPITAL}(?:\.{CAPITAL})+\.?|{CAPITAL}\.(?= [\"(]?{CAPITAL})"
    rf"|{_ARTICLES}[-']{CAPITAL}[\w-]*|{CAPITAL}\w*(?:-\w+|[&/]{CAPITAL}\w*"
    rf"|\.\w+(?<!\d)|'(?!s\b)\w+)*)"
)
_PARTICLE = "|".join(sorted((p for p in words("person", "particles") if p not in ("y", "e")), key=len, reverse=True))
_JOIN = (
    rf"(?:,? (?:of|for|on) (?:the )?| and | & | (?:(?:{_PARTICLE}) ){{1,2}}| (?:\({CAPITAL}[a-z]+\)"
    rf"|\"{CAPITAL}[a-z]+\") | )"
)
# What goes on behind a blank but begins with neither a join nor a word such as `d'Azeglio`.
_PLAIN = rf"(?!(?:of|for|on|and|{_PARTICLE}) |{_ARTICLES}[-'])[a-z0-9-]"
# Most words in capitals stand alone, with a plain word or a mark behind them: then the group is set.
_START = re.compile(rf"{CAPITAL}(?<![\w@].)(?:(?<!-.)(\w*+)(?= {_PLAIN}|, (?!of |for |on )|[\n)\";:?!]|\.\n))?")
_ARABIC_ARTICLES = ("al-", "el-")
_WORD = re.compile(WORD)
_NEXT = re.compile(rf"({_JOIN})({WORD})")
# Most words are plain ones, and most blanks behind a name lead to a small letter; neither needs the full expressions.
_PLAIN_WORD = re.compile(r"[A-Z][a-z]+(?![\w'&/.-])")
_PLAIN_NEXT = re.compile(r"( )([A-Z][a-z]+)(?![\w'&/.-])")
_MAY_GO_ON = re.compile(rf", (?:of|for|on) | (?!{_PLAIN})")

_SHORT_WORD = 3
_LONGEST_RUN = 30  # no name has more words, and the rules look back and forth inside a run


class Word(Struct, frozen=True, gc=False):
    """One capitalised word of a run; `join` is what stands before it: a blank, ` of the `, ` and `, ` van der `."""

    start: int
    end: int
    text: str
    join: str


def find_runs(flat: str, silent: frozenset[str]) -> Iterator[list[Word]]:
    """Find runs of capitalised words.

    Args:
        flat: The flattened text.
        silent: Words that are left out where they stand alone.

    Yields:
        The words of each run, in order; the first one's `join` is empty.
    """
    end = 0
    for start in _START.finditer(flat):
        at = start.start()
        if at < end:
            continue
        if start.lastindex:
            text = start.group()
            if text not in silent:
                yield [Word(at, start.end(), text, "")]
            continue
        if flat[at - 1] == "-" and flat.startswith(_ARABIC_ARTICLES, at - 3) and not flat[at - 4 : at - 3].isalnum():
            at -= 3
        word = _PLAIN_WORD.match(flat, at) or _WORD.match(flat, at)
        if word is None:
            continue
        end = word.end()
        text = word.group()
        following = _next(flat, end)
        if following is None and text in silent:
            continue
        found = [Word(word.start(), end, text, "")]
        while following:
            end = following.end()
            found.append(Word(following.start(2), end, following[2], following[1]))
            following = _next(flat, end)
        if len(found) > 1 and text.isupper() and all(word.text.isupper() for word in found):
            found = [_calmed(word) for word in found]
        for first in range(0, len(found), _LONGEST_RUN):
            yield found[first : first + _LONGEST_RUN]


def _next(flat: str, end: int) -> re.Match[str] | None:
    """The join and the word that go on with a run."""
    return _PLAIN_NEXT.match(flat, end) or (_NEXT.match(flat, end) if _MAY_GO_ON.match(flat, end) else None)


def _calmed(word: Word) -> Word:
    """A word of a name written all in capitals, as the lists write it."""
    return Word(word.start, word.end, word.text.title() if len(word.text) > _SHORT_WORD else word.text, word.join)


def is_particle(join: str) -> bool:
    """Whether two words are joined as those of a person's name are: by a blank or a particle."""
    return join == " " or join.strip() in _PARTICLES or join[1:2] in ('"', "(")


_PARTICLES = frozenset(
    set(words("person", "particles"))
    | {f"{a} {b}" for a in ("van", "von", "de", "da") for b in ("der", "den", "la", "los", "las")}
)
