"""Who reads: the rules, a language model, or both. The model is asked only where the user says so and names one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from counterspy.cli.answer import counted, say
from counterspy.errors import UsageError

if TYPE_CHECKING:
    from counterspy.flow import Reader
    from counterspy.settings import Settings


class ReaderName(StrEnum):
    """The readers there are."""

    RULES = "rules"
    LLM = "llm"
    BOTH = "both"


@contextmanager
def readers(settings: Settings, name: ReaderName) -> Iterator[tuple[Reader, Reader | None]]:
    """Give the first reader, and the second where both are asked for; say at the end what a model made up.

    Raises:
        UsageError: a model is asked for and none is named.
    """
    from counterspy import reading

    if name is ReaderName.RULES:
        yield reading, None
        return
    from counterspy.endpoint import Endpoint, asker, local_model

    if settings.llm is None:
        raise UsageError("name a model first: COUNTERSPY_LLM=http://localhost:11434/v1 (or the path of a model file)")
    if "://" in settings.llm:
        if settings.llm_model is None:
            raise UsageError("name the model at that endpoint: COUNTERSPY_LLM_MODEL=…")
        endpoint = Endpoint(url=settings.llm, model=settings.llm_model, key=settings.llm_key)
        asked = reading.LlmReader(asker(endpoint), endpoint.model)
        yield (reading, asked) if name is ReaderName.BOTH else (asked, None)
    else:
        with local_model(Path(settings.llm)) as endpoint:
            asked = reading.LlmReader(asker(endpoint), endpoint.model)
            yield (reading, asked) if name is ReaderName.BOTH else (asked, None)
    if asked.dropped:
        say(f"{counted(asked.dropped, 'field')} of the language model's answers dropped: not in the text")
