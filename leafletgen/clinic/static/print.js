/** The print page: opens the print window of the browser's viewer. */
const frame = document.getElementById("file");
frame.addEventListener("load", () => frame.contentWindow.print());
