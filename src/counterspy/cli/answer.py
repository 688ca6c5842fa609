"""How answers, messages and progress are put: answers to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, Protocol

import msgspec
import typer

from counterspy.cli.table import Column, draw_table
from counterspy.errors import UsageError
from counterspy.ledger import Ledger, open_ledger
from counterspy.model import Viewer, inert, unsafe_signs
from counterspy.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object, or one a line, on standard output.")]
"""The option that every command has."""

NOT_RESOLVED = "what came in last is not resolved yet, so copies and repeated incidents still stand apart"
"""What is said of a ledger whose reading was stopped before its end."""

_WIDTH = 160
_WIDTH_MIN = 30
_IN_ASCII = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "·": "|", "…": "...", "→": "->", "\u00a0": " "}
)


def say(message: str) -> None:
    """Write a message to standard error, one line, nothing in it that a terminal would obey."""
    if sys.stderr is not None:
        sys.stderr.write(inert(message.replace("\n", " ")) + "\n")


def put_json(value: object) -> None:
    """Write one JSON object as a line of its own; what a terminal could obey is escaped, as JSON lets it be."""
    text = msgspec.json.encode(value).decode()
    signs = unsafe_signs(text) if _shows_unicode() else {sign for sign in set(text) if not sign.isascii()}
    _write(text.translate({ord(sign): json.dumps(sign)[1:-1] for sign in signs}) + "\n")


def put(text: str = "") -> None:
    """Write text for a person, nothing in it that a document could make the terminal obey."""
    _write(_showable(inert(text)) + "\n")


def _shows_unicode() -> bool:
    """Tell whether standard output takes more than the letters of one alphabet."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf")


def _showable(text: str) -> str:
    """Put our own quotation marks, dashes and dots in ASCII where nothing else can be shown."""
    return text if _shows_unicode() else text.translate(_IN_ASCII)


def _write(text: str) -> None:
    """Write to standard output.

    Whoever reads it may have gone away, as `head` does; then the program ends, and that is no failure.

    Raises:
        UsageError: there is nowhere to write to.
    """
    try:
        if sys.stdout is None:
            raise UsageError("standard output is closed; nothing can be answered")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        raise UsageError(f"standard output cannot be written ({error.strerror}); give it room") from error


def counted(number: int, noun: str) -> str:
    """Put a number before its noun: `1 document`, `2 documents`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def put_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Draw a table as wide as the terminal, in colour only on a terminal, in ASCII where nothing else can be shown."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = max(_WIDTH_MIN, shutil.get_terminal_size((_WIDTH, 24)).columns)
    drawn = draw_table(columns, rows, width=width, is_coloured=is_terminal, is_unicode=_shows_unicode())
    _write(_showable(drawn))


def utc_now() -> str:
    """Give the time, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def opened(context: typer.Context, *, create: bool = False) -> Iterator[Ledger]:
    """Open the ledger that the command line names, as its owner."""
    settings = settings_of(context)
    with open_ledger(settings.ledger, Viewer(name=settings.analyst, is_owner=True), create=create) as ledger:
        yield ledger


@contextmanager
def opened_to_look(context: typer.Context) -> Iterator[Ledger]:
    """Open the ledger for a question, and say so where its newest evidence is not resolved yet."""
    with opened(context) as ledger:
        if not ledger.is_resolved():
            say(f"counterspy: {NOT_RESOLVED}; run `counterspy resolve`")
        yield ledger


def counted_origins(number: int, *, is_resolved: bool) -> str:
    """Put the number of independent origins, or that it is not known yet."""
    return counted(number, "independent origin") if is_resolved else "origins not resolved yet"


def settings_of(context: typer.Context) -> Settings:
    """Give the settings of this run."""
    settings = context.obj
    if not isinstance(settings, Settings):
        raise TypeError("the command was called without its settings")
    return settings


class Advance(Protocol):
    """Tells that one more step is done, and of what."""

    def __call__(self, what: str = "") -> None:
        """Step."""


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Advance]:
    """Show progress on standard error where that is a terminal; elsewhere say nothing."""
    if not sys.stderr.isatty():
        yield lambda what="": None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns: list[Any] = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def step(what: str = "") -> None:
            bar.update(task, advance=1, description=f"{label} {inert(what)[-48:]}")

        yield step
