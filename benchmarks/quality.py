"""How well it reads: the table of `docs/reading.md`, measured now. Needs the labelled documents beside the project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from counterspy import flow, intake, reading

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PASSAGES = ROOT / "tests" / "quality" / "passages"
MEASURES = {
    "relevance": "relevance F1",
    "dropped": "dropped text F1",
    "mentions.overlap.typed": "entity mentions, overlap and kind, F1",
    "entities.together": "entities together, share",
    "incidents": "incidents found F1",
    "slot.methods": "methods F1",
    "slot.sponsors": "sponsors F1",
    "slot.accused": "accused F1",
    "slot.targets": "targets F1",
    "slot.sectors": "sectors F1",
    "slot.places": "places F1",
    "slot.outcomes": "outcomes F1",
    "slot.dates": "dates F1",
    "incident.whole": "whole incidents, share",
    "claims": "claims found F1",
    "claims.speaker": "speaker, share of matched claims",
    "claims.stance": "stance, share of matched claims",
    "claims.quantity": "quantity, share of matched claims",
    "quotes": "quotes and spans valid, share",
}


def measure(labels: list[Path], documents: Path) -> dict[str, Any]:
    """Read the labelled documents and score them."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = {name: Path(temporary) / name for name in ("labels", "documents", "predictions")}
        for folder in folders.values():
            folder.mkdir()
        for label in labels:
            shutil.copy(label, folders["labels"])
            shutil.copy(documents / f"{label.stem}.txt", folders["documents"])
        names = sorted(folders["documents"].glob("*.txt"))
        for name, found in zip(names, flow.read_only([str(n) for n in names], intake.Limits()), strict=True):
            if isinstance(found, Exception):
                raise found
            form = msgspec.json.encode(reading.reading_form(*found))
            (folders["predictions"] / f"{name.stem}.json").write_bytes(form)
        scorer = [sys.executable, str(SHARED / "gold" / "score.py"), str(folders["labels"]), str(folders["documents"])]
        done = subprocess.run(
            [*scorer, "--predictions", str(folders["predictions"]), "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        return dict(json.loads(done.stdout)["metrics"])


def main() -> None:
    """Print the table in Markdown."""
    own = sorted((PASSAGES / "labels").glob("own-*.json"))
    sets = {
        "labelled beside the project": measure(
            sorted((SHARED / "gold" / "dev").glob("*.json")), SHARED / "gold" / "docs"
        ),
        "own passages, open": measure([p for p in own if int(p.stem[5:]) % 2], PASSAGES / "docs"),
        "own passages, held out": measure([p for p in own if not int(p.stem[5:]) % 2], PASSAGES / "docs"),
    }
    print("| measure | " + " | ".join(sets) + " |")
    print("|---" * (len(sets) + 1) + "|")
    for measure_name, title in MEASURES.items():
        values = [metrics[measure_name]["f1"] for metrics in sets.values()]
        print(f"| {title} | " + " | ".join("–" if v is None else f"{v:.2f}" for v in values) + " |")


if __name__ == "__main__":
    main()
