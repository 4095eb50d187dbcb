"""Two authorities stamp a seal; one that is away is asked again, and nothing that travels in a token is ever trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from demo.authority import Authority
from domain.errors import BadInput, Unclear, Unreachable
from domain.evidence import Sealed
from evidence import anchors, container, keys, layout, rotation, timestamp, trustlist
from evidence.anchors import Anchors
from evidence.faults import FaultKind
from evidence.trustlist import Qualified
from evidence.verify import verify


def away(query: bytes) -> bytes:
    raise Unreachable(Unclear.NETWORK, "no answer")


@pytest.fixture
def second(world: Any) -> Authority:
    return Authority(world.now, name="Tweede Dienst")


@pytest.fixture
def both(world: Any, second: Authority) -> Any:
    """The world, trusting both."""
    world.roots = (*world.roots, *timestamp.load_roots(second.root_pem()))
    world.anchors = replace(world.anchors, roots=world.roots)
    return world


def sealed_by(world: Any, *stamps: Any, token: bool = False) -> Sealed:
    made = world.sealed(token=token)
    return replace(made, seal=timestamp.stamped_by_all(made.seal, stamps, world.roots))


def test_both_stamp_it_and_both_are_told(both: Any, second: Authority) -> None:
    sealed = sealed_by(both, both.authority.reply, second.reply)

    verdict = verify(both.build(both.dossier(sealed)), both.anchors)

    assert [token.authority for token in sealed.seal.tokens] == [0, 1]
    assert verdict.fault is None
    assert [one.path for one in verdict.tokens][:2] == ["captures/c-0001/seal.tsr", "captures/c-0001/seal.tsr.2"]


def test_one_away_is_no_obstacle_and_is_asked_again(both: Any, second: Authority) -> None:
    sealed = sealed_by(both, away, second.reply)
    assert [token.authority for token in sealed.seal.tokens] == [1]
    both.pass_time(hours=5)

    later = replace(sealed, seal=timestamp.stamped_by_all(sealed.seal, (both.authority.reply, second.reply), both.roots))
    verdict = verify(both.build(both.dossier(later)), both.anchors)

    assert [token.authority for token in later.seal.tokens] == [1, 0]
    assert verdict.fault is None
    assert verdict.flagged == ("captures/c-0001/seal.tsr.2",)


def test_both_away_leaves_it_sealed_and_not_stamped(both: Any) -> None:
    sealed = sealed_by(both, away, away)

    assert not sealed.seal.stamped
    assert verify(both.build(both.dossier(sealed)), both.anchors).fault.kind is FaultKind.NO_TOKEN


def test_a_reader_who_trusts_one_of_two_is_told_of_the_other(both: Any, second: Authority) -> None:
    sealed = sealed_by(both, both.authority.reply, second.reply)
    only = replace(both.anchors, roots=timestamp.load_roots(both.authority.root_pem()))

    verdict = verify(both.build(both.dossier(sealed)), only)

    assert verdict.fault is None
    assert verdict.unproven == ("captures/c-0001/seal.tsr.2",)


def two(world: Any, second: Authority) -> bytes:
    from evidence import bundle

    dossier, stamps = world.dossier(world.sealed()), (world.authority.reply, second.reply)
    return bundle.build(dossier, signer=world.signer, stamps=stamps, roots=world.roots, now=world.at)


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.pop(layout.TOKENS[1]),
        lambda files: files.pop(layout.TOKENS[0]),
        lambda files: files.pop(layout.TOKEN_SIGNATURE),
        lambda files: files.update({layout.TOKENS[0]: files[layout.TOKENS[1]], layout.TOKENS[1]: files[layout.TOKENS[0]]}),
        lambda files: files.update({layout.TOKENS[2]: files[layout.TOKENS[1]]}),
        lambda files: files.update({layout.TOKENS[1]: files[layout.TOKENS[0]]}),
    ],
    ids=["second gone", "first gone", "their signature gone", "swapped", "a third added", "one twice"],
)
def test_no_token_of_the_bundle_can_be_taken_added_or_moved(both: Any, second: Authority, change: Any) -> None:
    raw = two(both, second)
    assert verify(raw, both.anchors).fault is None
    files = {name: bytes(content) for name, content in container.read(raw).items()}
    change(files)

    assert verify(container.write(files), both.anchors).exit_code == 1


def test_a_certificate_that_travels_in_a_token_is_no_anchor(world: Any) -> None:
    rogue = Authority(world.now, name="Tijdstempel Voorbeeld")
    answer = timestamp.obtain(b"one", rogue.reply, timestamp.load_roots(rogue.root_pem()))

    assert answer.signer is not None
    assert isinstance(timestamp.judge(answer.der, b"one", world.roots), timestamp.TokenFault)


def trust_list(tmp_path: Path, certificate: x509.Certificate, *, kind: str = "TSA/QTST", status: str = "granted") -> Path:
    encoded = "".join(certificate.public_bytes(Encoding.PEM).decode().splitlines()[1:-1])
    path = tmp_path / "nl.xml"
    path.write_text(f"""<?xml version="1.0"?><TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"><TrustServiceProviderList>
    <TrustServiceProvider><TSPServices><TSPService><ServiceInformation>
    <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/{kind}</ServiceTypeIdentifier>
    <ServiceDigitalIdentity><DigitalId><X509Certificate>{encoded}</X509Certificate></DigitalId></ServiceDigitalIdentity>
    <ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/{status}</ServiceStatus>
    <StatusStartingTime>2026-01-01T00:00:00Z</StatusStartingTime></ServiceInformation></TSPService></TSPServices>
    </TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>""")
    return path


@pytest.mark.parametrize(
    ("kind", "status", "says"),
    [
        ("TSA/QTST", "granted", Qualified.YES),
        ("TSA/QTST", "withdrawn", Qualified.NO),
        ("TSA", "granted", Qualified.NO),
        ("CA/QC", "granted", Qualified.UNKNOWN),
    ],
)
def test_whether_a_token_is_qualified_comes_from_the_readers_own_list(
    world: Any, tmp_path: Path, kind: str, status: str, says: Qualified
) -> None:
    listed = trustlist.load(trust_list(tmp_path, world.roots[0], kind=kind, status=status))
    verdict = verify(world.build(world.dossier(world.sealed())), replace(world.anchors, trust_list=listed))

    assert verdict.fault is None
    assert {token.qualified for token in verdict.tokens} == {says}


def test_without_a_list_or_before_its_time_nothing_is_claimed(world: Any, tmp_path: Path) -> None:
    token = timestamp.obtain(b"one", world.authority.reply, world.roots)
    listed = trustlist.load(trust_list(tmp_path, world.roots[0]))

    assert trustlist.TrustList().says(token.signer, token.at) is Qualified.UNKNOWN
    assert listed.says(token.signer, datetime(2025, 1, 1, tzinfo=UTC)) is Qualified.NO


@pytest.mark.parametrize("wicked", ["", "<a>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_list_that_is_none_is_refused(tmp_path: Path, wicked: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(wicked)
    with pytest.raises(BadInput, match="trusted list"):
        trustlist.load(path)


@pytest.fixture
def rotated(world: Any, tmp_path: Path) -> tuple[Any, Path, Any]:
    """The old key is published; the list says that a new one follows it from now on."""
    new = keys.load(keys.generate())
    (tmp_path / "keys").mkdir()
    (tmp_path / "roots").mkdir()
    (tmp_path / "keys" / "old.pem").write_bytes(world.signer.public_pem)
    (tmp_path / "keys" / "rotation.json").write_bytes(rotation.encode([rotation.rotate(world.signer, new, world.at)]))
    (tmp_path / "roots" / "r.pem").write_bytes(world.authority.root_pem())
    return world, tmp_path, new


def trusted(here: Path) -> Anchors:
    return anchors.load(here / "keys", here / "roots")


def test_a_new_key_is_trusted_on_the_old_ones_word(rotated: Any) -> None:
    world, here, new = rotated
    old_bundle = world.build(world.dossier(world.sealed()))
    world.pass_time(minutes=1)

    assert verify(world.build(world.dossier(world.sealed()), signer=new), trusted(here)).exit_code == 1, "sealed by the old key"
    assert verify(old_bundle, trusted(here)).fault is None
    world.signer = new
    assert verify(world.build(world.dossier(world.sealed())), trusted(here)).fault is None


def test_the_old_key_signs_nothing_after_it_was_replaced(rotated: Any) -> None:
    world, here, _ = rotated
    world.pass_time(days=1)

    assert verify(world.build(world.dossier(world.sealed())), trusted(here)).fault.kind is FaultKind.RETIRED_KEY


def test_a_list_signed_by_a_stranger_is_refused(rotated: Any) -> None:
    world, here, new = rotated
    stranger = keys.load(keys.generate())
    (here / "keys" / "rotation.json").write_bytes(rotation.encode([rotation.rotate(stranger, new, world.at)]))

    with pytest.raises(BadInput, match=r"rotation\.json"):
        trusted(here)


def test_a_rotation_cannot_be_edited(rotated: Any) -> None:
    _, here, _ = rotated
    path = here / "keys" / "rotation.json"
    path.write_bytes(path.read_bytes().replace(b"2027", b"2026", 1))

    with pytest.raises(BadInput):
        trusted(here)


def test_a_first_token_that_comes_too_late_proves_too_little(both: Any, second: Authority) -> None:
    sealed = both.sealed(token=False)
    both.pass_time(minutes=11)
    late = replace(sealed, seal=timestamp.stamped_by_all(sealed.seal, (both.authority.reply,), both.roots))

    assert verify(both.build(both.dossier(late)), both.anchors).fault.kind is FaultKind.TIME_APART
