"""Which queues a worker serves is a setting; a queue that does not exist is refused at start, by name."""

from __future__ import annotations

import pytest

from config.settings import load_settings
from domain.due import Queue
from domain.errors import BadInput


def test_a_worker_serves_all_queues_unless_told() -> None:
    assert load_settings({}).worker_queues == tuple(Queue)
    assert load_settings({"LUWTE_WORKER_QUEUES": "mail, interactive"}).worker_queues == (Queue.MAIL, Queue.INTERACTIVE)


def test_a_queue_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="LUWTE_WORKER_QUEUES"):
        load_settings({"LUWTE_WORKER_QUEUES": "post"})
