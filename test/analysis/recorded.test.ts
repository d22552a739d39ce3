import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { Analysis, Invariant, InvariantEnd, RecordedTraffic, ReplayEdge } from '../../src/facade';
import { readText } from '../../src/analysis/session/read';
import { readTraffic, readTrafficAtOnce } from '../../src/analysis/traffic/traffic';
import { sample, samplePath } from '../flows/capture';
import { shown } from '../traffic';

const WORLD = sample('scenario.yaml');
const fence = (egress: string) => `${WORLD}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress, Egress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: frontend } } }], ports: [{ port: http }] }]
  egress: ${egress}
`;
const DATA = '[{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } } }] }]';
const FLOWS = RecordedTraffic.ofFiles([samplePath('hubble-jsonpb.jsonl')]);
const line = ({ source, destination, traffic }: ReplayEdge) => `${source} => ${destination} : ${traffic}`;
const CSV = (verdict: string) => `src_namespace,src_workload,dst_namespace,dst_workload,dst_port,protocol,verdict\nshop,frontend,shop,api,8080,TCP,${verdict}\n`;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'recorded-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe('replay', () => {
  it('sorts connections by what becomes of them, with the side, the rule and the change', () => {
    const replayed = Analysis.ofText(fence(DATA)).replay(FLOWS);
    expect(replayed.isSafe).toBe(false);
    expect(replayed.denied.map(line)).toEqual([
      'monitoring/prometheus[StatefulSet] => shop/api[Deployment] : TCP 9090',
      'shop/api[Deployment] => 203.0.113.10 (payments.example.com) : TCP 443',
      'shop/api[Deployment] => kube-system/coredns[Deployment] : UDP 53',
    ]);
    expect(replayed.denied[0]).toMatchObject({
      records: 25, first: '2026-11-20T10:15:04.002Z', denies: [{ direction: 'ingress', rules: [{ direction: 'ingress', effect: 'isolate', policy: 'NetworkPolicy shop/api' }] }],
    });
    expect(shown(replayed.denied[0].change!.opens)).toEqual([{ source: 'monitoring/prometheus[StatefulSet]', destination: 'shop/api[Deployment]', traffic: 'TCP 9090' }]);
    expect(replayed.opened.map(line)).toEqual(['shop/report[CronJob] => data/postgres[StatefulSet] : TCP 5432']);
    expect(replayed.unknown.every(({ why }) => why.length > 0)).toBe(true);
    expect([replayed.unknown.length, replayed.notPoliced.length]).toEqual([3, 1]);
    expect(replayed.files).toEqual([{ file: samplePath('hubble-jsonpb.jsonl'), format: 'hubble' }]);
    expect(replayed.coverage.records).toBe(33);
  });

  it('is safe only where nothing breaks, nothing is unknown and everything was understood', () => {
    const state = Analysis.ofText(fence(DATA));
    const safe = (flows: string, of = state) => of.replay(RecordedTraffic.ofText(flows)).isSafe;
    expect(safe(CSV('FORWARDED'))).toBe(true);
    expect(safe(`${CSV('FORWARDED')}shop,api,shop,frontend,80,TCP,FORWARDED\n`)).toBe(false);
    // denied at the time, and still: nothing breaks
    expect(safe(`${CSV('FORWARDED')}shop,api,shop,frontend,80,TCP,DROPPED\n`)).toBe(true);
    expect(safe(`${CSV('FORWARDED')}shop,api,shop,frontend,80,ICMP,FORWARDED\n`)).toBe(false);
    expect(safe(`${CSV('FORWARDED')}shop,api,shop,frontend,port,TCP,FORWARDED\n`)).toBe(false);
    expect(safe('')).toBe(false);
    expect(safe(CSV('FORWARDED').replace(/shop/g, 'elsewhere'))).toBe(false);
    expect(safe(CSV('FORWARDED'), Analysis.ofText(`${fence(DATA)}\n---\n{`))).toBe(false);
    expect(state.replay(RecordedTraffic.ofText('')).uncertainties.join()).toContain('the record is empty');
  });

  it('compares with old policies, and knows what is accepted until when', () => {
    const [now, before] = [Analysis.ofText(fence('[]')), Analysis.ofText(fence(DATA))];
    const flows = RecordedTraffic.ofText(`${CSV('FORWARDED')}shop,api,data,postgres,5432,TCP,FORWARDED\nshop,api,shop,frontend,80,TCP,FORWARDED\n`);
    expect(now.replay(flows, { old: before }).denied.map((edge) => [line(edge), edge.before])).toEqual([
      ['shop/api[Deployment] => data/postgres[StatefulSet] : TCP 5432', 'allowed'],
      ['shop/api[Deployment] => shop/frontend[Deployment] : TCP 80', 'denied'],
    ]);
    expect(before.replay(flows, { old: before }).isSafe).toBe(true);
    const ignoreFile = join(folder, 'ignores.yaml');
    writeFileSync(ignoreFile, 'source: shop/api*\nreason: moves out\nuntil: 2026-11-20\n');
    expect(now.replay(flows, { ignoreFile, today: '2026-11-20' }).isSafe).toBe(true);
    expect(now.replay(flows, { ignoreFile, today: '2026-11-21' })).toMatchObject({ isSafe: false, remarks: expect.arrayContaining([expect.stringContaining('ended on 2026-11-20')]) });
    expect(now.replay(flows, { ignoreFile, today: '2026-11-20', changes: 0 }).denied[0].change).toBeUndefined();
  });

  it('says at once what is no record', () => {
    const state = Analysis.ofText(WORLD);
    expect(() => state.replay(RecordedTraffic.ofFiles(['no-such-file']))).toThrow('[no-such-path]');
    expect(() => state.replay(RecordedTraffic.ofText('', { format: 'pcap' }))).toThrow('[unknown-flow-format]');
  });
});

