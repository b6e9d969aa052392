"""Read and write entries as a zip or a folder of Markdown, without trusting who made it."""

import codecs
import io
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from bot.kb.model.keys import Kind
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.locale.numbers import numeral

MOST_PACKED = 5 * 2**20
"""Bytes of a zip: fifty times a base of 150 entries."""

MOST_UNPACKED = 20 * 2**20
"""Bytes of everything in it: a small file can unfold without end."""

MOST_FILES = 2000

OVERLAY = "overlay.toml"
"""The file that says: this lies over a base. It names the entries that are retired."""

_FOLDERS = frozenset(kind.folder for kind in Kind)
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What computers put beside files by themselves."""

_README = re.compile(r"(?:\A|/)(?:readme|license|licence|contributing)(?:\.\w+)?\Z", re.IGNORECASE)
"""What people put beside entries to explain them."""

_PAGES = frozenset({".md", ".markdown", ".txt"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
_OFFICE = ("[Content_Types].xml", "word/", "xl/", "ppt/", "content.xml")
"""What tells a file of an office program, which is a zip too."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip knows: the same entries make the same bytes."""

_ENCRYPTED = 0x1

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What the standard library raises for a zip that is damaged or of a kind it cannot read."""


LINK = N_("'{file}' is a link: only files are taken.")


class BadArchiveError(Exception):
    """The archive cannot be taken; the message says what is wrong with it."""


def read_archive(packed: bytes) -> Mapping[str, str]:
    """Read a zip into texts by their path, such as `faq/tea.md`; raise `BadArchiveError`."""
    if len(packed) > MOST_PACKED:
        raise BadArchiveError(_("The file is larger than {n} MB.").format(n=MOST_PACKED // 2**20))
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return _decode_files(_unpack(archive))
    except _UNREADABLE as error:
        raise BadArchiveError(_("This is not a zip file that can be read.")) from error


def read_pages(packed: bytes) -> Mapping[str, str]:
    """Read a zip of pages into texts by their path; none if it holds entries.

    Pictures are left out. Raise `BadArchiveError`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed[: MOST_PACKED + 1])) as archive:
            files = {name: data for name, data in _unpack(archive) if not _is_beside(name)}
    except _UNREADABLE:
        return {}
    if any(_is_entry(name, data) for name, data in files.items()):
        return {}
    if any(name.startswith(_OFFICE) for name in files):
        raise BadArchiveError(_("This is a file of an office program: save it as .md or .txt."))
    for name in files:
        if PurePosixPath(name).suffix.casefold() not in _PAGES:
            text = _("'{file}' is no page (.md, .txt): save it as one, or take it out of the zip.")
            raise BadArchiveError(text.format(file=name))
    return {name: decode_page(name, data) for name, data in files.items()}


def decode_page(name: str, data: bytes) -> str:
    """Decode what a person saved as text; raise `BadArchiveError`."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        fault = _("'{file}' is not UTF-8 text (byte {byte}): save it as UTF-8, as .md or .txt.")
        raise BadArchiveError(fault.format(file=name, byte=error.start)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_tree(folder: Path) -> Mapping[str, str]:
    """Read a folder into texts by their path; raise `BadArchiveError`."""
    if folder.is_symlink() or not folder.is_dir():
        raise BadArchiveError(_("There is no folder '{folder}'.").format(folder=folder))
    return _decode_files(_read_files(folder))


def write_archive(texts: Mapping[str, str]) -> bytes:
    """Write texts into a zip; the same texts make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(texts):
            archive.writestr(zipfile.ZipInfo(name, _DATE), texts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write_tree(texts: Mapping[str, str], folder: Path) -> None:
    """Write texts into a folder; raise `OSError`."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def _unpack(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    # A damaged zip may hold a file without a name, over which `is_dir` stumbles.
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    _check_count(len(members))
    room = MOST_UNPACKED
    for member in members:
        if stat.S_ISLNK(member.external_attr >> 16):
            raise BadArchiveError(_(LINK).format(file=member.filename))
        if member.flag_bits & _ENCRYPTED:
            raise BadArchiveError(_("The zip is locked with a password."))
        with archive.open(member) as file:
            # What a zip says of its sizes need not be true, so reading stops by itself.
            data = file.read(room + 1)
        room -= len(data)
        if room < 0:
            raise BadArchiveError(
                _("Unpacked it is larger than {n} MB.").format(n=MOST_UNPACKED // 2**20)
            )
        yield member.filename, data


def _read_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    room, number = MOST_UNPACKED, 0
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise BadArchiveError(_(LINK).format(file=path))
        if not path.is_file():
            continue
        number += 1
        _check_count(number)
        room -= path.stat().st_size
        if room < 0:
            raise BadArchiveError(
                _("The folder is larger than {n} MB.").format(n=MOST_UNPACKED // 2**20)
            )
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _check_count(number: int) -> None:
    if number > MOST_FILES:
        raise BadArchiveError(_("It holds more than {n} files.").format(n=numeral(MOST_FILES)))


def _decode_files(files: Iterable[tuple[str, bytes]]) -> Mapping[str, str]:
    read: dict[str, str] = {}
    for name, data in files:
        if _is_litter(name):
            continue
        place = _check_place(name)
        if place in read:
            raise BadArchiveError(_("'{file}' is in it twice.").format(file=place))
        try:
            read[place] = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = _("'{file}' is not UTF-8 text (byte {byte}).")
            raise BadArchiveError(text.format(file=name, byte=error.start)) from error
    if not read:
        raise BadArchiveError(_("It holds no entry."))
    return read


def _is_litter(name: str) -> bool:
    """Return whether a program left a file there, or it explains what stands beside it."""
    return any(litter in name for litter in _LITTER) or bool(_README.search(name))


def _is_beside(name: str) -> bool:
    """Return whether a file is no page, but stands beside pages: litter or a picture."""
    return _is_litter(name) or PurePosixPath(name).suffix.casefold() in _PICTURES


def _is_entry(name: str, data: bytes) -> bool:
    """Return whether a file is written as entries are, or belongs to them."""
    is_kept = data.startswith((b"---\n", b"---\r\n")) and bool(_FOLDERS & set(name.split("/")))
    return is_kept or PurePosixPath(name).name == OVERLAY


def _check_place(name: str) -> str:
    """Name a file within the base; a folder around the whole of it does not matter."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise BadArchiveError(_("'{file}' lies outside of the archive.").format(file=name))
    if path.name == OVERLAY and len(path.parts) <= 2:
        return OVERLAY
    if len(path.parts) in (2, 3) and path.parts[-2] in _FOLDERS and path.suffix == ".md":
        return f"{path.parts[-2]}/{path.name}"
    text = _("'{file}' is not an entry: entries are Markdown files in the folders {folders}.")
    raise BadArchiveError(text.format(file=name, folders=", ".join(sorted(_FOLDERS))))
