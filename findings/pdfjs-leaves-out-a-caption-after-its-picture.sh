#!/usr/bin/env bash
# pdfjs-dist 5.6.205 (pdf.js, Firefox's viewer): a Caption that comes after the picture in its Figure belongs to nothing.
#
# Tables and figures may hold a Caption as their first or last child (ISO 32000-1, table 335), and veraPDF passes both under
# PDF/UA-1. Of a Figure that has Alt and BBox and begins with marked content, the viewer makes an image with the
# description, and looks at no further child. The words of the caption stay on the page, owned by no element: Firefox tells
# a screen reader of them after all else on the page. A Caption that comes first, or stands beside the Figure in a Div,
# is read in its place.
#
# Seen: the element of the caption is in the viewer's tree when it is first or beside the figure, and missing when it is
# last. Fails when that changes. Needs Node 20.19 or later with npm; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --omit=optional pdfjs-dist@5.6.205
cat >caption.mjs <<'JS'
// A picture (marked content 0) and a caption (1), tagged in three ways; what the viewer's tree owns of each.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.warn = () => {}; // nothing is drawn here

// The viewer makes elements, and no more is asked of a page here than that.
class Element {
  constructor(name) {
    Object.assign(this, { name, held: [], attributes: {}, style: {}, classList: { add() {} } });
  }
  setAttribute(key, value) {
    this.attributes[key] = value;
  }
  append(...elements) {
    this.held.push(...elements);
  }
  owned() {
    return [this.attributes["aria-owns"], ...this.held.flatMap((each) => each.owned())].filter(Boolean);
  }
}
globalThis.document = { createElement: (name) => new Element(name), documentElement: new Element("html") };
globalThis.window = { requestAnimationFrame() {} };
globalThis.pdfjsLib = await import("pdfjs-dist/legacy/build/pdf.mjs");
const { StructTreeLayerBuilder } = await import("pdfjs-dist/legacy/web/pdf_viewer.mjs");

const marks = "/Figure <</MCID 0>> BDC 20 40 20 20 re f EMC /Caption <</MCID 1>> BDC BT /F 12 Tf 20 20 Td (words) Tj ET EMC";
const figure = (kids, parent) =>
  `<</Type/StructElem/S/Figure/P ${parent} 0 R/Pg 3 0 R/K[${kids}]/Alt(A square)/A<</O/Layout/BBox[20 40 40 60]/Placement/Block>>>>`;
const caption = (parent) => `<</Type/StructElem/S/Caption/P ${parent} 0 R/Pg 3 0 R/K 1>>`;
const div = "<</Type/StructElem/S/Div/P 6 0 R/K[8 0 R 9 0 R]>>";
const ways = {
  last: { top: 8, elements: ["null", figure("0 9 0 R", 6), caption(8)] },
  first: { top: 8, elements: ["null", figure("9 0 R 0", 6), caption(8)] },
  beside: { top: 7, elements: [div, figure("0", 7), caption(7)] },
};

function pdf({ top, elements }) {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/Lang(en)>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/StructParents 0/Resources<</Font<</F 5 0 R>>>>>>",
    `<</Length ${marks.length}>>stream\n${marks}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    `<</Type/StructTreeRoot/K ${top} 0 R/ParentTree<</Nums[0[8 0 R 9 0 R]]>>>>`,
    ...elements,
  ];
  let data = "%PDF-1.7\n";
  const places = objects.map((text, at) => {
    const place = data.length;
    data += `${at + 1} 0 obj\n${text}\nendobj\n`;
    return String(place).padStart(10, "0");
  });
  const start = data.length;
  data += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${place} 00000 n \n`).join("")}`;
  data += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(data, "latin1"));
}

console.log(`pdf.js ${pdfjsLib.version}`);
const owned = {};
for (const [way, parts] of Object.entries(ways)) {
  const file = await pdfjsLib.getDocument({ data: pdf(parts), verbosity: 0 }).promise;
  const page = await file.getPage(1);
  const { rawDims } = page.getViewport({ scale: 1 });
  owned[way] = (await new StructTreeLayerBuilder(page, rawDims).render()).owned();
  console.log(`caption ${way}: the tree owns ${owned[way].join(", ")}`);
}
const has = (way) => owned[way].some((id) => id.endsWith("_mc1"));
process.exit(!has("last") && has("first") && has("beside") ? 0 : 1);
JS
node caption.mjs | grep -v "canvas\|polyfill\|Require stack\|^- /"
