"""Seeded fuzzers: hostile inputs, made at random, none of which may raise or run long.

Each target is a module with `run(rng, until)`, named in `targets.py`.
"""
