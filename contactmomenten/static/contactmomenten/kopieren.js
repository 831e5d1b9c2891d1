// Copies the value of an input to the clipboard. Without this script, or where the browser allows
// no clipboard (plain http), people select the text and copy it themselves.
"use strict";

for (const button of document.querySelectorAll("[data-kopieer]")) {
  const input = document.getElementById(button.dataset.kopieer);
  const status = document.querySelector("[data-gekopieerd]");
  input.addEventListener("focus", () => input.select());
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(input.value);
      status.textContent = status.dataset.gekopieerd;
    });
  }
}
