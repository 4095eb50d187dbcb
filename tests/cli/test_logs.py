"""Each line of the service's log is one JSON object, and no library's words bring along what they were filled in with."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SECRET = "Lange Voorhout 8-bis"
SETUP = "import logging, threading, warnings; from cli import logs; logs.configure(); log = logging.getLogger('library')\n"


def lines(code: str) -> list[dict[str, str]]:
    """What a process that does this says on standard error."""
    done = subprocess.run([sys.executable, "-c", SETUP + code], capture_output=True, text=True, check=False)
    assert SECRET not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


@pytest.mark.parametrize(
    ("code", "event"),
    [
        (f"log.warning('cannot read %s', '{SECRET}')", "cannot read %s"),
        (f"log.warning('cannot read ' + '{SECRET}')", "filled in by the library"),
        (f"log.warning({{'place': '{SECRET}'}})", "filled in by the library"),
        (f"warnings.warn('odd: ' + '{SECRET}')", "filled in by the library"),
    ],
)
def test_what_a_library_fills_in_stays_out(code: str, event: str) -> None:
    (line,) = lines(code)
    assert line["event"] == event
    assert line["level"] == "warning"
    assert set(line) == {"logger", "event", "level", "timestamp"}


def test_words_that_stand_in_the_librarys_code_are_kept() -> None:
    (line,) = lines("import urllib3.connectionpool as library; library.log.name\nlog.warning('x %d', 1)")
    assert line["event"] == "x %d"
    (line,) = lines(
        "import werkzeug.serving\nr = log.makeRecord('w', 30, werkzeug.serving.__file__, 1, 'Press CTRL+C to quit', (), None)\n"
        "log.handle(r)"
    )
    assert line["event"] == "Press CTRL+C to quit"


@pytest.mark.parametrize(
    ("code", "event"),
    [
        (
            f"try:\n  raise ValueError('{SECRET}')\nexcept ValueError:\n  log.exception('failed at %s', '{SECRET}')",
            "failed at %s",
        ),
        (f"def go():\n  raise ValueError('{SECRET}')\nt = threading.Thread(target=go); t.start(); t.join()", "a thread ended"),
        (f"raise ValueError('{SECRET}')", "the process ended"),
    ],
)
def test_of_an_error_only_its_kind_and_place_are_told(code: str, event: str) -> None:
    (line,) = lines(code)
    assert (line["event"], line["kind"], line["level"]) == (event, "ValueError", "error")
    assert line["where"].startswith("<string>:")


def test_at_info_libraries_are_silent() -> None:
    assert lines(f"log.info('asked for {SECRET}')") == []
