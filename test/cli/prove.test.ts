import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const DOCS = join(__dirname, '..', '..', 'docs');
const page = (name: string) => readFileSync(join(DOCS, name), 'utf8');
const blocks = (text: string, language: string) => [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block);
const [MANIFESTS, INVARIANTS] = blocks(page('prove.md'), 'yaml');

let folder: string;
const before = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-prove-'));
  mkdirSync(join(folder, 'manifests'));
  writeFileSync(join(folder, 'manifests', 'pci.yaml'), MANIFESTS);
  writeFileSync(join(folder, 'invariants.yaml'), INVARIANTS);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it.each(['prove.md', 'exposure.md'].flatMap((name) => blocks(page(name), 'console').map((block) => ({ name, block }))))('$name: $block', async ({ block }) => {
  const [command, ...output] = block.replace(/^\$ netfence /, '').split('\n');
  expect((await call(command.split(' '))).out).toBe(output.join('\n'));
});

it('ends with 2 when refuted, 0 when proved, 3 when the input cannot tell', async () => {
  expect((await call(['prove', 'invariants.yaml', 'manifests'])).code).toBe(2);
  expect((await call(['prove', '--use', 'dns,pci-1.4.2=pci', 'manifests'])).code).toBe(0);
  const foreign = `${MANIFESTS}---\n{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: x, namespace: pci }, spec: {} }\n`;
  expect((await call(['prove', '--use', 'pci-1.4.2=pci', '-'], foreign)).code).toBe(3);
});

it('says nothing of traffic where a pod is not isolated', async () => {
  const { out } = await call(['prove', '--use', 'cis-5.3.2', 'manifests']);
  expect(out).toMatch(/no policy isolates the ingress of/);
  expect(out).not.toMatch(/all traffic/);
});

it('is JSON and JUnit, too', async () => {
  const { out } = await call(['prove', 'invariants.yaml', 'manifests', '-o', 'json']);
  expect(JSON.parse(out).proofs.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])).toEqual([
    ['pci-is-closed', 'refuted'], ['pci-reaches-no-metadata', 'proved'], ['dns', 'proved'],
  ]);
  const junit = (await call(['prove', 'invariants.yaml', 'manifests', '-o', 'junit'])).out;
  expect(junit).toContain('<testsuite name="netfence prove" tests="3" failures="1" errors="0">');
  expect(junit).toContain('<testcase classname="netfence prove" name="pci-is-closed" file="invariants.yaml" line="3">');
});

it('escapes what comes from the input', async () => {
  const evil = INVARIANTS.replace('PCI DSS 1.3.1', '"<b>&\\u001b[31m]]>"');
  writeFileSync(join(folder, 'evil.yaml'), evil);
  expect((await call(['prove', 'evil.yaml', 'manifests'])).out).toContain('(<b>&\\u{1b}[31m]]>)');
  expect((await call(['prove', 'evil.yaml', 'manifests', '-o', 'junit'])).out).not.toMatch(/<b>|\u001b/);
});

it.each([
  ['no arguments', ['prove'], 'no-invariants'],
  ['a folder for the invariants', ['prove', 'manifests'], '--use'],
  ['a file that is not there', ['prove', 'nothing.yaml', 'manifests'], 'no-such-path'],
  ['no manifests', ['prove', 'invariants.yaml'], 'no-input'],
  ['an unknown ready-made invariant', ['prove', '--use', 'cis', 'manifests'], 'unknown-invariant'],
  ['manifests for the invariants', ['prove', 'manifests/pci.yaml', 'manifests'], 'broken-invariants'],
  ['an unknown namespace', ['prove', '--use', 'pci-1.3.1=pcl', 'manifests'], 'did you mean `pci`?'],
  ['a wrong range', ['prove', '--use', 'dns', '--pod-range', '10.0.0.0/99', 'manifests'], '10.0.0.0/99'],
  ['exposure in a form that has no room for it', ['list', '--exposure', '-o', 'dot', 'manifests'], '--exposure'],
])('%s: exit code 1', async (_, argv, text) => {
  const { code, out, err } = await call(argv);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(text);
});

it('lists exposure in every compatible form', async () => {
  const json = JSON.parse((await call(['list', '-q', '--exposure', '-o', 'json', 'manifests'])).out);
  expect(json.exposure_results.ingress_exposure).toContainEqual({ src: '[namespace with {team=monitoring}]/[all pods]', dst: 'pci/payments[Deployment]', conn: 'TCP 9090' });
  expect((await call(['list', '-q', '--exposure', '-o', 'csv', 'manifests'])).out).toContain('dst,src,conn\nedge/gateway[Deployment],');
  expect((await call(['list', '-q', '--exposure', '-o', 'md', 'manifests'])).out).toContain('### Ingress Exposure:\n| dst | src | conn |');
});

it('says exposure as JSON and Markdown, and of one workload', async () => {
  const { exposure } = JSON.parse((await call(['exposure', 'manifests', '-o', 'json', '--workload', 'pci/payments'])).out);
  expect(new Set(exposure.map(({ workload }: { workload: string }) => workload))).toEqual(new Set(['pci/payments[Deployment]']));
  expect((await call(['exposure', 'manifests', '-o', 'md'])).out).toContain('| pci/payments&#91;Deployment&#93; |'.replace(/&#9[13];/g, (c) => (c === '&#91;' ? '[' : ']')));
});
