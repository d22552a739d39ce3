import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { AllowFrom, DefaultDeny, Peer, PodSelector, Port } from '../../src/constructs';

/** Each loss that cdk8s lets through in silence, as a program, and what becomes of it here. The table of `docs/losses.md` is this one. */
const folder = () => mkdtempSync(join(tmpdir(), 'losses-'));
const pods = PodSelector.labels({ app: 'api' });

function synth(build: (app: App) => unknown, yamlOutputType = YamlOutputType.FILE_PER_CHART, outdir = folder()): void {
  const app = new App({ outdir, yamlOutputType });
  build(app);
  app.synth();
}
const one = (build: (chart: Chart) => unknown) => () => synth((app) => build(new Chart(app, 'chart', { namespace: 'team' })));
const named = (name: string) => one((chart) => new ApiObject(chart, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: new DefaultDeny(chart, 'deny') && name } }));

const LOSSES: readonly (readonly [number: number, code: string, program: () => unknown])[] = [
  [1, 'file-twice', () => synth((app) => ['a', 'b'].map((id) => new DefaultDeny(new Chart(app, id, { namespace: id }), 'default-deny')), YamlOutputType.FILE_PER_RESOURCE)],
  [2, 'file-twice', () => synth((app) => {
    const chart = new Chart(app, 'all');
    for (const namespace of ['a', 'b']) new DefaultDeny(new Construct(chart, namespace), 'default-deny', { namespace });
  }, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)],
  [4, 'cidr-syntax', one((chart) => new AllowFrom(chart, 'in', { pods, from: [Peer.cidr('999.0.0.0/8')] }))],
  [5, 'cidr-host-bits', one((chart) => new AllowFrom(chart, 'in', { pods, from: [Peer.cidr('10.0.0.1/8')] }))],
  [6, 'except-outside', one((chart) => new AllowFrom(chart, 'in', { pods, from: [Peer.cidr('10.0.0.0/8', ['192.168.0.0/16'])] }))],
  [7, 'port-range', one((chart) => new AllowFrom(chart, 'in', { pods, from: [Peer.anyone()], ports: [Port.tcp(70000)] }))],
  [8, 'port-order', one((chart) => new AllowFrom(chart, 'in', { pods, from: [Peer.anyone()], ports: [Port.tcpRange(90, 80)] }))],
  [9, 'name-syntax', one((chart) => new DefaultDeny(chart, 'a\u001b[2Jb'))],
  [9, 'object-name', named('a\u001b[2Jb')],
  [10, 'name-syntax', one((chart) => new DefaultDeny(chart, 'deny', { name: '../..' }))],
  [10, 'object-name', named('../..')],
  [11, 'name-syntax', one((chart) => new DefaultDeny(chart, 'default deny'))],
  [11, 'object-name', named('default deny')],
  [12, 'label-value', one((chart) => new DefaultDeny(chart, 'deny', { labels: { app: '<script>' } }))],
  [12, 'label-value', one((chart) => new AllowFrom(chart, 'in', { pods: PodSelector.labels({ app: '<script>' }), from: [Peer.anyone()] }))],
];

test.each(LOSSES)('loss %i is an error: %s', (_, code, program) => {
  expect(program).toThrow(`[${code}] `);
});

test('loss 3, the file of a chart that was renamed, is reported: it is not ours to delete', () => {
  const words: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => words.push(String(text)) > 0);
  const outdir = folder();
  for (const id of ['before', 'after']) synth((app) => new DefaultDeny(new Chart(app, id, { namespace: 'team' }), 'deny'), YamlOutputType.FILE_PER_CHART, outdir);
  jest.restoreAllMocks();
  expect(words).toHaveLength(1);
  expect(words[0]).toContain(`${outdir}/before.k8s.yaml`);
});

test('the page lists every loss once, with the codes that the tests see', () => {
  const rows = readFileSync(join(__dirname, '..', '..', 'docs', 'losses.md'), 'utf8').split('\n').filter((line) => /^\| \d+ \|/.test(line));
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  for (const [number, code] of LOSSES) expect(rows[number - 1]).toContain(`\`${code}\``);
});
