"""docs/adding-a-source.md, followed to the letter: its definition, with the pages that it asks for, proves itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app

DOC = Path(__file__).parents[2] / "docs" / "adding-a-source.md"
FRAME = '<!doctype html><html lang="nl"><meta charset="utf-8"><body><h1 id="wg-kop">Wijkgids</h1>{}<p id="wg-voet">Voet</p>'
ONE = (
    '<li class="wg-rij"><a class="wg-naam" href="/p/17">T. Testvermelding</a>'
    '<span class="wg-adres">Kerkplein 1, 9910 KP Lindestad</span><span class="wg-tel">06-12340000</span></li>'
)
PAGES = {
    "hit.html": FRAME.format(ONE),
    "namesakes.html": FRAME.format(ONE + ONE.replace("/17", "/18").replace("T. T", "R. T")),
    "miss.html": FRAME.format('<p class="wg-niets">Niets gevonden.</p>'),
    "record.html": FRAME.format('<section class="wg-kaart">T. Testvermelding</section>'),
    "gone.html": FRAME.format("<p>Deze vermelding is er niet.</p>"),
    "captcha.html": '<!doctype html><form id="captcha">Bent u een mens?</form>',
    "rate-limited.html": "<!doctype html><p>Te veel aanvragen.</p>",
    "drifted.html": FRAME.format(ONE).replace("wg-", "w7-"),
}


@pytest.fixture
def wijkgids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The definition as the document has it, in the folder that it names for an installation without a checkout."""
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path))
    folder = tmp_path / "sources" / "wijkgids"
    folder.mkdir(parents=True)
    block = re.search(r"   ```yaml\n(.*?)   ```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    (folder / "source.yml").write_text(re.sub(r"^   ", "", block[1], flags=re.MULTILINE), encoding="utf-8")
    for name, page in PAGES.items():
        (folder / name).write_text(page, encoding="utf-8")
    return folder


def check() -> tuple[int, str]:
    result = CliRunner().invoke(app, ["sources", "check", "wijkgids"])
    return result.exit_code, result.stdout


def test_the_documents_definition_proves_itself_in_the_documents_words(wijkgids: Path) -> None:
    code, told = check()
    assert code == 0
    assert told in DOC.read_text(encoding="utf-8").replace("   wijkgids", "wijkgids")
    assert set(PAGES) == set(re.findall(r"`([a-z-]+\.html)`", DOC.read_text(encoding="utf-8")))


def test_a_changed_selector_is_named_in_the_documents_words(wijkgids: Path) -> None:
    file = wijkgids / "source.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("li.wg-rij", "li.wg-row"), encoding="utf-8")
    code, told = check()
    assert code == 1
    assert told.splitlines()[0] in DOC.read_text(encoding="utf-8")
