"""Headings and lines that are nothing but somebody's name: bylines, signatures, entries of lists of sanctions.

Invariant: a line is read as a name only where its words are a person's by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from counterspy.reading.entities import bodies, evidence
from counterspy.reading.entities.flat import folded, words
from counterspy.reading.entities.found import RANK_FORM, RANK_SHAPE, Found
from counterspy.reading.entities.runs import CAPITAL, Word, find_runs, is_particle
from counterspy.reading.entities.segments import is_title
from counterspy.reading.page import Sentence

_LONGEST_LINE = 200
_MOST_WORDS = 5
_FIRST_LAST = re.compile(
    rf"({CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?), ({CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?)(?=$|[ \n;(])"
)
_LETTERHEADS = frozenset({"agency", "service", "company", "organisation"})
_PART = re.compile(r"[^\n|:–—(]+")
_ARMS = re.compile(r"\b(?:Army|Navy|Air Force|Marine Corps|Coast Guard|National Guard)\b")
_FIRST_HEADINGS, _MOST_IN_BODY = 4, 9
_SURE = frozenset({"given-name", "eastern-name", "patronymic"})


def find_names_in_headings(flat: str, headings: tuple[Sentence, ...]) -> Iterator[Found]:
    """Find persons and arms of the forces in headings, where a name is sure by its form alone.

    Args:
        flat: The flattened text.
        headings: Sentences whose capitals say nothing.

    Yields:
        In order of position within each heading.
    """
    for heading in headings:
        line = flat[heading.start : heading.end]
        if len(line) > _LONGEST_LINE:
            continue
        turned = _FIRST_LAST.match(line)
        if turned and turned[1].isupper() and evidence.is_given(turned[2].split()[0].title()):
            found = _person(flat, heading.start, heading.start + turned.end())
            yield msgspec.structs.replace(found, name=f"{turned[2]} {turned[1].title()}")
            continue
        for arm in _ARMS.finditer(line):
            start, end = heading.start + arm.start(), heading.start + arm.end()
            yield Found(
                start=start,
                end=end,
                kind="military",
                name=arm[0],
                rule="arm-of-service",
                rank=RANK_SHAPE,
                key=arm[0].casefold(),
            )
        for run in find_runs(line, words("word", "function")):
            yield from _of_run(flat, line, run, heading.start)


def find_bodies_in_headings(flat: str, headings: tuple[Sentence, ...]) -> Iterator[Found]:
    """Find headings, or their parts before a dash or bar, that are nothing but a body's or a firm's name.

    A letterhead (`Harwick District Prosecutors' Office`) is told from a headline by its head and by having no verb.
    """
    for heading in headings[:_FIRST_HEADINGS]:
        line = flat[heading.start : heading.end]
        part = _PART.match(line)
        name = part[0].rstrip() if part else ""
        if not 1 < len(name.split()) <= _MOST_IN_BODY or not name[-1].isalnum() or name in words("word", "generic"):
            continue
        runs = list(find_runs(name, words("word", "function")))
        if len(runs) != 1 or runs[0][0].start or runs[0][-1].end != len(name) or _has_verb(runs[0]):
            continue
        body = bodies.find_body(runs[0])
        if body and body[:2] == (0, len(runs[0])) and body[2] in _LETTERHEADS:
            start, end = heading.start, heading.start + len(name)
            yield Found(
                start=start,
                end=end,
                kind=body[2],
                name=name,
                rule="letterhead",
                rank=RANK_FORM + 1,
                key=name.casefold(),
            )


def _has_verb(run: list[Word]) -> bool:
    """Whether a word may be a verb of a headline: `Court Convicts Clerk of Tax Office`."""
    return any(w.text.casefold() in _headline_verbs() for w in run)


@cache
def _headline_verbs() -> frozenset[str]:
    verbs = words("person", "verbs") | words("person", "passives") | words("word", "headline-verbs")
    return verbs | words("person", "roles") | folded("word", "function")


def _of_run(flat: str, line: str, run: list[Word], start: int) -> Iterator[Found]:
    at = 0
    while at < len(run) and (is_title(run[at].text) or run[at].text in words("word", "function")):
        at += 1
    name = run[at : at + 1]
    for word in run[at + 1 :]:
        if not is_particle(word.join):
            break
        name.append(word)
    is_whole = not line[: name[0].start].strip('"') and _ends(line, name[-1].end) if name else False
    if not 2 <= len(name) <= _MOST_WORDS or any(word.text in words("word", "common") for word in name):
        return
    features = set(evidence.of_form(name))
    is_sure = bool(features & _SURE) and ("ordinary-word" not in features)
    if is_sure and (is_whole or at or (is_near_byline(line, name[0].start))):
        yield _person(flat, start + name[0].start, start + name[-1].end)


def _ends(line: str, end: int) -> bool:
    """Whether a name ends its line, or a comma, bracket or dash ends it."""
    return (
        not line[end:].strip()
        or line[end : end + 2].strip()[:1] in (",", "(", ";", "|", "–", "—")
        or line.startswith(" and ", end)
    )


def is_near_byline(line: str, start: int) -> bool:
    """Whether `By` stands before a name, or the one before it in a list of authors does."""
    return bool(
        re.search(r"(?:^|[^\w])(?:[Bb]y|BY|Author|Authors|Reporter|Signed|From|Attn)[ :]+$|, $| and $", line[:start])
    )


def _person(flat: str, start: int, end: int) -> Found:
    name = flat[start:end]
    key = " ".join(name.replace(",", " ").split()).casefold()
    return Found(start=start, end=end, kind="person", name=name, rule="name-line", rank=RANK_FORM, key=key)
