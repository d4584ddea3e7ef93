"""Moving what an engine keeps: to another database, into a backup, and out of it again."""
