"""Logs of the service: one JSON object a line on standard error, made of words and ids; never of what was found.

What libraries say is cut to what cannot tell of anybody: who says it, how bad it is, the words that stand in their code without
what is filled in there, and of an error its kind and where in the code it arose.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
import warnings
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

#: Words of a library that were put together before they came here may hold anything.
_FILLED_IN = "filled in by the library"


class Bare(logging.Formatter):
    """A library's line as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {"logger": record.name, "event": _words(record)}
        if record.exc_info and record.exc_info[0] is not None:
            told |= _failure(record.exc_info[0], record.exc_info[2])
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        return json.dumps({**told, "level": record.levelname.lower(), "timestamp": at})


def configure() -> None:
    """The libraries' own logs begin at warnings: at info some would print addresses. What nobody catches is cut as well."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(Bare())
    logging.basicConfig(level=logging.WARNING, handlers=[stream], force=True)
    logging.captureWarnings(True)
    warnings.simplefilter("default")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    threading.excepthook = _of_thread
    sys.excepthook = _of_process


def _words(record: logging.LogRecord) -> str:
    """The words as they stand in the library's code: known by the places that they leave for what is filled in, or by standing
    in the file that says them."""
    if not isinstance(record.msg, str):
        return _FILLED_IN
    return record.msg if record.args or _stands_in_code(record.msg, record.pathname) else _FILLED_IN


def _stands_in_code(words: str, pathname: str) -> bool:
    try:
        return words in Path(pathname).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _failure(kind: type[BaseException], trace: TracebackType | None) -> dict[str, str]:
    frames = traceback.extract_tb(trace)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return {"kind": kind.__name__, "where": where}


def _of_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_type is not SystemExit:
        structlog.get_logger().error("a thread ended", **_failure(failed.exc_type, failed.exc_traceback))


def _of_process(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        structlog.get_logger().error("the process ended", **_failure(kind, trace))
