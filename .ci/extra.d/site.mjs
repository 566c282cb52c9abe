// A browser reads the site: usage site.mjs CHROMIUM SITE HOSTILE. Every fault is told, then the trial fails.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, site, hostile] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const expect = (holds, told) => { if (!holds) faults.push(told); };
const address = (folder, path) => pathToFileURL(join(folder, path)).href;
const first = (folder, inside) => `${inside}/${readdirSync(join(folder, inside)).filter((it) => it.endsWith(".html")).sort()[0]}`;
const kinds = [
  "index.html", "tree.html", "concept/customer-success.html", "concept/net-promoter-score.html", "compare.html",
  "compare/customer-experience/customer-success.html", "disputes.html", "dispute/customer-service.posture.html",
  "metrics.html", "voices.html", "voice/annette-franz.html", "works.html", first(site, "work"), "about.html",
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const open = async (options, allowed = "file:") => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => faults.push(`${page.url()}: the console says ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`${page.url()}: ${request.url()} cannot be loaded`));
  page.on("request", (request) => expect(request.url().startsWith(allowed), `${page.url()} asks for ${request.url()}`));
  return page;
};

// Each kind of page: accessible in light and dark, and nothing scrolls sideways on the narrowest screen.
for (const colorScheme of ["light", "dark"]) {
  const page = await open({ colorScheme, viewport: { width: 1280, height: 900 } });
  for (const path of kinds) {
    await page.goto(address(site, path));
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations"] }));
    for (const it of found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
      faults.push(`${path}, ${colorScheme}: ${it.id}: ${it.nodes.length} × ${it.help}: ${it.nodes[0].html.slice(0, 160)}`);
    }
  }
  await page.context().close();
}
for (const width of [320, 390, 768, 1280, 1600]) {
  const page = await open({ viewport: { width, height: 800 } });
  for (const path of kinds) {
    await page.goto(address(site, path));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide <= width, `${path} is ${wide} wide at ${width}`);
  }
  await page.context().close();
}

// Search: by abbreviation, by the begin of a word, with a letter wrong, and by keys alone.
const search = async (page, text) => {
  await page.fill("#q", text);
  await page.waitForFunction((of) => document.querySelector("#hits").dataset.of === of, text);
  return page.$$eval("#hits a", (lines) => lines.map((line) => line.firstChild.textContent));
};
{
  const page = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(address(site, "index.html"));
  for (const [text, wanted] of [
    ["CSM", "customer success manager (CSM)"], ["net promo", "net promoter score (NPS)"],
    ["custmer experience", "customer experience (CX)"], ["Customer-Experiences", "customer experience (CX)"],
    ["CS", "customer success (CS)"], ["churn", "customer churn"], ["Lincoln Murphy", "Lincoln Murphy"],
  ]) {
    const found = await search(page, text);
    expect(found[0] === wanted, `searching ${text} finds ${found.slice(0, 3).join(", ") || "nothing"}`);
  }
  await page.fill("#q", "");
  await page.evaluate(() => document.activeElement.blur());
  for (const keys of ["/", "Control+k"]) {
    await page.keyboard.press(keys);
    expect(await page.evaluate(() => document.activeElement.id === "q"), `${keys} does not lead to the search`);
    await page.evaluate(() => document.activeElement.blur());
  }
  await page.keyboard.press("/");
  await page.keyboard.type("nps");
  await page.waitForFunction(() => document.querySelector("#hits a"));
  await Promise.all([page.waitForURL(/concept\//), page.keyboard.press("Enter")]);
  // The index was folded by the program: the page folds every name alike.
  const unlike = await page.evaluate(() => new Promise((done) => {
    const told = { words: new Set(), terms: [] };
    const { fold } = window.cxterms;
    window.cxterms.index = ([words, terms]) => {
      words.split("\n").forEach((line) => told.words.add(line.split(" ")[0]));
      done(terms.flatMap(([, title]) => fold(title)).filter((word) => !told.words.has(word)));
    };
    const script = document.createElement("script");
    script.src = "../assets/search.js?again";
    document.head.append(script);
  }));
  expect(unlike.length === 0, `the page folds otherwise than the program: ${unlike.slice(0, 5).join(", ")}`);
  await page.context().close();
}

// Maps: a node leads to its term, and Tab reaches every node that is seen.
for (const width of [1280, 390]) {
  const page = await open({ viewport: { width, height: 900 } });
  await page.goto(address(site, "concept/customer-success.html"));
  const nodes = await page.$$eval("svg a", (all) => all.filter((it) => it.getClientRects().length).map((it) => it.getAttribute("href")));
  expect(nodes.length > 5, `the map has ${nodes.length} nodes at ${width}`);
  const reached = new Set();
  for (let at = 0; at < 600; at += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const all = [...document.querySelectorAll("svg a")].filter((it) => it.getClientRects().length);
      return [all.indexOf(document.activeElement), document.activeElement === document.body];
    });
    if (here[0] >= 0) reached.add(here[0]);
    if (here[1] || reached.size === nodes.length) break;
  }
  expect(reached.size === nodes.length, `Tab reaches ${reached.size} of ${nodes.length} nodes at ${width}`);
  const link = page.locator("svg a:visible").nth(1);
  await Promise.all([page.waitForURL(/concept\//), link.click()]);
  await page.context().close();
}

// Any two terms side by side, and a pair that has its page.
{
  const page = await open({ viewport: { width: 390, height: 900 } });
  await page.goto(address(site, "compare.html"));
  await page.fill("#one", "NPS");
  await page.fill("#two", "onboarding");
  await page.click("#pick button");
  await page.waitForSelector("#beside table");
  expect((await page.$$("#beside tbody tr")).length > 1, "two terms side by side have no rows");
  await page.fill("#one", "customer success");
  await page.fill("#two", "CX");
  await Promise.all([page.waitForURL(/compare\/customer-experience\/customer-success/), page.click("#pick button")]);
  await page.context().close();
}

// Texts of others: nothing runs, nothing is loaded.
{
  const page = await open({ viewport: { width: 320, height: 800 } });
  page.on("dialog", (dialog) => { faults.push(`a text ran: ${dialog.message()}`); dialog.dismiss(); });
  for (const path of readdirSync(hostile, { recursive: true }).filter((it) => it.endsWith(".html"))) {
    await page.goto(address(hostile, path));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide <= 320, `${path} of the hostile corpus is ${wide} wide at 320`);
  }
  expect((await search(page, "bike")).length > 0, "the hostile corpus cannot be searched");
  await page.context().close();
}

// The same from a web server, below some path.
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };
const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/^\/some\/path/, ""));
  try {
    const bytes = readFileSync(join(site, path));
    response.writeHead(200, { "content-type": types[extname(path)] || "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
{
  const origin = `http://127.0.0.1:${server.address().port}/`;
  const page = await open({ viewport: { width: 1280, height: 900 } }, origin);
  await page.goto(`${origin}some/path/concept/customer-success.html`);
  expect((await search(page, "churn")).length > 0, "search fails on a web server");
  await page.context().close();
}
server.close();
await browser.close();
if (faults.length) {
  console.error([...new Set(faults)].join("\n"));
  process.exit(1);
}
console.log(`site: ${kinds.length} kinds of page, in light and dark, from a folder and from a server`);
