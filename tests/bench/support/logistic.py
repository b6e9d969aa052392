"""Fit a logistic curve in plain Python: a handful of features needs no library."""

from collections.abc import Sequence
from math import exp

_STEPS = 30
"""Newton steps; a handful is enough, the rest are free."""

_RIDGE = 0.3
"""Pull toward zero (a Gaussian prior), so that features alike do not fight."""

Vector = list[float]


def fit(rows: Sequence[Sequence[float]], right: Sequence[bool], weights: Sequence[float]) -> Vector:
    """Find the coefficients by Newton's method; the first column is the constant, not pulled."""
    size = len(rows[0])
    found = [0.0] * size
    for _ in range(_STEPS):
        slope = [-_RIDGE * value if at else 0.0 for at, value in enumerate(found)]
        curve = [[_RIDGE * (i == j and i > 0) for j in range(size)] for i in range(size)]
        for row, hit, weight in zip(rows, right, weights, strict=True):
            chance = curve_at(found, row)
            for i in range(size):
                slope[i] += weight * (hit - chance) * row[i]
                bent = weight * chance * (1 - chance) * row[i]
                for j in range(size):
                    curve[i][j] += bent * row[j]
        found = [a + b for a, b in zip(found, _solve(curve, slope), strict=True)]
    return found


def curve_at(coefficients: Sequence[float], row: Sequence[float]) -> float:
    """Give the probability at a row of features."""
    return 1 / (1 + exp(-sum(a * b for a, b in zip(coefficients, row, strict=True))))


def _solve(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> Vector:
    """Solve linear equations by Gauss's elimination, largest pivot first."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for other in range(size):
            if other != at and rows[at][at]:
                share = rows[other][at] / rows[at][at]
                rows[other] = [a - share * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[size] / row[at] if row[at] else 0.0 for at, row in enumerate(rows)]
