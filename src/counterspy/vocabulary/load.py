"""The one loader of the data files: tables (tab-separated, one header line, `#` comments) and TOML.

Invariant: a file is read once a process, and what is read is never changed.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("counterspy.vocabulary") / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Read `data/<name>.tsv`.

    Returns:
        One dict a row, column name to cell, stripped; empty cells are empty strings.

    Raises:
        ValueError: a row has more cells than the header; the message names file and line.
    """
    header, *rows = cell_rows(name)
    return tuple(dict(zip(header, map(str.strip, cells), strict=True)) for cells in rows)


def cell_rows(name: str) -> list[list[str]]:
    """Read `data/<name>.tsv` as lists of cells, the header first; for tables of thousands of rows.

    Returns:
        Lists that are all as long as the header; cells are as written.

    Raises:
        ValueError: a row has more cells than the header; the message names file and line.
    """
    rows: list[list[str]] = []
    width = 0
    for number, line in enumerate((_DATA / f"{name}.tsv").read_text("utf-8").split("\n"), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        width = width or len(cells)
        if len(cells) > width:
            raise ValueError(f"{name}.tsv line {number}: {len(cells)} cells under {width} columns")
        rows.append(cells + [""] * (width - len(cells)))
    return rows


@cache
def toml(name: str) -> dict[str, Any]:
    """Read `data/<name>.toml`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def data_digest() -> str:
    """Give the first 12 hexadecimal digits of the SHA-256 over all data files: the version of the lexicon."""
    digest = hashlib.sha256()
    for entry in sorted(_DATA.iterdir(), key=lambda item: item.name):
        if entry.name.endswith((".tsv", ".toml", ".json")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
