"""Where edits live: tables, the writer, the ledger, migrations."""
