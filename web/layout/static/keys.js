/* For whoever judges many findings: one key a judgement. Everything works without this script; it only presses what is on the
   page. Keys can be switched off (WCAG 2.1.4), and say nothing while somebody types. */
(function () {
  "use strict";
  const OFF = "luwte-keys-off";
  const root = document.documentElement;
  const toggle = document.getElementById("keys");
  let gone = false;
  let silent = false;

  try { silent = localStorage.getItem(OFF) === "1"; } catch { /* a browser that keeps nothing: asked on each page */ }
  function turn() {
    silent = !silent;
    try { localStorage.setItem(OFF, silent ? "1" : "0"); } catch { /* as above */ }
    show();
  }
  function show() {
    root.classList.toggle("keys", !silent);
    if (toggle) {
      toggle.hidden = false;
      toggle.setAttribute("aria-pressed", String(!silent));
    }
  }
  function typing(target) {
    return target.closest("textarea, select, input:not([type=checkbox], [type=radio])") !== null;
  }
  document.addEventListener("keydown", function (event) {
    if (gone || silent || event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const meant = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (!meant) return;
    event.preventDefault();
    gone = meant.tagName !== "SUMMARY";
    meant.click();
  });
  window.addEventListener("pageshow", function () { gone = false; });
  if (toggle) toggle.addEventListener("click", turn);
  document.querySelectorAll("[data-key]").forEach(function (one) { one.setAttribute("aria-keyshortcuts", one.dataset.key); });
  show();
})();
