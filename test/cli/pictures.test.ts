import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { call } from './call';

const ROOT = resolve(__dirname, '..', '..');
const BLOG = join(ROOT, 'examples/yaml/blog.yaml');
const CORRECTED = join(ROOT, 'examples/corrected/blog.yaml');
const folder = mkdtempSync(join(tmpdir(), 'netfence-pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const pod = (name: string, namespace: string) => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }\nspec: { containers: [{ name: a }] }\n`;

const picture = async (...argv: string[]) => call([...argv, '--format', 'svg', '--date', '2026-11-30']);
/** The lines of a picture, in words. */
const linesOf = (svg: string) => [...svg.matchAll(/<g class="line [a-z-]+" data-ends="\d+ \d+"><title>([^<]*)<\/title>/g)].map(([, text]) => text);

describe.each([
  ['list', [BLOG], 'Who reaches whom', 'frontend[Deployment] to production/api-server[Deployment]: TCP 8080, allowed.'],
  ['diff', [BLOG, CORRECTED], 'Changed connections: ', 'closed.'],
  ['blast', ['staging/database', BLOG], 'What a compromised pod of staging/database[StatefulSet] reaches: ', 'staging/database[StatefulSet] to '],
  ['blast', ['--all', BLOG], 'How far compromised pods reach', ''],
  ['exposure', [BLOG], 'Open to pods that do not exist yet', 'any pod'],
  ['report', [BLOG], 'Network policies', 'production to staging, and back: All Connections, allowed.'],
])('the picture of %s %j', (command, argv, title, line) => {
  it('has title, date and legend, is the same each time, and is another for another date', async () => {
    const { code, out } = await picture(command, ...argv);
    expect([code, out.startsWith('<svg xmlns="http://www.w3.org/2000/svg"'), out.trimEnd().endsWith('</svg>')]).toEqual([0, true, true]);
    expect(out).toContain(`<text x="8" y="15">${title}`);
    expect(out).toContain('>2026-11-30</text>');
    expect(out).not.toMatch(/NaN|undefined|Infinity|Not complete/);
    expect(linesOf(out).some((text) => text.includes(line)) || line === '').toBe(true);
    expect((await picture(command, ...argv)).out).toBe(out);
    expect((await call([command, ...argv, '--format', 'svg', '--date', '2026-12-01'])).out).not.toBe(out);
  });

  it('refuses a date that is none', async () => {
    const { code, out, err } = await call([command, ...argv, '--format', 'svg', '--date', 'soon']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('[bad-day]');
  });
});

it('draws what is unknown, which the forms that another tool shares leave out', async () => {
  const policy = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: b }\nspec: { podSelector: {}, ingress: [{ ports: [{ port: 99999 }] }] }\n';
  const path = file('odd.yaml', pod('x', 'a') + pod('w', 'b') + policy);
  const { code, out } = await picture('list', path);
  expect(code).toBe(3);
  expect(linesOf(out)).toContain('a/x[Pod] to b/w[Pod], and back: All Connections, unknown: possibly allowed.');
  expect(out).toContain('Not complete: the input was not fully understood.');
});

it('draws namespaces where there are too many workloads, and says how many lines it leaves out', async () => {
  const path = file('many.yaml', Array.from({ length: 40 }, (_, i) => pod(`p${i}`, i < 20 ? 'left' : 'right')).join(''));
  const { out } = await picture('list', path);
  expect(out).toContain('>Who reaches whom, by namespaces</text>');
  expect(linesOf(out)).toContain('left to right, and back: All Connections, allowed.');
  expect((await picture('exposure', path)).out).toMatch(/\d+ more lines not drawn: netfence exposure lists them\./);
});

it('says that nothing was judged where there is no workload', async () => {
  expect((await picture('exposure', file('none.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n'))).out).toContain('Not judged: no workloads.');
});
