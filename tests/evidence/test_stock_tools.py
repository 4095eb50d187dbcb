"""OpenSSL and sha256sum come to the same verdict as luwte, and luwte needs no network for its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence import commands, container, layout
from evidence.verify import verify

NEEDED = ("openssl", "sha256sum", "grep", "cut", "sh")
stock = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in NEEDED),
    reason=f"NOT CHECKED against stock tools: needs {', '.join(NEEDED)} on the PATH",
)


def verdict_of_stock_tools(world: Any, raw: bytes, directory: Path) -> bool:
    """Unpacks, puts the trusted key and root beside it, and runs the commands that VERIFY.txt gives."""
    for name, content in container.read(raw).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (directory / "KEY.pem").write_bytes(world.signer.public_pem)
    (directory / "TSA-ROOT.pem").write_bytes(world.authority.root_pem())
    script = "\n".join(
        re.findall(r"^(?:openssl|sha256sum|grep|cat|for) .*$", (directory / "VERIFY.txt").read_text("utf-8"), re.M)
    )
    assert script.count("openssl ts -verify") == 3
    return subprocess.run(["sh", "-e", "-c", script], cwd=directory, capture_output=True, check=False).returncode == 0


@stock
def test_stock_tools_accept_what_luwte_accepts_even_after_the_authority_has_expired(kept: Any, tmp_path: Path) -> None:
    world, raw = kept

    assert verdict_of_stock_tools(world, raw, tmp_path)
    assert verify(raw, world.anchors).exit_code == 0


@stock
@pytest.mark.parametrize(
    "name",
    ["captures/c-0001/page.html", "captures/c-0001/seal.json", "captures/c-0002/seal.tsr", "custody.jsonl", "manifest.json",
     "manifest.sig", "manifest.sig.tsr", "report.html"],
)  # fmt: skip
def test_stock_tools_refuse_what_luwte_refuses_even_with_sums_that_agree(forger: Any, tmp_path: Path, name: str) -> None:
    content = forger.files[name]
    middle = len(content) // 2
    raw = forger.packed({name: content[:middle] + bytes((content[middle] ^ 1,)) + content[middle + 1 :]})

    assert not verdict_of_stock_tools(forger.world, raw, tmp_path)
    assert verify(raw, forger.world.anchors).exit_code == 1


@stock
def test_stock_tools_refuse_a_page_changed_by_an_insider(forger: Any, tmp_path: Path) -> None:
    raw = forger.resigned({"captures/c-0001/page.html": b"<p>anders"})

    assert not verdict_of_stock_tools(forger.world, raw, tmp_path)


def test_commands_for_an_unchecked_bundle_are_not_taken_from_it(forger: Any) -> None:
    wicked = forger.packed({layout.VERIFY: b"openssl version; rm -rf ~\n"})

    told = commands.of_bundle(container.read(wicked))

    assert not any("rm" in line.split() for line in told)
    assert set(told) <= set(commands.of_bundle(container.read(forger.raw)))


@pytest.mark.skipif(not shutil.which("unshare"), reason="NOT CHECKED without a network: needs unshare on the PATH")
def test_verifying_needs_no_network_and_writes_nothing(kept: Any, tmp_path: Path) -> None:
    world, raw = kept
    isolated = ["unshare", "-rn"]
    if subprocess.run([*isolated, "true"], capture_output=True, check=False).returncode:
        pytest.skip("NOT CHECKED without a network: unshare is not allowed here")
    for name, content in {
        "keys/k.pem": world.signer.public_pem,
        "roots/r.pem": world.authority.root_pem(),
        "b.zip": raw,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.rglob("*"))
    program = "from cli.evidence import app; app()"
    arguments = ["verify", "b.zip", "--keys", "keys", "--tsa-roots", "roots"]

    done = subprocess.run(
        [*isolated, sys.executable, "-B", "-c", program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "Alles klopt" in done.stdout
    assert sorted(tmp_path.rglob("*")) == before
