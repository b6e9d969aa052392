"""Scripts that Alembic runs: `env.py` for every run, then one file for each version."""
