// Says what pdf.js reads: node read.mjs FILE... prints, for each file, a list of its pages with words and tree as JSON.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Words need none of these, which pdf.js takes from a package that draws.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
process.getBuiltinModule ??= createRequire(import.meta.url); // Node 18 lacks it
console.warn = console.log = () => {}; // says that nothing can be drawn

const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
const files = [];
for (const path of process.argv.slice(2)) files.push(await read(path));
process.stdout.write(JSON.stringify(files));

async function read(path) {
  const loading = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const contents = new Map();
    const text = words(items, contents);
    pages.push({ text, tree: fill((await page.getStructTree()) ?? {}, contents) });
  }
  await loading.destroy();
  return pages;
}

// The words of a page; those of each marked content as well, by its name in the tree.
function words(items, contents) {
  let text = "";
  const open = [];
  for (const item of items) {
    if (item.type === "endMarkedContent") open.pop();
    else if (item.type?.startsWith("beginMarkedContent")) open.push(item.id ?? null);
    else {
      const said = item.str + (item.hasEOL ? "\n" : "");
      const id = open.at(-1);
      text += said;
      if (id) contents.set(id, (contents.get(id) ?? "") + said);
    }
  }
  return text;
}

function fill(node, contents) {
  if (node.type === "content") return { text: contents.get(node.id) ?? "" };
  return { ...node, children: node.children?.map((child) => fill(child, contents)) };
}
