"""The curves of certainty: logistic coefficients, each with the bench that made it."""

Curve = tuple[tuple[float, ...], tuple[float, ...]]
"""Logistic coefficients, and the values that each stands for."""

RIGHT: tuple[float, ...] = (-3.07, 7.91, -2.29, 0.57, 0.03, 1.29, 4.63, -1.28)
"""Logistic coefficients of `Evidence.features` for the first hit being right (`--fit`)."""

RIGHT_CODED: tuple[float, ...] = (-2.84, 8.39, -0.16, -0.52, 0.08, 1.89, 0.12, 3.7, 1.05)
"""The same if the question names a code, which brings every part of its entry near: learned from
what the base is asked while a third of its parts is gone
(`python -m tests.bench.fitting.coded`)."""

KNOWN: tuple[float, ...] = (-1.81, 14.19, -2.96, 1.07, -0.05, 3.13, 0.19, -3.24)
"""The same for the base having the answer at all: of two close rivals one is right (`--fit`)."""

RIGHT_LEARNED: tuple[float, ...] = (-7.6, 0.43, -2.82, 4.1, 2.54, 0.72, 2.72, 0.77, 0.73)
"""Logistic coefficients of `MeaningEvidence.learned` for the first hit being right: that this part
answers this question. Learned from strangers' phrasings that were kept back, also while their part
or their entry is gone, and from golden questions (`python -m tests.bench.fitting.certainty`)."""

RIGHT_STORY: tuple[float, ...] = (-2.74, 0.14, -0.91, 2.25, 1.61, 0.31, 1.01)
"""The same for a story, but for what exact tokens left: half of an earlier fit of that curve.
Of 112 stories of strangers with an answer in the base the first is right in 4 of 18 below .4 and in
two of three above, however far: most ask several things, so more evidence for one says little."""

RIGHT_BY_MEANING: tuple[float, ...] = (-2.8, 1.63, 4.61, 0.39, -1.82)
"""The same of `MeaningEvidence.features`, for a document that was not learned, such as one of a
server, or that few phrasings ask (`--fit`)."""

KNOWN_BY_MEANING: tuple[float, ...] = (-6.28, -0.07, 12.49, 5.91, 6.65)
"""The same for the base having the answer at all (`--fit`)."""

RIGHT_OWN: tuple[float, ...] = (-5.72, 0.52, 1.53, 3.78, 2.06, 0.51, -0.99, -0.92, 0.18)
"""Logistic coefficients of `MeaningEvidence.own` for the first hit being right, if that is a
server's own entry. What is wrong counts thrice, and ten times if the base has the answer; moved so
that `FOUND` leaves one in twenty wrong (`python -m tests.bench.own_entries --fit` prints the like:
this was fitted with one phrasing an entry, too)."""

KNOWN_OWN: tuple[float, ...] = (-5.7, 0.04, 4.7, 4.81, 2.7, -0.75, -0.96, -2.94, 1.92)
"""The same for the server or the base having the answer at all (likewise, what is nobody's counts
thrice)."""

RIGHT_FOREIGN: tuple[float, ...] = (-4.67, 0.31, -10.43, 0.88)
"""Logistic coefficients of `MeaningEvidence.across` for the first hit being right, from 146
questions in four languages, moved so that `FOUND` leaves one in four wrong or half right."""

KNOWN_FOREIGN: tuple[float, ...] = (-9.16, 1.73, 51.86, -0.63)
"""The same for the base having the answer at all, moved so that `CLOSEST` shows nine in ten of ours
and `OURS` takes one in four of the others."""
