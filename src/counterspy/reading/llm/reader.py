"""The way of one document through a language model, on one page.

Invariant: the same answers give the same Reading; an answer that cannot be used is asked for once more and then is an
error, never half a reading.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from counterspy import __version__
from counterspy.errors import ReaderFailed
from counterspy.model import Document, ReaderStamp, Reading
from counterspy.reading.llm.answer import Answer
from counterspy.reading.llm.grounded import Grounded
from counterspy.reading.llm.question import Question, question_digest, questions

Ask = Callable[[Question], str]
"""Puts a question to a model and gives its answer as text. Raises `ReaderFailed` where none comes."""

_MOST_PARTS = 40
_TRIES = 2


class LlmReader:
    """A reader that asks a language model.

    Attributes:
        dropped: How many fields were dropped so far because a document does not hold what the model said.
    """

    def __init__(self, ask: Ask, model: str) -> None:
        """Take the function that asks, and the model's name as its maker gives it."""
        self._ask = ask
        self._model = model
        self.dropped = 0

    def stamp(self) -> ReaderStamp:
        """Name this reader: the model, and the digest of the question it is asked."""
        return ReaderStamp(name=f"llm:{self._model}", version=__version__, lexicon=question_digest())

    def read(self, document: Document) -> Reading:
        """Read one document.

        Returns:
            What the model found and the document holds.

        Raises:
            ReaderFailed: no usable answer came, or the document is too long to be asked about.
        """
        asked = list(questions(document))
        if len(asked) > _MOST_PARTS:
            raise ReaderFailed(f"it is too long for a language model ({len(asked)} parts, {_MOST_PARTS} at most)")
        found = Grounded(document)
        for question in asked:
            found.take(self._answer(question))
        reading = found.reading(self.stamp())
        self.dropped += found.dropped
        return reading

    def _answer(self, question: Question) -> Answer:
        for _ in range(_TRIES):
            try:
                return msgspec.json.decode(_object_in(self._ask(question)), type=Answer)
            except (msgspec.DecodeError, RecursionError, UnicodeError):
                continue
        raise ReaderFailed("the language model's answer is not of the form it was asked for")


def _object_in(answer: str) -> str:
    """The JSON object of an answer, without the fence some models put around it."""
    start, end = answer.find("{"), answer.rfind("}")
    return answer[start : end + 1] if 0 <= start < end else answer
