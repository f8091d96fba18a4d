/**
 * The print page: shows a PDF in the browser's own viewer, and opens the viewer's print window.
 *
 * A viewer that a page may not ask is given a copy of the file that asks by itself.
 */

/** Milliseconds that a viewer takes from having the file to having its pages. */
const READY = 300;

const frame = document.getElementById("file");
const state = document.getElementById("state");
let isCopy = false;

/** Open the print window. */
function print() {
  if (isCopy) {
    frame.src = frame.dataset.copy;
    return;
  }
  try {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  } catch {
    isCopy = true;
    frame.src = frame.dataset.copy;
  }
}

if (navigator.pdfViewerEnabled === false) {
  frame.hidden = true;
  document.getElementById("again").hidden = true;
  state.textContent = "This browser does not show PDF files. Save the file, open it, and print it from there.";
} else {
  frame.addEventListener("load", () => setTimeout(print, READY), { once: true });
  document.getElementById("again").addEventListener("click", print);
}
