import { readText } from '../../../src/analysis/session/read';
import { replay } from '../../../src/analysis/questions/replay/replay';
import { readTraffic } from '../../../src/analysis/traffic/traffic';
import { edgesOf } from '../../../src/results/outcomes';
import type { Facts } from '../../../src/model';
import { IpSet } from '../../../src/sets';
import { sample, samplePath } from '../../flows/capture';

const NO_FACTS: Facts = { namespaces: new Map(), apiServer: IpSet.NONE, publicAddresses: false, complete: false };

/** A pod that may call 10.0.0.0/8 only, one that nobody may call, and one that everybody may. */
const INPUT = `
{ apiVersion: v1, kind: Pod, metadata: { name: app, namespace: shop, labels: { app: app } }, spec: { containers: [{ name: c }], nodeName: w1 }, status: { podIP: 10.244.1.5 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: db, namespace: data, labels: { app: db } }, spec: { containers: [{ name: c }] }, status: { podIP: 10.244.2.7 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: open, namespace: free, labels: { app: open } }, spec: { containers: [{ name: c }] }, status: { podIP: 10.244.3.8 } }
---
{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: data }, spec: { clusterIP: 10.96.5.7, selector: { app: db }, ports: [{ port: 5432, targetPort: 15432, nodePort: 30432 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: open, namespace: free }, spec: { clusterIP: 192.168.5.8, selector: { app: open }, ports: [{ port: 80, targetPort: 8080 }] } }
---
{ apiVersion: v1, kind: Node, metadata: { name: w1 }, status: { addresses: [{ type: InternalIP, address: 172.18.0.2 }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: app, namespace: shop }, spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: deny, namespace: data }, spec: { podSelector: {}, policyTypes: [Ingress] } }
`;

async function replayed(flows: string, facts: Partial<Facts> = {}, from?: string) {
  const plain = readText(INPUT, 'm.yaml');
  const session = plain.withCluster({ ...plain.decoded.cluster, facts: { ...NO_FACTS, ...facts } });
  return replay(await readTraffic(['-'], [session], { stdin: flows, ...(from !== undefined && { from }) }));
}

const WORLD = { identity: 2, labels: ['reserved:world'] };
const call = (destination: string, port: number, fields: object = {}) => JSON.stringify({
  flow: {
    verdict: 'FORWARDED',
    is_reply: false,
    IP: { source: '10.244.1.5', destination },
    l4: { TCP: { source_port: 40000, destination_port: port } },
    source: { namespace: 'shop', pod_name: 'app', labels: ['k8s:app=app'] },
    destination: WORLD,
    ...fields,
  },
});
const lines = async (flows: string, facts: Partial<Facts> = {}) => edgesOf(await replayed(flows, facts)).map(({ status, destination, traffic }) => `${status}: ${destination} ${traffic}`);

it.each([
  // an agent calls outside what it does not manage
  ['the Service of the input', call('10.96.5.7', 5432), 'denied: data/db[Pod] TCP 15432'],
  ['the pod of the input', call('10.244.2.7', 15432), 'denied: data/db[Pod] TCP 15432'],
  ['the Service of the record', call('10.96.9.9', 5432, { destination_service: { namespace: 'data', name: 'db' } }), 'denied: data/db[Pod] TCP 15432'],
  ['the pods of a node port', call('172.18.0.2', 30432), 'unknown: data/db[Pod] TCP 15432'],
  ['a Service that the input does not have', call('10.96.9.9', 80, { destination_service: { namespace: 'data', name: 'other' } }), 'unknown: Service data/other TCP 80'],
  ['a port that the Service does not have', call('10.96.5.7', 81), 'unknown: Service data/db TCP 81'],
  ['a private address', call('10.200.0.9', 443), 'unknown: 10.200.0.9 TCP 443'],
  ['a public address', call('198.51.100.7', 443), 'denied: 198.51.100.7 TCP 443'],
  ['a private address that no rule admits', call('192.168.77.1', 443), 'unknown: 192.168.77.1 TCP 443'],
])('an address is that of %s', async (_, flows, expected) => {
  expect(await lines(`${flows}\n`)).toEqual([expected]);
});

it('says which facts would settle it, and takes them', async () => {
  const flows = `${call('10.200.0.9', 443)}\n${call('10.200.0.10', 443)}\n`;
  const { unknown } = await replayed(flows);
  expect(unknown.map(({ why, needs }) => [why, needs.map(({ kind }) => kind)])).toEqual(['10.200.0.10', '10.200.0.9'].map((address) => [
    [`the input does not tell whether \`${address}\` is the address of a pod or a Service; outside the cluster the verdict would be allowed`],
    ['podRanges', 'serviceRanges'],
  ]));
  const ranges = { podRanges: IpSet.cidrs(['10.244.0.0/16']), serviceRanges: IpSet.cidrs(['10.96.0.0/12', '192.168.5.0/24']), nodeRanges: IpSet.cidrs(['172.18.0.0/16']) };
  expect((await replayed(flows, ranges)).unaffected).toHaveLength(2);
  const inPods = await replayed(flows, { ...ranges, podRanges: IpSet.cidrs(['10.200.0.0/16', '10.244.0.0/16']) });
  expect(inPods.unknown.map(({ needs }) => needs.map(({ kind }) => kind))).toEqual([['pod'], ['pod']]);
  expect(await lines(`${call('198.51.100.7', 443)}\n`, { publicAddresses: true })).toEqual(['unknown: 198.51.100.7 TCP 443']);
});

