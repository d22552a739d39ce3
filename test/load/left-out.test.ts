import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { loadPaths } from '../../src/load';
import { call } from '../cli/call';

const POD = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }, spec: { containers: [{ name: c }] } }\n`;
let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'left-out-')); });
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

function load(exclude: string[] = [], path = '') {
  const { documents, problems, notShown = [] } = loadPaths([join(root, path)], { exclude });
  return { files: documents.map(({ file }) => relative(root, file)), said: problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`), notShown: notShown.map((file) => relative(root, file)) };
}

it('leaves hidden folders, node_modules and test data out, and counts them', () => {
  write({ 'a.yaml': POD('a'), '.github/b.yaml': POD('b'), '.git/c.yaml': POD('c'), 'node_modules/d/d.yaml': POD('d'), 'x/testdata/e.yaml': POD('e'), 'test/fixtures/f.yaml': POD('f'), 'fixtures/g.yaml': POD('g') });
  expect(load()).toEqual({ files: ['a.yaml', 'fixtures/g.yaml'], said: [expect.stringMatching(/^warning left-out: 4 folders left out by default/)], notShown: [] });
  expect(load([], '.github').files).toEqual(['.github/b.yaml']);
});

it('leaves out what ignore files say, each for its folder, and reads what they say anyway', () => {
  write({ '.netfenceignore': '*.json\n!.deploy/\n', 'a.yaml': POD('a'), 'b.json': '{}', '.deploy/c.yaml': POD('c'), 'sub/.netfenceignore': '/a.yaml\n', 'sub/a.yaml': POD('d'), 'sub/sub/a.yaml': POD('e') });
  expect(load()).toEqual({
    files: ['.deploy/c.yaml', 'a.yaml', 'sub/sub/a.yaml'], said: [expect.stringMatching(/^warning left-out: left out as you say.*b\.json.*sub\/a\.yaml/)], notShown: ['b.json', 'sub/a.yaml'],
  });
});

it('leaves out what patterns say', () => {
  write({ 'a.yaml': POD('a'), 'charts/b.yaml': POD('b'), 'x/charts/c.yaml': POD('c') });
  expect(load(['charts/']).files).toEqual(['a.yaml']);
  expect(load(['/charts']).files).toEqual(['a.yaml', 'x/charts/c.yaml']);
});

describe('a folder that is not rendered', () => {
  beforeEach(() => write({
    'a.yaml': POD('a'),
    'k/kustomization.yaml': 'resources: [pod.yaml]\nnamespace: lab\n',
    'k/pod.yaml': POD('b'),
    'p.yaml': '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: { matchLabels: { app: z } }, policyTypes: [Ingress] } }\n',
  }));

  it('ends with 3 and the command that renders it', async () => {
    const { code, err } = await call(['list', root]);
    expect([code, err]).toEqual([3, expect.stringMatching(/not-rendered: .*its kustomization has `namespace`\n.*kustomize build/)]);
  });

  it('ends with 0 where it is left out, says so, and holds back what it may answer', async () => {
    const { code, out, err } = await call(['check', root, '--exclude', 'k/']);
    expect([code, out.includes('selects-nothing'), err]).toEqual([0, false, expect.stringContaining('left-out: left out as you say')]);
    const proof = await call(['prove', '--use', 'cis-5.3.2', root, '--exclude', 'k/']);
    expect(`${proof.code} ${proof.out}`).not.toMatch(/^3/);
  });

  it('is left out where the configuration says that it is not rendered, until its day', async () => {
    const config = (until: string) => {
      write({ 'conf/netfence.yaml': `facts: { notRendered: [{ path: ../k/, reason: rendered by the pipeline, until: ${until} }] }\n` });
      return call(['list', root, '--config', join(root, 'conf/netfence.yaml')]);
    };
    expect(await config('"2999-12-31"')).toMatchObject({ code: 0, err: expect.stringMatching(/left-out: left out as you say.*k` \(rendered by the pipeline\)\n/) });
    expect(await config('"2020-12-31"')).toMatchObject({ code: 3, err: expect.stringContaining('not-rendered') });
  });
});
