"""Floors of reading quality on the project's own annotated passages, apart for those that may be looked at and those
that are held out. Measured with the scorer that lies beside the project; skipped where it is absent.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from test_quality_gold import measured

PASSAGES = Path(__file__).with_name("passages")
FLOORS = {
    "open": {"quotes": 1.0, "relevance": 0.97, "mentions.overlap.typed": 0.9, "incidents": 0.76, "claims": 0.68},
    "held out": {"quotes": 1.0, "relevance": 0.94, "mentions.overlap.typed": 0.85, "incidents": 0.65, "claims": 0.62},
    "zh open": {"quotes": 1.0, "relevance": 0.95, "mentions.overlap.typed": 0.9, "incidents": 0.85, "claims": 0.72},
    "zh held out": {"quotes": 1.0, "relevance": 0.8, "mentions.overlap.typed": 0.76, "incidents": 0.4, "claims": 0.6},
    "ru open": {"quotes": 1.0, "relevance": 0.95, "mentions.overlap.typed": 0.9, "incidents": 0.85, "claims": 0.72},
    "ru held out": {"quotes": 1.0, "relevance": 0.95, "mentions.overlap.typed": 0.82, "incidents": 0.6, "claims": 0.53},
}

NATIVE = ("zh", "ru")


def chosen(part: str) -> list[str]:
    """Names of the passages of one part: odd numbers are open, even ones held out; those in a language apart."""
    wanted = 1 if part.endswith("open") else 0
    language = part[:2] if part[:2] in NATIVE else "[a-e]"
    names = sorted(path.stem for path in (PASSAGES / "labels").glob(f"own-{language}[0-9]*.json"))
    return [name for name in names if int(re.findall(r"\d+", name)[-1]) % 2 == wanted]


def test_every_english_passage_has_its_document_and_its_register() -> None:
    registers = tomllib.loads((PASSAGES / "registers.toml").read_text("utf-8"))
    listed = [f"own-{name}" for entry in registers.values() for name in entry["passages"].split()]
    assert sorted(listed) == sorted(chosen("open") + chosen("held out"))
    assert all((PASSAGES / "docs" / f"{name}.txt").is_file() for name in listed)
    assert len(listed) >= 150


@pytest.mark.shared
@pytest.mark.parametrize("part", sorted(FLOORS))
def test_reading_the_passages_stays_above_the_floors(part: str, shared: Path, tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("labels", "docs", "predictions")}
    for folder in folders.values():
        folder.mkdir()
    for name in chosen(part):
        shutil.copy(PASSAGES / "labels" / f"{name}.json", folders["labels"])
        shutil.copy(PASSAGES / "docs" / f"{name}.txt", folders["docs"])
    metrics = measured(shared, folders["labels"], folders["docs"], folders["predictions"])
    below = {name: metrics[name]["f1"] for name, floor in FLOORS[part].items() if metrics[name]["f1"] < floor}
    assert not below
