"""Every page as a picture, narrow and wide, light and dark, or what axe finds on every page: see scripts/pictures."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from argon2 import PasswordHasher
from PIL import Image

from domain.roles import Role
from gateway.browser import find_browser
from storage import accounts
from tests.web.seen.look import look_at_all
from tests.web.seen.town import built, filled, served
from tests.web.seen.views import all_views, shown
from tests.web.seen.window import WIDTHS, Window, opened

_USAGE = "scripts/pictures [--docs|--check] FOLDER [WORD…]: WORD, only pages whose name holds it; --check needs no folder\n"
#: The pictures of the README: name, whose page, where, and how far down.
DOCS = (
    ("self-check", Role.EMPLOYEE, "/mijn/zelfcontrole", 0),
    ("review", Role.SPECIALIST, "/beoordelen/<finding_id>", 0),
    ("flare-up-calendar", Role.COORDINATOR, "/dossiers/<profile_id>/opslaimoment/f1", 0),
    ("status-report", Role.COORDINATOR, "/rapporten", 600),
)
_COLOURS = 64  # of a page of ours this shows no difference, and weighs a third
_DOCS_WIDTH, _DOCS_HEIGHT = 1000, 900


def every(window: Window, folder: Path, words: list[str]) -> None:
    """All of them, by name, width and colours."""
    for view in all_views():
        path = shown(window.town, view) if not words or any(word in view.name for word in words) else ""
        for width in WIDTHS if path else ():
            for dark in (False, True):
                page = window.page(view.role, width=width, dark=dark)
                page.goto(path)
                page.screenshot(path=folder / f"{view.name}-{width}{'-dark' if dark else ''}.png", full_page=True)
                page.close()


def for_documents(window: Window, folder: Path) -> None:
    """In Dutch, of fictional people, each small enough to stand in a page of text."""
    for name, role, path, down in DOCS:
        page = window.page(role, width=_DOCS_WIDTH)
        page.goto(window.town.path(path))
        clip = {"x": 0, "y": down, "width": _DOCS_WIDTH, "height": _DOCS_HEIGHT}
        taken = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]  # a TypedDict of the library's own
        Image.open(io.BytesIO(taken)).convert("RGB").quantize(_COLOURS).save(folder / f"{name}.png", optimize=True)
        page.close()


def check(window: Window) -> int:
    """Prints each fault; how many there were."""
    seen = look_at_all(window, thorough=True)
    faults = [f"{one.view.name} ({one.language}): {fault}" for one in seen for fault in one.faults]
    faults += [f"{one.view.name} ({one.language}): wider than a telephone" for one in seen if one.too_wide]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.write(f"{len(seen)} pages seen, {len(faults)} faults\n")
    return len(faults)


@contextmanager
def _town(program: str) -> Iterator[Window]:
    # the people are fictional and the vault is thrown away: their passwords need not cost what real ones do
    accounts._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with tempfile.TemporaryDirectory() as home, built(Path(home)) as world:
        town = filled(world)
        with served(world) as address, opened(town, address, program) as window:
            yield window


def main(arguments: list[str]) -> int:
    found = find_browser("auto")
    rest = [one for one in arguments if not one.startswith("--")]
    if not found.path or not (rest or "--check" in arguments):
        sys.stderr.write(f"{found.reason}\n" if found.reason else _USAGE)
        return 2
    with _town(found.path) as window:
        if "--check" in arguments:
            return 1 if check(window) else 0
        folder = Path(rest[0])
        folder.mkdir(parents=True, exist_ok=True)
        for_documents(window, folder) if "--docs" in arguments else every(window, folder, rest[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
