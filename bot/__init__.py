"""Almanac: curated, sourced and dated answers on Discord."""
