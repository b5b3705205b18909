"""The only place with SQL: an event log, the tables folded from it, and the study that opens them."""
