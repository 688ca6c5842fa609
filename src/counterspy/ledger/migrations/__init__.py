"""Alembic's folder: how a ledger's tables come to be and change. Run by `ledger.migrate`, never by hand."""
