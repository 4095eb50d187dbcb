"""The failure modes of capture: for each the page, and what a right capture says of it."""

from __future__ import annotations

import http.server
from dataclasses import dataclass, field

from domain.evidence import Visibility
from domain.rendering import Limitation, PageState, Stop
from tests.lab import PIXEL, VALUE, Answer, Asked, Lab, dripping, html, packed

VISIBLE, TEXT_ONLY, IMAGE, ABSENT = Visibility.VISIBLE, Visibility.TEXT_ONLY, Visibility.IMAGE, Visibility.ABSENT
FILL = "<p>Lorem ipsum.</p>" * 20
SAYS = f"<p>Joke woont aan de {VALUE}.</p>"
TALL = "<div style='height:9000px;background:linear-gradient(#eee,#ccc)'></div>"


@dataclass(frozen=True)
class Trouble:
    """`page` stands at its name; `more` are further paths. Then what is expected of the capture; a limit in `may` is a matter
    of who is faster: of a document that is left at once, or a window that is closed, the browser may not keep the body."""

    page: Answer | Asked
    state: PageState = PageState.NORMAL
    shown: Visibility = VISIBLE
    limits: frozenset[Limitation] = frozenset()
    may: frozenset[Limitation] = frozenset()
    stop: Stop = Stop.END
    more: dict[str, Answer | Asked] = field(default_factory=dict)
    final: str = ""
    modified: Visibility | None = None  # what the second picture shows, where there must be one


def limits(*given: Limitation) -> frozenset[Limitation]:
    return frozenset(given)


def redirect(to: str) -> Answer:
    return 302, {"Location": to}, b""


def host_of_frame(asked: http.server.BaseHTTPRequestHandler) -> Answer:
    return html(f"<iframe src='http://elders.example/inner' width=600 height=200></iframe>{FILL}")


COOKIE = (
    "<div style='position:fixed;inset:0;background:#fff;z-index:9;font:30px sans-serif;text-align:center' id=wall>"
    "Wij gebruiken cookies. Geeft u toestemming? {buttons}</div>"
)
LOCKED = "<style>html,body{overflow:hidden;height:100%}</style>"

