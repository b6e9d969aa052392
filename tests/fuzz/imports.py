"""Import hostile zips: they become a plan, or are refused in a sentence or by their problems."""

import io
import random
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from bot.kb.files.archive import BadArchiveError, read_archive, write_archive
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.editing.exchange import plan_import
from bot.services.memory import memory_stores
from tests.fuzz.base import corrupted
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.knowledge.base import small_base

GUILD = 1

_NAMES = (
    *("faq/new.md", "visas/h-1b.md", "overlay.toml", "x/overlay.toml", "faq/x.es.md", "faq/.md"),
    *("faq/A B.md", "../faq/x.md", "/faq/x.md", "faq\\x.md", "facts/fees.toml", "faq/" + "x" * 300),
    *("faq/x.MD", "FAQ/x.md", "faq/\u202ex.md", "visas/../faq/x.md", "a/b/c/faq/x.md", "", "faq/"),
)
_OVERLAYS = (
    *(
        "retired = [",
        "retired = 3",
        "retired = [3]",
        "retired = ['visa:h-1b']",
        "retierd = []",
        "\ufeff",
    ),
    *(
        "retired = ['nope']",
        "[" * 5000,
        "x = " + "9" * 5000,
        "retired = " + "[" * 3000,
        "a." * 3000,
    ),
    "retired = ['visa:h-1b', 'visa:h-1b']",
)


def run(rng: random.Random, until: Deadline) -> int:
    """Corrupt zips from without and from within, and plan what they would change."""
    with tempfile.TemporaryDirectory() as folder:
        base = small_base(Path(folder))
        snapshots = SnapshotHolder(Snapshot.build(load_library(base)))
        pages = {str(path.relative_to(base)): path.read_bytes() for path in base.rglob("*.md")}
    stores = memory_stores()
    clock = datetime(2026, 11, 24, tzinfo=UTC)
    editor = Editor(stores.ledger, stores.drafts, snapshots, lambda: clock)
    tried = 0
    while not tried or not until.passed:
        packed = _packed(pages, rng)
        with attempt(packed, seconds=30):
            _import(snapshots, editor, packed)
        tried += 1
    return tried


def _import(snapshots: SnapshotHolder, editor: Editor, packed: bytes) -> None:
    try:
        plan_import(snapshots, editor, GUILD, read_archive(packed))
    except BadArchiveError as error:
        if not str(error):
            raise FindingError("refused without a sentence") from error
    except BrokenBaseError as error:
        if not error.problems:
            raise FindingError("refused without a problem") from error


def _packed(pages: dict[str, bytes], rng: random.Random) -> bytes:
    files = {name: corrupted(pages[name], rng) for name in rng.sample(sorted(pages), 2)}
    if rng.random() < 0.3:
        files[rng.choice(_NAMES)] = rng.choice(sorted(files.values()))
    if rng.random() < 0.3:
        files["overlay.toml"] = rng.choice(_OVERLAYS).encode()
    if rng.random() < 0.2:
        whole = {name: data.decode("utf-8", "ignore") for name, data in files.items()}
        return _flipped(write_archive(whole), rng)
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _flipped(packed: bytes, rng: random.Random) -> bytes:
    changed = bytearray(packed)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)
