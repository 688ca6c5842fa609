"""The documentation knows every command, option and setting, and every link in it leads somewhere."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import typer.main

from counterspy import settings
from counterspy.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference" / "command-line.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


SETTINGS = re.findall(r"COUNTERSPY_\w+", inspect.getsource(settings))


def commands() -> dict[str, list[str]]:
    """Each command with the options it takes."""
    group = typer.main.get_group(app)
    return {
        name: [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        for name, command in group.commands.items()
    }


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_and_option_is_documented(command: str) -> None:
    text = REFERENCE.read_text("utf-8")
    assert f"## {command}" in text
    section = text.split(f"## {command}\n")[1].split("\n## ")[0]
    for option in commands()[command]:
        assert f"`{option}" in section or option == "--help", f"{command} {option}"


@pytest.mark.parametrize("setting", sorted(set(SETTINGS)))
def test_every_setting_is_documented(setting: str) -> None:
    assert setting in REFERENCE.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_begins_with_the_two_commands() -> None:
    head = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:12])
    assert "make demo" in head
    assert "make test" in head


def test_the_readme_says_how_well_reading_works_as_it_was_measured() -> None:
    table = (ROOT / "docs" / "reading.md").read_text("utf-8").split("\n\n")[2]
    rows_of = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    held_out = next(column for column, title in enumerate(rows_of[0]) if title.startswith("own, held out"))
    measured = {row[0]: row[held_out] for row in rows_of}
    said = " ".join((ROOT / "README.md").read_text("utf-8").split())
    rows = ("incidents found F1", "accused F1", "targets F1", "whole incidents, share")
    found, accused, targets, whole = (measured[row] for row in rows)
    assert f"scored {found} (F1) for incidents found, {accused} for the accused and {targets} for targets" in said
    assert f"had {whole} of the incidents wholly right" in said
