"""Words: folding, codes, stems, typos, and what other languages call a thing."""
