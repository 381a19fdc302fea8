// Looks at winnow's pages of HTML with a real Chromium: nothing of the pages that were read may run or load, everything
// works by keyboard, and axe-core finds no serious violation, light and dark. Leaves pictures in out/.
//
//   npm ci && node test.mjs            WINNOW names the program, CHROMIUM the browser; --pictures writes docs/*.png anew
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { attack, corpus, hostile } from "./pages.mjs";

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, "..", "..");
const out = join(here, "out"), docs = join(root, "docs");
const program = process.env.WINNOW || join(out, "winnow");
const browserPath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const winnow = (args, options = {}) => execFileSync(program, args, { cwd: out, stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28, ...options });

function make() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "hostile"), { recursive: true });
  if (!process.env.WINNOW) execFileSync("go", ["build", "-o", program, "."], { cwd: root, stdio: "inherit" });
  for (const [name, html] of Object.entries(hostile())) writeFileSync(join(out, "hostile", name), html);
  writeFileSync(join(out, "hostile", "text.txt"), `${attack}\n\n${attack}\n\nA paragraph of plain text that is long enough to be kept, and says nothing else.\n`);
  writeFileSync(join(out, "corpus.jsonl"), corpus(3000));
  const pages = join(root, "testdata", "pages");
  winnow(["-q", "-o", "articles.jsonl", "--rejected", "rejected.jsonl", "--summary", "summary.json", "--timings", "corpus.jsonl"], { stdio: "ignore" });
  winnow(["report", "-o", "report.html", "summary.json"]);
  winnow(["-q", "-o", "hostile.jsonl", "--summary", "hostile.json", "--rejected", "/dev/null", "hostile"]);
  winnow(["report", "-o", "hostile-report.html", "hostile.json"]);
  winnow(["explain", "-q", "--html", "-o", "hostile-explain.html", "hostile"]);
  winnow(["explain", "-q", "--html", "-o", "explain-all.html", pages]);
  winnow(["explain", "-q", "--html", "-o", "explain.html", "cau-cang.html"], { cwd: join(pages, "vi") });
  execFileSync("mv", [join(pages, "vi", "explain.html"), join(out, "explain.html")]);
  const truth = JSON.parse(winnow(["extract", "-q", join(pages, "vi", "cau-cang.html")]).toString()).text
    .replace("182 tỷ đồng", "182 tỷ đồng, chưa kể thuế").replace(/\n\nThu Hà$/, "");
  writeFileSync(join(out, "truth.txt"), truth);
  winnow(["explain", "-q", "--html", "--truth", "truth.txt", "-o", "explain-truth.html", join(pages, "vi", "cau-cang.html")]);
}

let browser, failures = 0;
const tests = [];
const test = (name, fn) => tests.push([name, fn]);

// open opens a file that winnow made and notes all that goes wrong.
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(join(out, file)).href;
  const wrong = [];
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) wrong.push(`console: ${m.text()}`); });
  page.on("pageerror", (e) => wrong.push(`error: ${e}`));
  page.on("dialog", (d) => { wrong.push(`dialog: ${d.message()}`); d.dismiss(); });
  page.on("popup", (p) => wrong.push(`popup: ${p.url()}`));
  page.on("request", (r) => { if (r.url().split("#")[0] !== url && r.url() !== "about:srcdoc") wrong.push(`request: ${r.url()}`); });
  await page.goto(url);
  page.setDefaultTimeout(120_000); // a busy machine is no failure
  page.wrong = wrong;
  page.done = async () => { assert.deepEqual(wrong, []); await context.close(); };
  return page;
}

async function checkAxe(page, name) {
  await page.evaluate(axe); // by the debugger, which no policy of the page holds back
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { iframes: false }));
  const serious = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(serious.map((v) => `${name}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html + " " + n.failureSummary).join(" | ")}`), []);
  return violations.length;
}

const unfold = (page, selector = "details") => page.evaluate((s) => document.querySelectorAll(s).forEach((d) => { d.open = true; }), selector);

