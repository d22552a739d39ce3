import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { filesAt, parseRange } from '../../src/cli/git';
import { call } from './call';

const PODS = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: main }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: main, ports: [{ containerPort: 5432 }] }] }
`;
const policy = (ports: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [${ports}] }]
`;

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-diff-cli-'));
  for (const [name, ports] of [['old', '{ port: 5432 }'], ['new', '{ port: 5432 }, { port: 22 }']]) {
    mkdirSync(path(name));
    writeFileSync(join(path(name), 'all.yaml'), PODS + policy(ports));
  }
  mkdirSync(path('empty'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('netfence diff', () => {
  it('prints the compatible lines, and nothing where nothing differs', async () => {
    const { code, out } = await call(['diff', path('old'), path('new')]);
    expect(code).toBe(0);
    expect(out).toBe('Connectivity diff:\ndiff-type: changed, source: shop/web[Pod], destination: shop/db[Pod], dir1: TCP 5432, dir2: TCP 22,5432\n');
    expect((await call(['diff', path('old'), path('old')])).out).toBe('');
  });

  it('says what was opened, by which rule, in every form', async () => {
    const { out } = await call(['diff', path('old'), path('new'), '-o', 'report']);
    expect(out).toContain('1 policy opens 1 connection: shop/db\n  shop/web[Pod] => shop/db[Pod]: opened TCP 22\n');
    const verbose = (await call(['diff', path('old'), path('new'), '-o', 'report', '--verbose'])).out;
    expect(verbose).toContain('1 policy opens 1 connection: shop/db\n\nwidened: shop/web[Pod] => shop/db[Pod]\n  opened TCP 22\n');
    expect(out).toMatch(/because NetworkPolicy shop\/db changed \(.*new\/all\.yaml:\d+\): spec\.ingress\[0\] changed/);
    const json = JSON.parse((await call(['diff', path('old'), path('new'), '-o', 'json'])).out);
    expect(json.edges).toMatchObject([{ kind: 'widened', opened: 'TCP 22', closed: 'No Connections', sources: ['shop/web[Pod]'] }]);
    const { runs } = JSON.parse((await call(['diff', path('old'), path('new'), '-o', 'sarif'])).out);
    expect(runs[0].results).toMatchObject([{ ruleId: 'netfence/connection-opened', locations: [{ physicalLocation: { region: { startLine: expect.any(Number) } } }] }]);
    expect((await call(['diff', path('old'), path('new'), '-o', 'md'])).out).toContain('| shop/web[Pod] | shop/db[Pod] | opened TCP 22 |');
  });

  it.each([
    ['becomes', 'known', 'unknown', /^diff-type: (?!removed)/m, /possibly closed/],
    ['is no longer', 'unknown', 'known', /^diff-type: (?!added)/m, /possibly opened/],
  ])('never calls closed or opened what %s unknown', async (_, before, after, line, delta) => {
    for (const [name, more] of [['known', ''], ['unknown', policy('{ port: 5432 }')]]) {
      mkdirSync(path(name), { recursive: true });
      writeFileSync(join(path(name), 'all.yaml'), PODS.replaceAll('spec: {', 'spec: { hostNetwork: true,') + more);
    }
    const { out, err } = await call(['diff', path(before), path(after)]);
    expect(out === '' || line.test(out)).toBe(true);
    expect(err).toMatch(/not listed: what is unknown/);
    const report = (await call(['diff', path(before), path(after), '-o', 'report'])).out;
    expect(report).toMatch(delta);
    expect(report).toContain('possibly isolated otherwise');
    expect(report).not.toMatch(/[1-9]\d* connections? (closed|opened)|^(closed|opened):/m);
    expect(report).toMatch(/(before|now): possibly All Connections/);
    expect((await call(['diff', path(before), path(after), '-o', 'sarif'])).out).not.toMatch(/"ruleId":"netfence\/connection-(opened|closed)"/);
    expect((await call(['diff', path(before), path(after), '--fail-on', 'closed'])).code).toBe(0);
  });

  it('prints a table that a spreadsheet reads', async () => {
    const { out } = await call(['diff', path('old'), path('new'), '-o', 'csv']);
    expect(out).toBe('diff-type,source,destination,dir1,dir2,workloads-diff-info\nchanged,shop/web[Pod],shop/db[Pod],TCP 5432,"TCP 22,5432",\n');
    expect((await call(['diff', path('old'), path('old'), '-o', 'csv'])).out).toBe('');
  });

  it('tells what is open to pods to come, in every form that has a place for it', async () => {
    mkdirSync(path('wide'), { recursive: true });
    writeFileSync(join(path('wide'), 'all.yaml'), PODS + policy('{ port: 5432 }').replace('{ podSelector: { matchLabels: { app: web } } }', '{ namespaceSelector: {} }'));
    const said = async (form: string) => (await call(['diff', path('old'), path('wide'), '-o', form])).out;
    expect(await said('report')).toMatch(/to pods and namespaces that do not exist yet:\n  now: shop\/db\[Pod\] <= any pod.* : TCP 5432/);
    expect(await said('md')).toContain('#### To pods and namespaces that do not exist yet');
    expect(JSON.parse(await said('json')).exposure.join()).toContain('now: shop/db[Pod] <= any pod');
    expect(await said('txt')).toBe('');
    expect(await said('report')).toContain('1 workload newly open to pods that do not exist yet\n\nchanged without effect on connectivity between what exists:\n');
    expect((await call(['diff', path('wide'), path('old'), '-o', 'md'])).out).toContain('### Connectivity: 1 workload less open to pods that do not exist yet\n');
    const note = '1 workload is open to pods that do not exist yet in another way; `-o report` shows it\n';
    for (const form of ['txt', 'csv']) expect((await call(['diff', path('old'), path('wide'), '-o', form])).err).toBe(note);
    expect((await call(['diff', path('old'), path('wide'), '-o', 'md'])).err).toBe('');
    expect((await call(['diff', path('wide'), path('wide')])).err).toBe('');
  });

  it('leaves out what was open before to more pods, or to them and more traffic', async () => {
    mkdirSync(path('narrow'), { recursive: true });
    const some = policy('{ port: 5432 }').replace('{ podSelector: { matchLabels: { app: web } } }', '{ namespaceSelector: { matchLabels: { team: a } } }');
    writeFileSync(join(path('narrow'), 'all.yaml'), PODS + some);
    const { exposure } = JSON.parse((await call(['diff', path('wide'), path('narrow'), '-o', 'json'])).out);
    const ofDb = exposure.filter((line: string) => line.includes('shop/db[Pod] <='));
    expect(ofDb).toEqual([expect.stringMatching(/^no longer: shop\/db\[Pod\] <= any pod /)]);
  });

  it.each([
    ['opened', 'old', 'wide', 2], ['any', 'old', 'wide', 2], ['closed', 'old', 'wide', 0], ['opened', 'wide', 'old', 0], ['any', 'wide', 'old', 0],
    ['any', 'wide', 'narrow', 0],
  ])('--fail-on %s from %s to %s counts what is open to pods to come, and ends with %d', async (what, before, after, code) => {
    const called = await call(['diff', path(before), path(after), '--fail-on', what]);
    expect(called.code).toBe(code);
    if (code === 2) expect(called.err).toContain('not accepted: 1 workload newly open to pods that do not exist yet (`-o report` shows them)\n');
  });

  it.each([
    ['*/*', 'TCP 5432', 0], ['*/*', 'TCP 22', 2], ['shop/*', 'TCP 5432', 2], ['shop/web', 'TCP 5432', 2], ['outside', 'TCP 5432', 2],
  ])('accepts pods to come from %s at %s: %d', async (source, traffic, code) => {
    writeFileSync(path('accept.yaml'), `accept: [{ source: '${source}', destination: shop/db, traffic: '${traffic}', reason: meant, until: "2999-01-01" }]\n`);
    expect((await call(['diff', path('old'), path('wide'), '--fail-on', 'opened', '--accept', path('accept.yaml')])).code).toBe(code);
  });

  it.each([
    ['opened', 'old', 'new', 2], ['closed', 'old', 'new', 0], ['any', 'old', 'new', 2], ['opened', 'new', 'old', 0], ['closed', 'new', 'old', 2], ['any', 'old', 'old', 0],
  ])('--fail-on %s from %s to %s ends with %d', async (what, before, after, code) => {
    expect((await call(['diff', path(before), path(after), '--fail-on', what])).code).toBe(code);
  });

  it.each([
    ['the whole change', 'traffic: TCP 22, until: "2999-01-01"', 0],
    ['other traffic', 'traffic: TCP 23, until: "2999-01-01"', 2],
    ['the change, once', 'until: "2020-01-01"', 2],
  ])('accepts %s', async (_, fields, code) => {
    writeFileSync(path('accept.yaml'), `accept: [{ source: shop/web, destination: shop/*, reason: repair, ${fields} }]\n`);
    const called = await call(['diff', path('old'), path('new'), '--fail-on', 'opened', '--accept', path('accept.yaml')]);
    expect(called.code).toBe(code);
    if (fields.includes('2020')) expect(called.err).toContain('no longer accepted since 2020-01-01');
  });

  it('reads the old name of the last day, with a notice', async () => {
    writeFileSync(path('old-name.yaml'), 'accept: [{ source: shop/web, destination: shop/*, reason: repair, expires: 2999-01-01 }]\n');
    const { code, err } = await call(['diff', path('old'), path('new'), '--fail-on', 'opened', '--accept', path('old-name.yaml')]);
    expect(code).toBe(0);
    expect(err).toContain('old-name.yaml:1:76: bad-accept-file: the field `accept[0].expires` is called `until` now\n  fix: rename it\n');
  });

  it.each([
    ['no reason', 'source: a/b, destination: c/d, until: "2999-01-01"', 'bad.yaml:1:10: bad-accept-file: `accept[0].reason` is required\n  fix: say why the change is meant\n'],
    ['a slip', 'sorce: a/b, destination: c/d, reason: x, until: "2999-01-01"', 'did you mean `source`?'],
    ['no day', 'source: a/b, destination: c/d, reason: x, until: soon', '`accept[0].until` must be a day, got `soon`'],
  ])('refuses an acceptance with %s', async (_, fields, text) => {
    writeFileSync(path('bad.yaml'), `accept: [{ ${fields} }]\n`);
    const { code, err } = await call(['diff', path('old'), path('new'), '--accept', path('bad.yaml')]);
    expect(code).toBe(1);
    expect(err).toContain(text);
  });

  it('refuses an empty side, one side and three', async () => {
    const empty = await call(['diff', path('old'), path('empty')]);
    expect(empty.code).toBe(1);
    expect(empty.err).toContain('[empty-side] the new state');
    expect((await call(['diff', path('old')])).err).toContain('[argument-missing] two states are compared, got 1');
    expect((await call(['diff', path('old'), path('new'), path('new')])).code).toBe(1);
  });

  it('ends with 3 where a side was not understood', async () => {
    mkdirSync(path('broken'), { recursive: true });
    writeFileSync(join(path('broken'), 'all.yaml'), `${PODS}---\nkind: [`);
    expect((await call(['diff', path('old'), path('broken'), '--fail-on', 'any'])).code).toBe(3);
  });
});

describe('git', () => {
  it.each([['a..b', { base: 'a', head: 'b' }], ['origin/main..', { base: 'origin/main', head: 'HEAD' }], ['v1.2', { base: 'v1.2' }]])('reads %s', (text, range) => {
    expect(parseRange(text)).toEqual(range);
  });

  it.each(['', '..b', 'a...b', '--output=x', '-x..b', 'a..-b', 'a b'])('refuses %s', (text) => {
    expect(() => parseRange(text)).toThrow('[bad-range]');
  });

  it('reads the manifests of a commit, whatever they are called', () => {
    const repository = path('repository');
    mkdirSync(join(repository, 'sub'), { recursive: true });
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: repository, stdio: 'pipe' });
    git('init', '-q');
    writeFileSync(join(repository, 'a b.yaml'), 'kind: One\n');
    writeFileSync(join(repository, 'sub', 'ä.json'), '{}');
    writeFileSync(join(repository, 'notes.md'), 'no manifest');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    writeFileSync(join(repository, 'a b.yaml'), 'kind: Two\n');
    const read = (paths: string[], at = repository) => filesAt('HEAD', paths, at).map(({ file, text }) => [file, text?.toString()]);
    expect(read(['.'])).toEqual([['a b.yaml', 'kind: One\n'], ['sub/ä.json', '{}']]);
    expect(read(['sub'])).toEqual([['sub/ä.json', '{}']]);
    expect(read(['nowhere'])).toEqual([]);
    expect(() => filesAt('no-such-commit', ['.'], repository)).toThrow('[unknown-commit]');
    expect(() => filesAt('HEAD', ['.'], folder)).toThrow('[no-repository]');
  });

  describe('as a whole', () => {
    const repository = () => path('history');
    const before = process.cwd();
    beforeAll(() => {
      const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: repository(), stdio: 'pipe' });
      mkdirSync(join(repository(), 'dist'), { recursive: true });
      git('init', '-q');
      for (const [name, ports] of [['old', '{ port: 5432 }'], ['new', '{ port: 5432 }, { port: 22 }']]) {
        writeFileSync(join(repository(), 'dist', 'all.yaml'), PODS + policy(ports));
        git('add', '.');
        git('commit', '-q', '-m', name);
        git('tag', name);
      }
      process.chdir(repository());
    });
    afterAll(() => process.chdir(before));

    it('compares two commits, and says where the new one does it', async () => {
      const { code, out } = await call(['diff', '--git', 'old..new', 'dist', '-o', 'report', '--fail-on', 'opened']);
      expect(code).toBe(2);
      expect(out).toContain('  shop/web[Pod] => shop/db[Pod]: opened TCP 22\n');
      expect(out).toContain('because NetworkPolicy shop/db changed (dist/all.yaml:');
      expect((await call(['diff', '--git', 'new..old', 'dist', '--fail-on', 'opened'])).code).toBe(0);
    });

    it('compares a commit with the files as they are', async () => {
      expect((await call(['diff', '--git', 'new', 'dist'])).out).toBe('');
      writeFileSync(join(repository(), 'dist', 'all.yaml'), PODS + policy('{ port: 80 }'));
      expect((await call(['diff', '--git', 'new', 'dist'])).out).toContain('dir1: TCP 22,5432, dir2: TCP 80');
    });

    it('leaves out of each commit what its own ignore files name', async () => {
      const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: repository(), stdio: 'pipe' });
      const commit = (name: string) => [['add', '.'], ['commit', '-q', '-m', name], ['tag', name]].forEach((args) => git(...args));
      writeFileSync(join(repository(), 'dist', 'all.yaml'), PODS + policy('{ port: 5432 }'));
      writeFileSync(join(repository(), 'dist', 'more.yaml'), policy('{ port: 22 }').replace('name: db', 'name: more'));
      commit('read');
      writeFileSync(join(repository(), 'dist', '.netfenceignore'), 'more.yaml\n');
      commit('inner');
      git('mv', 'dist/.netfenceignore', '.netfenceignore');
      commit('outer');
      const opened = (range: string) => call(['diff', '--git', range, 'dist']).then(({ out }) => /dir1: TCP ([0-9,]+), dir2: TCP ([0-9,]+)/.exec(out)?.slice(1));
      expect(await opened('read..inner')).toEqual(['22,5432', '5432']);
      expect(await opened('outer..read')).toEqual(['5432', '22,5432']);
      expect(await opened('inner..outer')).toBeUndefined();
      git('rm', '-q', '-f', '.netfenceignore');
      expect(await opened('read..outer')).toEqual(['22,5432', '5432']);
      git('checkout', '-q', 'new', '--', 'dist');
      git('rm', '-q', '-f', 'dist/more.yaml');
    });

    it('says which side is empty, and which commit is not there', async () => {
      expect((await call(['diff', '--git', 'old..new', 'nowhere'])).err).toContain('[empty-side] the old state');
      expect((await call(['diff', '--git', 'old..newer', 'dist'])).err).toContain('[unknown-commit]');
    });
  });
});

