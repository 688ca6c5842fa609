"""Mentions to entities: what is one in this document.

Mentions of one key are one entity. Persons are joined by name: a surname or a part of a name goes to the full name that
holds it, spellings that differ by a letter or two are one person. A persona is never joined to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from counterspy.model import Mention, ReadEntity
from counterspy.reading.entities.found import Found

_ALIKE = 0.8
_SHORT_PREFIX = 5
_SHORT_MIDDLE = 3
_MOST_ALIKE = 40  # comparing every name with every like one would be quadratic


def group(found: Iterable[Found], text: str) -> tuple[ReadEntity, ...]:
    """Make entities of settled finds.

    Args:
        found: In order, not overlapping.
        text: The document's text.

    Returns:
        In order of first mention, with ids `e1`, `e2`, ….
    """
    by_key: dict[str, list[Found]] = {}
    for item in found:
        by_key.setdefault(item.key, []).append(item)
    owner = {**_one_person(by_key), **_one_persona(by_key)}
    joined: dict[str, list[Found]] = {}
    for key, items in by_key.items():
        joined.setdefault(owner.get(key, key), []).extend(items)
    if owner:
        for items in joined.values():
            items.sort(key=attrgetter("start"))
    groups = sorted(joined.values(), key=lambda items: items[0].start)
    return tuple(_entity(f"e{number}", items, text) for number, items in enumerate(groups, 1))


def _entity(id_: str, items: list[Found], text: str) -> ReadEntity:
    first = items[0] if len(items) == 1 else _telling(items)
    name = first.name
    aliases = dict.fromkeys([_flat(text[item.start : item.end]) for item in items])
    aliases.update(dict.fromkeys(first.aliases))
    aliases.pop(name, None)
    return ReadEntity(
        id=id_,
        kind=first.kind,
        name=name,
        mentions=tuple([Mention(start=item.start, end=item.end, rule=item.rule) for item in items]),
        country=items[0].country or next((item.country for item in items if item.country), None),
        aliases=tuple(aliases),
    )


def _telling(items: list[Found]) -> Found:
    """The find that names an entity: the lexicon's first, else the first of those with most words."""
    known = next((item for item in items if item.rule == "lexicon"), None)
    return known or max(items, key=lambda item: (len(item.name.split()), -item.start))


def _flat(surface: str) -> str:
    return " ".join(surface.split()) if "\n" in surface or "  " in surface else surface


def _one_person(by_key: dict[str, list[Found]]) -> dict[str, str]:
    """Map the key of each person's shorter or differently spelt name to the key it belongs to."""
    people = {key: key.split() for key, items in by_key.items() if items[0].kind == "person"}
    full = sorted((key for key in people if len(people[key]) > 1), key=lambda key: (-len(people[key]), key))
    by_word: dict[str, list[str]] = {}
    owner: dict[str, str] = {}
    for key in full:
        near = {other: None for word in people[key] for other in by_word.get(word[:_SHORT_PREFIX], ())}
        match = next((other for other in near if is_one_name(people[key], people[other])), None)
        if match:
            owner[key] = owner.get(match, match)
        for word in people[key]:
            near_word = by_word.setdefault(word[:_SHORT_PREFIX], [])
            if len(near_word) < _MOST_ALIKE:
                near_word.append(key)
    for key in people:
        if len(people[key]) == 1:
            found = [other for other in by_word.get(key[:_SHORT_PREFIX], ()) if _is_part(key, people[other])]
            if found:
                # where two persons share a surname it is the one named first, as reports do
                first = min(found, key=lambda other: (by_key[other][0].start, other))
                owner[key] = owner.get(first, first)
    return owner


def _one_persona(by_key: dict[str, list[Found]]) -> dict[str, str]:
    """Map handles and addresses that begin with a persona's name to that persona."""
    names = {key: _letters(items[0].name) for key, items in by_key.items() if items[0].kind == "persona"}
    shortest = sorted(names, key=lambda key: (len(names[key]), key))
    by_start: dict[str, list[str]] = {}
    owner: dict[str, str] = {}
    for key in shortest:
        near = by_start.get(names[key][:_SHORT_PREFIX], ())
        match = next((other for other in near if names[key].startswith(names[other])), None)
        if match:
            owner[key] = match
        elif len(names[key]) >= _SHORT_PREFIX:
            by_start.setdefault(names[key][:_SHORT_PREFIX], []).append(key)
    return owner


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _is_part(word: str, name: list[str]) -> bool:
    return (
        word in (name[-1], name[0])
        or (len(word) > _SHORT_MIDDLE and word in name)
        or (len(word) > _SHORT_PREFIX and name[-1].startswith(word))
    )


def is_one_name(shorter: list[str], longer: list[str]) -> bool:
    """Say whether two full names are one person's: the same words less middle ones, or nearly the same letters."""
    if sorted(shorter) == sorted(longer):
        return True
    if len(shorter) < len(longer) and longer[-len(shorter) :] == shorter:
        return True
    if {shorter[0], shorter[-1]} == {longer[0], longer[-1]} and len(shorter) < len(longer):
        return True
    if len(shorter) != len(longer) or min(len(word) for word in shorter) < 3:
        return False
    alike = [Levenshtein.normalized_similarity(a, b) for a, b in zip(shorter, longer, strict=True)]
    return min(alike) >= 0.6 and sum(alike) / len(alike) >= _ALIKE
