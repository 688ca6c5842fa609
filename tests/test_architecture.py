"""The one-way rule: which room may import which, in thirty lines."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "counterspy"
EDGE = {"flow", "inquiry", "evidence", "handling", "showing", "cli", "__main__"}
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "vocabulary": {"model"},
    "ledger": {"model"},
    "intake": {"model", "vocabulary"},
    "reading": {"model", "vocabulary"},
    "resolving": {"model", "vocabulary"},
    "register": {"model", "vocabulary"},
    "brief": {"model", "vocabulary"},
}
ALWAYS = {"errors", "settings", "__version__"}
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())


def imported_rooms(file: Path) -> set[tuple[str, str]]:
    """(room, module) of everything of ours that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module == "counterspy":
            names = [f"counterspy.{alias.name}" for alias in node.names]
        found |= {(name.split(".")[1], name) for name in names if name.startswith("counterspy.")}
    return found


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in EDGE and room != "demo_documents"])
def test_a_room_imports_only_what_stands_below_it(room: str) -> None:
    allowed = MAY_IMPORT[room] | ALWAYS | {room}
    for file in (SOURCE / room).rglob("*.py"):
        for other, _ in imported_rooms(file):
            assert other in allowed, f"{file.relative_to(SOURCE)} imports {other}"


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_other_rooms_are_entered_by_their_front_door(file: Path) -> None:
    own = file.relative_to(SOURCE).parts[0]
    for room, module in imported_rooms(file):
        if room != own and room in ROOMS:
            assert module.count(".") == 1, f"{file.relative_to(SOURCE)} reaches into {module}"


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "demo_documents"])
def test_every_room_says_what_goes_in_and_what_comes_out(room: str) -> None:
    words = ast.get_docstring(ast.parse((SOURCE / room / "__init__.py").read_text("utf-8"))) or ""
    assert "Comes out" in words
    assert "oes in" in words


def test_no_file_is_a_drawer_for_everything() -> None:
    banned = {"utils", "helpers", "manager", "base", "common", "misc"}
    assert not [file for file in SOURCE.rglob("*.py") if file.stem in banned]


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_files_and_functions_stay_readable(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= 420
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (node.end_lineno or 0) - (body[0].lineno if body else node.lineno) + 1
            assert length <= 60, f"{node.name} is {length} lines long"
