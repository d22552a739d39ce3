/**
 * `npm run bench -- report`: what a report costs beyond the questions that it asks (`list`, `check`, `prove`), on W1 (10,000 policies, 100,000 pods)
 * once it is loaded, by processor time. Needs the compiled package.
 */
import { join } from 'path';
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

function main(): void {
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
  table(['a report of W1', 'measured', 'goal'], [
    ...costs.map(([what, cost]) => [what, `${cost.toFixed(1)} s`, '']),
    ['the whole report, as HTML', `${whole.toFixed(1)} s`, ''],
    ['beyond these questions', `${beyond.toFixed(1)} s`, '≤ 5 s'],
    ['size', `${(bytes / 1e6).toFixed(1)} MB`, '≤ 10 MB'],
    ['peak memory, with the questions', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`, ''],
  ]);
}

main();
