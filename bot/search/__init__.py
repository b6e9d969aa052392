"""How we find it: folding, index, ranking, calibration, completion; values and pure functions."""
