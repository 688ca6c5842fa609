"""A Document becomes a Reading: entities, incidents and claims, each with the exact words it rests on.

Goes in: one document with its blocks. Comes out: one reading. Pure: no clock, no network, no store, no state.
"""

from counterspy.reading.explain import ExplainedLine, Mark, explain
from counterspy.reading.form import reading_form
from counterspy.reading.llm import Disagreement, LlmReader, Question, disagreements
from counterspy.reading.reader import LANGUAGES_READ, read, stamp

__all__ = [
    "LANGUAGES_READ",
    "Disagreement",
    "ExplainedLine",
    "LlmReader",
    "Mark",
    "Question",
    "disagreements",
    "explain",
    "read",
    "reading_form",
    "stamp",
]
