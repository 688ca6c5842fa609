"""Mentions to entities for scripts where a name's forms differ by ending or by length.

Invariant: mentions of one key are one entity; a shorter name of a person goes to the only fuller one that holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counterspy.model import Mention, ReadEntity
from counterspy.reading.entities.found import Found, settle

HEAVIEST = 90


def make_entities(
    found: Iterable[Found], text: str, holds: Callable[[str, str], bool], shown: Callable[[Found, str], str]
) -> tuple[ReadEntity, ...]:
    """Choose among finds and group them.

    Args:
        found: In any order.
        text: The document's text.
        holds: Whether the key of a person's fuller name holds a shorter one.
        shown: The name to show for a find and its words.

    Returns:
        In order of first mention, with ids `e1`, `e2`, ….
    """
    groups: dict[str, list[Found]] = {}
    for item in settle(found):
        groups.setdefault(item.key, []).append(item)
    for key in sorted(groups, key=len):
        if groups[key][0].kind not in ("person", "persona"):
            continue
        fuller = [k for k, items in groups.items() if k != key and items[0].kind == "person" and holds(k, key)]
        if fuller and groups[key][0].kind == "person":
            home = min(fuller, key=lambda k: groups[k][0].start)
            groups[home] = sorted([*groups[home], *groups.pop(key)], key=lambda item: item.start)
    ordered = sorted(groups.values(), key=lambda items: items[0].start)
    return tuple(_entity(f"e{number}", items, text, shown) for number, items in enumerate(ordered, 1))


def _entity(id_: str, items: list[Found], text: str, shown: Callable[[Found, str], str]) -> ReadEntity:
    first = next((item for item in items if item.rule == "lexicon"), None) or max(
        items, key=lambda item: (item.end - item.start, -item.start)
    )
    name = shown(first, text[first.start : first.end])
    aliases = dict.fromkeys((*(text[item.start : item.end] for item in items), *first.aliases))
    aliases.pop(name, None)
    return ReadEntity(
        id=id_,
        kind=first.kind,
        name=name,
        mentions=tuple(Mention(start=item.start, end=item.end, rule=item.rule) for item in items),
        country=next((item.country for item in items if item.country), None),
        aliases=tuple(aliases),
    )
