"""States by their codes, for people to read."""

from __future__ import annotations

from functools import cache

from counterspy.vocabulary.load import table

_STATES = frozenset({"country", "territory"})


@cache
def country_names() -> dict[str, str]:
    """Give the English names of states and territories by ISO 3166 alpha-2 code."""
    names: dict[str, str] = {}
    for row in table("places"):
        if row["type"] in _STATES:
            names.setdefault(row["country"], row["name"])
    return names


def country_name(code: str) -> str:
    """Give the English name of a state by its ISO 3166 alpha-2 code; the code itself where there is none."""
    return country_names().get(code, code)
