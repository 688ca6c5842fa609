"""Bytes to Documents in blocks.

Goes in: paths, folders, standard input, URLs, and the bytes they give. Comes out: Documents with their text cut into
blocks, kept or dropped with a reason, and for every input that cannot be taken one error that names it. It may read
files and fetch URLs when asked to; it writes nothing, and parses foreign formats in a guarded process only.
"""

from counterspy.intake.guard import Guard
from counterspy.intake.inputs import find_inputs
from counterspy.intake.limits import Limits
from counterspy.intake.raw import Raw
from counterspy.intake.read import Found, read_document, read_documents

__all__ = ["Found", "Guard", "Limits", "Raw", "find_inputs", "read_document", "read_documents"]
