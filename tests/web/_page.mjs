// Opens a page of `copytaster account --html` in headless Chromium and checks what a reader meets: no accessibility
// violation in light and dark, at desk and telephone width; no sideways scrolling; no request, no message on the console; a link
// that lights up its words. Usage: node _page.mjs CHROMIUM PAGE [SCREENSHOT_FOLDER]
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [, , executablePath, path, folder] = process.argv;
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let failures = 0;

function fail(where, what) {
  failures += 1;
  console.error(`FAIL: ${where}: ${what}`);
}

async function check(browser, colorScheme, width) {
  const where = `${colorScheme} ${width}px`;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
  page.on("console", (message) => fail(where, `console: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith("file:") || fail(where, `request: ${request.url()}`));
  await page.goto(`file://${path}`);
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run());
  for (const rule of result.violations) {
    fail(where, `axe ${rule.id}: ${rule.help}\n  ${rule.nodes.slice(0, 3).map((node) => node.html).join("\n  ")}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) {
    fail(where, `scrolls sideways by ${wide}px`);
  }
  if (folder) {
    await page.screenshot({ path: `${folder}/${colorScheme}-${width}.png`, fullPage: width < 600 });
  }
  const link = page.locator("main a.place").first();
  if (await link.count()) {
    await link.click();
    const lit = page.locator("mark:target");
    if (await lit.count() !== 1 || !await lit.first().isVisible()) {
      fail(where, "the first link to words lights up none");
    } else if (!await lit.first().evaluate((mark) => {
      const box = mark.getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight;
    })) {
      fail(where, "the words that a link names are out of sight");
    }
  }
  await page.close();
  return result.passes.length;
}

const browser = await chromium.launch({ executablePath, args: flags });
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390, 360]) {
      const passes = await check(browser, colorScheme, width);
      console.log(`${colorScheme} ${width}px: ${passes} rules passed`);
    }
  }
} finally {
  await browser.close();
}
process.exit(failures ? 1 : 0);
