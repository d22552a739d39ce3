import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { ModuleKind, transpileModule } from 'typescript';
import { AllowBetween, AllowFrom, CheckMode, Checks, NamespaceFence, Peer, PodSelector, Port } from '../../../src';
import { placeOf } from '../../../src/files/source-place';
import { originalPosition, readSources, SOURCES_FILE } from '../../../src/files/sources-file';
import { call } from '../../cli/call';
import { layPackage } from '../../testing/packed';

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

const folder = () => mkdtempSync(join(tmpdir(), 'lines-'));

function app(outdir: string): App {
  const made = new App({ outdir });
  const chart = new Chart(made, 'web', { namespace: 'web' });
  const fence = new NamespaceFence(chart, 'web');
  fence.allowFrom('metrics', { pods: PodSelector.all(), from: [Peer.namespace('monitoring')], ports: [Port.tcp(9090)] });
  new AllowFrom(chart, 'a', { pods: PodSelector.labels({ version: 'v1' }), from: [Peer.pods({ app: 'b' })], ports: [Port.tcp(80)] });
  return made;
}

const lineOf = (words: string) => readFileSync(__filename, 'utf8').split('\n').findIndex((line) => line.includes(words)) + 1;

it('App.synth writes the line behind each object, relative to the folder', () => {
  const outdir = folder();
  app(outdir).synth();
  const text = readFileSync(join(outdir, SOURCES_FILE), 'utf8');
  expect(text).not.toContain('"/');
  const { objects } = JSON.parse(text);
  const here = relative(outdir, __filename);
  expect(objects['NetworkPolicy.networking.k8s.io web/web-default-deny']).toMatchObject({ construct: 'web/web/default-deny', file: here, line: lineOf('const fence = new') });
  expect(objects['NetworkPolicy.networking.k8s.io web/web-metrics']).toMatchObject({ file: here, line: lineOf('fence.allowFrom(\'metrics\'') });
  expect(objects['NetworkPolicy.networking.k8s.io web/a']).toMatchObject({ file: here, line: lineOf('new AllowFrom(chart, \'a\'') });
});

class Mine extends AllowFrom {
  constructor(chart: Chart, id: string) {
    super(chart, id, { pods: PodSelector.all(), from: [Peer.anyone()] }); // inside of Mine
  }
}

it('a class of the author is where the author is first met, and lines are told apart', () => {
  const outdir = folder();
  const made = new App({ outdir });
  const chart = new Chart(made, 'web', { namespace: 'web' });
  const props = { pods: PodSelector.all(), from: [Peer.anyone()] };
  new Mine(chart, 'mine');
  for (const id of ['one', 'two']) new AllowFrom(chart, id, props); // of a loop
  new AllowFrom(chart, 'three', props); // alone
  new Mine(chart, 'mine-too');
  new AllowBetween(chart, 'edge', { from: PodSelector.all(), to: PodSelector.all(), isolate: true }); // an edge
  Checks.configure(made, { mode: CheckMode.OFF });
  made.synth();
  const { objects } = JSON.parse(readFileSync(join(outdir, SOURCES_FILE), 'utf8'));
  const line = (id: string) => objects[`NetworkPolicy.networking.k8s.io web/${id}`].line;
  expect([line('mine'), line('mine-too')]).toEqual([lineOf('; // inside of Mine'), lineOf('; // inside of Mine')]);
  expect([line('one'), line('two'), line('three')]).toEqual([lineOf('; // of a loop'), lineOf('; // of a loop'), lineOf('; // alone')]);
  expect(line('edge-egress')).toBe(lineOf('; // an edge'));
});

it('netfence check names the line of the program, and the manifest as well', async () => {
  const outdir = folder();
  app(outdir).synth();
  const { out } = await call(['check', outdir]);
  const program = relative('', __filename);
  expect(out).toContain(`test/app/output/source-lines.test.ts:${lineOf('new AllowFrom(chart, \'a\'')}:`);
  expect(out).toContain(`written to ${outdir}/web.k8s.yaml:`);
  const sarif = JSON.parse((await call(['check', outdir, '-o', 'sarif'])).out);
  const result = sarif.runs[0].results.find(({ ruleId }: any) => ruleId === 'unstable-label');
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(program);
  expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toContain('web.k8s.yaml');
});

it('nothing is written without a folder, or where it is turned off', () => {
  const outdir = join(folder(), 'not-there');
  const made = app(outdir);
  Testing.synth(made.charts[0]);
  expect(existsSync(outdir)).toBe(false);
  Checks.configure(made, { sources: false });
  made.synth();
  expect(existsSync(join(outdir, SOURCES_FILE))).toBe(false);
});

