// How many letters the viewer shows on a page, once that is drawn with its tree and all that can be clicked, and how many
// pages there are; or null. Runs in the page of the viewer, with the number of the page, which it turns to.

const [number] = arguments;
const viewer = window.wrappedJSObject.PDFViewerApplication;
const pages = viewer?.pdfDocument && viewer.pdfViewer.pagesCount;
if (!pages) return null;
viewer.page = number;
const page = document.querySelector(`.page[data-page-number="${number}"]`);
if (!page?.dataset.loaded || !page.querySelector(".endOfContent") || !page.querySelector(".structTree")) return null;
const letters = page.querySelector(".textLayer").textContent.replace(/\s/g, "").length;
const shown = page.querySelectorAll(".annotationLayer section").length;
return viewer.pdfViewer
  .getPageView(number - 1)
  .pdfPage.getAnnotations()
  .then((annotations) => (shown < annotations.length ? null : { pages, letters }));
