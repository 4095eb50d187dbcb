"""`luwte run`, or its parts: the web application, the clock and the workers, in one process or in many."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Annotated

import structlog
import typer

from domain.due import Queue
from domain.errors import BadInput

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

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
    from cli import metrics
    from workers import vitals

    services = _services(_settings())
    unwatched = metrics.serve(services, vault=False)
    heart = vitals.web_heart(services.vault)
    stop = vitals.start(heart.beat, (), services.vault)
    try:
        _serve_until_stopped(services)
    finally:
        stop()
        heart.stop()
        unwatched()


def worker(
    queue: Annotated[
        list[Queue] | None,
        typer.Option(help="Take from this queue alone; may be given more than once. Without: LUWTE_WORKER_QUEUES, else all."),
    ] = None,
) -> None:
    """Workers alone: takes what the clock sends over the broker."""
    from cli import metrics
    from workers.main import start_workers

    settings = _with_broker()
    services = _services(settings)
    _tell_of_browser(services)
    unwatched = metrics.serve(services, vault=False)
    stop = start_workers(services, tuple(queue or settings.worker_queues))
    log.info("working", queues=[str(one) for one in queue or settings.worker_queues])
    _until_signal().wait()
    stop()
    unwatched()


def clock() -> None:
    """The clock alone: sends what is due to the workers over the broker."""
    from cli import metrics
    from workers.main import start_clock

    services = _services(_with_broker())
    unwatched = metrics.serve(services, vault=True)
    stop = start_clock(services)
    _until_signal().wait()
    stop()
    unwatched()


def run_all(services: Services, *, tick_seconds: float = 1.0) -> None:
    """Clock, worker and web application until a signal comes; also how the demo runs it, with a calendar of its own."""
    from cli import metrics
    from workers.main import start_embedded

    _tell_of_browser(services)
    unwatched = metrics.serve(services, vault=True)
    stop = start_embedded(services, tick_seconds=tick_seconds)
    try:
        _serve_until_stopped(services)
    finally:
        stop()
        unwatched()


def _tell_of_browser(services: Services) -> None:
    """In the background, since starting one takes seconds: which browser makes the pictures, or why there will be none."""
    from gateway.browser import find_browser

    def tell() -> None:
        if services.browser is None:
            log.warning("no browser: captures are without a picture", reason=find_browser(services.settings.browser).reason)
        else:
            log.info("browser", found=services.browser.check())

    threading.Thread(target=tell, name="browser", daemon=True).start()


def _serve_until_stopped(services: Services) -> None:
    from waitress.server import create_server

    from evidence import pdf
    from web.app import create_app
    from web.house import Notary

    settings, sources = services.settings, tuple(services.sources.values())
    notary = Notary(services.signer, services.stamps, services.roots, pdf.available(), _police(settings))
    _tell_of_administrator(services)
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


def _tell_of_administrator(services: Services) -> None:
    """Where there is none yet: how the first one is made. From then on the page `/beheer` leads the way."""
    from domain.roles import Role
    from storage import appointed

    with services.vault.begin() as db:
        if appointed.exists(db, Role.ADMINISTRATOR):
            return
    log.warning("there is no administrator", make="luwte user add LOGIN --role administrator --pseudonym administrator-1")


def _police(settings: Settings) -> Certificate | None:
    """Of whoever receives bundles for the police; refused at start if nothing could be encrypted to it."""
    from evidence import envelope

    if settings.police_certificate is None:
        return None
    try:
        return envelope.load(settings.police_certificate.read_bytes())
    except OSError as error:
        raise BadInput("LUWTE_POLICE_CERTIFICATE", "cannot be read; name a file with a certificate in PEM") from error


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
