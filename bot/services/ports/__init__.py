"""What services keep and how: records, the ledger, and the protocols that storage fulfills."""
