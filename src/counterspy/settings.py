"""One frozen Settings, made once at the edge from the environment and the command line, and passed in."""

from __future__ import annotations

import getpass
from collections.abc import Mapping

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """What a run needs to know that no document says.

    Attributes:
        ledger: Path or URL of the ledger (`COUNTERSPY_LEDGER`, or `--ledger`).
        analyst: Who signs decisions (`COUNTERSPY_ANALYST`, else the login name).
    """

    ledger: str
    analyst: str


def settings_from(environment: Mapping[str, str], *, ledger: str | None = None) -> Settings:
    """Make the settings.

    Args:
        environment: Read here and nowhere else.
        ledger: What the command line names, which comes before the environment.
    """
    analyst = environment.get("COUNTERSPY_ANALYST") or _login_name()
    return Settings(ledger=ledger or environment.get("COUNTERSPY_LEDGER") or "counterspy.db", analyst=analyst)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "analyst"
