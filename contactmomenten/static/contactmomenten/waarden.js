// A long list of values to tick gets a field to search it with. Without a script the list scrolls.
"use strict";

const MANY = 10;

document.querySelectorAll("ul[data-zoekbaar]").forEach((list) => {
  const items = [...list.children];
  if (items.length <= MANY) {
    return;
  }
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.className = "zoek-waarde";
  field.setAttribute("aria-label", list.dataset.zoekbaar);
  field.placeholder = list.dataset.zoekbaar;
  const status = document.createElement("p");
  status.className = "quiet";
  status.setAttribute("role", "status");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase();
    items.forEach((item) => {
      // What is ticked stays in sight: it is sent along.
      item.hidden = !item.textContent.toLowerCase().includes(words) && !item.querySelector(":checked");
    });
    const shown = items.filter((item) => !item.hidden).length;
    status.textContent = words ? `${shown} van ${items.length}` : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // it searches this list, not the register
    }
  });
  list.before(field, status);
});