describe('staged policies', () => {
  const staged = (spec: string) => `---\napiVersion: projectcalico.org/v3\nkind: StagedNetworkPolicy\nmetadata: { name: db, namespace: shop }\nspec: ${spec}\n`;
  const argv = (...rest: string[]) => ['eval', '-s', 'web', '-n', 'shop', '-d', 'db', '--destination-namespace', 'shop', '-p', '5432', '--dirpath', '-', ...rest];

  it('have no effect but with `--staged enforce`', async () => {
    const text = PODS + staged('{ ingress: [] }');
    const verdictOf = async (...rest: string[]) => (await call(argv(...rest), text)).out;
    expect(await verdictOf()).toContain('true');
    expect(await verdictOf('--staged', 'ignore')).toContain('true');
    expect(await verdictOf('--staged', 'enforce')).toContain('false');
    expect((await call(argv('--staged', 'later'), text)).err).toContain('must be one of ignore, enforce, got `later`');
    expect((await call(['check', '-', '--staged', 'enforce'], text)).err).not.toContain('staged-not-enforced');
    expect((await call(['check', '-'], text)).err).toContain('staged-not-enforced');
  });

  it('are compared with what is enforced by `diff --staged`, which says each problem once', async () => {
    const { code, out, err } = await call(['diff', '--staged', '-'], `${PODS + staged('{ ingress: [] }')}---\nkind: Odd\nmetadata: {}\n`);
    expect(out).toContain('source: shop/web[Pod], destination: shop/db[Pod], dir1: All Connections, dir2: No Connections');
    expect(err.match(/no-kind/g)).toHaveLength(1);
    expect([code, err]).toEqual([3, expect.not.stringContaining('staged-not-enforced')]);
    expect((await call(['diff', '--staged', path('old'), path('new')])).err).toContain('two readings of one state');
    expect((await call(['diff', path('old'), path('new'), '--staged', 'enforce'])).code).toBe(0);
  });
});

it('does not take a policy of Antrea for changed where another one comes before it', async () => {
  const antrea = (name: string, priority: number) => `---\napiVersion: crd.antrea.io/v1beta1\nkind: ClusterNetworkPolicy\nmetadata: { name: ${name} }\nspec: { priority: ${priority}, appliedTo: [{ podSelector: {} }], ingress: [{ action: Drop }] }\n`;
  for (const [name, text] of [['one.yaml', antrea('p', 5)], ['two.yaml', antrea('q', 4) + antrea('p', 5)]]) writeFileSync(path(name), PODS + text);
  const { policies } = JSON.parse((await call(['diff', path('one.yaml'), path('two.yaml'), '-o', 'json'])).out);
  expect(policies.map(({ label }: { label: string }) => label)).toEqual(['ClusterNetworkPolicy q']);
});
