// What the page looks like from within, by which its state is judged. Read only.
(most) => {
  const body = document.body;
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  let over = null;
  for (let e = middle; e && e !== body && e !== document.documentElement; e = e.parentElement || e.getRootNode().host) {
    const box = e.getBoundingClientRect ? e.getBoundingClientRect() : { width: 0, height: 0 };
    const style = getComputedStyle(e);
    if ((style.position === "fixed" || (style.position === "absolute" && Number(style.zIndex) > 0)) &&
        box.width * box.height > innerWidth * innerHeight * 0.15) over = e;
  }
  const clipped = [body, document.documentElement].some((e) => e && /hidden|clip/.test(getComputedStyle(e).overflowY));
  const big = (e) => { const box = e.getBoundingClientRect(); return box.width >= 100 && box.height >= 20; };
  return {
    title: document.title.slice(0, 500),
    text: body ? body.innerText.slice(0, most) : "",
    password_fields: [...document.querySelectorAll("input[type=password]")].filter((e) => e.checkVisibility()).length,
    canvases: [...document.querySelectorAll("canvas")].filter(big).length,
    images: [...document.images].filter(big).length,
    frames: document.querySelectorAll("iframe,frame").length,
    overlay: over ? over.innerText.slice(0, 2000) || "-" : "",
    scroll_locked: clipped,
  };
}
