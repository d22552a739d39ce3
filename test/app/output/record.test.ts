import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { Checks, DefaultDeny } from '../../../src/constructs';
import { readWritten, SOURCES_FILE } from '../../../src/files/sources-file';
import { layPackage } from '../../testing/packed';

let said: string[] = [];
beforeEach(() => {
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const folder = () => mkdtempSync(join(tmpdir(), 'record-'));

function app(outdir: string, ...charts: string[]): App {
  const made = new App({ outdir });
  for (const id of charts) new DefaultDeny(new Chart(made, id, { namespace: id }), 'deny');
  return made;
}

test('files that this app did not write are none of its business', () => {
  const outdir = folder();
  mkdirSync(join(outdir, 'dev'));
  for (const path of ['other.k8s.yaml', 'dev/net.k8s.yaml']) writeFileSync(join(outdir, path), '');
  app(outdir, 'net').synth();
  app(join(outdir, 'dev'), 'net').synth();
  app(outdir, 'net').synth();
  expect(said).toEqual([]);
});

test('nothing is said and recorded where nothing is written', () => {
  const outdir = folder();
  app(outdir, 'old').synth();
  const before = readFileSync(join(outdir, SOURCES_FILE), 'utf8');
  const renamed = app(outdir, 'new');
  renamed.synthYaml();
  Testing.synth(renamed.charts[0]);
  expect(said).toEqual([]);
  expect(readFileSync(join(outdir, SOURCES_FILE), 'utf8')).toBe(before);
  renamed.synth();
  expect(said).toEqual([`netfence: \`${outdir}/old.k8s.yaml\` is not written by this app any more, but \`kubectl apply -f ${outdir}\` still applies it; delete it\n`]);
});

test('a file is named until it is deleted', () => {
  const outdir = folder();
  app(outdir, 'old').synth();
  for (let i = 0; i < 2; i++) {
    said = [];
    app(outdir, 'new').synth();
    expect(said).toHaveLength(1);
  }
  rmSync(join(outdir, 'old.k8s.yaml'));
  said = [];
  app(outdir, 'new').synth();
  expect(said).toEqual([]);
  expect([...readWritten(outdir)]).toEqual([['', ['new.k8s.yaml']]]);
});

test('without the record nothing is known of earlier runs', () => {
  const outdir = folder();
  for (const id of ['old', 'new']) {
    const made = app(outdir, id);
    Checks.configure(made, { sources: false });
    made.synth();
  }
  expect(said).toEqual([]);
});

test('a record that leads out of the folder, or is malformed, is not believed', () => {
  const outdir = folder();
  const record = (files: unknown) => writeFileSync(join(outdir, SOURCES_FILE), JSON.stringify({ netfence: 'sources', version: 1, objects: {}, files }));
  for (const files of [null, [], 'a', { '': 5 }, { '': ['/etc/passwd', '../x', 'a/../../x', 5] }]) {
    record(files);
    expect([...readWritten(outdir).values()].flat()).toEqual([]);
    app(outdir, 'a').synth();
  }
  expect(said).toEqual([]);
});

test('two programs that write to one folder keep apart, and a second run writes the same bytes', () => {
  const place = folder();
  layPackage(place);
  const text = (id: string) => `const { App, Chart } = require('cdk8s'); const { DefaultDeny } = require('cdk8s-netfence');
const app = new App({ outdir: 'dist' }); new DefaultDeny(new Chart(app, '${id}', { namespace: 'shop' }), 'deny-${id}'); app.synth();\n`;
  const run = (file: string, id: string): string => {
    writeFileSync(join(place, file), text(id));
    return spawnSync(process.execPath, [file], { cwd: place, encoding: 'utf8' }).stderr;
  };
  expect([run('a.js', 'a'), run('b.js', 'b'), run('a.js', 'a')]).toEqual(['', '', '']);
  const first = readFileSync(join(place, 'dist', SOURCES_FILE), 'utf8');
  expect(run('a.js', 'a')).toBe('');
  expect(readFileSync(join(place, 'dist', SOURCES_FILE), 'utf8')).toBe(first);
  expect(JSON.parse(first).files).toEqual({ '../a.js': ['a.k8s.yaml'], '../b.js': ['b.k8s.yaml'] });
  expect(run('a.js', 'c')).toContain('`dist/a.k8s.yaml` is not written by this app any more');
}, 60_000);
