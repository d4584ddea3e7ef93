"""Durable jobs: a job is the run of a script, each cmdlet call a recorded step. DBOS is named in `durable` only."""
