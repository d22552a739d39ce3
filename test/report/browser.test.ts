import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { pathToFileURL } from 'url';
import { inflateSync } from 'zlib';
import type { Browser, Page } from 'playwright-core';
import { PARTS } from '../../src/report/report/html';
import { call } from '../cli/call';

/** A Chromium, such as that of Debian; without it these tests are skipped. `.ci/run` installs one. */
const CHROMIUM = process.env.NETFENCE_CHROMIUM;
const ROOT = resolve(__dirname, '..', '..');
const AXE = join(ROOT, 'node_modules', 'axe-core', 'axe.min.js');
/** What opens the database of production to staging, and where it stands. */
const RULE = 'NetworkPolicy production/deny-from-other-namespaces spec.ingress[0]';
const LINE = `${join(ROOT, 'examples', 'yaml', 'blog.yaml')}:112`;
/** Where pictures of the document are kept. */
const SHOTS = join(ROOT, 'coverage', 'browser');
const FLOWS = `time,src_namespace,src_workload,dst_namespace,dst_workload,dst_port,protocol,verdict
2026-11-20T09:00:00Z,production,frontend,production,api-server,8080,TCP,FORWARDED
2026-11-21T09:00:00Z,production,api-server,production,database,5432,TCP,FORWARDED
`;

