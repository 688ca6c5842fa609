"""Names that the field's own catalogues hold: hacking groups and malware of the package `pymispgalaxies`.

Invariant: its data files are read, its code never runs. A country here is what the catalogue says, not what is proven.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path

from msgspec import Struct, field, json

GROUP_FILES = ("threat-actor", "microsoft-activity-group", "mitre-intrusion-set", "360net")
MALWARE_FILES = ("mitre-malware", "mitre-tool")

_SUFFIX = re.compile(r"(.+) - ([A-Z][A-Z0-9-]*\d)")
_BRACKET = re.compile(r" \([^()]*\)$")
_MITRE_ID_LENGTH = 5


class _Meta(Struct, frozen=True, gc=False):
    synonyms: tuple[str, ...] = ()
    country: str = ""
    sponsor: str = field(default="", name="cfr-suspected-state-sponsor")


class _Value(Struct, frozen=True, gc=False):
    value: str
    meta: _Meta = _Meta()


class _Cluster(Struct, frozen=True):
    values: tuple[_Value, ...]


class CatalogueEntry(Struct, frozen=True, gc=False):
    """One group or program as the catalogues name it.

    Attributes:
        names: Its names in the order of the catalogues, without repeats; at least one.
        country: ISO alpha-2 as one catalogue suspects, or that state's English name, or empty.
    """

    names: tuple[str, ...]
    country: str


def catalogue(files: tuple[str, ...]) -> tuple[CatalogueEntry, ...]:
    """Read catalogue files, the first file leading.

    A value of a later file joins the earlier entry that has its name, or the only one that shares a name with it;
    otherwise it stands alone, and a name may then belong to several entries.

    Args:
        files: Names of cluster files without their suffix, `GROUP_FILES` or `MALWARE_FILES`.

    Returns:
        Entries in the order in which they first occur; none where the package is not installed.
    """
    names: list[dict[str, None]] = []
    countries: list[str] = []
    owners: dict[str, list[int]] = {}
    for file_name in files:
        for value in _values(file_name):
            found = _names_of(value)
            if not found:
                continue
            index = _earlier(found, owners) if file_name is not files[0] else None
            if index is None:
                index = len(names)
                names.append({})
                countries.append("")
            for name in found:
                if name not in names[index]:
                    names[index][name] = None
                    owners.setdefault(name.casefold(), []).append(index)
            countries[index] = countries[index] or _country_of(value.meta)
    return tuple(CatalogueEntry(tuple(texts), country) for texts, country in zip(names, countries, strict=True))


def _values(file_name: str) -> tuple[_Value, ...]:
    path = _folder() / f"{file_name}.json"
    return json.decode(path.read_bytes(), type=_Cluster).values if path.is_file() else ()


@cache
def _folder() -> Path:
    found = importlib.util.find_spec("pymispgalaxies")
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) / "data" / "misp-galaxy" / "clusters" if places else Path("pymispgalaxies")


def _names_of(value: _Value) -> list[str]:
    """Give the names of a value. Ids of the catalogue, bracketed additions, several names in one are not names."""
    suffix = _SUFFIX.fullmatch(value.value)
    texts = [*(suffix.groups() if suffix else (value.value,)), *value.meta.synonyms]
    texts = [_BRACKET.sub("", text).strip() if text.endswith(")") else text.strip() for text in texts]
    return [text for text in dict.fromkeys(texts) if len(text) > 1 and ", " not in text and not _is_mitre_id(text)]


def _is_mitre_id(text: str) -> bool:
    return len(text) == _MITRE_ID_LENGTH and text[0] in "CGS" and text[1:].isdecimal()


def _earlier(found: list[str], owners: dict[str, list[int]]) -> int | None:
    """Find the entry that a value joins, None where it stands alone."""
    first = owners.get(found[0].casefold())
    if first:
        return first[0]
    sharing = {index for name in found for index in owners.get(name.casefold(), ())}
    return sharing.pop() if len(sharing) == 1 else None


def _country_of(meta: _Meta) -> str:
    return meta.country if len(meta.country) == 2 and meta.country.isupper() else meta.sponsor
