"""Persons in Russian: words with capitals that stand together, single ones behind a role, later ones by their stem.

Invariant: a form in any case is a mention of one person; what is the name of something else is no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from counterspy.reading.entities.found import RANK_FORM, RANK_SHAPE, Found
from counterspy.reading.native.stems import is_alike, one_of, stem_of
from counterspy.vocabulary import toml

_RUN: Final = re.compile(
    r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*|[А-ЯЁ]\.)(?:(?: |(?<=\.))(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*|[А-ЯЁ]\.))*"
)
_WORD: Final = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*\.?")
_ADJECTIVE: Final = re.compile(r"(?:ый|ий|ая|яя|ое|ее|ого|его|ую|юю|ые|ие|ных|ной|ческ\w+)$")
_BEFORE: Final = re.compile(r"([а-яё-]+)(?:\s[а-яё]+)?\s$")
_STARTS: Final = frozenset('\n.!?…—–«»“”"')
_PREPOSITIONS: Final = frozenset(["в", "во", "из", "на", "под", "близ", "около", "через", "до"])
_MOST: Final = 4
_NOMINATIVE: Final = (
    ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("скую", "ская"), ("цкого", "цкий"), ("цкому", "цкий"),
    ("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("овой", "ова"), ("евой", "ева"), ("иной", "ина"),
)  # fmt: skip


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    rows = toml("ru-names")["person"]
    surname = "|".join(sorted(rows["surname"], key=len, reverse=True))
    patronymic = "|".join(rows["patronymic"])
    return {
        "roles": one_of(rows["roles"]),
        "given": one_of(rows["given"], "[а-я]{0,3}"),
        "surname": re.compile(rf"[а-я-]{{2,}}(?:{surname})$"),
        "patronymic": re.compile(rf"[а-я]{{2,}}(?:{patronymic})$"),
        "bodies": one_of(stem for stems in toml("ru-names")["body"].values() for stem in stems if stem.endswith("*")),
    }


def find_cyrillic_people(flat: str, folded: str, others: Iterable[Found]) -> Iterator[Found]:
    """Find persons.

    Args:
        flat: The text of the sentences.
        folded: The same folded.
        others: Names of the lexicon, bodies and things: what they cover is no person.

    Yields:
        In no order, some overlapping.
    """
    taken = bytearray(len(flat))
    for item in others:
        taken[item.start : item.end] = b"\x01" * (item.end - item.start)
    stems: dict[str, str] = {}
    singles: list[tuple[int, int]] = []
    for run in _RUN.finditer(flat):
        for words in _free(flat, folded, run, taken):
            if len(words) > 1:
                if _is_person(flat, folded, words):
                    yield _person(flat, folded, words, RANK_FORM)
                    stems.update((stem_of(folded[a:b]), "") for a, b in words if b - a > 3)
            else:
                singles += words
    for start, end in singles:
        stem = stem_of(folded[start:end])
        is_known = any(is_alike(stem, other) for other in stems)
        if end - start > 2 and (is_known or _is_introduced(flat, folded, start, end)):
            yield _person(flat, folded, [(start, end)], RANK_FORM if is_known else RANK_SHAPE)


def is_same_person(fuller: str, shorter: str) -> bool:
    """Whether the key of a fuller name holds that of a shorter one."""
    one, two = fuller.split()[1:], shorter.split()[1:]
    return len(one) > len(two) and all(any(is_alike(word, other) for other in one) for word in two)


def nominative(words: str) -> str:
    """Give a name as it stands in the nominative, where the ending leaves no doubt."""
    done = []
    for word in words.split():
        end = next(((old, new) for old, new in _NOMINATIVE if word.lower().endswith(old)), None)
        done.append(word[: -len(end[0])] + end[1] if end and len(word) > len(end[0]) + 1 else word)
    return " ".join(done)


def _free(flat: str, folded: str, run: re.Match[str], taken: bytearray) -> Iterator[list[tuple[int, int]]]:
    """Give the stretches of a run that nothing else covers, less roles and heads of bodies in front."""
    words: list[tuple[int, int]] = []
    for found in _WORD.finditer(flat, run.start(), run.end()):
        word = folded[found.start() : found.end()]
        is_plain = _shapes()["roles"].fullmatch(word) or _shapes()["bodies"].fullmatch(word)
        if taken[found.start()] or (is_plain and not _shapes()["given"].fullmatch(word)):
            if words:
                yield words
            words = []
            continue
        words.append(found.span())
    if len(words) > 2 and _is_given(folded, words[1]) and not _is_given(folded, words[0]):
        patronymic = _shapes()["patronymic"].fullmatch(folded[words[2][0] : words[2][1]])
        if not patronymic:
            words = words[1:]  # a place in the genitive stands before the name: `жителя Приморска Ивана Петрова`
    if words:
        yield words[:_MOST]


def _is_given(folded: str, word: tuple[int, int]) -> bool:
    return bool(_shapes()["given"].fullmatch(folded[word[0] : word[1]]))


def _is_start(flat: str, at: int) -> bool:
    before = flat[:at].rstrip(' «“"') if at < 3 else flat[max(0, at - 3) : at].rstrip(' «“"')
    return not before or before[-1] in _STARTS


def _is_person(flat: str, folded: str, words: list[tuple[int, int]]) -> bool:
    shapes = _shapes()
    texts = [folded[a:b] for a, b in words]
    if any(shapes["given"].fullmatch(text) or shapes["patronymic"].fullmatch(text) for text in texts):
        return True
    if any(text.endswith(".") for text in texts):
        return any(not text.endswith(".") for text in texts)
    if _ADJECTIVE.search(texts[0]) and not shapes["surname"].fullmatch(texts[0]):
        return False
    return not _is_start(flat, words[0][0]) or bool(shapes["surname"].fullmatch(texts[-1]))


def _is_introduced(flat: str, folded: str, start: int, end: int) -> bool:
    """Whether a single word with a capital is a surname behind a role, or a first name among names."""
    shapes = _shapes()
    before = _BEFORE.search(folded[max(0, start - 40) : start])
    word = folded[start:end]
    if (folded[max(0, start - 12) : start].split() or [""])[-1] in _PREPOSITIONS:
        return False
    if before and shapes["roles"].fullmatch(before[1]):
        return bool(shapes["surname"].fullmatch(word) or not _is_start(flat, start))
    is_given = bool(shapes["given"].fullmatch(word)) and len(word) > 3
    return is_given and not _is_start(flat, start) and folded[end : end + 3] == " и "


def _person(flat: str, folded: str, words: list[tuple[int, int]], rank: int) -> Found:
    start, end = words[0][0], words[-1][1]
    if flat[end - 1] == "." and end - words[-1][0] > 2:
        end -= 1
    key = "person " + " ".join(stem_of(folded[a:b].rstrip(".")) for a, b in words)
    return Found(start=start, end=end, kind="person", name=flat[start:end], rule="person", rank=rank, key=key)
