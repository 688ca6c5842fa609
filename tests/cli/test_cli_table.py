"""Tables fit the terminal, whole ids and all, and whatever it can show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from counterspy.cli.table import Column, draw_table
from invented import STORY

COLUMNS = (
    *(Column("id"), Column("incident", 24), Column("when"), Column("method", 12), Column("docs"), Column("origins")),
)
ROWS = [
    ("33bc0b73", "Turbine maker's engineer charged with passing files – and 外務省 protests", "2019-07 – 2022-01",
     "transnational-repression, recruitment approach", "12", "3"),
    ("e9f4f29f", "Short", "", "", "1", "1"),
]  # fmt: skip


def draw(width: int, *, is_unicode: bool = True) -> str:
    return draw_table(COLUMNS, ROWS, width=width, is_coloured=False, is_unicode=is_unicode)


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 119, 120, 160, 300])
def test_a_table_is_no_wider_than_the_terminal_and_breaks_no_id_no_date_and_no_heading(width: int) -> None:
    text = draw(width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    for whole in ("33bc0b73", "e9f4f29f", *(["2019-07 – 2022-01", "incident", "origins"] if width > 100 else [])):
        assert whole in text
    for word in ("origins", "docs", "method", "Turbine", "recruitment"):
        assert word in text, "nothing is dropped, no word is broken"


def test_a_title_takes_few_lines_on_a_narrow_terminal() -> None:
    lines = draw(60).splitlines()
    assert next(n for n, line in enumerate(lines) if "when:" in line) <= 2
    assert len(lines) <= 9


def test_a_table_without_rows_is_its_headings() -> None:
    assert "origins" in draw_table(COLUMNS, [], width=120, is_coloured=False, is_unicode=True)


def test_borders_are_ascii_where_nothing_else_can_be_shown() -> None:
    assert not set(draw(160, is_unicode=False)) & set("│┃━┏┓└")


def test_a_terminal_that_knows_ascii_alone_gets_ascii_and_valid_json(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "COLUMNS": "160"}
    environment = {**os.environ, **plain, "COUNTERSPY_LEDGER": str(tmp_path / "x.db")}
    environment.pop("PYTHONIOENCODING", None)

    def run(*words: str | Path) -> str:
        command = [sys.executable, "-m", "counterspy", *map(str, words)]
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode("ascii")

    (tmp_path / "a.txt").write_text(STORY.replace("Elsa", "Åsa"), "utf-8")
    run("read", tmp_path / "a.txt")
    assert "\\u" not in run("incidents")
    assert run("incidents").startswith("+--")
    assert [name for line in run("incidents", "--json").splitlines() for name in json.loads(line)["accused"]] == [
        "Åsa Nyqvist"
    ]
