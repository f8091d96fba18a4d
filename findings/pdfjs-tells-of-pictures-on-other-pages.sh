#!/usr/bin/env bash
# pdfjs-dist 5.6.205 (pdf.js): the structure tree of a page holds what is on other pages, pictures with their descriptions.
#
# getStructTree() of a page is what pdf.js shows to screen readers. An element that goes over the end of a page, such as a
# list, belongs to both pages, and then the tree of each has all of its children: those of the other page without
# words, and a figure of the other page with its alternative text, which is read as if it were here. A child that has no
# content on a page is not on it (ISO 32000-1, 14.7.4.2: content belongs to a page by the Pg of its reference).
#
# Seen: the tree of page 1 has the figure of page 2, with its Alt, and an empty LBody for an entry of page 2.
# Fails when that changes. Needs Node 20.19 or later with npm; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --omit=optional pdfjs-dist@5.6.205
cat >tree.mjs <<'JS'
// A list of two entries, one on each page, the second with a figure; its tree on each page.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.warn = console.log; // nothing is drawn here
const { getDocument, version } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const content = (marks) => `<</Length ${marks.length}>>stream\n${marks}\nendstream`;
const words = (id, text) => `/LBody <</MCID ${id}>> BDC BT /F 12 Tf 20 50 Td (${text}) Tj ET EMC`;
const page = (contents, key) =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents ${contents} 0 R/StructParents ${key}/Resources<</Font<</F 7 0 R>>>>>>`;
const first = words(0, "here");
const second = `${words(0, "there")} /Figure <</MCID 1>> BDC 60 20 20 20 re f EMC`;
const objects = [
  "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R/Lang(en)>>",
  "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
  page(5, 0),
  page(6, 1),
  content(first),
  content(second),
  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  "<</Type/StructTreeRoot/K 9 0 R/ParentTree<</Nums[0[12 0 R]1[13 0 R 14 0 R]]>>>>",
  "<</Type/StructElem/S/L/P 8 0 R/K[10 0 R 11 0 R]>>",
  "<</Type/StructElem/S/LI/P 9 0 R/K[12 0 R]>>",
  "<</Type/StructElem/S/LI/P 9 0 R/K[13 0 R 14 0 R]>>",
  "<</Type/StructElem/S/LBody/P 10 0 R/Pg 3 0 R/K 0>>",
  "<</Type/StructElem/S/LBody/P 11 0 R/Pg 4 0 R/K 0>>",
  "<</Type/StructElem/S/Figure/P 11 0 R/Pg 4 0 R/K 1/Alt(A square that is on page 2)>>",
];
let data = "%PDF-1.7\n";
const places = objects.map((text, at) => {
  const place = data.length;
  data += `${at + 1} 0 obj\n${text}\nendobj\n`;
  return place;
});
const start = data.length;
data += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
data += places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
data += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;

const told = (node) =>
  node.type ? "words" : `${node.role}${node.alt ? ` "${node.alt}"` : ""}[${node.children.map(told).join(" ")}]`;
const document = await getDocument({ data: new Uint8Array(Buffer.from(data, "latin1")), verbosity: 0 }).promise;
const trees = [];
for (const number of [1, 2]) trees.push(told(await (await document.getPage(number)).getStructTree()));
console.log(`pdf.js ${version}`);
trees.forEach((tree, at) => console.log(`page ${at + 1}: ${tree}`));
const seen = trees[0].includes("A square that is on page 2") && trees[0].includes("LBody[]");
process.exit(seen ? 0 : 1);
JS
node tree.mjs | grep -v "canvas\|polyfill\|Require stack\|^- /"