it('takes an address for the Service or the pod that another record gives it', async () => {
  const service = { Type: 'SOCK', destination_service: { namespace: 'data', name: 'db' } };
  expect(await lines(`${call('10.96.9.9', 81)}\n${call('10.96.9.9', 5432, service)}\n`)).toEqual(['denied: data/db[Pod] TCP 15432', 'unknown: Service data/db TCP 81']);
  const answered = { source: { namespace: 'free', pod_name: 'open', labels: ['k8s:app=open'] }, IP: { source: '203.0.113.9', destination: '10.244.1.5' }, destination: { namespace: 'shop', pod_name: 'app' } };
  expect(await lines(`${call('203.0.113.9', 8080)}\n${call('', 1, answered)}\n`)).toContainEqual(expect.stringMatching(/: free\/open\[Pod\] TCP 8080$/));
});

it('leaves a call open that an agent may see before its Service is translated', async () => {
  // the pod is not in 10.0.0.0/8 by a rule that counts, the address of the Service is
  const shut = INPUT.replace('10.0.0.0/8', '192.168.0.0/16');
  const session = readText(shut, 'm.yaml');
  const { unknown, denied } = replay(await readTraffic(['-'], [session], { stdin: `${call('192.168.5.8', 80)}\n${call('10.96.5.7', 5432)}\n` }));
  expect(unknown.map(({ destination, why }) => [destination, why])).toEqual([['free/open[Pod]', [expect.stringContaining('a block holds the address of the Service free/open')]]]);
  expect(denied.map(({ destination }) => destination)).toEqual(['data/db[Pod]']);
});

const whisker = (fields: object) => JSON.stringify({ items: [{ action: 'Allow', source_name: 'app', source_namespace: 'shop', source_labels: 'app=app', protocol: 'tcp', dest_port: 443, dest_labels: '', ...fields }] });

it.each([
  ['PUBLIC NETWORK', 'Global', 'denied'], ['PRIVATE NETWORK', 'Global', 'unknown'], ['trusted', '-', 'unknown'], ['w1', '-', 'unknown'],
  ['partners', 'free', 'unknown'], ['open', 'free', 'unknown'],
])('places `%s` in `%s` no further than the record does: %s', async (dest_name, dest_namespace, status) => {
  expect(edgesOf(await replayed(whisker({ dest_name, dest_namespace }))).map((edge) => edge.status)).toEqual([status]);
});

const table = (rows: string) => `src_ip,dst_ip,dst_port,protocol,verdict\n${rows}\n`;

it.each<[string, Partial<Facts>, string]>([
  ['10.200.0.9,10.201.0.9', {}, 'unknown'],
  ['10.200.0.9,10.201.0.9', { podRanges: IpSet.cidrs(['10.200.0.0/16']) }, 'unknown'],
  ['10.200.0.9,198.51.100.7', {}, 'unknown'],
  ['198.51.100.7,10.201.0.9', {}, 'unknown'],
  ['10.200.0.9,10.201.0.9', { podRanges: IpSet.cidrs(['10.244.0.0/16']) }, 'notPoliced'],
  ['198.51.100.7,203.0.113.9', {}, 'notPoliced'],
  ['198.51.100.7,203.0.113.9', { publicAddresses: true }, 'unknown'],
])('between %s, of which the input shows neither as a pod, with %j: %s', async (ends, facts, status) => {
  const [edge] = edgesOf(await replayed(table(`${ends},443,TCP,FORWARDED`), facts));
  expect([edge.status, edge.needs.length > 0]).toEqual([status, status === 'unknown']);
});

it('lets everything pass between unknown pods where there is no policy', async () => {
  const session = readText(INPUT.split('---').filter((one) => !one.includes('NetworkPolicy')).join('---'), 'm.yaml');
  const flows = table('10.200.0.9,10.201.0.9,443,TCP,FORWARDED');
  expect(edgesOf(replay(await readTraffic(['-'], [session], { stdin: flows }))).map(({ status }) => status)).toEqual(['unaffected']);
});

it('says nothing of some private address that may be a pod, and of a public one that it is none', async () => {
  const between = (network: string) => whisker({ source_name: network, source_namespace: 'Global', source_labels: '', dest_name: 'PUBLIC NETWORK', dest_namespace: 'Global' });
  const status = async (network: string, facts: Partial<Facts> = {}) => edgesOf(await replayed(between(network), facts)).map((edge) => edge.status);
  expect(await status('PRIVATE NETWORK')).toEqual(['unknown']);
  expect(await status('PUBLIC NETWORK')).toEqual(['notPoliced']);
  expect(await status('PRIVATE NETWORK', { podRanges: IpSet.cidrs(['100.96.0.0/11']) })).toEqual(['unknown']);
});

it.each([
  'hubble-jsonpb.jsonl', 'hubble-legacy-bare.jsonl', 'hubble-export-fieldmask.jsonl', 'hubble-camelcase.jsonl', 'whisker-flows.json', 'whisker-stream.txt',
  'networkneighborhood.yaml', 'aws-npa.log', 'ig-trace_tcp.jsonl', 'generic-flows.csv',
])('calls nothing of %s apart that has a pod at an end, but what its own node sends', async (name) => {
  const session = readText(sample('scenario.yaml'), 'scenario.yaml');
  const traffic = await readTraffic([samplePath(name)], [session]);
  const { notPoliced } = replay(traffic);
  const isPod = (end: string) => /\]$|^[a-z-]+\/[^0-9]/.test(end);
  for (const { source, destination } of notPoliced) expect([isPod(source), isPod(destination), source]).toEqual([false, source.startsWith('own node') && isPod(destination), source]);
});
