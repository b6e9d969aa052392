"""Import hostile zips: they yield texts, or one sentence."""

import random

from bot.kb.archive import BadArchive, read_archive, write_archive
from tests.fuzz.fuzzing import Deadline, FindingError, attempt


def run(rng: random.Random, until: Deadline) -> int:
    """Flip bytes of a zip."""
    packed = write_archive(
        {"faq/tea.md": "---\ntitle: Tea\n---\n", "overlay.toml": "retired = []\n"}
    )
    tried = 0
    while not tried or not until.passed:
        changed = bytearray(packed)
        for _ in range(rng.randint(1, 8)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        with attempt(bytes(changed)):
            try:
                read_archive(bytes(changed))
            except BadArchive as error:
                if not str(error):
                    raise FindingError("refused without a sentence") from error
        tried += 1
    return tried
