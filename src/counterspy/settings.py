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
        llm: Where a language model answers: the URL of an OpenAI-compatible endpoint, or the path of a model file
            (`COUNTERSPY_LLM`); None where none is named, and then nothing is ever sent anywhere.
        llm_model: The model's name there (`COUNTERSPY_LLM_MODEL`).
        llm_key: What the endpoint wants to see (`COUNTERSPY_LLM_KEY`); never shown, never stored.
    """

    ledger: str
    analyst: str
    llm: str | None = None
    llm_model: str | None = None
    llm_key: str | None = None


def settings_from(environment: Mapping[str, str], *, ledger: str | None = None) -> Settings:
    """Make the settings.

    Args:
        environment: Read here and nowhere else.
        ledger: What the command line names, which comes before the environment.
    """
    analyst = environment.get("COUNTERSPY_ANALYST") or _login_name()
    return Settings(
        ledger=ledger or environment.get("COUNTERSPY_LEDGER") or "counterspy.db",
        analyst=analyst,
        llm=environment.get("COUNTERSPY_LLM") or None,
        llm_model=environment.get("COUNTERSPY_LLM_MODEL") or None,
        llm_key=environment.get("COUNTERSPY_LLM_KEY") or None,
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "analyst"
