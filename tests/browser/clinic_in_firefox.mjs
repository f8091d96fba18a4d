// Goes through the clinic in Firefox as a physio does, by WebDriver BiDi, with a profile on the disk, and prints.
//
// node clinic_in_firefox.mjs TASK: the task is JSON and names the browser, the address that opens the clinic, the folder
// of the profile, what is typed, and the file that the printer writes; what was seen goes to standard output as JSON.

import { existsSync, statSync } from "node:fs";
import puppeteer from "puppeteer-core";

const PATIENCE = 60_000;
const PRINTER = "print.printer_Mozilla_Save_to_PDF";

const task = JSON.parse(process.argv[2]);
const faults = [];
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: task.firefox,
  headless: true,
  args: ["--width=1366", "--height=900"],
  defaultViewport: null,
  userDataDir: task.profile,
  extraPrefsFirefox: {
    // As a physio's own browser is: it keeps what it can.
    "remote.prefs.recommended": false,
    "browser.formfill.enable": true,
    "browser.sessionstore.resume_from_crash": true,
    "browser.sessionstore.interval": 500,
    "browser.cache.disk.enable": true,
    "browser.aboutwelcome.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    // The print window presses its own button, and the printer is a file.
    "print.always_print_silent": true,
    print_printer: "Mozilla Save to PDF",
    [`${PRINTER}.print_to_file`]: true,
    [`${PRINTER}.print_to_filename`]: task.printed,
    "browser.download.folderList": 2,
    "browser.download.dir": task.downloads,
  },
});
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);
page.on("console", (message) => {
  if (["error", "warn"].includes(message.type())) faults.push(`console: ${message.text()}`);
});
page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
await page.goto(task.address, { timeout: PATIENCE });
await (await named("Add Ankle circles")).click();
await (await named("Patient")).type(task.name);
await (await named("More of Ankle circles: dose in short, note")).click();
await (await named("Note on Ankle circles")).type(task.note);
await until(() => page.evaluate(() => document.querySelector("#pages img") !== null));
await (await named("Times: more")).click();
let sentence = "";
await until(async () => {
  sentence = await page.$eval(".sentence", (one) => one.textContent);
  return sentence.includes("11");
});
await (await named("Save PDF")).click();
await (await named("Print")).click();
await until(() => existsSync(task.printed) && statSync(task.printed).size > 0 && isWhole(task.printed));
await new Promise((done) => setTimeout(done, 1500)); // the browser writes its session
await browser.close();
process.stdout.write(JSON.stringify({ faults, sentence }));

// The control that is shown and has this whole name. Firefox holds what puppeteer's own waiting adds to the page to the
// page's policy, and its search by names takes many seconds.
async function named(name) {
  const find = (wanted) => {
    const nameOf = (one) => one.getAttribute("aria-label") ?? (one.labels?.[0] ?? one).textContent;
    const controls = [...document.querySelectorAll("button, input, textarea, select")];
    return controls.find((one) => one.checkVisibility() && nameOf(one).replace(/\s+/g, " ").trim() === wanted) ?? null;
  };
  let found = null;
  await until(async () => (found = (await page.evaluateHandle(find, name)).asElement()) !== null);
  return found;
}

function isWhole(path) {
  return statSync(path).mtimeMs < Date.now() - 500;
}

async function until(isDone) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    if (await isDone()) return;
  }
  throw new Error(`never: ${isDone}`);
}