describe('reading without waiting', () => {
  const bytes = readFileSync(samplePath('hubble-jsonpb.jsonl'));
  const session = readText(fence(DATA), 'shop.yaml');
  const write = (name: string, text: Buffer) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it.each([
    ['a packed file', () => gzipSync(bytes)],
    ['two packed files in one', () => Buffer.concat([gzipSync(bytes.subarray(0, 5000)), gzipSync(bytes.subarray(5000))])],
    ['a packed file that was cut', () => gzipSync(bytes).subarray(0, 2000)],
    ['a packed file that was changed', () => Buffer.concat([gzipSync(bytes).subarray(0, 2000), Buffer.alloc(100, 7)])],
    ['no packed file at all', () => Buffer.from([0x1f, 0x8b, 1])],
    ['a character torn apart', () => Buffer.concat([bytes, Buffer.from([0xc3])])],
  ])('finds in %s what a stream finds', async (_, made) => {
    const file = write('record', made());
    const [now, later] = [readTrafficAtOnce([{ file }], [session]), await readTraffic([file], [session])];
    const labelled = ({ edges }: typeof now) =>
      edges.map(({ source, destination, port, outcomes }) => [source.ends[0].label, destination.ends[0].label, port, outcomes]);
    const read = (traffic: typeof now) => [traffic.recording.records, [...traffic.recording.problems], labelled(traffic)];
    // how much of a broken file is read before the error differs, that it is broken does not
    if (now.recording.problems.size === 0) expect(read(now)).toEqual(read(later));
    expect([...now.recording.problems.keys()].filter((what) => what.startsWith('a packed'))).toEqual([...later.recording.problems.keys()].filter((what) => what.startsWith('a packed')));
    expect(now.recording.records).toBeGreaterThanOrEqual(later.recording.records);
  });
});

describe('advise', () => {
  it('writes what is missing, with the evidence, and proves it', () => {
    const flows = RecordedTraffic.ofText(`${CSV('FORWARDED')}shop,api,data,postgres,5432,TCP,FORWARDED\n`);
    const advice = Analysis.ofText(fence('[]')).advise(flows, { fence: [] });
    expect(shown(advice.rules.map(({ direction, traffic }) => [direction, traffic]))).toEqual([['egress', 'TCP 5432']]);
    expect(advice.typescript).toContain('new AllowTo(');
    expect(advice.yaml).toContain('kind: NetworkPolicy');
    expect(advice.proof).toMatchObject({ admitted: 2, wanted: 2, outside: [], closed: [] });
    const never = Invariant.never({ id: 'no-data', to: [InvariantEnd.namespace('data')], from: [InvariantEnd.pods('shop', { app: 'api' })] });
    const forbidden = Analysis.ofText(fence('[]')).advise(flows, { fence: [], invariants: [never], podRanges: ['10.0.0.0/8'] });
    expect(forbidden).toMatchObject({ rules: [], missed: [{ source: 'shop/api[Deployment]', forbiddenBy: ['no-data'] }] });
  });
});
