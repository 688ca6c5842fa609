"""Floors of reading quality, held to labelled documents that lie beside the project.

A floor is what must not be lost, a little below what was measured when it was set; `docs/reading.md` has the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from counterspy import flow, intake, reading

FLOORS = {
    "quotes": 1.0,
    "relevance": 0.97,
    "dropped": 0.97,
    "mentions.overlap.typed": 0.93,
    "incidents": 0.88,
    "slot.methods": 0.85,
    "slot.sponsors": 0.85,
    "slot.accused": 0.85,
    "slot.outcomes": 0.8,
    "slot.sectors": 0.78,
    "incident.whole": 0.72,
    "claims": 0.85,
    "claims.speaker": 0.93,
    "claims.stance": 0.9,
    "claims.quantity": 0.95,
}


def read_all(documents: list[Path], folder: Path) -> None:
    """Write one Reading a document into a folder, under the document's name."""
    found = flow.read_only([str(path) for path in documents], intake.Limits())
    for path, answer in zip(documents, found, strict=True):
        assert not isinstance(answer, Exception), answer
        form = reading.reading_form(*answer)
        (folder / f"{path.stem}.json").write_bytes(msgspec.json.encode(form))


def measured(shared: Path, labels: Path, documents: Path, folder: Path) -> dict[str, dict[str, Any]]:
    """The measures of the scorer that lies with the labelled documents."""
    names = sorted(label.stem for label in labels.glob("*.json"))
    read_all([documents / f"{name}.txt" for name in names], folder)
    scorer = shared / "gold" / "score.py"
    done = subprocess.run(
        [sys.executable, scorer, labels, documents, "--predictions", folder, "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    metrics: dict[str, dict[str, Any]] = json.loads(done.stdout)["metrics"]
    return metrics


@pytest.mark.shared
def test_reading_the_labelled_documents_stays_above_the_floors(shared: Path, tmp_path: Path) -> None:
    metrics = measured(shared, shared / "gold" / "dev", shared / "gold" / "docs", tmp_path)
    below = {name: metrics[name]["f1"] for name, floor in FLOORS.items() if metrics[name]["f1"] < floor}
    assert not below


@pytest.mark.shared
def test_every_real_document_is_read_and_every_span_holds(shared: Path) -> None:
    documents = sorted((shared / "gold" / "docs").glob("*.txt"))
    count = 0
    for answer in flow.read_only([str(path) for path in documents], intake.Limits()):
        assert not isinstance(answer, Exception), answer
        document, read = answer
        count += 1
        for entity in read.entities:
            assert all(0 <= m.start < m.end <= len(document.text) for m in entity.mentions)
        for claim in read.claims:
            assert document.text[claim.start : claim.end] == claim.quote
        for incident in read.incidents:
            assert incident.evidence
            values = {(b.field, b.value) for b in incident.basis}
            for field in ("methods", "sponsors", "actors", "accused", "targets", "sectors", "places"):
                assert all((field, value) in values for value in getattr(incident, field)), (document.title, field)
    assert count == len(documents)
