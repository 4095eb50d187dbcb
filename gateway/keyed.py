"""The gateway with the keys of APIs: each goes to its own host alone, also after a redirect, and never in the clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gateway.heard import Headers
from gateway.http import Http
from gateway.limits import Watch
from gateway.line import Answer, Question
from gateway.targets import host_of, port_of


class KeyedHttp(Http):
    """`keys`: for each "host" or "host:port" the headers that carry its key. Over plain http only to hosts that may be private,
    which are the installation's own. No header of a question is kept in a capture, so no key gets into evidence."""

    def __init__(self, *, keys: Mapping[str, Headers], **rest: Any) -> None:
        super().__init__(**rest)
        self._keys = keys

    def _asked(self, question: Question, watch: Watch, *, delay: float = 0.0, cold: bool = False) -> Answer:
        host = host_of(question.url)
        names = (f"{host}:{port_of(question.url)}", host)
        key = next((self._keys[name] for name in names if name in self._keys), ())
        if key and (question.url.scheme == "https" or self._allowed.intersection(names)):
            question = replace(question, headers=(*question.headers, *key))
        return super()._asked(question, watch, delay=delay, cold=cold)
