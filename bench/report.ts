/**
 * `npm run bench -- report`: what a report costs beyond the questions that it asks (`list`, `check`, `prove`), on W1 (10,000 policies, 100,000 pods)
 * once it is loaded, by processor time; and what a namespace costs that opens in Chromium, where `NETFENCE_CHROMIUM` names one, in a
 * report that has the most pictures of namespaces. Needs the compiled package.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import * as shapes from './shapes';
import { table } from './table';

// the compiled package is measured, not the sources
/* eslint-disable @typescript-eslint/no-require-imports */
const lib = process.env.NETFENCE_LIB ?? join(__dirname, '..', 'lib');
const { readObjects } = require(join(lib, 'analysis/session/read')) as typeof import('../src/analysis/session/read');
const { statisticsOf, workloadsOf } = require(join(lib, 'analysis/questions/list/workloads')) as typeof import('../src/analysis/questions/list/workloads');
const { runCheck } = require(join(lib, 'analysis/questions/check/check')) as typeof import('../src/analysis/questions/check/check');
const { NO_CONFIG } = require(join(lib, 'analysis/questions/check/config')) as typeof import('../src/analysis/questions/check/config');
const { proofsOf } = require(join(lib, 'analysis/questions/report/proofs')) as typeof import('../src/analysis/questions/report/proofs');
const { reportOf } = require(join(lib, 'analysis/questions/report/report')) as typeof import('../src/analysis/questions/report/report');
const { renderReportHtml } = require(join(lib, 'report/report/html')) as typeof import('../src/report/report/html');
/* eslint-enable */

const DAY = '2026-11-30';

function seconds(work: () => void): number {
  global.gc?.();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** With so many namespaces at most, each is drawn apart, up to the most pictures. */
const DRAWN = 60;

/** What each namespace of a report costs from its click to the next two frames, in milliseconds of the page's thread, ascending; none where there is no Chromium. */
async function openings(): Promise<number[]> {
  const executablePath = process.env.NETFENCE_CHROMIUM;
  if (executablePath === undefined) return [];
  const session = readObjects([...shapes.w1(DRAWN).objects()]);
  const folder = mkdtempSync(join(tmpdir(), 'netfence-bench-'));
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const file = join(folder, 'report.html');
    writeFileSync(file, [...renderReportHtml(reportOf(session, { date: DAY, version: '0.0.0' }))].join(''));
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const client = await page.context().newCDPSession(page);
    // the clock says how busy the machine is
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async () => (await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
    const times: number[] = [];
    for (const one of await page.locator('#zones details:not(.why) > summary').all()) {
      const before = await spent();
      await one.evaluate('(summary) => new Promise((done) => { summary.click(); requestAnimationFrame(() => requestAnimationFrame(done)); })');
      times.push((await spent() - before) * 1000);
      if (!await one.evaluate('(summary) => summary.parentNode.open')) throw new Error('a namespace did not open');
    }
    return times.sort((a, b) => a - b);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const objects = [...shapes.w1(Number(process.argv[2] ?? 1000)).objects()];
  const fresh = () => {
    const session = readObjects(objects);
    session.engine();
    return session;
  };
  const [asked, reported] = [fresh(), fresh()];
  const questions = [
    ['list', () => void [statisticsOf(asked), workloadsOf(asked)]],
    ['check', () => void runCheck(asked, { config: NO_CONFIG, today: DAY })],
    ['prove', () => void proofsOf(asked, [], [])],
  ] as const;
  const costs = questions.map(([what, work]) => [what, seconds(work)] as const);
  let bytes = 0;
  const whole = seconds(() => {
    for (const text of renderReportHtml(reportOf(reported, { date: DAY, version: '0.0.0' }))) bytes += Buffer.byteLength(text);
  });
  const beyond = whole - costs.reduce((sum, [, cost]) => sum + cost, 0);
  const { maxRSS } = process.resourceUsage();
  const times = await openings();
  table(['a report of W1', 'measured', 'goal'], [
    ...costs.map(([what, cost]) => [what, `${cost.toFixed(1)} s`, '']),
    ['the whole report, as HTML', `${whole.toFixed(1)} s`, ''],
    ['beyond these questions', `${beyond.toFixed(1)} s`, '≤ 5 s'],
    ['size', `${(bytes / 1e6).toFixed(1)} MB`, '≤ 10 MB'],
    ...times.length === 0 ? [] : [[
      `a namespace opens, the slowest of ${times.length}, and the median`, `${times.at(-1)!.toFixed(0)} ms, ${times[times.length >> 1].toFixed(0)} ms`, '≤ 200 ms',
    ]],
    ['peak memory, with the questions', `${(maxRSS / 1024).toFixed(0)} MB`, ''],
  ]);
}

void main();
