import { readdirSync, readFileSync } from 'fs';
import { dirname, join, normalize } from 'path';
import * as cdk8s from 'cdk8s';
import { App, Chart, Testing } from 'cdk8s';
import * as constructs from 'constructs';
import * as first from '../../src';

const SRC = join(__dirname, '../../src');
const FILES = ['app', 'constructs'].flatMap((folder) =>
  readdirSync(join(SRC, folder), { recursive: true }).map((file) => `${folder}/${String(file).replace(/\\/g, '/')}`)).filter((file) => file.endsWith('.ts'));
const IMPORTS = new Map(FILES.map((file) => [file, importsOf(file)]));

/** The files of `src/app` and `src/constructs` that a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const targets = [...text.matchAll(/from '(\.[^']*)'/g)].map(([, path]) => normalize(join(dirname(file), path)).replace(/\\/g, '/'));
  return targets.flatMap((target) => [`${target}.ts`, `${target}/index.ts`]).filter((target) => FILES.includes(target));
}

/** The second copy of the package in this process: each of its modules is loaded again, while cdk8s is shared. */
function secondCopy(): typeof first {
  let copy: typeof first | undefined;
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => cdk8s);
    jest.doMock('constructs', () => constructs);
    copy = jest.requireActual<typeof first>('../../src');
  });
  return copy!;
}

let stderr: jest.SpyInstance;
beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true); });
afterEach(() => jest.restoreAllMocks());

test('two copies of the package in one app do not disturb each other', () => {
  const second = secondCopy();
  expect(second.NamespaceFence).not.toBe(first.NamespaceFence);
  const app = Testing.app();
  const [shop, web] = ['shop', 'web'].map((name) => new Chart(app, name, { namespace: name }));
  new first.NamespaceFence(shop, 'shop');
  new second.NamespaceFence(web, 'web');
  const opened = new second.AllowFrom(shop, 'open', { pods: second.PodSelector.all(), from: [second.Peer.anyone()] });
  second.Checks.configure(app, { mode: second.CheckMode.OFF, fences: second.CheckMode.OFF });
  // to the first copy, a policy of the second one is not stated: its own settings still hold
  expect(() => Testing.synth(shop)).toThrow('[fence-proof]');
  first.Checks.ignore(opened, { rule: 'fence-proof', reason: 'a policy of the other copy' });
  expect(Testing.synth(shop).map(({ metadata }) => metadata.name)).toEqual(['open', 'shop-inside', 'shop-dns', 'shop-default-deny']);
});

test('an app has one model, which does not show where its properties are listed', () => {
  const app = new App();
  const before = [Object.keys(app), JSON.stringify(Object.getOwnPropertyDescriptors(app).outdir)];
  new first.DefaultDeny(new Chart(app, 'chart', { namespace: 'team' }), 'deny');
  expect([Object.keys(app), JSON.stringify(Object.getOwnPropertyDescriptors(app).outdir)]).toEqual(before);
  expect(Object.getOwnPropertySymbols(app).filter((symbol) => symbol.description === 'netfence app model')).toHaveLength(1);
});

test('reading an app runs no checks, and the next synthesis does', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: 'team' });
  new first.AllowFrom(chart, 'in', { pods: first.PodSelector.labels({ version: 'v1' }), from: [first.Peer.pods({ app: 'web' })] });
  first.analysis.Analysis.ofApp(app);
  expect(stderr).not.toHaveBeenCalled();
  Testing.synth(chart);
  expect(stderr.mock.calls.join('')).toContain('[unstable-label]');
});

test('no module of constructs keeps state of its own', () => {
  const stateful = FILES.filter((file) => /^(export )?(let |const \w+ = new (Weak)?(Map|Set)\b)/m.test(readFileSync(join(SRC, file), 'utf8')));
  expect(stateful).toEqual([]);
});

test('the files have no import circle, and rooms import downwards only', () => {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    expect(path).not.toContain(file);
    if (done.has(file)) return;
    for (const target of IMPORTS.get(file)!) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of FILES) visit(file, []);
  const rooms = ['constructs/index.ts', 'constructs/synthesis', 'constructs/checks', 'constructs/fences', 'constructs/policies', 'constructs/values', 'constructs/input', 'app'];
  const rankOf = (file: string) => rooms.findIndex((room) => file === room || file.startsWith(`${room}/`));
  expect(FILES.filter((file) => rankOf(file) < 0)).toEqual([]);
  const upward = [...IMPORTS].flatMap(([file, targets]) => targets.filter((target) => rankOf(target) < rankOf(file)).map((target) => [file, target]));
  expect(upward).toEqual([]);
});
