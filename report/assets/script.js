// Filtering, folding and sorting. Everything on the page can be read without.
"use strict";
document.documentElement.classList.add("script");

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// unfold opens all that an element stands in.
const unfold = (element) => {
  for (let d = element; d; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true;
};

for (const input of all("[data-filter]")) {
  const count = input.closest(".tools").querySelector("[data-count]");
  input.addEventListener("input", () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const found = all(input.dataset.filter);
    let shown = 0;
    for (const e of found) {
      const text = e.textContent.toLocaleLowerCase();
      e.hidden = !words.every((word) => text.includes(word));
      // What a row of an index leads to goes with it.
      if (input.hasAttribute("data-index")) document.querySelector(e.querySelector("a").hash).hidden = e.hidden;
      if (e.hidden) continue;
      shown++;
      if (words.length) unfold(e.parentElement);
    }
    count.textContent = words.length ? `${shown} of ${found.length}` : "";
  });
}

// The reasons of blocks that are shown.
for (const select of all("[data-reasons]")) {
  select.addEventListener("change", () => {
    for (const block of all(select.dataset.reasons)) {
      block.hidden = select.value !== "" && block.dataset.reason !== select.value;
      if (!block.hidden && select.value !== "") unfold(block.parentElement);
    }
  });
}

// The heads of columns become buttons that sort.
for (const table of all("table.sortable")) {
  all("thead th", table).forEach((th, column) => {
    if (th.classList.contains("barcell")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.sort = column;
    button.append(...th.childNodes);
    th.append(button);
  });
}

function sort(button) {
  const th = button.closest("th"), table = th.closest("table"), body = table.tBodies[0];
  const column = Number(button.dataset.sort);
  const was = th.getAttribute("aria-sort");
  const down = was ? was === "ascending" : column > 0; // numbers: the largest first
  all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
  th.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
  };
  const order = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b);
  body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * order(value(a), value(b))));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.unfold) all(button.dataset.unfold).forEach((d) => { d.open = true; });
  if (button.dataset.fold) all(button.dataset.fold).forEach((d) => { d.open = false; });
  if (button.dataset.sort) sort(button);
});

// A link to something that is folded unfolds it.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  unfold(target);
  target.hidden = false;
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

// On paper everything is unfolded but the numbers of charts and what belongs to single blocks.
let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details.card:not([open]), details.page:not([open])");
  folded.forEach((d) => { d.open = true; });
});
addEventListener("afterprint", () => folded.forEach((d) => { d.open = false; }));
