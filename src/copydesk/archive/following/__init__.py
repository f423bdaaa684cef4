"""Outlets followed into an archive: the ledger of addresses, and the runs that keep it."""
