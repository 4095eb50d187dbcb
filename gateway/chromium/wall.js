// Takes away what lies over the page: presses what refuses, else removes it. Returns each change in words.
(mode) => {
  const NO = /^(alles )?(weiger|afwijz|reject|decline|deny|refuse|nee\b|no\b|alleen noodzakelijk|only (necessary|essential)|niet akkoord)/i;
  if (mode === "press") {
    const buttons = [...document.querySelectorAll("button,a,[role=button],input[type=button],input[type=submit]")];
    const refusing = buttons.find((e) => e.checkVisibility() && NO.test((e.innerText || e.value || "").trim()));
    if (!refusing) return [];
    refusing.click();
    return ["pressed the button that refuses: " + (refusing.innerText || refusing.value).trim().slice(0, 80)];
  }
  const done = [];
  for (let n = 0; n < 5; n++) {
    let over = null;
    for (let e = document.elementFromPoint(innerWidth / 2, innerHeight / 2); e && e !== document.body; e = e.parentElement)
      if (/fixed|absolute/.test(getComputedStyle(e).position)) over = e;
    if (!over || over === document.documentElement) break;
    done.push("removed an element that lay over the page: " + over.tagName.toLowerCase() + (over.id ? "#" + over.id.slice(0, 80) : ""));
    over.remove();
  }
  for (const e of [document.documentElement, document.body]) {
    if (e && /hidden|clip/.test(getComputedStyle(e).overflowY)) {
      e.style.setProperty("overflow", "visible", "important");
      e.style.setProperty("position", "static", "important");
      e.style.setProperty("height", "auto", "important");
      done.push("let " + e.tagName.toLowerCase() + " scroll again");
    }
  }
  return done;
}
