"""Builds the program from its commands and turns errors into a line and an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from counterspy import __version__
from counterspy.cli import (
    backup,
    brief,
    decide,
    decisions,
    demo,
    doctor,
    documents,
    entity,
    import_,
    incidents,
    read,
    rebuild,
    resolve,
    show,
    undo,
    verify,
    why,
)
from counterspy.cli.answer import say
from counterspy.errors import CounterspyError, LedgerError, UsageError
from counterspy.settings import settings_from

app = typer.Typer(
    name="counterspy",
    help="Puts the tiles together: reads what is published about state-backed spying, keeps every statement with its "
    "exact quote, and shows what is known, by whom, and how surely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_PUT_IN = (demo, read, import_, resolve, decide, undo, decisions)
_LOOK = (documents, incidents, entity, show, why, brief)
_CARE = (rebuild, verify, backup, doctor)
for module in (*_PUT_IN, *_LOOK, *_CARE):
    app.command(name=module.NAME)(module.command)


@dataclass
class _Faults:
    """Whether the whole trace of a fault is shown; handed to the command line and read where a fault is caught."""

    are_shown: bool = False


@app.callback()
def _main(
    context: typer.Context,
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="PATH|URL", help="Default: $COUNTERSPY_LEDGER, else ./counterspy.db."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole trace of a fault in the program.")] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and stop.")] = False,
) -> None:
    if isinstance(context.obj, _Faults):
        context.obj.are_shown = debug
    if version:
        sys.stdout.write(f"counterspy {__version__}\n")
        raise typer.Exit
    context.obj = settings_from(os.environ, ledger=ledger)


def run() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter gets its number
    faults = _Faults()
    try:
        app(obj=faults)
    except LedgerError as error:
        say(f"counterspy: {error}")
        sys.exit(3)
    except UsageError as error:
        say(f"counterspy: {error}")
        sys.exit(2)
    except CounterspyError as error:
        say(f"counterspy: {error}")
        sys.exit(1)
    except OSError as error:
        say(
            f"counterspy: {error.filename or 'the machine'}: {error.strerror or error}; check the path, room and rights"
        )
        sys.exit(1)
    except Exception as error:
        if faults.are_shown:
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        say(
            f"counterspy: a fault in the program ({type(error).__name__} in {Path(last.filename).name} line "
            f"{last.lineno}); please report it with what `counterspy --debug …` prints"
        )
        sys.exit(1)
    except KeyboardInterrupt:
        say("counterspy: stopped; what was reported as done is kept")
        sys.exit(130)
