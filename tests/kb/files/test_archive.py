"""An archive is taken from anybody, so nothing in it is believed."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.files import archive
from bot.kb.files.archive import (
    BadArchiveError,
    read_archive,
    read_tree,
    write_archive,
    write_tree,
)


def packed(files: dict[str, str | bytes], **info: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            for field, value in info.items():
                setattr(entry, field, value)
            made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


TEXTS = {"faq/tea.md": "tea", "visas/h-9.md": "visa\n", "overlay.toml": "retired = []\n"}


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    assert read_archive(write_archive(TEXTS)) == TEXTS
    write_tree(TEXTS, tmp_path)
    assert read_tree(tmp_path) == TEXTS


def test_the_same_entries_make_the_same_bytes() -> None:
    assert write_archive(TEXTS) == write_archive(dict(reversed(TEXTS.items())))


def test_a_folder_around_it_and_litter_beside_it_do_not_matter() -> None:
    around: dict[str, str | bytes] = {f"answers/{name}": text for name, text in TEXTS.items()}
    litter: dict[str, str | bytes] = {
        "__MACOSX/answers/faq/._tea.md": b"\xff",
        ".DS_Store": b"\xff",
    }
    assert read_archive(packed(around | litter)) == TEXTS


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../faq/tea.md": "x"}, "lies outside"),
        ({"faq/../../tea.md": "x"}, "lies outside"),
        ({"/faq/tea.md": "x"}, "lies outside"),
        ({"C:\\faq\\tea.md": "x"}, "lies outside"),
        ({"faq/tea.exe": "x"}, "is not an entry"),
        ({"other/tea.md": "x"}, "is not an entry"),
        ({"tea.md": "x"}, "is not an entry"),
        ({"a/faq/tea.md": "x", "b/faq/tea.md": "y"}, "in it twice"),
        ({"faq/tea.md": b"\xff\xfe"}, "is not UTF-8 text"),
        ({}, "holds no entry"),
    ],
)
def test_what_cannot_be_taken_is_named(files: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(BadArchiveError, match=said):
        read_archive(packed(files))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    with pytest.raises(BadArchiveError, match="is a link"):
        read_archive(packed({"faq/tea.md": "/etc/passwd"}, external_attr=0o120777 << 16))
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "tea.md").symlink_to("/etc/passwd")
    with pytest.raises(BadArchiveError, match="is a link"):
        read_tree(tmp_path)


def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    bomb = packed({f"faq/a{number}.md": "0" * 300 for number in range(4)})
    assert len(bomb) < 1000
    with pytest.raises(BadArchiveError, match="Unpacked it is larger"):
        read_archive(bomb)
    write_tree({f"faq/a{number}.md": "0" * 300 for number in range(4)}, tmp_path)
    with pytest.raises(BadArchiveError, match="The folder is larger"):
        read_tree(tmp_path)


def test_too_many_files_and_too_large_a_file_are_refused() -> None:
    many: dict[str, str | bytes] = {f"faq/a{n}.md": "" for n in range(archive.MOST_FILES + 1)}
    with pytest.raises(BadArchiveError, match="more than 2,000 files"):
        read_archive(packed(many))
    with pytest.raises(BadArchiveError, match="larger than 5 MB"):
        read_archive(b"0" * (archive.MOST_PACKED + 1))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadArchiveError, match="There is no folder"):
        read_tree(tmp_path / "nowhere")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(BadArchiveError):
        read_archive(data)


def test_a_file_without_a_name_is_refused() -> None:
    packed = write_archive({"faq/tea.md": "tea"}).replace(b"faq/tea.md", b"\0aq/tea.md")
    with pytest.raises(BadArchiveError):
        read_archive(packed)


@given(st.data())
def test_a_damaged_zip_is_read_or_refused(data: st.DataObject) -> None:
    good = bytearray(write_archive(TEXTS))
    at = data.draw(st.integers(0, len(good) - 1))
    good[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadArchiveError):
        read_archive(bytes(good))