(CHROMIUM === undefined ? describe.skip : describe)('the report in Chromium', () => {
  jest.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'netfence-browser-'));
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const said: string[] = [];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    const [flows, html] = [join(folder, 'flows.csv'), join(folder, 'report.html')];
    writeFileSync(flows, FLOWS);
    const blog = join(ROOT, 'examples', 'yaml', 'blog.yaml');
    const states = ['--old', blog, '--live', join(ROOT, 'examples', 'corrected')];
    const { code } = await call(['report', blog, '--flows', flows, '--pci', 'production', ...states, '--date', '2026-11-30', '--file', html]);
    expect(code).toBe(0);
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(pathToFileURL(html).href);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  it('asks for nothing but itself, and says nothing on the console', () => {
    expect(asked).toEqual([page.url()]);
    expect(said).toEqual([]);
  });

  it('applies its style, though the policy of the document allows it by its hash alone', async () => {
    expect(await page.evaluate('getComputedStyle(document.querySelector("thead th")).position')).toBe('sticky');
  });

  it('shows the nine parts, and each entry of the contents leads to its heading', async () => {
    for (const { id, title } of PARTS) {
      expect(await page.locator(`#${id} > h2`).textContent()).toBe(title);
      await page.locator(`nav a[href="#${id}"]`).click();
      expect(await page.evaluate(`(() => {
        const { top } = document.getElementById('${id}').getBoundingClientRect();
        return top > -2 && top < innerHeight;
      })()`)).toBe(true);
    }
  });

  it('draws its pictures: boxes with text that fits, and lines that end in the picture', async () => {
    const wrong = await page.evaluate(`(() => {
      document.querySelectorAll('details').forEach((one) => (one.open = true));
      const found = [];
      for (const picture of document.querySelectorAll('svg.picture')) {
        const { width, height } = picture.viewBox.baseVal;
        for (const line of picture.querySelectorAll('.line path')) {
          const box = line.getBBox();
          if (box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1) found.push(line.parentNode.textContent);
        }
        for (const node of picture.querySelectorAll('.node')) {
          const frame = node.querySelector('rect').getBBox();
          for (const text of node.querySelectorAll('text')) if (text.getBBox().width > frame.width) found.push(text.textContent);
        }
      }
      return found;
    })()`);
    expect(wrong).toEqual([]);
    expect(await page.locator('#zones svg.picture').count()).toBe(4);
    await page.locator('#zones').screenshot({ path: join(SHOTS, 'zones.png') });
  });

  it('is read by keyboard: to the report, through the contents, into a picture, and a namespace opens by Enter', async () => {
    await page.reload();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(`#${PARTS[0].id}`);
    const seen: string[] = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      seen.push(String(await page.evaluate('document.activeElement.getAttribute("aria-label") || document.activeElement.tagName')));
      if (seen.at(-1) === 'SUMMARY') break;
    }
    expect(seen).toContain('Picture of the zones');
    expect(seen.at(-1)).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open]').count()).toBe(1);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it('searches tables and pictures, and opens the pictures that hold what is sought', async () => {
    await page.reload();
    await page.locator('#search').fill('database');
    expect(await page.locator('output').textContent()).toMatch(/^\d+ rows, [1-9]\d* boxes$/);
    const shown = await page.locator('#register tbody tr:visible').allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    for (const text of shown) expect(text.toLowerCase()).toContain('database');
    await page.locator('#search').fill('5432 database');
    const both = await page.locator('#register tbody tr:visible').allTextContents();
    expect(both.length).toBeGreaterThan(0);
    for (const text of both) expect(text.toLowerCase()).toMatch(/^(?=[^]*database)[^]*5432/);
    await page.locator('#search').fill('database');
    expect(await page.locator('details[open]').count()).toBeGreaterThan(0);
    await page.locator('#search').fill('');
    expect(await page.locator('tbody tr:not(:visible)').count()).toBe(0);
  });

  it('breaks no word of a table in its middle', async () => {
    const broken = await page.evaluate(`(() => {
      const found = [];
      for (const cell of document.querySelectorAll('th, td')) {
        for (const text of [...cell.childNodes].filter((node) => node.nodeType === 3)) {
          for (const { 0: word, index } of text.data.matchAll(/[a-z]+/gi)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
          }
        }
      }
      return found;
    })()`);
    expect(broken).toEqual([]);
  });

  it('sorts a table by a column, both ways, by keyboard', async () => {
    const cells = async () => page.locator('#cover table:not(.fields) tbody th').allTextContents();
    const before = await cells();
    const button = page.locator('#cover table:not(.fields) thead button').first();
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await cells()).toEqual([...before].sort());
    await page.keyboard.press('Enter');
    expect(await cells()).toEqual([...before].sort().reverse());
    expect(await page.locator('#cover th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  it('says by arrows and Enter what is at a box and at a line, and dims what does not touch it', async () => {
    const picture = page.locator('#zones svg.picture').first();
    await picture.locator('[tabindex="0"]').focus();
    const label = async () => String(await page.evaluate('document.activeElement.querySelector("title").textContent'));
    for (let i = 0; i < 20 && !(await label()).startsWith('production'); i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const answer = page.locator('#zones .answer').first();
    expect(await answer.textContent()).toContain('production to ');
    expect(await picture.locator('.line.dim').count()).toBeGreaterThan(0);
    for (const line of await picture.locator('.line:not(.dim) title').allTextContents()) expect(line).toContain('production');
    await page.keyboard.press('Enter');
    expect([await answer.textContent(), await picture.locator('.dim').count()]).toEqual(['', 0]);
    for (let i = 0; i < 20 && !(await label()).startsWith('production to staging, and back: '); i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const why = String(await answer.textContent());
    for (const part of [`${RULE} ${LINE}`, 'to deny it, remove: ', 'netfence explain']) expect(why).toContain(part);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press(' ');
    expect(await answer.textContent()).toContain(await label());
    await page.keyboard.press(' ');
  });

  it('lists what a box of the zones reaches, step by step, and nothing beyond what is outside', async () => {
    const picture = page.locator('#zones svg.picture').first();
    const box = picture.locator('.node', { has: page.locator('text', { hasText: /^staging$/ }) });
    await box.dispatchEvent('click');
    const answer = String(await page.locator('#zones .answer').first().textContent());
    expect(answer).toContain('Reached at most, by steps: 1: ');
    expect(answer).toMatch(/ 1: [^;.]*production/);
    expect(answer).toContain('netfence blast follows each.');
    await box.dispatchEvent('click');
  });

  it('says by Enter on a cell of the matrix which line decides it, and what would change it', async () => {
    const row = page.locator('.matrix tbody tr', { has: page.locator('th', { hasText: /^staging$/ }) });
    const cell = row.locator('a.why', { hasText: 'All Connections' });
    const answer = page.locator('.matrix + .answer');
    const places: string[] = [];
    for (const link of await cell.all()) {
      await link.focus();
      await page.keyboard.press('Enter');
      places.push(String(await answer.textContent()));
    }
    const example = 'For example: staging/database[StatefulSet] to production/database[StatefulSet]';
    expect(places.filter((text) => text.includes(`${RULE} ${LINE}`) && text.includes(example)).length).toBe(1);
    await page.locator('.matrix a.why', { hasText: /^denied$/ }).first().focus();
    await page.keyboard.press('Enter');
    const denied = String(await answer.textContent());
    for (const part of ['denied for every pair of pods', 'The smallest change that opens', 'kind: NetworkPolicy']) expect(denied).toContain(part);
    const ids = await page.evaluate('[...document.querySelectorAll("[id]")].map(({ id }) => id)') as string[];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['light', 'no-preference'], ['dark', 'no-preference'], ['dark', 'more'],
  ] as const)('has no fault that axe-core finds, %s, contrast %s', async (colorScheme, contrast) => {
    await page.emulateMedia({ colorScheme, contrast });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => (one.open = true))');
    await page.evaluate(readFileSync(AXE, 'utf8'));
    const { violations } = await page.evaluate('axe.run()') as { violations: { id: string; nodes: { html: string }[] }[] };
    expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))])).toEqual([]);
    await page.screenshot({ path: join(SHOTS, `${colorScheme}-${contrast}.png`) });
    await page.emulateMedia({ colorScheme: null, contrast: null });
  });

  it.each([['A4', 595, 842], ['Letter', 612, 792]] as const)('prints to %s: each part begins a page', async (format, width, height) => {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    const { pages, sizes } = pagesOf(pdf);
    expect(pages).toBeGreaterThanOrEqual(PARTS.length);
    expect(pages).toBeLessThan(PARTS.length * 5);
    expect(sizes.length).toBe(1);
    expect([width, height].map((points, i) => Math.abs(points - Number(sizes[0].split(' ')[i])) <= 1)).toEqual([true, true]);
  });

  it('is the same document without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(page.url());
    for (const { id, title } of PARTS) expect(await plain.locator(`#${id} > h2`).textContent()).toBe(title);
    expect(await plain.locator('#zones svg.picture').first().isVisible()).toBe(true);
    expect(await plain.locator('#zones table').first().isVisible()).toBe(true);
    await plain.locator('details:not(.why) > summary').first().click();
    expect(await plain.locator('details[open] > .drawn svg.picture').isVisible()).toBe(true);
    await plain.locator('.matrix a.why').first().click();
    expect(await plain.locator('details.why[open] > div').first().isVisible()).toBe(true);
    await context.close();
  });
});

/** The pages of a PDF and their sizes in points, as Chromium writes it: objects may lie in packed streams. */
function pagesOf(pdf: Buffer): { readonly pages: number; readonly sizes: readonly string[] } {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/\/Type\s*\/ObjStm[^]*?stream\r?\n/g)].map((match) => {
    const start = match.index + match[0].length;
    return inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1');
  });
  const all = [text, ...streams].join('\n');
  const boxes = [...all.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  const sizes = new Set(boxes.map(([, width, height]) => `${Math.round(Number(width))} ${Math.round(Number(height))}`));
  return { pages: [...all.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length, sizes: [...sizes] };
}
