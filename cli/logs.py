"""Logs of the service: one JSON object a line on standard error, made of words and ids; never of what was found."""

from __future__ import annotations

import logging
import sys

import structlog


def configure() -> None:
    """The libraries' own logs stay at warnings: at info some would print addresses."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
