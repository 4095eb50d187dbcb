"""A reply is offered until it is kept, and never lost."""

import mailbox
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from imap_tools.mailbox import MailBoxUnencrypted

from domain.errors import BadInput, NotFound, Unclear, Unreachable
from gateway.mailboxes import Imap, Maildir

REPLY = b"From: abuse@gids.example\r\nSubject: Re: [LW-2026-0001]\r\n\r\nVerwijderd.\xff\r\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "post"


def deliver(folder, raw=REPLY):
    return mailbox.Maildir(folder).add(raw)


def test_what_was_delivered_is_offered_until_it_is_settled(folder):
    post = Maildir(folder)
    assert post.unread() == ()
    deliver(folder)
    [first] = post.unread()
    assert first.raw.replace(b"\r\n", b"\n") == REPLY.replace(b"\r\n", b"\n")
    assert post.unread() == (first,)

    post.settle(first.uid)

    assert post.unread() == ()
    [kept] = (folder / "cur").iterdir()
    assert kept.name == f"{first.uid}:2,S"
    post.settle(first.uid)  # again is harmless
    assert [file.name for file in (folder / "cur").iterdir()] == [kept.name]


def test_a_message_moved_by_another_program_stays_the_same_message(folder):
    post = Maildir(folder)
    deliver(folder)
    [reply] = post.unread()
    file = folder / "new" / reply.uid
    file.rename(folder / "cur" / f"{reply.uid}:2,F")
    assert [again.uid for again in post.unread()] == [reply.uid]
    post.settle(reply.uid)
    assert (folder / "cur" / f"{reply.uid}:2,FS").exists()
    assert post.unread() == ()


def test_a_message_that_is_gone_or_a_path_is_not_settled(folder):
    post = Maildir(folder)
    for uid in ("1700000000.M1P1.host", "../../etc/passwd", ""):
        with pytest.raises(NotFound):
            post.settle(uid)


def test_all_is_offered_in_the_end_however_much_there_is(folder):
    post = Maildir(folder)
    for _ in range(150):
        deliver(folder)
    seen = set()
    while batch := post.unread():
        assert len(batch) <= 100
        for reply in batch:
            post.settle(reply.uid)
            seen.add(reply.uid)
    assert len(seen) == 150


def test_half_delivered_and_hidden_files_are_left_alone(folder):
    post = Maildir(folder)
    (folder / "tmp" / "1.half").write_bytes(b"From: ")
    (folder / "new" / ".nfs0001").write_bytes(b"x")
    (folder / "new" / "folder").mkdir()
    assert post.unread() == ()


@pytest.fixture(scope="module")
def imap():
    """A real IMAP server with a mailbox in it."""
    program = Path(sys.executable).parent / "pymap"
    if not program.exists():
        pytest.skip("pymap is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict", "--demo-data"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    for _ in range(600):  # a busy machine takes its time
        time.sleep(0.1)
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
    yield port
    server.terminate()
    server.wait(10)


def account(port):
    return MailBoxUnencrypted("127.0.0.1", port).login("demouser", "demopass")


def test_imap_offers_what_is_unseen_until_it_is_settled(imap):
    post = Imap(f"imap://demouser:demopass@127.0.0.1:{imap}/Antwoorden")
    with account(imap) as box:
        box.folder.create("Antwoorden")
        box.append(REPLY, "Antwoorden")
        box.append(REPLY.replace(b"0001", b"0002"), "Antwoorden")

    first, second = post.unread()
    assert first.raw == REPLY
    assert b"LW-2026-0002" in second.raw

    assert post.unread() == (first, second)  # reading is not settling
    post.settle(first.uid)
    post.settle(first.uid)  # again is harmless
    assert [reply.uid for reply in post.unread()] == [second.uid]


def test_what_others_marked_for_deletion_is_not_expunged_by_us(imap):
    with account(imap) as box:
        box.append(REPLY)
        before = len(box.numbers())
    post = Imap(f"imap://demouser:demopass@127.0.0.1:{imap}")
    [*_, reply] = post.unread()
    with account(imap) as box:
        box.client.uid("STORE", reply.uid.partition(".")[2], "+FLAGS.SILENT", r"(\Deleted)")
    post.settle(reply.uid)
    with account(imap) as box:
        assert len(box.numbers()) == before


@pytest.mark.parametrize("uid", ["1.1", "1.1:*"])
def test_a_uid_of_another_mailbox_is_not_settled(imap, uid):
    with pytest.raises(NotFound):
        Imap(f"imap://demouser:demopass@127.0.0.1:{imap}").settle(uid)


@pytest.mark.parametrize(
    ("where", "reason", "permanent"),
    [
        ("demouser:wrong@127.0.0.1:{port}", Unclear.BLOCKED, True),
        ("demouser:demopass@127.0.0.1:{port}/Nergens", Unclear.NOT_ALLOWED, True),
        ("demouser:demopass@127.0.0.1:1", Unclear.NETWORK, False),
    ],
)
def test_a_mailbox_that_does_not_open_says_why_but_not_with_what(imap, where, reason, permanent):
    with pytest.raises(Unreachable) as refused:
        Imap("imap://" + where.format(port=imap), timeout=5).unread()
    assert (refused.value.reason, refused.value.permanent) == (reason, permanent)
    assert "demo" not in str(refused.value)


def test_a_mail_server_that_hangs_up_is_a_matter_of_the_network(raw):
    def leaves(connection):
        connection.sendall(b"* OK hello\r\n")
        connection.recv(999)

    with pytest.raises(Unreachable) as refused:
        Imap(f"imap://a:b@127.0.0.1:{raw(leaves)}", timeout=2).unread()
    assert refused.value.reason is Unclear.NETWORK


@pytest.mark.parametrize("url", ["", "pop3://a:secret@x.example", "imap:///INBOX"])
def test_a_wrong_setting_is_refused_without_showing_it(url):
    with pytest.raises(BadInput) as refused:
        Imap(url)
    assert "LUWTE_IMAP_URL" in str(refused.value)
    assert "secret" not in str(refused.value)