for (const file of ["report.html", "explain.html", "explain-all.html", "explain-truth.html", "hostile-report.html", "hostile-explain.html"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${file} in ${colorScheme}: axe, folded and unfolded`, async () => {
      const page = await open(file, { colorScheme });
      await page.screenshot({ path: join(out, `${file.replace(".html", "")}-${colorScheme}.png`), fullPage: file !== "explain-all.html" });
      await checkAxe(page, "folded");
      if (!file.startsWith("explain-all")) {
        await unfold(page, file === "report.html" ? "#samples details, #duplicates details" : "details");
        await checkAxe(page, "unfolded");
      }
      await page.done();
    });
  }
}

for (const file of ["hostile-report.html", "hostile-explain.html"]) {
  test(`${file}: nothing of the pages runs, loads or becomes markup`, async () => {
    const page = await open(file);
    await unfold(page);
    await page.evaluate(() => document.querySelectorAll("iframe").forEach((f) => f.scrollIntoView()));
    await page.waitForTimeout(500);
    const found = await page.evaluate(() => ({
      broken: window.broken ?? null,
      scripts: document.querySelectorAll("script").length, styles: document.querySelectorAll("style").length,
      taken: document.querySelectorAll("#attack, base, form, object, embed, link, meta[http-equiv=refresh]").length,
      handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style" || a.name === "src")).length,
      links: [...document.querySelectorAll("a[href]")].filter((a) => !a.getAttribute("href").startsWith("#")).length,
      images: document.querySelectorAll("img, video, audio, image, use").length,
      shown: document.body.textContent.includes("<script>window.broken=1;alert(1)</script>"),
      sandboxed: [...document.querySelectorAll("iframe")].every((f) => f.getAttribute("sandbox") === "" && !f.hasAttribute("src")),
    }));
    assert.deepEqual(found, { broken: null, scripts: 1, styles: 1, taken: 0, handlers: 0, links: 0, images: 0, shown: true, sandboxed: true });
    if (file.includes("explain")) {
      const frames = page.frames().slice(1);
      assert.ok(frames.length >= 5, `only ${frames.length} originals are shown`);
      for (const frame of frames) {
        const html = await frame.content();
        assert.ok(!/<(script|img|svg|iframe|link|object|embed|form|input|base|video)\b/i.test(html), html.slice(0, 2000));
        assert.equal(html.match(/<style>/g).length, 1);
        assert.ok(!/<[a-z0-9]+ [^>]*(href|src|style|class|on\w+)=/i.test(html.replace(/<meta[^>]*>/g, "")), "an attribute came through");
      }
    }
    await page.done();
  });
}

test("the policy holds by itself: a script, a style and a picture put into the page do nothing", async () => {
  const page = await open("report.html");
  const stopped = [];
  page.on("requestfailed", (r) => stopped.push(`${r.url()}: ${r.failure().errorText}`));
  const result = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", (e) => violations.push(e.effectiveDirective));
    const add = (tag, set) => { const e = document.createElement(tag); set(e); document.body.append(e); };
    add("script", (e) => { e.textContent = "window.broken = 1"; });
    add("style", (e) => { e.textContent = "body { display: none }"; });
    add("img", (e) => { e.src = "http://attack.invalid/x.png"; });
    add("div", (e) => { e.innerHTML = "<b onclick='window.broken=2'>x</b>"; e.firstChild.click(); });
    await new Promise((r) => setTimeout(r, 300));
    return { violations: violations.sort(), broken: window.broken ?? null, seen: getComputedStyle(document.body).display !== "none" };
  });
  assert.deepEqual(result, { violations: ["img-src", "script-src-attr", "script-src-elem", "style-src-elem"], broken: null, seen: true });
  assert.deepEqual(stopped, ["http://attack.invalid/x.png: csp"]); // stopped by the policy, not by a missing network
  await page.context().close();
});

test("report: sections, samples and tables work by keyboard", async () => {
  const page = await open("report.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the report");
  const details = page.locator("#samples details.card").first();
  assert.equal(await details.getAttribute("open"), null);
  await details.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.notEqual(await details.getAttribute("open"), null);
  await page.keyboard.press("Space");
  assert.equal(await details.getAttribute("open"), null);

  const rows = page.locator("#t-site tbody tr:visible");
  const before = await rows.count();
  await page.getByLabel("Filter Sites").focus();
  await page.keyboard.type("courier");
  assert.ok(before > 3 && (await rows.count()) === 1, `${before} rows, then ${await rows.count()}`);
  assert.equal(await page.locator("#origins [data-count]").last().textContent(), `1 of ${before}`);
  await page.getByLabel("Filter Sites").fill("");
  assert.equal(await rows.count(), before);

  const button = page.locator("#t-site thead button", { hasText: "Articles" });
  await button.focus();
  await page.keyboard.press("Enter");
  const values = await page.locator("#t-site tbody td:nth-child(3)").evaluateAll((cells) => cells.map((c) => Number(c.dataset.v)));
  assert.deepEqual(values, [...values].sort((a, b) => b - a));
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#t-site thead th[aria-sort]").getAttribute("aria-sort"), "ascending");

  const total = await page.locator("#samples .sample").count();
  await page.getByLabel("Filter samples").fill("Brücke");
  const shown = await page.locator("#samples .sample:visible").count();
  assert.ok(shown > 0 && shown < total, `${shown} of ${total} samples`);
  assert.ok((await page.locator("#samples .sample:visible").first().textContent()).includes("Brücke"));

  await page.locator("#reasons a").first().focus();
  await page.keyboard.press("Enter");
  const target = await page.evaluate(() => location.hash);
  assert.notEqual(await page.locator(target).getAttribute("open"), null, "a link does not unfold what it leads to");
  await page.done();
});

test("report: figures of the run are those of its summary", async () => {
  const page = await open("report.html");
  const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
  assert.equal(summary.total.pages, 3000);
  const plain = (text) => Number(text.replace(/[^0-9]/g, ""));
  const tiles = await page.locator(".tile dd").evaluateAll((all) => all.map((e) => e.firstChild.textContent));
  assert.deepEqual(tiles.slice(0, 4).map(plain), [summary.total.articles, summary.total.duplicates, summary.total.rejected, summary.total.failed]);
  assert.ok(summary.total.duplicates > 200 && summary.total.rejected > 50, "the corpus has too little to show");
  const reasons = await page.locator("#reasons tbody tr").count();
  assert.equal(reasons, summary.reasons.length);
  for (const id of ["lengths", "shares", "dates", "sizes", "speed", "memory"]) {
    assert.equal(await page.locator(`h3#${id}`).count(), 1, `no chart ${id}`);
  }
  assert.ok((await page.locator("#duplicates .pair mark").count()) > 0, "no difference is marked");
  await page.done();
});

