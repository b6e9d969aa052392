"""The fuzzers by name: a new one is one line here."""

from collections.abc import Mapping

from tests.fuzz import base, cards, engine, forms, imports, masking, reloads
from tests.fuzz.fuzzing import Fuzzer

TARGETS: Mapping[str, Fuzzer] = {
    "base": base.run,
    "cards": cards.run,
    "engine": engine.run,
    "forms": forms.run,
    "imports": imports.run,
    "masking": masking.run,
    "reloads": reloads.run,
}
