"""MISP galaxies → Records: the actor catalogues that the field keeps together.

The package `pymispgalaxies` ships the cluster files (CC0 or BSD-2-Clause); they are read as data, its code is not
run. Every name a cluster gives is kept; "similar" is kept as an overlap and is never read as "the same".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from counterspy.errors import InputError, UnreadableInput
from counterspy.model import Record, RecordName, make_id

DEFAULT_GALAXIES = {
    "intelligence-agencies": "service",
    "threat-actor": "actor-group",
    "microsoft-activity-group": "actor-group",
    "mitre-intrusion-set": "actor-group",
    "360net": "actor-group",
    "sector": "sector",
}
"""Clusters imported when none is named, and the kind of entity their entries are. Catalogues of a single state's
institutions are imported only when asked for, so that no state is looked at more closely by default."""

_OTHER_KINDS = {
    "surveillance-vendor": "company",
    "china-defence-universities": "organisation",
    "tidal-groups": "actor-group",
    "mitre-ics-groups": "actor-group",
    "malpedia": "technology",
    "tool": "technology",
    "mitre-malware": "technology",
    "mitre-tool": "technology",
}
_SAME = {"same-as", "synonym", "is-same-as", "equivalent-to", "revoked-by"}
_OVERLAP = {"similar", "overlaps"}
_FOOTNOTE = re.compile(r"\s*\[\d{1,3}\]$")  # of the encyclopaedia that an entry was taken from
_ABBREVIATED = re.compile(r"^[^()\n–]{3,120}\(([A-Z][A-Za-z]{1,9})\)")  # "General Directorate (GD) – …"
_COUNTRY = re.compile(r"[A-Z]{2}")
_VALUE_BYTES_MAX = 4000


def find_galaxies(path: Path | None, names: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """Name the cluster files to import.

    Args:
        path: A cluster file or a folder of them; None for the ones the package ships.
        names: Which clusters of a folder, without `.json`; empty for the default ones.

    Returns:
        Existing files, in the order asked for.

    Raises:
        UnreadableInput: a path or a named cluster is not there.
    """
    if path is not None and path.is_file():
        return (path,)
    folder = path if path is not None else _shipped_folder()
    wanted = names or tuple(name for name in DEFAULT_GALAXIES if path is None or (folder / f"{name}.json").exists())
    if path is not None and not wanted:
        wanted = tuple(sorted(file.stem for file in folder.glob("*.json")))
    files = tuple(folder / f"{name}.json" for name in wanted)
    for file in files:
        if not file.is_file():
            raise UnreadableInput(str(file), "there is no such galaxy cluster", "name a cluster file or its folder")
    if not files:
        raise UnreadableInput(str(folder), "holds no galaxy clusters", "name a cluster file or its folder")
    return files


def read_galaxy(file: Path) -> Iterator[Record | InputError]:
    """Read one cluster file, entry by entry, in its own order.

    Args:
        file: A MISP galaxy cluster in JSON.

    Yields:
        A Record an entry, or an InputError that names the entry that could not be taken; the rest goes on.

    Raises:
        UnreadableInput: the file is not a galaxy cluster.
    """
    try:
        cluster = msgspec.json.decode(file.read_bytes())
        entries, kind_name = list(cluster["values"]), str(cluster.get("type") or file.stem)
        cluster_version = str(cluster.get("version", ""))
    except OSError as error:
        raise UnreadableInput(str(file), f"cannot be read ({error.strerror})", "check the path") from error
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableInput(str(file), "is not a MISP galaxy cluster", "it needs a JSON list `values`") from error
    source = f"misp-galaxy/{file.stem}"
    kind = DEFAULT_GALAXIES.get(file.stem) or _OTHER_KINDS.get(file.stem) or _OTHER_KINDS.get(kind_name, "actor-group")
    for number, entry in enumerate(entries, 1):
        try:
            yield _record(entry, source, cluster_version, kind)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield UnreadableInput(f"{file.name} entry {number}", f"could not be taken ({error})", "it is left out")


def shipped_version() -> str:
    """Name the release of the shipped catalogue, as in `pymispgalaxies 1.1.1`."""
    return f"pymispgalaxies {version('pymispgalaxies')}"


def _shipped_folder() -> Path:
    spec = find_spec("pymispgalaxies")
    if spec is None or spec.origin is None:
        raise UnreadableInput("misp-galaxy", "the package pymispgalaxies is not installed", "install it or name a path")
    return Path(spec.origin).parent / "data" / "misp-galaxy" / "clusters"


def _record(entry: dict[str, Any], source: str, source_version: str, kind: str) -> Record:
    meta: dict[str, Any] = entry.get("meta") or {}
    main = _FOOTNOTE.sub("", str(entry["value"]).strip())
    if not main:
        raise ValueError("it has no name")
    synonyms = [_FOOTNOTE.sub("", str(name).strip()) for name in _listed(meta.get("synonyms"))]
    synonyms += _ABBREVIATED.findall(str(entry.get("description") or ""))[:1]
    names = [RecordName(name=main, is_main=True)]
    names += [RecordName(name=name, is_main=False) for name in dict.fromkeys(synonyms) if name and name != main]
    country = str(meta.get("country") or "")
    related = [(str(link["type"]), str(link["dest-uuid"])) for link in entry.get("related") or []]
    external_id = str(entry.get("uuid") or main)
    fields = tuple(_fields(entry, meta))
    return Record(
        id=make_id("record", source, external_id, msgspec.json.encode(entry, order="sorted").decode()),
        source=source,
        source_version=source_version,
        external_id=external_id,
        kind=kind,
        names=tuple(names),
        country=country if _COUNTRY.fullmatch(country) else None,
        same_as=tuple(target for link, target in related if link in _SAME),
        overlaps=tuple(target for link, target in related if link in _OVERLAP),
        fields=fields,
    )


def _fields(entry: dict[str, Any], meta: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if description := str(entry.get("description") or "").strip():
        yield "description", description[:_VALUE_BYTES_MAX]
    for field in sorted(meta):
        if field != "synonyms":
            for value in _listed(meta[field]):
                yield field, str(value)[:_VALUE_BYTES_MAX]


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
