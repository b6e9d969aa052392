"""What benches over sockets say: how long calls took, for people or as JSON."""

import json
import statistics
from collections.abc import Mapping, Sequence


def percentiles(times: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Sum up each kind of call, in milliseconds, by its median and its 99th percentile."""
    figures: dict[str, float] = {}
    for name, values in times.items():
        hundredths = statistics.quantiles(values, n=100)
        figures[f"{name} p50 ms"], figures[f"{name} p99 ms"] = hundredths[49], hundredths[98]
    return figures


def print_figures(figures: Mapping[str, float], *, as_json: bool) -> None:
    """Print figures, one a line, or all of them as JSON."""
    if as_json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<26} {value:8.2f}")
