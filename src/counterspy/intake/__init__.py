"""Bytes to Documents in blocks.

Goes in: paths, folders, standard input, URLs, and the bytes they give; catalogues. Comes out: Documents with their text
cut into blocks, kept or dropped with a reason; Records; and for every input that cannot be taken one error that names
it. It may read files and fetch URLs when asked to; it writes nothing, and parses foreign formats in a guarded process.
"""

from counterspy.intake.guard import Guard
from counterspy.intake.inputs import find_inputs
from counterspy.intake.limits import Limits
from counterspy.intake.misp_galaxy import find_galaxies, read_galaxy
from counterspy.intake.raw import Raw
from counterspy.intake.read import Found, read_document, read_documents

__all__ = [
    "Found",
    "Guard",
    "Limits",
    "Raw",
    "find_galaxies",
    "find_inputs",
    "read_document",
    "read_documents",
    "read_galaxy",
]
