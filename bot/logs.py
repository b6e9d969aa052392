"""Write the log: lines for people in a terminal, JSON for machines elsewhere."""

import logging
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import Processor


def configure_logs(
    level: str, style: Literal["auto", "human", "json"], stream: TextIO = sys.stderr
) -> None:
    """Send every line of ours and of libraries to a stream, in one style."""
    human = style == "human" or (style == "auto" and stream.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    ending: list[Processor] = (
        # The default formatter prints the values of variables, and those hold what people wrote.
        [
            structlog.dev.ConsoleRenderer(
                colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
        if human
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_shortened)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.PositionalArgumentsFormatter()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # Its lines below this are for who debugs discord.py, and debug lines hold what people wrote.
    logging.getLogger("discord").setLevel(max(logging.WARNING, root.level))
    # Their lines below this hold what people wrote, as values of statements.
    for name in ("aiosqlite", "alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
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