TROUBLES: dict[str, Trouble] = {
    "an ordinary page": Trouble(html(SAYS + FILL)),
    "cookie wall without a button": Trouble(
        html(SAYS + TALL + COOKIE.format(buttons=""), LOCKED), PageState.COOKIE_WALL, TEXT_ONLY,
        limits(Limitation.CUT_HEIGHT), stop=Stop.MAX_PX, modified=VISIBLE,
    ),
    "cookie wall with a button that refuses": Trouble(
        html(SAYS + COOKIE.format(buttons="<button onclick='wall.remove()'>Alles weigeren</button>")),
        PageState.COOKIE_WALL, TEXT_ONLY, modified=VISIBLE,
    ),
    "wall with words where the value stands": Trouble(
        html(
            SAYS + FILL + "<div style='position:absolute;inset:0;z-index:5;background:#fff;height:900px'>"
            "<p>Log in om verder te lezen, want dit is alleen voor leden van dit forum.</p></div>"
        ),
        PageState.LOGIN_WALL, TEXT_ONLY, modified=VISIBLE,
    ),
    "infinite scroll": Trouble(
        html(
            SAYS + "<div id=feed></div><script>function more(){for(let i=0;i<9;i++){const d=document.createElement('p');"
            "d.style.height='200px';d.textContent='bericht';feed.append(d)}}more();"
            "addEventListener('scroll',()=>{if(scrollY+innerHeight>document.body.scrollHeight-800)more()})</script>"
        ),
        limits=limits(Limitation.CUT_HEIGHT), stop=Stop.MAX_PX,
    ),
    "taller than a picture may be": Trouble(
        html(FILL + TALL + SAYS), shown=TEXT_ONLY, limits=limits(Limitation.CUT_HEIGHT), stop=Stop.MAX_PX
    ),
    "login wall": Trouble(
        html("<h1>Inloggen</h1><form><input name=u><input type=password></form>"), PageState.LOGIN_WALL, ABSENT
    ),
    "login wall by status": Trouble(
        html("<form><input type=password></form>", status=403), PageState.LOGIN_WALL, ABSENT
    ),
    "soft 404": Trouble(html("<h1>Oeps</h1><p>Dit bericht is niet meer beschikbaar.</p>"), PageState.SOFT_404, ABSENT),
    "404": Trouble(html("weg", status=404), PageState.NOT_FOUND, ABSENT),
    "410 that still shows it": Trouble(html(SAYS, status=410), PageState.NOT_FOUND),
    "500": Trouble(html("<h1>Internal Server Error</h1>", status=500), PageState.SERVER_ERROR, ABSENT),
    "bot block": Trouble(html("<h1>Are you a robot?</h1>", status=403), PageState.BOT_BLOCK, ABSENT),
    "bot block with status 200": Trouble(html("<p>Even controleren of u geen robot bent</p>"), PageState.BOT_BLOCK, ABSENT),
    "refused": Trouble(html("<h1>Verboden</h1>", status=403), PageState.REFUSED, ABSENT),
    "dialogs": Trouble(
        html(SAYS + "<script>alert('hallo');if(!confirm('weg?'))prompt('naam')</script>"), limits=limits(Limitation.DIALOG)
    ),
    "other windows": Trouble(
        html(SAYS + "<a id=a href='/leeg' target=_blank>x</a><script>a.click()</script>"),
        limits=limits(Limitation.POPUP), may=limits(Limitation.CUT_BODY, Limitation.NEVER_IDLE), more={"/leeg": html("leeg")},
    ),
    "script error that leaves it blank": Trouble(
        html("<div id=app></div><script>render(undefined.naam)</script>"),
        PageState.BLANK, ABSENT, limits(Limitation.SCRIPT_ERROR),
    ),
    "blank page": Trouble(html(""), PageState.BLANK, ABSENT),
    "never idle": Trouble(
        html(SAYS + "<script>setInterval(()=>fetch('/ping?'+Math.random()),100)</script>"),
        limits=limits(Limitation.NEVER_IDLE), more={"/ping": html("pong")},
    ),
    "a part that never comes": Trouble(
        html(f"{SAYS}<img src=/traag>"),
        limits=limits(Limitation.SLOW_LOAD, Limitation.NEVER_IDLE), more={"/traag": dripping(20)},
    ),
    "a body too large": Trouble(
        html(SAYS + "<script>fetch('/groot').then(r=>r.blob())</script>"),
        limits=limits(Limitation.CUT_BODY), more={"/groot": packed(b"x" * 3_000_000)},
    ),
    "rendered by a script": Trouble(
        html("<div id=app></div><script>fetch('/json').then(r=>r.json()).then(j=>app.textContent=j.tekst)</script>"),
        more={"/json": (200, {"Content-Type": "application/json"}, f'{{"tekst": "woont {VALUE}"}}'.encode())},
    ),
    "in a frame of the same site": Trouble(
        html(f"{FILL}<iframe src=/binnenin width=600 height=200></iframe>"), more={"/binnenin": html(SAYS)}
    ),
    "in a frame of another site": Trouble(host_of_frame, more={"/inner": html(SAYS)}),
    "drawn on a canvas": Trouble(
        html(
            "<canvas id=c width=600 height=80></canvas><script>const p=c.getContext('2d');p.font='24px sans-serif';"
            f"p.fillText('{VALUE}',10,40)</script>"
        ),
        shown=IMAGE,
    ),
    "the label of a picture": Trouble(
        html(f"{FILL}<img src=/foto.png width=300 height=200 alt='Huis aan de {VALUE}'>"),
        shown=IMAGE, more={"/foto.png": (200, {"Content-Type": "image/png"}, PIXEL)},
    ),
    "in an open shadow tree": Trouble(
        html(f"<x-b id=b></x-b><script>b.attachShadow({{mode:'open'}}).innerHTML=`{SAYS}`</script>")
    ),
    "in a closed shadow tree": Trouble(
        html(f"<x-b id=b></x-b><script>b.attachShadow({{mode:'closed'}}).innerHTML=`{SAYS}`</script>"), shown=TEXT_ONLY
    ),
    "split over elements": Trouble(
        html("<p>Lange <b>Voor</b>h&shy;out&nbsp;<i>8</i>-b\u200bis</p>" + FILL)
    ),
    "split over lines": Trouble(html(f"<div style='width:90px'>{SAYS}</div>")),
    "in a form field": Trouble(html(f"<input style='width:400px' value='{VALUE}'>")),
    "white on white": Trouble(html(f"<p style='color:#fff'>{VALUE}</p>{FILL}"), shown=TEXT_ONLY),
    "hidden by style": Trouble(html(f"<p style='display:none'>{VALUE}</p>{FILL}"), shown=TEXT_ONLY),
    "transparent": Trouble(html(f"<p style='opacity:0'>{VALUE}</p>{FILL}"), shown=TEXT_ONLY),
    "in a meta field alone": Trouble(html(FILL, f"<meta name=description content='{VALUE}'>"), shown=TEXT_ONLY),
    "scrolled out of its own box": Trouble(
        html(f"<div style='height:100px;overflow:auto'>{FILL}{SAYS}</div><p>{'veel tekst ' * 400}</p>"), shown=TEXT_ONLY
    ),
    "a page that lies about itself": Trouble(
        html(
            "<script>Range.prototype.getClientRects=()=>[];Element.prototype.getBoundingClientRect=()=>({});"
            "document.elementFromPoint=()=>null;Element.prototype.checkVisibility=()=>false;JSON.stringify=()=>'';"
            f"Object.prototype.toJSON=()=>'nee'</script>{SAYS}"
        )
    ),
    "redirects": Trouble(
        redirect("/stap2"), more={"/stap2": redirect("http://elders.example/eind"), "/eind": html(SAYS)},
        final="http://elders.example/eind",
    ),
    "meta refresh": Trouble(
        html("even geduld", "<meta http-equiv=refresh content='0;url=/verder'>"), more={"/verder": html(SAYS)},
        final="http://bord.example/verder", may=limits(Limitation.CUT_BODY),
    ),
    "plain text": Trouble((200, {"Content-Type": "text/plain; charset=utf-8"}, f"Joke\n{VALUE}\n".encode())),
    "a very large document": Trouble(
        html("<div><p>regel <b>met</b> tekst</p></div>" * 300 + SAYS + "<i></i>" * 20_000),
        shown=TEXT_ONLY, limits=limits(Limitation.CUT_HEIGHT), stop=Stop.MAX_PX,
    ),
}  # fmt: skip


def serve(lab: Lab, name: str) -> str:
    """The trouble's address."""
    trouble = TROUBLES[name]
    path = "/" + name.replace(" ", "-")
    lab.pages |= {path: trouble.page, **trouble.more}
    return f"http://bord.example{path}"
