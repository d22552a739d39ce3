import { createHash } from 'crypto';
import { call } from './call';
import { BLOG, ReportFolder } from './report-call';

const CORRECTED = 'examples/corrected';
const folder = new ReportFolder();
const PARTS: readonly (readonly [what: string, argv: readonly string[], says: RegExp])[] = [
  ['list', ['list', BLOG], /<th scope="row">staging\/database\[StatefulSet\]<td>production\/database\[StatefulSet\]<td>allowed<td>All Connections<td>ingress: .*blog\.yaml:112</],
  ['diff', ['diff', BLOG, CORRECTED], /From the old state to the new state: .*closed/],
  ['blast', ['blast', 'production/frontend', BLOG], /<th scope="row">production\/api-server\[Deployment\]<td>1<td>production\/frontend\[Deployment\]<td>TCP 8080/],
  ['blast --all', ['blast', '--all', BLOG], /<th scope="row">production\/frontend\[Deployment\]<td>\d+<td>\d+<td>\d+/],
  ['exposure', ['exposure', BLOG], /who could create them/],
];

describe.each(PARTS)('%s as HTML', (_, argv, says) => {
  it('is a document that stands by itself, the same at each call', async () => {
    const [one, two] = [await call([...argv, '--date', '2026-11-30', '--format', 'html']), await call([...argv, '--date', '2026-11-30', '-o', 'html'])];
    expect(one.code).toBe(0);
    expect(two.out).toBe(one.out);
    expect(one.out).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/);
    for (const element of ['style', 'script']) {
      const [, text] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(one.out)!;
      expect(one.out).toContain(`${element}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(one.out).toContain("default-src 'none'");
    expect(one.out).not.toMatch(/<(?:link|img|iframe|base)\b|\ssrc=|href="(?!#)/);
    expect(one.out).toContain('<p>2026-11-30</p>');
    expect(says.exec(one.out)).not.toBeNull();
    expect(one.out).not.toContain('Not complete');
  });

  it('says that it is not complete where the input was not understood', async () => {
    const broken = folder.file('broken.yaml', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: odd, namespace: staging }\nspec: { podSelector: 5 }\n');
    const before = folder.file('before.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: x, namespace: y }\n');
    const { code, out } = argv[0] === 'diff' ? await call(['diff', before, broken, '-o', 'html']) : await call([...argv, broken, '-o', 'html']);
    expect(code).toBe(3);
    expect(out).toContain('<strong>Not complete:</strong>');
  });
});

it('keeps what is unknown in the list', async () => {
  const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: a }\nspec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }\n';
  const pods = ['x', 'z'].map((name) => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: a }\n`).join('');
  const { out } = await call(['list', folder.file('unknown.yaml', policy + pods), '-o', 'html', '--date', '2026-11-30']);
  expect(out.split('\n').filter((line) => line.startsWith('<tr>'))).toContainEqual(expect.stringMatching(/<th scope="row">a\/x\[Pod\]<td>a\/z\[Pod\]<td>unknown<td>All Connections<td>because /));
});
