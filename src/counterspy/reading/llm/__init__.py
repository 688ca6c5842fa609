"""A language model as a reader: what it is asked, what it may answer, and what of the answer is kept.

Goes in: a document, and a function that puts a question to a model. Comes out: a Reading of the same form as that of
the rules. Pure: the network is the caller's (`counterspy.endpoint`). It may import `model`, `vocabulary` and the parts
of `reading` that find spans; nothing a model says is kept unless its words stand in the document.
"""

from counterspy.reading.llm.compare import Disagreement, disagreements
from counterspy.reading.llm.question import Question
from counterspy.reading.llm.reader import LlmReader

__all__ = ["Disagreement", "LlmReader", "Question", "disagreements"]
