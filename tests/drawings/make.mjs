// Makes the right picture of each drawing as Chromium prints it: 300 px on the longer side, transparent, quantised.
//
//   npm install --no-save puppeteer-core sharp          (in a folder outside of the repository)
//   NODE_PATH=<that folder>/node_modules CHROMIUM=<chromium> node tests/drawings/make.mjs [part of a name...]
//
// Not a part of CI: the pictures are kept. A drawing that is refused has none. Each drawing is opened as a document,
// with media "print", in English, and with the brand's faces. Where a drawing asks for sans-serif or for no family, it
// is set in the brand's face; Chromium, which would take a face of the machine, is told so here.

import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {delimiter, dirname, join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const load = createRequire(join((process.env.NODE_PATH || ".").split(delimiter)[0], "x.js"));
const puppeteer = load("puppeteer-core");
const sharp = load("sharp");

const HERE = dirname(fileURLToPath(import.meta.url));
const INTO = process.env.INTO || HERE;
const FONTS = resolve(HERE, "../../assets/fonts");
const BRAND = "Atkinson Hyperlegible Next";
const FACES = [["Regular", "400", "normal"], ["Bold", "700", "normal"], ["Italic", "400", "italic"],
  ["BoldItalic", "700", "italic"]];
const SIDE = 300;
const FINER = 4; // letters stand on whole pixels in Chromium, and on paper anywhere
const MOST_BYTES = 2000;
const PIXELS = {"": 1, px: 1, mm: 96 / 25.4, cm: 960 / 25.4, in: 96, pt: 96 / 72, pc: 16};

/** Width and height in CSS pixels: those of the root, else those of its viewBox. */
function size(text) {
  const root = /<(?:\w+:)?svg\b[^>]*>/.exec(text)?.[0] ?? "";
  const of = (name) => {
    const found = new RegExp(`\\s${name}="\\s*\\+?([\\d.]+(?:e\\d+)?)(px|mm|cm|in|pt|pc|)\\s*"`).exec(root);
    return found ? parseFloat(found[1]) * PIXELS[found[2]] : null;
  };
  const box = /\sviewBox="([^"]*)"/.exec(root)?.[1].trim().split(/[\s,]+/).map(Number);
  const [across, down] = box?.length === 4 ? [box[2], box[3]] : [300, 150];
  const [width, height] = [of("width"), of("height")];
  return [width ?? (height ? height * across / down : across), height ?? (width ? width * down / across : down)];
}

/** The drawing as the brand prints its words. */
function withFace(text) {
  if (!/<(?:\w+:)?text\b/.test(text)) return text;
  if (!/font/.test(text.replaceAll("font-size", ""))) return text.replace("<text ", `<text font-family="${BRAND}" `);
  return text.replace(/Arial, Helvetica, sans-serif|sans-serif/g, BRAND);
}

/** A picture of a palette; values of one that is large are rounded by at most 15, which a comparison looks over. */
async function quantised(picture) {
  const {data, info} = await sharp(picture).ensureAlpha().raw().toBuffer({resolveWithObject: true});
  const {width, height} = info;
  let least = null;
  for (const step of [5, 15, 17, 30]) {
    const rounded = data.map((value) => Math.min(255, Math.round(value / step) * step));
    const out = await sharp(rounded, {raw: {width, height, channels: 4}})
      .png({palette: true, colours: 256, dither: 0, effort: 10}).toBuffer();
    if (!least || out.length < least.length) least = out;
    if (least.length <= MOST_BYTES) break;
  }
  return least;
}

const refused = new Set();
for (const line of readFileSync(join(HERE, "expected.yaml"), "utf8").split("\n")) {
  if (line.includes("{refused:")) refused.add(line.split(":")[0]);
}
const asked = process.argv.slice(2);
const names = readdirSync(HERE).filter((file) => file.endsWith(".svg")).map((file) => file.slice(0, -4))
  .filter((name) => !refused.has(name) && (!asked.length || asked.some((part) => name.includes(part))));

const faces = FACES.map(([file, weight, style]) => ({
  weight, style, data: readFileSync(join(FONTS, `AtkinsonHyperlegibleNext-${file}.ttf`)).toString("base64"),
}));
const work = mkdtempSync(join(tmpdir(), "drawings-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--lang=en", "--accept-lang=en", "--force-color-profile=srgb", "--font-render-hinting=none",
    "--disable-lcd-text", "--hide-scrollbars"],
});
try {
  const one = async (name) => {
    const path = join(HERE, `${name}.svg`);
    const data = readFileSync(path);
    const text = data.toString(data[0] === 0xff ? "utf16le" : "utf8");
    const [width, height] = size(text);
    const page = await browser.newPage();
    await page.emulateMediaType("print");
    await page.setViewport({
      width: Math.ceil(width), height: Math.ceil(height), deviceScaleFactor: FINER * SIDE / Math.max(width, height),
    });
    let shown = path;
    if (withFace(text) !== text) {
      shown = join(work, `${name}.svg`);
      writeFileSync(shown, withFace(text));
    }
    await page.goto(pathToFileURL(shown).href);
    await page.evaluate(async (brand, sources) => {
      for (const {weight, style, data} of sources) {
        const face = new FontFace(brand, `url(data:font/ttf;base64,${data})`, {weight, style});
        document.fonts.add(await face.load());
      }
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, BRAND, faces);
    const picture = await page.screenshot({omitBackground: true, clip: {x: 0, y: 0, width, height}});
    await page.close();
    const longer = Math.max(width, height);
    const [across, down] = [Math.round(width * SIDE / longer), Math.round(height * SIDE / longer)];
    const out = join(INTO, `${name}.png`);
    writeFileSync(out, await quantised(await sharp(picture).resize(across, down, {fit: "fill", kernel: "linear"}).png()
      .toBuffer()));
  };
  const queue = [...names];
  const worker = async () => {
    while (queue.length) await one(queue.shift());
  };
  await Promise.all([worker(), worker(), worker()]);
} finally {
  await browser.close();
  rmSync(work, {recursive: true, force: true});
}
if (!asked.length) {
  for (const file of readdirSync(INTO)) {
    const name = file.slice(0, -4);
    if (file.endsWith(".png") && (refused.has(name) || !existsSync(join(HERE, `${name}.svg`)))) {
      rmSync(join(INTO, file));
    }
  }
}
