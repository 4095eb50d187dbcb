"""`luwte run`, or its parts: the web application, the clock and the workers, in one process or in many."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import structlog

from domain.errors import BadInput

if TYPE_CHECKING:
    from config.settings import Settings
    from workers.services import Services

log = structlog.get_logger()


def run() -> None:
    """The web application, the clock and an embedded worker in one process; nothing to install beside Python."""
    settings = _settings()
    if settings.broker_url:
        raise BadInput(
            "LUWTE_BROKER_URL", "`luwte run` needs none; with a broker start `luwte web`, `luwte worker` and `luwte clock`"
        )
    run_all(_services(settings))


def web() -> None:
    """The web application alone."""
    _serve_until_stopped(_services(_settings()))


def worker() -> None:
    """Workers alone: takes what the clock sends over the broker."""
    from workers.main import start_workers

    services = _services(_with_broker())
    stop = start_workers(services)
    _until_signal().wait()
    stop()


def clock() -> None:
    """The clock alone: sends what is due to the workers over the broker."""
    from workers.main import start_clock

    services = _services(_with_broker())
    stop = start_clock(services)
    _until_signal().wait()
    stop()


def run_all(services: Services, *, tick_seconds: float = 1.0) -> None:
    """Clock, worker and web application until a signal comes; also how the demo runs it, with a calendar of its own."""
    from workers.main import start_embedded

    stop = start_embedded(services, tick_seconds=tick_seconds)
    try:
        _serve_until_stopped(services)
    finally:
        stop()


def _serve_until_stopped(services: Services) -> None:
    from waitress.server import create_server

    from web.app import create_app
    from web.house import Notary

    settings, sources = services.settings, tuple(services.sources.values())
    notary = Notary(services.signer, services.stamps[0] if services.stamps else None, services.roots)
    app = create_app(services.vault, settings, services.now, sources, services.recipients, notary)
    server = create_server(app, host=settings.web_host, port=settings.web_port, threads=4, ident=None)
    stopping = _until_signal()
    threading.Thread(target=lambda: (stopping.wait(), server.close()), daemon=True).start()
    log.info("serving", host=settings.web_host, port=settings.web_port)
    try:
        server.run()
    except OSError:
        if not stopping.is_set():
            raise


def _until_signal() -> threading.Event:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def _settings() -> Settings:
    from cli import logs
    from config.settings import load_settings

    logs.configure()
    return load_settings()


def _with_broker() -> Settings:
    settings = _settings()
    if not settings.broker_url:
        raise BadInput(
            "LUWTE_BROKER_URL", "separate processes need a broker, amqp://… or redis://…; without one use `luwte run`"
        )
    return settings


def _services(settings: Settings) -> Services:
    from workers.services import build

    return build(settings)
