"""Train the table of evidence by which open names are decided (`vocabulary/data/evidence.toml`).

    python tools/train_evidence.py PASSAGES... [--pull 0.6]

Each folder PASSAGES holds `docs/<name>.txt` and `labels/<name>.json`; only those whose number is odd are read, the
others stay held out. A multinomial logistic model over named features, whose class "no name" has the fixed score
`THRESHOLD`; each weight is pulled towards the one in the table now, so that what the passages do not speak of stays.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from counterspy import intake, reading
from counterspy.reading.entities import deciding, evidence
from counterspy.reading.entities.segments import OpenName

KINDS = sorted({kind for weights in evidence.WEIGHTS.values() for kind in weights})
TABLE = Path(reading.__file__).parents[1] / "vocabulary/data/evidence.toml"
_SMALLEST = 0.15
Sample = tuple[tuple[str, ...], str]


def labelled(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give text and label of each relevant odd passage."""
    for path in sorted((folder / "labels").glob("*.json")):
        number = re.search(r"(\d+)$", path.stem)
        label = json.loads(path.read_text("utf-8"))
        if number and int(number[1]) % 2 and label["relevant"]:
            yield (folder / "docs" / f"{path.stem}.txt").read_text("utf-8"), label


def gold_spans(text: str, label: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Give start, end and kind of every place where a labelled form stands."""
    return [
        (match.start(), match.end(), entity["kind"])
        for entity in label["entities"]
        for form in entity["mentions"]
        for match in re.finditer(rf"(?<!\w){re.escape(form if isinstance(form, str) else form['quote'])}(?!\w)", text)
    ]


def samples(folders: list[Path]) -> Iterator[Sample]:
    """Give features and kind (empty: no name) of every open name in the passages."""
    seen: list[tuple[list[OpenName], tuple[str, ...]]] = []
    original = deciding.features_of

    def record(same: list[OpenName], around: deciding.Surroundings, more: tuple[str, ...]) -> tuple[str, ...]:
        features = original(same, around, more)
        seen.append((same, features))
        return features

    deciding.features_of = record
    try:
        for folder in folders:
            for text, label in labelled(folder):
                seen.clear()
                reading.read(intake.read_document(intake.Raw(location="passage", data=text.encode())))
                gold = gold_spans(text, label)
                for same, features in seen:
                    if (kind := _kind(same, gold)) is not None:
                        yield features, kind
    finally:
        deciding.features_of = original


def _kind(same: list[OpenName], gold: list[tuple[int, int, str]]) -> str | None:
    """The labelled kind of a name, empty where it is none, None where the label cuts it otherwise."""
    over = [(g, name) for name in same for g in gold if g[0] < name.end and name.start < g[1]]
    exact = [g[2] for g, name in over if g[:2] == (name.start, name.end) and g[2] in KINDS]
    if exact:
        return max(set(exact), key=exact.count)
    return None if over else ""


def train(data: list[Sample], pull: float, steps: int = 3000, rate: float = 0.02) -> dict[str, dict[str, float]]:
    """Fit the weights by gradient descent."""
    names = list(evidence.WEIGHTS)
    at = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    y = np.zeros(len(data), dtype=int)
    for row, (features, kind) in enumerate(data):
        x[row, [at[f] for f in features]] = 1
        y[row] = KINDS.index(kind) if kind else len(KINDS)
    prior = np.array([[evidence.WEIGHTS[name].get(kind, 0.0) for kind in KINDS] for name in names])
    weights = prior.copy()
    for _ in range(steps):
        scores = np.hstack([x @ weights, np.full((len(data), 1), evidence.THRESHOLD)])
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(data)), y] -= 1
        weights -= rate * (x.T @ shares[:, :-1] + pull * (weights - prior))
    return {
        name: {
            kind: round(float(w), 2) for kind, w in zip(KINDS, weights[at[name]], strict=True) if abs(w) >= _SMALLEST
        }
        for name in names
    }


def main() -> None:
    """Train and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path, nargs="+")
    parser.add_argument("--pull", type=float, default=0.6)
    options = parser.parse_args()
    data = list(samples(options.passages))
    weights = train(data, options.pull)
    comment = TABLE.read_text("utf-8").partition("[weights]")[0]
    rows = [f"{name} = {{ {', '.join(f'{k} = {w}' for k, w in row.items())} }}" for name, row in weights.items()]
    TABLE.write_text(comment + "[weights]\n" + "\n".join(rows).replace("{  }", "{}") + "\n", "utf-8")
    sys.stdout.write(f"{len(data)} names, {sum(bool(kind) for _, kind in data)} of them labelled\n")


if __name__ == "__main__":
    main()
