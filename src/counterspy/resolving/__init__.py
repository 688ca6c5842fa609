"""Readings and records become proposed decisions: what is one entity, what has one origin, what is one incident.

Goes in: documents with their readings, records, and the decisions there are. Comes out: decisions to be taken, each
with a score and a reason a person can read. It keeps nothing, merges nothing itself and touches no store.
"""

from counterspy.resolving.incidents import Occurrence, propose_incidents
from counterspy.resolving.names import Named, name_key, propose_names
from counterspy.resolving.origins import Text, propose_origins

__all__ = ["Named", "Occurrence", "Text", "name_key", "propose_incidents", "propose_names", "propose_origins"]
