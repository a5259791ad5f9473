// node axe.mjs FOLDER PAGE: opens PAGE in Chromium, prints what axe-core and the browser complain about, as JSON.
// FOLDER holds node_modules with axe-core and puppeteer-core.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , folder, page] = process.argv;
const need = createRequire(path.join(path.resolve(folder), "package.json"));
const found = await import(pathToFileURL(need.resolve("puppeteer-core")).href);
const puppeteer = found.launch ? found : found.default;
const axe = fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: true,
  userDataDir: fs.mkdtempSync(path.join(os.tmpdir(), "axe-")),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const complaints = [];
for (const language of ["en", "ko"]) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const where = `${language} ${scheme} ${width}`;
      const tab = await browser.newPage();
      tab.on("console", (message) => complaints.push(`${where}: console: ${message.text()}`));
      tab.on("pageerror", (error) => complaints.push(`${where}: error: ${error}`));
      tab.on("request", (r) => r.url().startsWith("file:") || complaints.push(`${where}: request: ${r.url()}`));
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await tab.setViewport({ width, height: 900 });
      await tab.goto(pathToFileURL(path.resolve(page)).href);
      await tab.evaluate((id) => document.getElementById(id).click(), `show-${language}`);
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) complaints.push(`${where}: ${over} px wider than the window`);
      await tab.evaluate(axe);
      const small = await tab.evaluate(() => [...document.querySelectorAll("svg.picture text")].filter((text) => {
        const box = text.closest("g.box")?.querySelector("rect")?.getBoundingClientRect();
        const own = text.getBoundingClientRect();
        return box && own.width > 0 && own.right > box.right + 1;
      }).map((text) => text.textContent));
      if (small.length > 0) complaints.push(`${where}: text leaves its box: ${small.join(", ")}`);
      const result = await tab.evaluate(() => window.axe.run());
      for (const v of result.violations) {
        if (["serious", "critical"].includes(v.impact)) complaints.push(`${where}: ${v.id}: ${v.nodes[0].html}`);
      }
      await tab.close();
    }
  }
}
await browser.close();
console.log(JSON.stringify(complaints));
