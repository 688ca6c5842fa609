"""The words of `cues.toml`, made ready for look-up by lower-case word.

Invariant: built once a process, never changed.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from counterspy.vocabulary import toml


class Verb(Struct, frozen=True):
    """What a verb of saying tells: the stance it gives, and which shapes of content it takes."""

    stance: str
    takes_clause: bool
    takes_that: bool
    takes_noun: bool
    takes_gerund: bool
    takes_figure: bool
    is_base: bool
    is_participle: bool


class Cues(Struct, frozen=True, kw_only=True):
    """All cue words as sets and dictionaries; keys are lower case.

    `all_words`: those that may begin a statement; `telling`: those that somebody tells one with.
    """

    verbs: dict[str, Verb]
    passives_to: dict[str, str]
    passives_of: dict[str, str]
    impersonal: dict[str, str]
    nouns: dict[str, str]
    minds: dict[str, str]
    words: dict[str, frozenset[str]]
    all_words: frozenset[str]
    telling: frozenset[str]


_LISTS = ("hedges", "predictions", "denials", "clauses", "pronouns", "speakers", "accusation", "figures", "grammar")


@cache
def cues() -> Cues:
    """Give the cue words of the vocabulary."""
    data = toml("cues")
    words = {f"{name}.{key}": frozenset(value) for name in _LISTS for key, value in data[name].items()}
    words["figures.verbs"] |= {form for verb in words["figures.verbs"] for form in _inflected(verb)}
    verbs = _verbs(data["verbs"])
    beginnings = (
        "accusation.people",
        "hedges.adverbs",
        "hedges.alleged_adverbs",
        "hedges.modals",
        "hedges.seeming",
        "hedges.perhaps",
        "predictions.modals",
        "clauses.sayings",
        "clauses.calls",
        "clauses.likens",
        "clauses.opinions",
        "clauses.puts",
        "clauses.blames",
        "clauses.traces",
        "clauses.spoke",
        "clauses.charging",
    )
    return Cues(
        all_words=frozenset(
            {
                *verbs,
                "according",
                *data["passives"]["to"],
                *data["passives"]["of"],
                *data["impersonal"],
                *data["nouns"],
                *data["minds"],
            }.union(*(words[name] for name in beginnings))
        ),
        telling=frozenset(
            {*verbs, "according", *data["minds"]}.union(
                *(words[name] for name in beginnings if name.startswith("clauses."))
            )
        ),
        verbs=verbs,
        passives_to=data["passives"]["to"],
        passives_of=data["passives"]["of"],
        impersonal=data["impersonal"],
        nouns=data["nouns"],
        minds=data["minds"],
        words=words,
    )


def _inflected(verb: str) -> tuple[str, ...]:
    """The present forms of a regular past, "expelled": "expelling", "expels"; some of them nobody writes."""
    if not verb.endswith("ed") or len(verb) < len("hired"):
        return ()
    stem = verb.removesuffix("ed")
    single = stem[:-1] if stem[-1] == stem[-2] else stem
    return f"{stem}ing", f"{stem}es", f"{single}s"


def _verbs(groups: list[dict[str, Any]]) -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for group in groups:
        shape = set(group["shape"])
        bases = {form.split()[0] for form in group["forms"]}
        for form in " ".join(group["forms"]).split():
            found[form] = Verb(
                stance=group["stance"],
                takes_clause="clause" in shape,
                takes_that=bool({"clause", "that"} & shape),
                takes_noun="noun" in shape,
                takes_gerund="gerund" in shape,
                takes_figure="figure" in shape,
                is_base=form in bases and not form.endswith(("ed", "s", "ing")),
                is_participle=form.endswith("ing"),
            )
    return found
