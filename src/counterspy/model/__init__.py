"""The nouns. Frozen structs and the arithmetic that belongs to them; no input, no output, no clock.

Goes in: nothing of ours. Comes out: the words every other room speaks. It may import the standard library and
msgspec only.
"""

from counterspy.model.claim import Claim, Quantity
from counterspy.model.dates import PartialDate, date_years, is_edtf
from counterspy.model.decision import Decision, DecisionKind, in_force, undone
from counterspy.model.document import Block, Capture, Document, DocumentRow
from counterspy.model.entity import Entity, EntityName
from counterspy.model.ids import kind_of, make_id
from counterspy.model.incident import FieldValue, Incident, Outcome
from counterspy.model.inert import inert, unsafe_signs
from counterspy.model.marking import Tlp, Viewer
from counterspy.model.origin import Origin
from counterspy.model.own_words import GENERATOR, brief_line, is_of_a_brief
from counterspy.model.reading import (
    Basis,
    Drop,
    Fact,
    Mention,
    ReadClaim,
    ReadEntity,
    ReaderStamp,
    ReadIncident,
    Reading,
    ReadOutcome,
    Span,
)
from counterspy.model.record import Record, RecordName

__all__ = [
    "GENERATOR",
    "Basis",
    "Block",
    "Capture",
    "Claim",
    "Decision",
    "DecisionKind",
    "Document",
    "DocumentRow",
    "Drop",
    "Entity",
    "EntityName",
    "Fact",
    "FieldValue",
    "Incident",
    "Mention",
    "Origin",
    "Outcome",
    "PartialDate",
    "Quantity",
    "ReadClaim",
    "ReadEntity",
    "ReadIncident",
    "ReadOutcome",
    "ReaderStamp",
    "Reading",
    "Record",
    "RecordName",
    "Span",
    "Tlp",
    "Viewer",
    "brief_line",
    "date_years",
    "in_force",
    "inert",
    "is_edtf",
    "is_of_a_brief",
    "kind_of",
    "make_id",
    "undone",
    "unsafe_signs",
]
