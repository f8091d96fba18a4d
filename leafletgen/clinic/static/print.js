/** The print page: shows a PDF in the browser's own viewer, and opens the viewer's print window. */

/** Milliseconds that a viewer takes from having the file to having its pages. */
const READY = 300;

const viewer = document.getElementById("viewer");
const frame = document.importNode(viewer.content, true).firstElementChild;
const state = document.getElementById("state");
const button = document.getElementById("again");

/** Open the print window; Firefox 140 and Chromium let a page do that to a PDF of its own. */
function print() {
  try {
    frame.contentWindow.focus();
    frame.contentWindow.print();
    state.textContent = "When it is printed, close this tab.";
  } catch {
    button.hidden = true;
    state.textContent = "This browser does not let the page open the print window: use the printer button above the sheet.";
  }
}

if (navigator.pdfViewerEnabled === false) {
  button.hidden = true;
  state.textContent = "This browser does not show PDF files. Save the file, open it, and print it from there.";
} else {
  // It begins to load only here: on a busy computer the file was there before this script, which waited without an end.
  frame.addEventListener("load", () => setTimeout(print, READY), { once: true });
  viewer.replaceWith(frame);
  button.addEventListener("click", print);
}
