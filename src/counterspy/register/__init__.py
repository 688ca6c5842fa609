"""Evidence and decisions become the register: entities, incidents and origins, each field with its claims.

Goes in: documents, readings, records and decisions, in ledger order. Comes out: the register, the same bytes each time,
and for any field the claims behind it. It touches no store, no clock and no network, and makes no decisions.
"""

from counterspy.register.claims import claims_of_reading, claims_of_record, subject_ids
from counterspy.register.fold import Fold, Register
from counterspy.register.groups import Groups

__all__ = ["Fold", "Groups", "Register", "claims_of_reading", "claims_of_record", "subject_ids"]
