import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { sample, samplePath } from '../flows/capture';
import { call } from './call';

const folder = mkdtempSync(join(tmpdir(), 'netfence-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const SCENARIO = samplePath('scenario.yaml');
const FENCE = file('fence.yaml', `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: frontend } } }] }] }
`);
const GOOD = samplePath('generic-flows.csv');
const BAD = file('bad.csv', `${sample('generic-flows.csv')}2026-11-20T10:15:09Z,monitoring,prometheus,,shop,api,,9090,TCP,FORWARDED,5\n`);
const replay = async (...argv: string[]) => call(['replay', ...argv]);

it('ends with 0 where nothing breaks, with 2 where something does', async () => {
  const good = await replay(GOOD, SCENARIO, FENCE);
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out).toMatch(/^1 would pass but was denied at the time, 3 unaffected\n/);
  const bad = await replay(BAD, SCENARIO, FENCE);
  expect(bad.code).toBe(2);
  expect(bad.out).toContain('would be denied: 1\n  monitoring/prometheus[StatefulSet] => shop/api[Deployment] : TCP 9090\n    5 records, 2026-11-20T10:15:09.000Z\n    ingress of the destination: NetworkPolicy shop/api selects it, and no rule allows this');
});

it.each<[number, string[]]>([
  [0, ['--fail-on', 'nothing']], [2, ['--fail-on', 'opened']], [0, ['--fail-on', 'unknown']], [2, ['--fail-on', 'denied,unknown']], [0, ['--most-denied', '1']],
  [0, ['--old', SCENARIO, '--old', FENCE]], [2, ['--old', SCENARIO]], [0, ['--most-denied', '1', '--most-unmapped', '0%']],
  [1, ['--most-denied', 'many']], [1, ['--fail-on', 'everything']], [1, ['--from', 'tcpdump']],
])('ends with %d for %j', async (code, options) => {
  expect((await replay(BAD, SCENARIO, FENCE, ...options)).code).toBe(code);
});

it('counts ends that were not found, and lost events, where it is asked to', async () => {
  const flows = samplePath('hubble-jsonpb.jsonl');
  expect((await replay(flows, SCENARIO)).code).toBe(0);
  expect((await replay(flows, SCENARIO, '--most-unmapped', '5')).code).toBe(2);
  expect((await replay(flows, SCENARIO, '--most-unmapped', '6')).code).toBe(0);
  expect((await replay(flows, SCENARIO, '--most-lost', '1741')).code).toBe(2);
  expect((await replay(flows, SCENARIO, '--most-lost', '1742')).code).toBe(0);
});

it('accepts what a file accepts', async () => {
  const ignore = file('ignore.yaml', 'ignores:\n- { source: monitoring/*, destination: shop/api*, reason: scraping moves }\n');
  const { code, out } = await replay(BAD, SCENARIO, FENCE, '--ignore', ignore);
  expect(code).toBe(0);
  expect(out).toContain('accepted: scraping moves');
  for (const text of ['source: a', 'reason: b', '{ source: a, reason: b, until: soon }', '{ source: a, reason: b, port: 1 }', '- a']) {
    expect(await replay(BAD, SCENARIO, '--ignore', file('odd.yaml', text))).toMatchObject({ code: 1, err: expect.stringContaining(': bad-ignores: ') });
  }
});

it('ends with 3 for what it does not understand, unless told otherwise', async () => {
  const broken = file('broken.jsonl', sample('hubble-broken.jsonl'));
  const { code, err } = await replay(broken, SCENARIO);
  expect(code).toBe(3);
  expect(err).toContain('broken.jsonl:6: not understood: the verdict `SOMETHING_NEW`\n');
  expect((await replay(broken, SCENARIO, '--allow-partial')).code).toBe(0);
  expect((await replay(broken, SCENARIO, FENCE, '--fail-on', 'opened', '--allow-partial')).code).toBe(2);
  expect((await replay(SCENARIO, SCENARIO)).err).toContain('scenario.yaml:1: not understood: a file of no known form');
  expect((await replay(file('empty', ''), SCENARIO)).code).toBe(3);
});

it('takes a record in which nothing is known for that of another cluster', async () => {
  const { code, err } = await replay(samplePath('aws-npa.log'), SCENARIO);
  expect(code).toBe(3);
  expect(err).toContain('no workload of the input is in the record');
});

it('reads packed and rotated files, and standard input', async () => {
  const lines = sample('hubble-jsonpb.jsonl').split('\n');
  const rotated = mkdtempSync(join(folder, 'rotated-'));
  writeFileSync(join(rotated, 'events-1.log.gz'), gzipSync(lines.slice(0, 12).join('\n')));
  // the last line of the one is the first of the other
  writeFileSync(join(rotated, 'events-2.log'), lines.slice(11).join('\n'));
  const whole = JSON.parse((await replay(samplePath('hubble-jsonpb.jsonl'), SCENARIO, FENCE, '-o', 'json')).out);
  const parts = JSON.parse((await replay(rotated, SCENARIO, FENCE, '-o', 'json')).out);
  expect(parts.edges).toEqual(whole.edges);
  expect(parts.coverage.duplicates).toBe(1);
  const piped = await call(['replay', '-', SCENARIO, FENCE, '-o', 'json'], sample('hubble-jsonpb.jsonl'));
  expect(JSON.parse(piped.out).edges).toEqual(whole.edges);
  const cut = await replay(file('cut.gz', gzipSync(sample('hubble-jsonpb.jsonl')).subarray(0, 3000)), SCENARIO);
  expect(cut).toMatchObject({ code: 3, err: expect.stringContaining('a packed file that was cut or changed') });
  expect((await replay('--flows', GOOD, '--flows', BAD, SCENARIO)).code).toBe(0);
});

it.each([
  [['nowhere.jsonl', SCENARIO], 'no-such-path'], [[], 'no-input'], [['-', '-'], 'stdin-twice'], [[GOOD], 'no-input'],
])('refuses %j', async (argv, code) => {
  expect(await replay(...argv)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`[${code}]`) });
});

