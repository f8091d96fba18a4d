"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const words = document.getElementById("words");
  const kind = document.getElementById("kind");
  const found = document.getElementById("found");
  const parts = [...document.querySelectorAll(".part")].map((part) => ({
    part,
    rows: [...part.querySelectorAll("tbody tr")].map((row) => ({
      row,
      text: row.textContent.toLowerCase(),
      kinds: row.dataset.kinds.split(" "),
    })),
  }));
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  let waiting = 0;

  function show() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const { part, rows } of parts) {
      let left = 0;
      for (const { row, text, kinds } of rows) {
        const fits = (!kind.value || kinds.includes(kind.value)) && wanted.every((word) => text.includes(word));
        row.hidden = !fits;
        left += fits;
      }
      part.hidden = left === 0;
      number += left;
    }
    found.textContent = number === total ? `All ${total} files are shown.` : `${number} of ${total} files are shown.`;
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("input", soon);
  // A link from a part, or back to one, must lead to something that can be seen.
  window.addEventListener("hashchange", () => {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (aim && aim.closest("[hidden]")) { form.reset(); show(); }
    if (aim) aim.scrollIntoView();
  });
  form.hidden = false;
  show();
})();
