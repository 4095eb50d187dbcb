"""`luwte scan` on a real Dutch site, served on loopback, with forty of its people enrolled: what it finds of what is there.

Twice: the first forty people of the list, and forty drawn from all. `extra` are pairs that the list does not name; it holds
exact spellings in visible text alone, so each is to be judged by hand."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

from bench._goals import at_least

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "nl-site-nluug"
SEED = 20261123
PORT = 8099  # the site's own absolute links point there
HOME = f"http://127.0.0.1:{PORT}/"
_ENROLLED = 40
_SETTINGS = {"LUWTE_OWN_HOSTS": "127.0.0.1", "LUWTE_ALLOW_PRIVATE_HOSTS": "127.0.0.1", "LUWTE_HOST_DELAY": "0"}
_WHOLE_SITE = "index.html"


def measure() -> dict[str, object]:
    if not DATA.is_dir():
        return {"benchmark": "site", "skipped": f"no real site at {DATA}"}
    listed = json.loads((DATA / "ground_truth_persons.json").read_text())
    people = [person for person in listed if person["name"] and person["kind"] == "person"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "-xzf", DATA / "site.tar.gz", "-C", folder], check=True)
        root = Path(folder) / "site"
        server = subprocess.Popen(
            [sys.executable, "-m", "http.server", str(PORT), "--bind", "127.0.0.1", "--directory", str(root)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until_served()
            first = scanned(people[:_ENROLLED], folder)
            drawn = scanned(random.Random(SEED).sample(people, _ENROLLED), folder)
            return {
                "benchmark": "site",
                "figures": [
                    at_least("(person, page) pairs found, first forty, as a share", 1.0, _share(first)),
                    at_least("(person, page) pairs found, forty at random, as a share", 1.0, _share(drawn)),
                ],
                "html_files": len(list(root.rglob("*.html"))),
                "first forty": first,
                "forty at random": drawn,
            }
        finally:
            server.terminate()
            server.wait()


def scanned(people: list[dict[str, object]], folder: str) -> dict[str, object]:
    """One run of the command, as anybody would type it."""
    enrolled = Path(folder) / "profiles.jsonl"
    enrolled.write_text("".join(json.dumps(_profile(person)) + "\n" for person in people))
    luwte = str(Path(sys.executable).parent / "luwte")
    command = [luwte, "scan", HOME, "--profiles", str(enrolled), "--weak", "--consent-confirmed"]
    began = time.perf_counter()
    ran = subprocess.run(command, env={**os.environ, **_SETTINGS}, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - began
    found = {(row["profile"], _file(row["page"])) for row in map(json.loads, ran.stdout.splitlines())}
    truth = {(str(person["id"]), _file(page)) for person in people for page in _pages(person)}
    return {
        "seconds": round(seconds, 2),
        "told": ran.stderr.splitlines()[-1],
        "pairs": len(truth),
        "found": len(truth & found),
        "missed": sorted(truth - found),
        "extra": sorted(found - truth),
        "not enrolled": len({profile for profile, _ in found} - {person["id"] for person in people}),
    }


def _share(run: dict[str, object]) -> float:
    return int(str(run["found"])) / int(str(run["pairs"]))


def _profile(person: dict[str, object]) -> dict[str, object]:
    from matchers.names import split_full_name

    first, family = split_full_name(str(person["name"]))
    return {"id": person["id"], "given_names": [first] if first else [], "prefix": family.prefix, "surname": family.surname}


def _pages(person: dict[str, object]) -> list[str]:
    pages = person["pages_mentioning_full_name"]
    assert isinstance(pages, list)
    return pages


def _file(page: str) -> str:
    """The file of a page, whether given as its path or as its address."""
    path = unquote(urlsplit(page).path).lstrip("/")
    return f"{path}{_WHOLE_SITE}" if path.endswith("/") or not path else path


def _wait_until_served() -> None:
    for _ in range(100):
        with suppress(OSError), urlopen(HOME):
            return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {HOME}; is the port taken?")


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1)
    sys.stdout.write("\n")
