"""The main job, end to end: what `counterspy demo` must find in the documents that are shipped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from invented import Run

Lines = list[dict[str, Any]]


def _run(*arguments: str, at: Path) -> str:
    command = [sys.executable, "-m", "counterspy", *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=240, cwd=at).stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run the demo once, and list what it made."""
    folder = tmp_path_factory.mktemp("demo")
    found: dict[str, Any] = {"summary": json.loads(_run("demo", "--json", at=folder)), "folder": folder}
    ledger = found["summary"]["ledger"]
    for noun in ("incidents", "documents"):
        listed = _run("--ledger", ledger, noun, "--json", at=folder)
        found[noun] = [json.loads(line) for line in listed.splitlines()]
    return found


def _telling(demo: dict[str, Any], part: str) -> Lines:
    """The incidents told by documents with this in their path."""
    ids = {row["id"] for row in demo["documents"] if part in row["path"]}
    assert ids, part
    return [incident for incident in demo["incidents"] if ids & set(incident["documents"])]


def test_it_reads_every_shipped_document_and_names_many_sponsor_states(demo: dict[str, Any]) -> None:
    assert demo["summary"]["documents"] >= 45
    sponsors = {state for incident in demo["incidents"] for state in incident["sponsors"]}
    assert len(sponsors) >= 8
    assert {"FR", "GB", "US"} & sponsors, "allied states too"


def test_four_variants_of_one_wire_story_are_one_origin(demo: dict[str, Any]) -> None:
    rows = [row for row in demo["documents"] if "sonar_engineer" in row["path"]]
    copies = [row for row in rows if "kontinent" not in row["path"]]
    assert len(copies) == 4
    assert len({row["origin"] for row in copies}) == 1
    incident = max(_telling(demo, "sonar_engineer"), key=lambda found: len(found["documents"]))
    assert len(incident["documents"]) == 5
    assert len(incident["origins"]) == 2


def test_charge_and_judgment_are_one_incident_with_its_acquittal(demo: dict[str, Any]) -> None:
    (incident,) = _telling(demo, "turbine_judgment")
    assert incident in _telling(demo, "turbine_engineer_charged")
    befell = {(outcome["kind"], outcome["who"]) for outcome in incident["outcomes"]}
    engineer = "Katrin Vossberg"
    assert {("charged", engineer), ("convicted", engineer), ("acquitted", engineer)} <= befell


@pytest.mark.parametrize("document", ["spy_novel_review", "game_review", "village_hall_fraud"])
def test_fiction_and_ordinary_crime_are_no_incidents(demo: dict[str, Any], document: str) -> None:
    assert not _telling(demo, document)
    assert [row["relevant"] for row in demo["documents"] if document in row["path"]] == [False]


def test_the_brief_links_each_quote_to_its_place(demo: dict[str, Any]) -> None:
    page = (demo["folder"] / demo["summary"]["brief"]).read_text("utf-8")
    assert page.count("<blockquote") + page.count("<q") > 100
    assert 'href="#' in page
    assert "<script" not in page


def test_it_keeps_to_the_ledger_it_is_given_and_never_adds_to_one(counterspy: Run, tmp_path: Path) -> None:
    named = tmp_path / "named.db"
    made = counterspy("--ledger", named, "demo", "--json")
    assert made.code == 0
    assert json.loads(made.out)["ledger"] == str(named)
    assert named.exists()
    again = counterspy("--ledger", named, "demo", "--json")
    assert again.code == 2
    assert "fresh ledger" in again.err
