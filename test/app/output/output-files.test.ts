import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { DefaultDeny } from '../../../src/constructs';

let words: string[] = [];
beforeEach(() => {
  words = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => words.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

function synth(outdir: string, charts: string[], yamlOutputType = YamlOutputType.FILE_PER_CHART, more: (app: App) => unknown = () => {}): void {
  const app = new App({ outdir, yamlOutputType });
  for (const id of charts) new DefaultDeny(new Chart(app, id, { namespace: id }), `deny-${id}`);
  more(app);
  app.synth();
}
const folder = () => mkdtempSync(join(tmpdir(), 'stale-'));
const stale = (outdir: string) => words.map((text) => text.split('`')[1].replace(`${outdir}/`, ''));

test('the file of a chart that was renamed is reported, and the synthesis goes on', () => {
  const outdir = folder();
  synth(outdir, ['old', 'kept']);
  expect(words).toEqual([]);
  synth(outdir, ['new', 'kept']);
  expect(words).toEqual([`netfence: \`${outdir}/old.k8s.yaml\` is not written by this app any more, but \`kubectl apply -f ${outdir}\` still applies it; delete it\n`]);
  expect(readdirSync(outdir).filter((name) => !name.startsWith('.')).sort()).toEqual(['kept.k8s.yaml', 'new.k8s.yaml', 'old.k8s.yaml']);
});

test('no false alarm in any layout, and what another layout left is reported', () => {
  const outdir = folder();
  const { FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;
  const layouts = [FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE];
  for (const layout of layouts) {
    const own = folder();
    synth(own, ['a', 'b'], layout);
    synth(own, ['a', 'b'], layout);
    expect([layout, words]).toEqual([layout, []]);
  }
  for (const layout of layouts) synth(outdir, ['a'], layout);
  words = [];
  synth(outdir, ['a'], YamlOutputType.FILE_PER_APP);
  expect(stale(outdir)).toEqual(['NetworkPolicy.deny-a.k8s.yaml', 'a.k8s.yaml', 'a/NetworkPolicy.deny-a.k8s.yaml']);
});

test('charts that depend on each other are numbered, and a new one moves the numbers', () => {
  const outdir = folder();
  const chain = (ids: string[]) => (app: App) =>
    ids.slice(1).forEach((id, i) => (app.node.findChild(id) as Chart).addDependency(app.node.findChild(ids[i]) as Chart));
  synth(outdir, ['c', 'b', 'a'], YamlOutputType.FILE_PER_CHART, chain(['a', 'b', 'c']));
  synth(outdir, ['c', 'b', 'a'], YamlOutputType.FILE_PER_CHART, chain(['a', 'b', 'c']));
  expect(words).toEqual([]);
  expect(readdirSync(outdir).filter((name) => !name.startsWith('.'))).toEqual(['0000-a.k8s.yaml', '0001-b.k8s.yaml', '0002-c.k8s.yaml']);
  synth(outdir, ['c', 'b', 'z', 'a'], YamlOutputType.FILE_PER_CHART, chain(['a', 'z', 'b', 'c']));
  expect(stale(outdir)).toEqual(['0001-b.k8s.yaml', '0002-c.k8s.yaml']);
  words = [];
  synth(outdir, ['c', 'b', 'z', 'a'], YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, chain(['a', 'z', 'b', 'c']));
  words = [];
  synth(outdir, ['c', 'b', 'z', 'a'], YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, chain(['a', 'z', 'b', 'c']));
  expect(stale(outdir).filter((path) => path.includes('/'))).toEqual([]);
});

test('nested charts and dependencies of constructs number the charts too', () => {
  const outdir = folder();
  const more = (app: App) => {
    const outer = app.node.findChild('outer') as Chart;
    new DefaultDeny(new Chart(outer, 'inner', { namespace: 'inner' }), 'deny-inner');
    outer.node.findChild('deny-outer').node.addDependency((app.node.findChild('z') as Chart).node.findChild('deny-z'));
  };
  synth(outdir, ['outer', 'z'], YamlOutputType.FILE_PER_CHART, more);
  expect(readdirSync(outdir).filter((name) => !name.startsWith('.')).every((name) => /^\d{4}-/.test(name))).toBe(true);
  synth(outdir, ['outer', 'z'], YamlOutputType.FILE_PER_CHART, more);
  expect(words).toEqual([]);
});

test('many files are counted', () => {
  const outdir = folder();
  synth(outdir, Array.from({ length: 25 }, (_, i) => `old-${i}`));
  synth(outdir, ['new']);
  expect(words).toHaveLength(11);
  expect(words[10]).toBe(`netfence: 15 more files in \`${outdir}\` are not written by this app any more; delete them\n`);
});

test('files of other kinds are nobody\'s business', () => {
  const outdir = folder();
  writeFileSync(join(outdir, 'README.md'), '');
  writeFileSync(join(outdir, 'construct-metadata.json'), '{}');
  mkdirSync(join(outdir, 'sub', 'deeper'), { recursive: true });
  writeFileSync(join(outdir, 'sub', 'deeper', 'x.k8s.yaml'), '');
  synth(outdir, ['a']);
  expect(words).toEqual([]);
});