test("explain: blocks fold, filter and link by keyboard", async () => {
  const page = await open("explain.html");
  const run = page.locator("details.run").first();
  await run.locator("> summary").focus();
  await page.keyboard.press("Enter");
  const block = run.locator("details.block").first();
  await block.locator("> summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await block.getByText("Tag path").isVisible());
  assert.ok(await block.locator(".evidence").isVisible());
  const all = await page.locator(".block").count();
  await page.getByLabel("Filter", { exact: true }).focus();
  await page.keyboard.type("182");
  assert.equal(await page.locator(".block:visible").count(), 1);
  await page.getByLabel("Filter", { exact: true }).fill("");
  await page.getByLabel("Show").selectOption("comment");
  const comments = await page.locator(".block:visible").count();
  assert.ok(comments > 0 && comments < all);
  await page.getByLabel("Show").selectOption("");
  await page.getByRole("button", { name: "Fold all", exact: true }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".blocks details[open]").count(), 0);
  const frame = page.frames()[1];
  assert.ok((await frame.locator("body").textContent()).includes("Hải Sơn"), "the original is not shown");
  await page.done();
});

test("explain: an index of pages leads to each of them", async () => {
  const page = await open("explain-all.html");
  const rows = page.locator("#index tbody tr:visible");
  assert.equal(await rows.count(), await page.locator("details.page").count());
  await page.getByLabel("Filter pages").focus();
  await page.keyboard.type("hoi-den");
  assert.equal(await rows.count(), 1);
  assert.equal(await page.locator("details.page:visible").count(), 1);
  await rows.locator("a").focus();
  await page.keyboard.press("Enter");
  const open_ = page.locator("details.page[open]");
  assert.equal(await open_.count(), 1);
  assert.ok((await open_.textContent()).includes("Phạm Văn Thuận"));
  const repeat = open_.locator(".facts a").first();
  if (await repeat.count()) {
    await repeat.evaluate((a) => { for (let d = a; d; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true; });
    await repeat.click();
    assert.equal(await page.locator(":target").count(), 1);
  }
  await page.done();
});

test("explain: differences from the reference are marked", async () => {
  const page = await open("explain-truth.html");
  assert.equal((await page.locator(".beside mark").filter({ hasText: "Thu Hà" }).count()), 1);
  assert.ok((await page.locator(".reference mark").allTextContents()).join(" ").includes("chưa kể thuế"));
  assert.ok((await page.locator(".block.wrong").count()) >= 1, "no block is flagged");
  await page.done();
});

test("without script everything can be read", async () => {
  const page = await open("report.html", { javaScriptEnabled: false });
  assert.equal(await page.locator(".tools:visible").count(), 0);
  assert.ok(await page.locator("#reasons table").isVisible());
  await page.context().close();
});

test("on paper, and on a small screen", async () => {
  const page = await open("report.html");
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: join(out, "report.pdf"), format: "A4" });
  assert.ok(statSync(join(out, "report.pdf")).size > 20_000);
  await page.done();
  const small = await open("explain.html", { viewport: { width: 390, height: 800 } });
  await small.screenshot({ path: join(out, "explain-small.png") });
  const wide = await small.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `the page is ${wide} pixels wide on a screen of 390`);
  await small.done();
  const phone = await open("report.html", { viewport: { width: 390, height: 800 } });
  await phone.screenshot({ path: join(out, "report-small.png") });
  assert.ok((await phone.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  await phone.done();
});

// The pictures of the README.
async function pictures() {
  mkdirSync(docs, { recursive: true });
  const report = await open("report.html", { viewport: { width: 1200, height: 860 } });
  await report.screenshot({ path: join(docs, "report.png") });
  await report.done();
  const explain = await open("explain.html", { viewport: { width: 1200, height: 860 } });
  await unfold(explain, "#p1-b13");
  await explain.screenshot({ path: join(docs, "explain.png") });
  await explain.done();
  for (const name of ["report.png", "explain.png"]) assert.ok(statSync(join(docs, name)).size < 300_000, `docs/${name} is too large`);
}

make();
// A container has no user namespaces for Chromium's own sandbox; the pages here are files that the test has made.
browser = await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
for (const [name, run] of tests) {
  try {
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAIL  ${name}\n${error.message}`);
  }
}
if (process.argv.includes("--pictures") && failures === 0) await pictures();
await browser.close();
console.log(`${tests.length - failures} of ${tests.length} passed`);
process.exit(failures ? 1 : 0);