describe('the forms', () => {
  it('of a table has one line an edge', async () => {
    const { out } = await replay(BAD, SCENARIO, FENCE, '-o', 'csv');
    const [head, first, ...rest] = out.trim().split('\n');
    expect(head).toBe('status,source,destination,traffic,verdict,before,recorded,records,replies,connections,first,last,why,accepted,needs');
    expect(first).toMatch(/^denied,monitoring\/prometheus\[StatefulSet\],shop\/api\[Deployment\],TCP 9090,denied,,passed,5,0,0,2026/);
    expect(rest).toHaveLength(4);
  });

  it('of JUnit has a failure an edge that fails', async () => {
    const { out } = await replay(BAD, SCENARIO, FENCE, '-o', 'junit');
    expect(out).toContain('<testsuites name="netfence" tests="6" failures="1" errors="0" skipped="0">');
    expect(out).toContain('<testcase classname="shop/api[Deployment]" name="monitoring/prometheus[StatefulSet] =&#62; shop/api[Deployment] : TCP 9090">');
    expect((await replay(file('two.jsonl', sample('hubble-broken.jsonl')), SCENARIO, '-o', 'junit')).out).toContain('errors="1"');
  });

  it('of Markdown has a table for what is affected', async () => {
    const { out } = await replay(BAD, SCENARIO, FENCE, '-o', 'md');
    expect(out).toContain('### Recorded traffic: 1 would be denied, 1 would pass but was denied at the time, 3 unaffected\n');
    expect(out).toContain('| monitoring/prometheus&#91;StatefulSet] | shop/api&#91;Deployment] | TCP 9090 | 5 records');
  });

  it('of JSON has everything', async () => {
    const { edges, coverage, problems } = JSON.parse((await replay(BAD, SCENARIO, FENCE, '-o', 'json')).out);
    expect(edges[0]).toMatchObject({ status: 'denied', verdict: 'denied', change: { typescript: expect.stringContaining('AllowFrom') } });
    expect(coverage.workloads).toBe(7);
    expect(problems).toEqual([]);
  });

  it('escape what came from the record', async () => {
    const evil = file('evil.jsonl', `${JSON.stringify({ verdict: 'FORWARDED', is_reply: false, IP: { source: '10.0.0.1', destination: '10.0.0.2' }, l4: { TCP: { destination_port: 80 } }, source: { namespace: 'a\u001b[2J', pod_name: '<b>|=cmd', labels: ['k8s:x=y'] }, destination: { namespace: 'shop', workloads: [{ name: 'api' }] } })}\n`);
    for (const form of ['txt', 'json', 'md', 'csv', 'junit']) {
      const { out } = await replay(evil, SCENARIO, FENCE, '-o', form);
      expect(out).not.toContain('\u001b');
      if (form === 'md' || form === 'junit') expect(out).not.toContain('<b>');
    }
  });
});

it('says the same every time, and unaffected edges where asked', async () => {
  const [first, second] = [await replay(BAD, SCENARIO, FENCE, '--all'), await replay(BAD, SCENARIO, FENCE, '--all')];
  expect(first).toEqual(second);
  expect(first.out).toContain('\nunaffected: 3\n  shop/api[Deployment] => 203.0.113.10 : TCP 443\n');
});
