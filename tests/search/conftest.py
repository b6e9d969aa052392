"""The small base of visas, asked by words and by meaning: most claims hold of both."""

import pytest

from tests.search.visas import DOCUMENTS, LEXICON, visas
from tests.support.meaning import MODES, Asking, learned


@pytest.fixture(scope="session", params=MODES)
def ask(request: pytest.FixtureRequest) -> Asking:
    meaning = learned(DOCUMENTS, LEXICON) if request.param == "meaning" else None
    return Asking(visas(), meaning)