it('a compiled program with a source map is known by the text that somebody wrote', () => {
  const place = folder();
  layPackage(place);
  mkdirSync(join(place, 'built'));
  mkdirSync(join(place, 'src'));
  const text = 'import { App, Chart } from \'cdk8s\';\nimport { NamespaceFence } from \'cdk8s-netfence\';\n\ninterface Unused { readonly a: string }\n\n' +
    'const app = new App({ outdir: \'dist\' });\nnew NamespaceFence(new Chart(app, \'c\'), \'web\');\napp.synth();\n';
  writeFileSync(join(place, 'src', 'main.ts'), text);
  const { outputText, sourceMapText } = transpileModule(text, { fileName: 'main.ts', compilerOptions: { module: ModuleKind.CommonJS, sourceMap: true, sourceRoot: '../src' } });
  writeFileSync(join(place, 'built', 'main.js'), outputText);
  writeFileSync(join(place, 'built', 'main.js.map'), sourceMapText!);
  const { status, stderr } = spawnSync(process.execPath, ['built/main.js'], { cwd: place, encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const stored = JSON.parse(readFileSync(join(place, 'dist', SOURCES_FILE), 'utf8')).objects['NetworkPolicy.networking.k8s.io web/web-dns'];
  expect(stored).toMatchObject({ file: '../src/main.ts', line: 7 });
}, 60_000);

const stack = (...lines: string[]) => ['Error', ...lines.map((line) => `    at ${line}`)].join('\n');

it('a stack is read as engines write it', () => {
  const program = { folder: '/app', own: '/app/node_modules/cdk8s-netfence/lib' };
  expect(placeOf(stack('new A (/app/node_modules/cdk8s-netfence/lib/a.js:1:2)', 'f (/app/node_modules/cdk8s/lib/b.js:1:2)', 'node:internal/x:3:4', 'main (/app/main.ts:7:8)'), program))
    .toEqual({ file: '/app/main.ts', line: 7, column: 8 });
  expect(placeOf(stack('file:///app/a%20b/main.mjs:7:8'), program)).toEqual({ file: '/app/a b/main.mjs', line: 7, column: 8 });
  expect(placeOf(stack('Object.<anonymous> (/app/x (old)/main.ts:7:8)', '/app/y.ts:1:2'), program)).toMatchObject({ file: '/app/y.ts' });
  expect(placeOf(stack('node:internal/x:3:4', '<anonymous>'), program)).toBeUndefined();
});

it('files outside of the working folder, of packages and of what runs them are not of the author', () => {
  const program = { folder: '/app', own: '/lib' };
  for (const file of ['/tmp/kernel/lib/program.js', '/application/main.js', '/app/../main.js', '/app/.venv/lib/python3/site-packages/jsii/program.js', '/app/tmp/@jsii/kernel/kernel.js', '/lib/a.js']) {
    expect(placeOf(stack(`f (${file}:1:2)`), program)).toBeUndefined();
    expect(placeOf(stack(`f (${file}:1:2)`, 'main (/app/main.ts:7:8)'), program)).toMatchObject({ file: '/app/main.ts' });
  }
});

it('a program of another language has no frame here', () => {
  process.env.JSII_AGENT = 'Python/3.12.1';
  try {
    expect(placeOf(stack('main (/app/main.ts:7:8)'), { folder: '/app', own: '/lib' })).toBeUndefined();
  } finally {
    delete process.env.JSII_AGENT;
  }
});

it('what is beside the manifests is not believed blindly', () => {
  const outdir = folder();
  for (const text of ['', '{', '[]', 'null', '{"netfence":"sources","version":2,"objects":{}}', '{"netfence":"sources","version":1}', '{"netfence":"sources","version":1,"objects":{"a":{"construct":5}}}']) {
    writeFileSync(join(outdir, SOURCES_FILE), text);
    expect([...readSources(outdir)]).toEqual([]);
  }
  writeFileSync(join(outdir, SOURCES_FILE), '{"netfence":"sources","version":1,"objects":{"a":{"construct":"c","file":"m.ts","line":"x"}}}');
  expect([...readSources(outdir)]).toEqual([['a', { construct: 'c' }]]);
});

it('a program without a map, or with a broken one, is itself', () => {
  const place = folder();
  const file = join(place, 'a.js');
  for (const text of ['', '//# sourceMappingURL=nowhere.map\n', '//# sourceMappingURL=data:application/json;base64,e30=\n']) {
    writeFileSync(file, text);
    expect(originalPosition({ file: `${file}`, line: 1, column: 1 })).toEqual({ file, line: 1, column: 1 });
  }
});
