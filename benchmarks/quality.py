"""How well it reads: the tables of `docs/reading.md`, measured now.

Needs the labelled documents and the scorer that lie beside the project. With `--peer PYTHON` (an environment with spaCy
and its small English model) that pipeline names entities in the held-out passages too.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from counterspy import flow, intake, reading
from counterspy.model import Document
from counterspy.reading.gazetteer import gazetteer
from counterspy.vocabulary import lexicon

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PASSAGES = ROOT / "tests" / "quality" / "passages"
MEASURES = {
    "relevance": "relevance F1",
    "dropped": "dropped text F1",
    "mentions.overlap": "entity mentions, overlap, F1",
    "mentions.overlap.typed": "entity mentions, overlap and kind, F1",
    "entities.together": "entities together, share",
    "incidents": "incidents found F1",
    "slot.methods": "methods F1",
    "slot.sponsors": "sponsors F1",
    "slot.accused": "accused F1",
    "slot.targets": "targets F1",
    "slot.sectors": "sectors F1",
    "slot.places": "places F1",
    "slot.outcomes": "outcomes (kind and who) F1",
    "slot.dates": "dates F1",
    "incident.whole": "whole incidents, share",
    "claims": "claims found F1",
    "claims.speaker": "speaker, share of matched claims",
    "claims.stance": "stance, share of matched claims",
    "claims.quantity": "quantity, share of matched claims",
    "quotes": "quotes and spans valid, share",
}
BY_REGISTER = [
    "mentions.overlap.typed", "incidents", "slot.methods", "slot.sponsors", "slot.accused", "slot.outcomes",
    "incident.whole", "claims",
]  # fmt: skip
_KINDS_OF_SPACY = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "technology",
    "LAW": "law",
}

Metrics = dict[str, dict[str, Any]]
Forms = Callable[[list[Path]], Iterable[dict[str, Any]]]
"""Gives the printed form of a Reading for each document."""


def read_by_rules(documents: list[Path]) -> Iterable[dict[str, Any]]:
    """Read with the reader that is measured."""
    for found in flow.read_only([str(path) for path in documents], intake.Limits()):
        if isinstance(found, Exception):
            raise found
        yield reading.reading_form(*found)


def name_by_lexicon(documents: list[Path]) -> Iterable[dict[str, Any]]:
    """Name what the lexicon holds and nothing else: the first kind of each name, no context."""
    for path in documents:
        document = intake.read_document(intake.Raw(location=path.name, data=path.read_bytes()))
        hits, _ = gazetteer().scan(document.text)
        yield _named(document, [(hit.start, hit.end, lexicon()[hit.names[0].entry].kind) for hit in hits])


def name_by_spacy(python: str) -> Forms:
    """Name what spaCy's small English pipeline finds."""

    def forms(documents: list[Path]) -> Iterable[dict[str, Any]]:
        script = Path(__file__).with_name("peer_names.py")
        command = [python, str(script), *map(str, documents)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        for path, found in zip(documents, json.loads(done.stdout), strict=True):
            document = intake.read_document(intake.Raw(location=path.name, data=path.read_bytes()))
            named = [(start, end, _KINDS_OF_SPACY[label]) for start, end, label in found if label in _KINDS_OF_SPACY]
            yield _named(document, named)

    return forms


def _named(document: Document, spans: list[tuple[int, int, str]]) -> dict[str, Any]:
    entities = [
        {"id": f"e{n}", "kind": kind, "name": document.text[a:b], "mentions": [{"start": a, "end": b}]}
        for n, (a, b, kind) in enumerate(spans)
    ]
    shown = {"text": document.text, "relevant": True}
    return {"document": shown, "dropped": [], "entities": entities, "incidents": [], "claims": []}


def measure(labels: list[Path], documents: Path, forms: Forms = read_by_rules) -> Metrics:
    """Read the labelled documents and score them."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = {name: Path(temporary) / name for name in ("labels", "documents", "predictions")}
        for folder in folders.values():
            folder.mkdir()
        for label in labels:
            shutil.copy(label, folders["labels"])
            shutil.copy(documents / f"{label.stem}.txt", folders["documents"])
        names = sorted(folders["documents"].glob("*.txt"))
        for name, form in zip(names, forms(names), strict=True):
            (folders["predictions"] / f"{name.stem}.json").write_bytes(msgspec.json.encode(form))
        scorer = [sys.executable, str(SHARED / "gold" / "score.py"), str(folders["labels"]), str(folders["documents"])]
        done = subprocess.run(
            [*scorer, "--predictions", str(folders["predictions"]), "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        return dict(json.loads(done.stdout)["metrics"])


def passages(language: str, *, is_open: bool) -> list[Path]:
    """The labels of our own passages in one language: the odd ones are open, the even ones held out."""
    labels = sorted((PASSAGES / "labels").glob("own-*.json"))
    foreign = re.compile(r"own-(zh|ru)")
    return [
        label
        for label in labels
        if int(re.findall(r"\d+", label.stem)[-1]) % 2 == is_open
        and (found[1] if (found := foreign.match(label.stem)) else "en") == language
    ]


def confusions(labels: list[Path]) -> Counter[tuple[str, str]]:
    """Count, for mentions that overlap, the pairs of a labelled kind and the other kind they were given."""
    sys.path.insert(0, str(SHARED / "gold"))
    from check import load

    counts: Counter[tuple[str, str]] = Counter()
    documents = PASSAGES / "docs"
    for label in labels:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(label, folder)
            ((labelled, _, path),) = load(Path(folder), [documents])
        (form,) = read_by_rules([path])
        read = [(m["start"], m["end"], e["kind"]) for e in form["entities"] for m in e["mentions"]]
        for entity in labelled.entities:
            for start, end in entity["spans"]:
                given = next((kind for a, b, kind in read if a < end and start < b), "nothing")
                if given != entity["kind"]:
                    counts[entity["kind"], given] += 1
    return counts


def put_table(header: list[str], rows: Iterable[tuple[str, list[float | None]]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(header) + " |")
    print("|---" * len(header) + "|")
    for title, values in rows:
        print(f"| {title} | " + " | ".join("–" if value is None else f"{value:.2f}" for value in values) + " |")
    print()


def main() -> None:
    """Print the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="a Python that has spaCy and its small English model")
    options = parser.parse_args()
    held = passages("en", is_open=False)
    sets = {
        "beside the project (40)": measure(sorted((SHARED / "gold" / "dev").glob("*.json")), SHARED / "gold" / "docs"),
        f"own, open ({len(passages('en', is_open=True))})": measure(passages("en", is_open=True), PASSAGES / "docs"),
        f"own, held out ({len(held)})": measure(held, PASSAGES / "docs"),
    }
    brief = [label for label in held if label.stem.startswith("own-e")]
    sets[f"of these, own-e ({len(brief)})"] = measure(brief, PASSAGES / "docs")
    for language in ("zh", "ru"):
        for is_open in (True, False):
            found = passages(language, is_open=is_open)
            if found:
                name = f"{language}, {'open' if is_open else 'held out'} ({len(found)})"
                sets[name] = measure(found, PASSAGES / "docs")
    put_table(["measure", *sets], ((title, [m[key]["f1"] for m in sets.values()]) for key, title in MEASURES.items()))

    named: dict[str, Metrics] = {"lexicon alone": measure(held, PASSAGES / "docs", name_by_lexicon)}
    if options.peer:
        named["spaCy en_core_web_sm"] = measure(held, PASSAGES / "docs", name_by_spacy(options.peer))
    named["Counterspy"] = sets[f"own, held out ({len(held)})"]
    rows = [(MEASURES[key], [m[key]["f1"] for m in named.values()]) for key in MEASURES if key.startswith("mentions")]
    put_table(["held-out English passages", *named], rows)

    registers = tomllib.loads((PASSAGES / "registers.toml").read_text("utf-8"))
    by_register = []
    for register, entry in registers.items():
        names = {f"own-{name}" for name in entry["passages"].split()}
        chosen = [label for label in held if label.stem in names]
        if chosen:
            metrics = measure(chosen, PASSAGES / "docs")
            by_register.append((f"{register} ({len(chosen)})", [metrics[key]["f1"] for key in BY_REGISTER]))
    put_table(["held out, by register", *(MEASURES[key] for key in BY_REGISTER)], by_register)

    print("Kinds confused most, open passages (labelled → read, mentions):")
    for (labelled, given), count in confusions(passages("en", is_open=True)).most_common(12):
        print(f"- {labelled} → {given}: {count}")


if __name__ == "__main__":
    main()
