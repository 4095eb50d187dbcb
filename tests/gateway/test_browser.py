"""The browser goes nowhere that luwte may not, keeps nothing between visits, and dies when it must."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from cryptography import x509

from domain.errors import BadInput, Unclear, Unreachable
from domain.rendering import Limitation
from gateway.browser import Browser, BrowserLimits, find_browser
from gateway.proxy import Proxy
from gateway.visited import _pem
from tests.lab import HOME, LIMITS, OPEN, VALUE, Lab, dripping, html, open_browser


def vectors(target: str) -> str:
    """A page that asks for the target in every way that it can."""
    return f"""
    <link rel=stylesheet href="/css"><link rel=preload as=image href="{target}/preload">
    <link rel=prefetch href="{target}/prefetch"><link rel=preconnect href="{target}">
    <link rel=dns-prefetch href="{target}"><link rel=manifest href="{target}/manifest">
    <img src="{target}/img"><img src="/via?img-redirect">
    <iframe src="{target}/iframe"></iframe><iframe src="/via?frame-redirect"></iframe>
    <script src="/via?script-redirect"></script><video src="{target}/video" autoplay></video>
    <object data="{target}/object"></object>
    <form action="{target}/form" method=post target=x id=f></form><a href="{target}/ping" ping="{target}/ping" id=a></a>
    <script>
      fetch("{target}/fetch", {{mode: "no-cors"}}).catch(() => 0);
      fetch("/via?fetch-redirect", {{mode: "no-cors"}}).catch(() => 0);
      navigator.sendBeacon("{target}/beacon", "x");
      const job = "fetch('{target}/worker', {{mode: 'no-cors'}}).catch(() => 0)";
      try {{ new Worker(URL.createObjectURL(new Blob([job]))); }} catch (e) {{}}
      try {{ new WebSocket("{target}/socket".replace("http", "ws")); }} catch (e) {{}}
      try {{ new EventSource("{target}/events"); }} catch (e) {{}}
      try {{ navigator.serviceWorker.register("/sw.js"); }} catch (e) {{}}
      try {{ f.submit(); }} catch (e) {{}}
      try {{ window.open("{target}/window"); }} catch (e) {{}}
      try {{
        const peer = new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:STUN"}}]}});
        peer.createDataChannel("x"); peer.createOffer().then(o => peer.setLocalDescription(o));
      }} catch (e) {{}}
    </script><p>hier</p>"""


@pytest.fixture
def stun() -> socket.socket:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.setblocking(False)
        yield listening  # type: ignore[misc]  # a fixture


def prepare(lab: Lab, target: str, stun: socket.socket) -> None:
    """The page with all its ways, at `/poort`."""
    css = f"@import '{target}/css-import'; p {{background: url({target}/css-url)}}"
    lab.pages |= {
        "/poort": html(vectors(target).replace("STUN", str(stun.getsockname()[1]))),
        "/via": lambda asked: (302, {"Location": f"{target}/redirected?{asked.path}"}, b""),
        "/css": (200, {"Content-Type": "text/css"}, css.encode()),
        "/sw.js": (200, {"Content-Type": "text/javascript"}, b"self.addEventListener('install', () => 0)"),
    }


@pytest.mark.parametrize("name", ["canary.example", "127.0.0.1", "localhost", "[::ffff:7f00:1]"])
def test_nothing_inward_is_reached_in_any_way(browser: Browser, lab: Lab, stun: socket.socket, name: str) -> None:
    """By name, by address, by redirect, from frames, workers, sockets, styles and beacons; nor by UDP."""
    prepare(lab, f"http://{name}:{lab.canary_port}", stun)
    before = len(lab.asked)
    capture = browser.picture(f"{HOME}/poort")
    assert lab.canary == []
    with pytest.raises(BlockingIOError):
        stun.recv(100)
    rendering = capture.rendering
    assert rendering is not None
    assert Limitation.REFUSED in rendering.limitations
    assert sum(bool(one.refused) for one in rendering.passages) >= 10
    # nobody was asked of whom the page did not speak
    assert {host for host, _ in lab.asked[before:]} == {"bord.example"}
    assert {one.host for one in rendering.passages} == {"bord.example", name.strip("[]")}
    refused = [one for one in rendering.exchanges if name in one.url]
    assert refused
    assert all(not one.status for one in refused)


def test_the_same_ways_lead_there_where_it_is_allowed(lab: Lab, stun: socket.socket) -> None:
    """The control: each way really is one."""
    prepare(lab, f"http://canary.example:{lab.canary_port}", stun)
    with open_browser(lab, allowed=OPEN | {"canary.example"}) as browser:
        browser.picture(f"{HOME}/poort")
    reached = {path.partition("/via?")[2] or path for path in lab.canary}
    lab.canary.clear()
    direct = {"/img", "/iframe", "/fetch", "/worker", "/socket", "/css-import", "/css-url", "/beacon", "/events", "/object"}
    assert reached >= direct | {"img-redirect", "frame-redirect", "script-redirect", "fetch-redirect"}


@pytest.mark.parametrize(
    "page",
    [
        (302, {"Location": "http://canary.example/navigated"}, b""),
        html("x", "<meta http-equiv=refresh content='0;url=http://canary.example/refreshed'>"),
        html("<script>location='http://canary.example/script'</script>"),
    ],
    ids=["redirect", "meta refresh", "script"],
)
def test_a_page_that_leads_inward_is_not_followed(browser: Browser, lab: Lab, page: object) -> None:
    lab.pages["/weg"] = page  # type: ignore[assignment]  # an answer of each kind
    try:
        capture = browser.picture(f"{HOME}/weg")
    except Unreachable:
        pass
    else:
        assert capture.rendering is not None
        assert Limitation.REFUSED in capture.rendering.limitations
    assert lab.canary == []


@pytest.mark.parametrize(
    "url", ["http://canary.example/", "http://127.0.0.1/", "file:///etc/passwd", "http://[::1]/", "chrome://version"]
)
def test_what_lies_inward_is_not_visited(browser: Browser, lab: Lab, url: str) -> None:
    with pytest.raises(Unreachable) as refused:
        browser.render(url)
    assert refused.value.reason in (Unclear.INWARD, Unclear.NOT_ALLOWED)
    assert lab.canary == []


def test_a_page_of_scripts_is_rendered_for_reading(browser: Browser, lab: Lab) -> None:
    lab.pages |= {
        "/app": html("<div id=a></div><script>fetch('/tekst').then(r=>r.text()).then(t=>a.textContent=t)</script>"),
        "/tekst": (200, {"Content-Type": "text/plain"}, VALUE.encode()),
    }
    capture = browser.render(f"{HOME}/app")
    assert VALUE.encode() in capture.body
    assert (capture.status, capture.media_type, capture.vantage) == (200, "text/html", "browser")
    assert capture.rendering is None
    assert capture.remote_address == "127.0.0.1"


def test_nothing_of_one_visit_is_left_in_the_next(browser: Browser, lab: Lab) -> None:
    lab.pages["/koek"] = lambda asked: html(
        f"<p>{asked.headers.get('Cookie', 'geen')} {asked.headers.get('Referer', 'nergens')}</p>"
        "<script>document.cookie='a=b';document.body.append(localStorage.x||'schoon');localStorage.x='vies'</script>",
        **{"Set-Cookie": "c=d", "Cache-Control": "max-age=999"},
    )
    for _ in range(2):
        assert b"<p>geen nergens</p>" in (body := browser.render(f"{HOME}/koek").body)
        assert b"schoon" in body


def test_a_download_is_refused_and_gives_no_page(browser: Browser, lab: Lab) -> None:
    lab.pages["/brief"] = (200, {"Content-Type": "application/pdf", "Content-Disposition": "attachment"}, b"%PDF-1.7")
    lab.pages["/pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")
    for path in ("/brief", "/pdf"):
        with pytest.raises(Unreachable) as refused:
            browser.picture(HOME + path)
        assert refused.value.reason is Unclear.NOT_HTML


def test_of_a_visit_that_failed_no_record_stays(lab: Lab) -> None:
    lab.pages |= {"/stil": dripping(8), "/goed": html("goed")}
    with open_browser(lab, replace(LIMITS, load_s=2)) as browser:
        browser.picture(f"{HOME}/goed")
        with pytest.raises(Unreachable):
            browser.picture(f"{HOME}/stil")
        assert browser._child is not None
        assert browser._child.alive
        assert not [*browser._child.folder.glob("*.zip")]


def test_a_server_that_never_answers_gives_no_page(browser: Browser, lab: Lab) -> None:
    lab.pages["/stil"] = dripping(8)
    with open_browser(lab, replace(LIMITS, load_s=3)) as impatient, pytest.raises(Unreachable) as slow:
        impatient.picture(f"{HOME}/stil")
    assert slow.value.reason is Unclear.TOO_SLOW
    with pytest.raises(Unreachable) as unknown:
        browser.picture("http://onbekend.example/")
    assert unknown.value.reason is Unclear.NETWORK


def test_lazy_images_are_in_the_capture(browser: Browser, lab: Lab) -> None:
    images = "".join(f"<img loading=lazy src=/i{number} style='display:block;height:300px'>" for number in range(12))
    lab.pages["/lui"] = html(images)
    capture = browser.picture(f"{HOME}/lui")
    assert capture.rendering is not None
    assert sum(one.kind == "image" for one in capture.rendering.exchanges) == 12


def test_what_does_not_end_is_killed_with_all_its_processes_and_the_next_visit_is_well(lab: Lab) -> None:
    lab.pages |= {"/vast": html("<script>setTimeout(()=>{while(true);},300)</script>"), "/goed": html("goed")}
    # each step of the visit has more time than the whole: nothing but the kill can end it
    short = BrowserLimits(seconds=30, kill_s=5, load_s=30, idle_s=0.5, quiet_s=0.2)
    with open_browser(lab, short) as browser:
        assert b"goed" in browser.render(f"{HOME}/goed").body
        child = browser._child
        assert child is not None
        began = time.monotonic()
        with pytest.raises(Unreachable) as killed:
            browser.picture(f"{HOME}/vast")
        assert killed.value.reason is Unclear.TOO_SLOW
        assert time.monotonic() - began < 30
        assert b"goed" in browser.render(f"{HOME}/goed").body
        deadline = time.monotonic() + 10  # the folder goes when the last of its processes has gone
        while child.folder.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not child.folder.exists()
        folder = browser._child.folder if browser._child else None
    assert folder is not None
    assert not folder.exists()
    assert not [pid for pid in running() if str(folder) in pid or str(child.folder) in pid]


def test_a_browser_that_is_killed_from_outside_is_an_honest_failure(lab: Lab) -> None:
    lab.pages |= {"/lang": dripping(5), "/goed": html("goed")}
    with open_browser(lab) as browser:
        browser.render(f"{HOME}/goed")
        child = browser._child
        assert child is not None
        threading.Timer(0.7, child.kill).start()
        with pytest.raises(Unreachable):
            browser.picture(f"{HOME}/lang")
        assert b"goed" in browser.render(f"{HOME}/goed").body


#: A worker that has started the browser and then waits.
_WORKER = """
import sys, time
from gateway.child import Child
child = Child("gateway.chromium")
proxy = {"server": "http://127.0.0.1:9", "username": "", "password": ""}
told, _ = child.ask({"executable": sys.argv[1], "proxy": proxy, "folder": str(child.folder)}, 30)
print(child.folder if "browser" in told else told, flush=True)
time.sleep(60)
"""


def test_a_worker_that_is_killed_leaves_no_browser_and_no_folder_behind(lab: Lab) -> None:
    with subprocess.Popen([sys.executable, "-c", _WORKER, find_browser("").path], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        folder = Path(worker.stdout.readline().strip())
        assert folder.is_dir()
        assert browsers(folder)
        worker.kill()
    deadline = time.monotonic() + 10
    while (folder.exists() or browsers(folder)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not browsers(folder)
    assert not folder.exists()


def test_the_browser_is_nobody_and_in_its_sandbox(browser: Browser) -> None:
    said = browser.check()
    assert "sandbox" in said
    if os.geteuid() == 0:
        assert browser._child is not None
        owners = {Path(f"/proc/{pid}").stat().st_uid for pid in browsers(browser._child.folder)}
        assert owners == {65534}


def test_a_certificate_that_nobody_vouches_for_is_not_believed(web, certificate, lab: Lab) -> None:
    served = web({"/": (200, {"Content-Type": "text/html"}, b"<p>geheim")}, tls=certificate[0])
    with open_browser(lab, allowed=frozenset({f"localhost:{served.port}"})) as browser, pytest.raises(Unreachable) as refused:
        browser.picture(f"https://localhost:{served.port}/")
    assert refused.value.reason is Unclear.NETWORK


def test_the_servers_certificates_are_kept(web, certificate, lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In our own process and with a browser that believes everybody: there is no authority that it would trust here."""
    found = find_browser("auto")
    if not found.path:
        pytest.skip(f"NO BROWSER: {found.reason}")
    from playwright.sync_api import sync_playwright

    from gateway.chromium import launch, visit

    served = web({"/": (200, {"Content-Type": "text/html"}, b"<p>hallo")}, tls=certificate[0])
    url = f"https://localhost:{served.port}/"
    limits = asdict(LIMITS)
    job = {"url": url, "wanted": [], "pictures": True, "take_walls": False, "screen": 900, "limits": limits}
    monkeypatch.setitem(launch.OPTIONS, "ignore_https_errors", True)
    tmp_path.chmod(0o711)
    with Proxy(allow_private_hosts=frozenset({f"localhost:{served.port}"})) as proxy, sync_playwright() as play:
        way = {"server": proxy.url, "username": proxy.name, "password": proxy.password}
        browser, _ = launch.start(play, found.path, way, tmp_path)
        told, _ = visit.Visit(browser, job, tmp_path).run()
        browser.close()
    (kept,) = told["certificates"]
    shown = x509.load_pem_x509_certificate(_pem(kept).encode())
    assert shown.subject.rfc4514_string() == "CN=x.example"


@pytest.mark.parametrize(("setting", "reason"), [("off", "is off")])
def test_no_browser_has_a_reason(setting: str, reason: str) -> None:
    assert reason in find_browser(setting).reason


def test_a_browser_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="LUWTE_BROWSER"):
        find_browser("/nergens/chromium")


def test_nothing_of_ours_goes_along_to_the_browser(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUWTE_ENCRYPTION_KEYS", "geheim")
    from gateway.child import _environment

    assert "geheim" not in str(_environment(Path("/x")))


def running() -> list[str]:
    """The command lines of everything that runs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return found


def browsers(folder: Path) -> list[str]:
    """The processes of the browser that was started there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in (line := path.read_bytes()) and b"--user-data-dir" in line:
                found.append(path.parent.name)
        except OSError:
            continue
    return found
