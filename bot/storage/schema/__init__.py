"""The tables and their columns, and how a database comes to the version that this code needs."""
