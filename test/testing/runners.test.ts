import { spawnSync } from 'child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { emptyFolder, layPackage, link, ROOT, vitestFolder } from './packed';

/** The example, with the package beside it. */
function project(): string {
  const folder = emptyFolder('runners');
  cpSync(join(ROOT, 'examples', 'testing'), folder, { recursive: true });
  layPackage(folder);
  return folder;
}

function run(folder: string, program: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder, encoding: 'utf8', env: { ...withoutJest(process.env), NO_COLOR: '1', ...env },
  });
  return { status, text: `${stdout}${stderr}` };
}

function withoutJest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(JEST_|CI$|FORCE_COLOR|NODE_OPTIONS)/.test(name)));
}

const runner = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const TABLE = /web\/frontend\[Pod\] +orders\/api\[Pod\] +TCP 8080/;
const BREAK = ['    ports: [Port.tcp(5432)],', '    ports: [Port.tcp(5433)],'] as const;

function breakFences(folder: string): void {
  const file = join(folder, 'fences.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace(...BREAK));
}

describe('jest', () => {
  const folder = project();
  for (const name of ['@swc/jest', '@swc/core', '@swc/counter', '@jest/globals']) {
    if (existsSync(join(ROOT, 'node_modules', name))) link(folder, name, join(ROOT, 'node_modules', name));
  }
  const call = (...args: string[]) => run(folder, runner, ['--rootDir', folder, '--config', join(folder, 'jest.config.json'), ...args]);

  it('runs the example and keeps its table', () => {
    const first = call();
    expect(first.text).toMatch(/Tests: +6 passed/);
    expect(first.status).toBe(0);
    const [snapshot] = readdirSync(join(folder, '__snapshots__'));
    expect(readFileSync(join(folder, '__snapshots__', snapshot), 'utf8')).toMatch(TABLE);
    expect(call('--ci').status).toBe(0);
  }, 120_000);

  it('works without globals', () => {
    const file = join(folder, 'fences.jest.ts');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `import { expect, test } from '@jest/globals';\n${text}`);
    const { status, text: said } = call('--injectGlobals=false');
    writeFileSync(file, text);
    expect(said).toMatch(/Tests: +6 passed/);
    expect(status).toBe(0);
  }, 120_000);

  it('fails when a fence changes, and says why', () => {
    breakFences(folder);
    const { status, text } = call('--ci');
    expect(text).toMatch(/Tests: +\d failed/);
    expect(text).toContain('expected orders/database to block all except orders/api TCP 5432');
    expect(text).toContain('orders/api[Pod] => orders/database[Pod] : TCP 5433 allowed');
    expect(text).toContain('ingress of the destination: NetworkPolicy orders/orders-default-deny');
    expect(text).toMatch(/- orders\/api\[Pod\] +orders\/database\[Pod\] +TCP 5432/);
    expect(status).toBe(1);
  }, 120_000);
});

const installed = vitestFolder();
(installed === undefined ? describe.skip : describe)('vitest (skipped where it is not installed)', () => {
  const folder = project();
  link(folder, 'vitest', installed ?? '');
  const call = (env?: Record<string, string>) => run(folder, join(installed!, 'vitest.mjs'), ['run', '--root', folder], env);

  it('runs the example and keeps its table', () => {
    const first = call();
    expect(first.text).toMatch(/Tests +6 passed/);
    expect(first.status).toBe(0);
    const [snapshot] = readdirSync(join(folder, '__snapshots__'));
    expect(readFileSync(join(folder, '__snapshots__', snapshot), 'utf8')).toMatch(TABLE);
    expect(call({ CI: '1' }).status).toBe(0);
  }, 120_000);

  it('fails when a fence changes, and says why', () => {
    breakFences(folder);
    const { status, text } = call({ CI: '1' });
    expect(text).toMatch(/Tests +\d failed/);
    expect(text).toContain('orders/api[Pod] => orders/database[Pod] : TCP 5433 allowed');
    expect(status).toBe(1);
  }, 120_000);
});
