"""Remember where the board of each server stands, and what it showed last."""

from bot.services.ports.records import Board
from bot.services.ports.stores import BoardStore


class PinnedBoards:
    """The boards of all servers, one in each; every method raises `LedgerError`."""

    def __init__(self, store: BoardStore) -> None:
        self._store = store

    async def list_all(self) -> tuple[Board, ...]:
        """List all boards."""
        return await self._store.list_all()

    async def replace(self, board: Board) -> Board | None:
        """Store a new board of a server, and return the former one, if there was one."""
        return await self._store.keep(board)

    async def update(self, board: Board) -> None:
        """Store what a board shows now."""
        await self._store.keep(board)

    async def drop(self, guild: int) -> None:
        """Forget the board of a server."""
        await self._store.drop(guild)
