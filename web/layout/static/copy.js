/* A button beside each answer that is to be copied into somebody else's form. Without this script the answer is selected by
   one click, and copied by hand. */
(function () {
  "use strict";
  if (!navigator.clipboard) return;
  const words = document.getElementById("copy-words");
  if (!words) return;
  document.querySelectorAll(".copy").forEach(function (answer) {
    const button = document.createElement("button");
    const label = answer.id && document.querySelector('label[for="' + CSS.escape(answer.id) + '"]');
    button.type = "button";
    button.className = "quiet";
    button.textContent = words.dataset.copy;
    if (label) button.setAttribute("aria-label", words.dataset.copy + ": " + label.textContent);
    button.addEventListener("click", function () {
      navigator.clipboard.writeText("value" in answer ? answer.value : answer.textContent).then(function () {
        button.textContent = words.dataset.copied;
        words.textContent = words.dataset.copied;
      });
    });
    answer.after(button);
  });
})();
