"""Metrics for Prometheus, on a port of their own: this process's tallies, and what stands in the vault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from prometheus_client import REGISTRY, CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from domain.errors import BadInput

if TYPE_CHECKING:
    from workers.services import Services

log = structlog.get_logger()


class VaultFigures(Collector):
    """Asked at each scrape. A vault that does not answer leaves its figures out, which is what an alert on absence is for."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterable[Metric]:
        from storage import figures

        vault = self._services.vault
        try:
            with vault.begin() as db:
                found = list(figures.of(db, vault.keys, self._services.now(), datetime.now(UTC)))
        except Exception as failure:  # noqa: BLE001 - whatever it is, the process's own tallies must still be told
            log.warning("no figures of the vault", kind=type(failure).__name__)
            return
        families: dict[str, GaugeMetricFamily] = {}
        for one in found:
            meaning, labels = figures.MEANINGS[one.name], sorted(one.labels)
            family = families.setdefault(one.name, GaugeMetricFamily(f"luwte_{one.name}", meaning, labels=labels))
            family.add_metric([one.labels[label] for label in labels], one.value)
        yield from families.values()


def serve(services: Services, *, vault: bool) -> Callable[[], None]:
    """Where a port is set; returns what stops it. `vault`: whether this process also tells what stands in the vault."""
    settings = services.settings
    if not settings.metrics_port:
        return lambda: None
    registry = CollectorRegistry()
    registry.register(REGISTRY)
    if vault:
        registry.register(VaultFigures(services))
    try:
        server, thread = start_http_server(settings.metrics_port, settings.metrics_host, registry)
    except OSError as error:
        raise BadInput("LUWTE_METRICS_PORT", f"cannot be listened at ({type(error).__name__}); is it taken?") from None

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)

    return stop
