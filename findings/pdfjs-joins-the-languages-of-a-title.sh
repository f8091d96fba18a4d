#!/usr/bin/env bash
# pdfjs-dist 5.6.205 (pdf.js): a title in two languages is both of them, one after another without a space.
#
# dc:title is a "language alternative" (XMP, ISO 16684-1): a list of the same text in several languages, of which a
# reader shows one, and that of x-default when it knows no better. pdf.js gives the text of the whole list, and a viewer
# built on it, such as that of Firefox, shows it as the title of its window, which a screen reader says first. Files that
# say x-default and the language of the document, as many tools write them, are called "A leafletA leaflet".
#
# Seen: getMetadata() says "A leafletUne brochure" of a title in two languages, and "A leaflet" of one in one.
# Fails when that changes. Needs Node 20.19 or later with npm; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --omit=optional pdfjs-dist@5.6.205
cat >title.mjs <<'JS'
// An empty page, and a title in the languages that are given.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.warn = console.log; // nothing is drawn here
const { getDocument, version } = await import("pdfjs-dist/legacy/build/pdf.mjs");

function file(titles) {
  const entries = titles.map(([language, text]) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`).join("");
  const packet =
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
    `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>${entries}</rdf:Alt></dc:title>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>';
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
    `<</Type/Metadata/Subtype/XML/Length ${packet.length}>>stream\n${packet}\nendstream`,
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
  return `${data}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
}

async function title(titles) {
  const data = new Uint8Array(Buffer.from(file(titles), "latin1"));
  const { metadata } = await (await getDocument({ data, verbosity: 0 }).promise).getMetadata();
  return metadata.get("dc:title");
}

const both = await title([["x-default", "A leaflet"], ["fr", "Une brochure"]]);
const one = await title([["x-default", "A leaflet"]]);
console.log(`pdf.js ${version}`);
console.log(`in two languages: ${both}`);
console.log(`in one: ${one}`);
process.exit(both === "A leafletUne brochure" && one === "A leaflet" ? 0 : 1);
JS
node title.mjs | grep -v "canvas\|polyfill\|Require stack\|^- /"
