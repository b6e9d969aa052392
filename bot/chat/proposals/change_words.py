"""Write what changes in an answer as people read it: ~~taken out~~, **put in**."""

from collections.abc import Iterable, Iterator

from bot.chat.sending.text import ELLIPSIS, quoted, rest_bullet
from bot.locale.i18n import gettext as _
from bot.locale.i18n import titled
from bot.services.comparing.differences import Piece, word_pieces
from bot.services.comparing.field_changes import FieldChange

NAME = 60
"""Characters of a question or a title in a list; escaped they are at most twice as many."""

_PIECE = 300
"""Characters of words that stand together in a difference."""

_AROUND = 5
"""Words that did not change on each side of some that did."""


def change_lines(change: FieldChange) -> Iterator[str]:
    """Yield what differs in one field: its name, then the words."""
    text = "".join(map(_mark_piece, _near_changes(word_pieces(change.before, change.after))))
    field, text = change.field, text.strip()
    if not change.before:
        line = _("{field}, added: {text}").format(field=field, text=text)
    elif not change.after:
        line = _("{field}, removed: {text}").format(field=field, text=text)
    else:
        line = titled(field, text)
    yield f"- {line}"


def list_sentences(sentences: Iterable[str], most: int) -> list[str]:
    """List some sentences, each once; those beyond `most` are counted."""
    unique = list(dict.fromkeys(sentences))
    lines = [f"- {sentence}" for sentence in unique[:most]]
    if len(unique) > most:
        lines.append(rest_bullet(len(unique) - most))
    return lines


def shorten(text: str) -> str:
    """Quote a question or a title in a list."""
    return quoted(text, NAME)


def _mark_piece(piece: Piece) -> str:
    words = quoted(piece.text, _PIECE)
    if piece.before and piece.after:
        return f"{words} "
    return f"~~{words}~~ " if piece.before else f"**{words}** "


def _near_changes(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield what changed, with a few words around it."""
    for at, piece in enumerate(pieces):
        words = piece.text.split()
        if not (piece.before and piece.after) or len(words) <= 2 * _AROUND + 1:
            yield piece
            continue
        first = words[:_AROUND] if at else []
        last = words[-_AROUND:] if at < len(pieces) - 1 else []
        yield Piece(" ".join((*first, ELLIPSIS, *last)), before=True, after=True)
