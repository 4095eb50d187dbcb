// Where on the page the wanted values stand: read only, but for scrolling there and back. Values come in lower case with
// single blanks. Occurrences split over elements, in open shadow trees and in form fields are found.
(wanted, offsetX, offsetY, mayScroll, most) => {
  const GONE = /[\u00ad\u200b-\u200f\u2060\ufeff]/, BLANK = /[\s\u00a0]/;
  const UNSEEN = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TITLE"]);
  const INLINE = new Set(("A ABBR B BDI BDO CITE CODE DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL SPAN STRONG SUB SUP " +
    "TIME TT U VAR WBR").split(" "));
  const LABELLED = "img,svg,canvas,area,video,object,input[type=image],[role=img]";
  const segments = [], pictures = [];
  let joined = [], length = 0, blank = true;

  // The text folded; with `at`, the place in the raw text that the folded index `at` came from.
  const fold = (raw, blankBefore, at) => {
    let out = "", was = blankBefore;
    for (let i = 0; i < raw.length; i++) {
      const c = raw[i];
      if (GONE.test(c)) continue;
      const isBlank = BLANK.test(c);
      if (isBlank && was) continue;
      if (at !== undefined && out.length === at) return i;
      const low = c.toLowerCase();
      out += isBlank ? " " : low.length === 1 ? low : c;
      was = isBlank;
    }
    return at !== undefined ? raw.length : out;
  };
  const add = (owner, raw, field) => {
    const text = fold(raw, blank);
    if (!text) return;
    segments.push({ owner, raw, field, start: length, blank });
    joined.push(text);
    length += text.length;
    blank = text.endsWith(" ");
  };
  const cut = () => { if (!blank) { joined.push(" "); length++; blank = true; } };
  const stack = [document.documentElement];
  while (stack.length) {
    const node = stack.pop();
    if (node === 0) { cut(); continue; }
    if (node.nodeType === 3) { add(node, node.data, false); continue; }
    if (node.nodeType !== 1 && node.nodeType !== 11) continue;
    if (node.nodeType === 1) {
      if (UNSEEN.has(node.tagName)) continue;
      if (node.matches(LABELLED)) pictures.push(node);
      if (!INLINE.has(node.tagName)) { cut(); stack.push(0); }
      if ((node.tagName === "INPUT" && !/^(hidden|password|checkbox|radio|image|file)$/.test(node.type)) || node.tagName === "TEXTAREA") {
        add(node, node.value || node.placeholder || "", true);
        continue;
      }
    }
    const inside = node.shadowRoot ? [node.shadowRoot] : node.childNodes;
    for (let i = inside.length - 1; i >= 0; i--) stack.push(inside[i]);
  }
  const text = joined.join("");

  const segmentAt = (index) => {
    let low = 0, high = segments.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (segments[mid].start <= index) low = mid; else high = mid - 1; }
    return segments[low];
  };
  const boxesOf = (from, to) => {
    const a = segmentAt(from), b = segmentAt(to - 1);
    if (a.field || b.field) return [(a.field ? a : b).owner.getBoundingClientRect()];
    const range = document.createRange();
    range.setStart(a.owner, fold(a.raw, a.blank, from - a.start));
    range.setEnd(b.owner, Math.min(b.raw.length, fold(b.raw, b.blank, to - 1 - b.start) + 1));
    return [...range.getClientRects()];
  };
  const placed = (rects) => rects.filter((r) => r.width >= 1 && r.height >= 1)
    .map((r) => [r.left + scrollX + offsetX, r.top + scrollY + offsetY, r.width, r.height]);
  const elementOf = (segment) => segment.field ? segment.owner : segment.owner.parentElement || segment.owner.getRootNode().host;
  const opaque = (element) => {
    if (/^(IMG|VIDEO|CANVAS|IFRAME|OBJECT|EMBED)$/.test(element.tagName)) return true;
    const style = getComputedStyle(element), alpha = /rgba\(.*,\s*([\d.]+)\)/.exec(style.backgroundColor);
    const filled = style.backgroundImage !== "none" || (alpha ? Number(alpha[1]) : 1) > 0.9;
    return filled && Number(style.opacity) > 0.9;
  };
  const fixed = (element) => {
    for (let e = element; e; e = e.parentElement || e.getRootNode().host) if (getComputedStyle(e).position === "fixed") return true;
    return false;
  };
  const hitOf = (element, rect) => {
    const own = fixed(element), pageY = rect[1] - offsetY;
    if (mayScroll && !own) scrollTo({ left: 0, top: pageY < innerHeight - 20 ? 0 : pageY - innerHeight / 2, behavior: "instant" });
    const x = rect[0] - offsetX + rect[2] / 2 - scrollX, y = pageY + rect[3] / 2 - scrollY;
    if (getComputedStyle(element).pointerEvents === "none") return "unknown";
    const pile = element.getRootNode().elementsFromPoint(x, y), at = pile.findIndex((e) => e === element || element.contains(e));
    if (at < 0) return "clipped";
    const above = pile.slice(0, at).filter((e) => !element.contains(e) && !(scrollY > 0 && fixed(e) && !own));
    return above.some(opaque) ? "covered" : "own";
  };
  const drawn = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  const home = [scrollX, scrollY], spots = [];
  wanted.forEach((value, number) => {
    let from = value ? text.indexOf(value) : -1;
    for (let n = 0; from >= 0 && n < most; n++, from = text.indexOf(value, from + value.length)) {
      const element = elementOf(segmentAt(from));
      const boxes = placed(boxesOf(from, from + value.length));
      const shows = boxes.length > 0 && drawn(element);
      spots.push({ wanted: number, boxes, drawn: shows, hit: shows ? hitOf(element, boxes[0]) : "unknown", image: false });
      scrollTo({ left: home[0], top: home[1], behavior: "instant" });
    }
    for (const picture of pictures) {
      const labels = [picture.getAttribute("alt"), picture.getAttribute("title"), picture.getAttribute("aria-label")];
      if (value && labels.some((label) => label && fold(label, true).includes(value))) {
        const boxes = placed([picture.getBoundingClientRect()]);
        spots.push({ wanted: number, boxes, drawn: boxes.length > 0 && drawn(picture), hit: "own", image: true });
      }
    }
  });
  return spots;
}
