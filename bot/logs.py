"""Write the log: lines for people in a terminal, JSON for machines elsewhere."""

import logging
import sys
from collections.abc import Sequence
from typing import Literal, TextIO

import structlog
from structlog.typing import Processor


def configure_logs(
    level: str, style: Literal["auto", "human", "json"], stream: TextIO = sys.stderr
) -> None:
    """Send every line of ours and of libraries to a stream, in one style."""
    human = style == "human" or (style == "auto" and stream.isatty())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_shortened)
    handler.setFormatter(_formatter(_for_people(stream) if human else _for_machines()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    _quiet_libraries(root.level)


def _shared() -> list[Processor]:
    """List what is done to each line first, ours or a library's."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _for_people(stream: TextIO) -> list[Processor]:
    # The default formatter prints the values of variables, and those hold what people wrote.
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=plain)]


def _for_machines() -> list[Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]


def _formatter(ending: Sequence[Processor]) -> logging.Formatter:
    formatter = structlog.stdlib.ProcessorFormatter
    return formatter(
        foreign_pre_chain=[*_shared(), structlog.stdlib.PositionalArgumentsFormatter()],
        processors=[formatter.remove_processors_meta, *ending],
    )


def _quiet_libraries(level: int) -> None:
    # discord.py's lines below this are for who debugs it, and debug lines hold what people wrote;
    # those of the database libraries hold it as values of statements.
    for name in ("discord", "aiosqlite", "alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(max(logging.WARNING, level))
    # It warns at every start that voice is not installed, which Almanac does not use.
    logging.getLogger("discord.client").setLevel(logging.ERROR)


def _shortened(record: logging.LogRecord) -> bool:
    """Drop the traceback of discord.py's lost connections: it logs one at every try."""
    error = record.exc_info[1] if record.exc_info else None
    if record.name.startswith("discord.") and isinstance(error, OSError | TimeoutError):
        record.exc_info = None
        record.msg = f"{record.getMessage()} ({error})"
        record.args = ()
    return True
