"""The closed lists: which codes exist and what each means. The lists themselves stand in `data/codes.toml`."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from counterspy.vocabulary.load import toml


class Code(Struct, frozen=True):
    """One code of a closed list: the code, a short title for people, what it means."""

    code: str
    title: str
    meaning: str


@cache
def codes(list_name: str) -> dict[str, Code]:
    """Give a closed list, in its own order.

    Args:
        list_name: `entity-kind`, `method`, `sector`, `outcome`, `stance`, `speaker-kind`, `comparator`, `drop`,
            `predicate`.

    Raises:
        KeyError: there is no such list.
    """
    return {code: Code(code, *entry) for code, entry in toml("codes")[list_name].items()}


def title_of(list_name: str, code: str) -> str:
    """Give the title of a code for people, or the code itself where the list does not have it."""
    found = codes(list_name).get(code)
    return found.title if found else code
