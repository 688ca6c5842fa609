"""What Alembic runs first: it works on the connection and inside the transaction that `ledger.migrate` hands over.

Invariant: a migration is one transaction with everything it changes, so that a killed process leaves the old schema
or the new one.
"""

from __future__ import annotations

from alembic import context

from counterspy.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
