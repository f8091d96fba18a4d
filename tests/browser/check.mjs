// Opens pages in headless Chromium as patients do, small and enlarged, light and dark, and tells what is wrong.
//
// node check.mjs TASK.json: the task names the browser and the pages; what is found goes to standard output as JSON,
// a list of [page, mode, fault].

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// 1280 x 1024 pixels enlarged four times are 320 x 256 pixels of CSS (WCAG 2.2, 1.4.10).
const SIZES = {
  "320 px": { width: 320, height: 640, deviceScaleFactor: 1 },
  "400 %": { width: 320, height: 256, deviceScaleFactor: 4 },
};
const SCHEMES = ["light", "dark"];
const TABS = 3;

const task = JSON.parse(readFileSync(process.argv[2], "utf8"));
const faults = [];

const browser = await puppeteer.launch({
  executablePath: task.chromium,
  headless: true,
  args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--force-color-profile=srgb", ...task.args],
});
const todo = [...task.pages];
await Promise.all(Array.from({ length: TABS }, work));
await browser.close();
process.stdout.write(JSON.stringify(faults));

async function work() {
  const tab = await browser.newPage();
  let current = "";
  let mode = "opening";
  const told = (fault) => faults.push([current, mode, fault]);
  tab.on("console", (message) => told(`console: ${message.text()}`));
  tab.on("pageerror", (error) => told(`error: ${error.message}`));
  tab.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) told(`asks for ${request.url()}`);
  });
  for (let path = todo.shift(); path !== undefined; path = todo.shift()) {
    [current, mode] = [path, "opening"];
    await tab.setViewport(SIZES["320 px"]);
    await tab.goto(pathToFileURL(path).href);
    // A page's own policy stops scripts that are added to it; what a debugger evaluates is not part of the page.
    await tab.evaluate(AXE);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await tab.setViewport(viewport);
      for (const scheme of SCHEMES) {
        mode = `${size}, ${scheme}`;
        await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        for (const fault of await tab.evaluate(look)) told(fault);
      }
    }
    mode = "filling in";
    for (const fault of await fill(tab)) told(fault);
    mode = "printing";
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    if (pdf.length < 1000) told("nothing is printed");
  }
  await tab.close();
}

// Runs in the page.
async function look() {
  const found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) found.push(`${wide} pixels wide`);
  for (const caption of document.querySelectorAll("caption")) {
    if (caption.getBoundingClientRect().right > window.innerWidth) found.push(`cut: ${caption.textContent}`);
  }
  const result = await window.axe.run(document, { resultTypes: ["violations"] });
  for (const { id, nodes } of result.violations) {
    for (const node of nodes) found.push(`${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`);
  }
  return found;
}

// Boxes can be ticked, and fields filled in, without a script of the page.
async function fill(tab) {
  const found = [];
  const box = await tab.$("input[type=checkbox]");
  if (box !== null) {
    await box.evaluate((input) => input.scrollIntoView());
    await box.focus();
    await tab.keyboard.press("Space");
    if (!(await box.evaluate((input) => input.checked))) found.push("a box stays empty");
  }
  const field = await tab.$("input[type=text]");
  if (field !== null) {
    await field.type("12");
    if ((await field.evaluate((input) => input.value)) !== "12") found.push("a field stays empty");
  }
  return found;
}
