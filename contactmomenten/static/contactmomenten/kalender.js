// Tells screen readers what the calendars are that Django's script adds to the page.
"use strict";

window.addEventListener("load", () => {
  for (const box of document.querySelectorAll(".calendarbox, .clockbox")) {
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", box.matches(".clockbox") ? "Kies een tijd" : "Kies een datum");
  }
});
