"""Tables as wide as the terminal.

Invariant: no id, number or date is ever broken in two, and no heading. Where the columns do not fit beside one another,
each row becomes a few lines: its id with its main text, and beneath it everything else that is not empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from counterspy.model import inert

_BESIDE = 3
"""What a column takes beside its text: blanks and a border."""


class Column(NamedTuple):
    """One column.

    Attributes:
        title: Its heading.
        least: How narrow its text may be wrapped; 0 where it is never wrapped.
    """

    title: str
    least: int = 0


def draw_table(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], *, width: int, is_coloured: bool, is_unicode: bool
) -> str:
    """Draw a table.

    Args:
        columns: The first is the id, the second the main text.
        rows: As many cells each as there are columns.
        width: Of the terminal.
        is_coloured: Whether escapes may stand in it.
        is_unicode: Whether borders may be anything but ASCII.

    Returns:
        Lines that are no wider than `width`, as far as ids, numbers and dates allow.
    """
    from rich.console import Console

    cells = [[inert(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells, width)
    drawn = io.StringIO()
    console = Console(file=drawn, width=width, force_terminal=is_coloured)
    console.print(_side_by_side(columns, cells, widths, is_unicode) if widths else _stacked(columns, cells))
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Give each column its width, the widest texts the room that is left; nothing where the columns do not fit."""
    from rich.cells import cell_len

    wanted = [max(map(cell_len, (column.title, *(row[n] for row in cells)))) for n, column in enumerate(columns)]
    widths = [
        min(whole, max(column.least, len(column.title))) if column.least else whole
        for column, whole in zip(columns, wanted, strict=True)
    ]
    room = width - sum(widths) - _BESIDE * len(widths) - 1
    if room < 0:
        return []
    for _ in range(min(room, sum(wanted) - sum(widths))):
        neediest = max(range(len(widths)), key=lambda n: wanted[n] - widths[n])
        widths[neediest] += 1
    return widths


def _side_by_side(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], widths: Sequence[int], is_unicode: bool
) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=box.HEAVY_HEAD if is_unicode else box.ASCII)
    for column, given in zip(columns, widths, strict=True):
        table.add_column(column.title, overflow="fold", width=given, no_wrap=not column.least)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _stacked(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for identifier, main, *rest in cells:
        table.add_row(Text(identifier, "bold"), Text(main, "bold"))
        told = [f"{column.title}: {cell}" for column, cell in zip(columns[2:], rest, strict=True) if cell]
        table.add_row("", Text("; ".join(told)))
    return table
