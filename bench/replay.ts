/**
 * `tsx bench/replay.ts [LINES]`: recorded flows of Hubble replayed, from the file to the verdicts, against `JSON.parse` of the same lines
 * in memory, in processor time; and what is kept on the heap after a tenth of the lines and after all of them, which must not grow with
 * them. Writes a table; exit 1 where a bound is broken.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { setFlagsFromString } from 'v8';
import { runInNewContext } from 'vm';
import { edgesOf } from '../src/results/outcomes';
import { readText } from '../src/analysis/session/read';
import { replay } from '../src/analysis/questions/replay/replay';
import { readTraffic } from '../src/analysis/traffic/traffic';

const WANTED_SHARE = 0.6;
const PODS = 200;

const NAMESPACES = ['shop', 'data', 'telco', 'monitoring'];

function podOf(i: number) {
  const namespace = NAMESPACES[i % 4];
  const name = `app-${i % 50}`;
  const labels = [
    `k8s:app=${name}`, `k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=${namespace}`, 'k8s:io.cilium.k8s.policy.cluster=default',
    `k8s:io.cilium.k8s.policy.serviceaccount=${name}`, `k8s:io.kubernetes.pod.namespace=${namespace}`, 'k8s:tier=backend',
  ];
  const pod = `${name}-6d5bcf7c9d-${String(i).padStart(5, 'x')}`;
  return { ip: `10.0.${i >> 8}.${i & 255}`, end: { ID: 1000 + i, identity: 20_000 + (i % 50), cluster_name: 'default', namespace, labels, pod_name: pod, workloads: [{ name, kind: 'Deployment' }] } };
}

/** A line as Hubble prints it: about 1.4 kB, every third one a reply. */
function lineOf(i: number): string {
  const [a, b] = [podOf((i * 7) % PODS), podOf((i * 13 + 5) % PODS)];
  const isReply = i % 3 === 2;
  const [from, to] = isReply ? [b, a] : [a, b];
  const flags = { SYN: true, ...(isReply && { ACK: true }) };
  const client = 32_768 + (i % 28_000);
  const seconds = Math.floor(i / 1000);
  const time = new Date(Date.UTC(2026, 10, 20) + seconds * 1000).toISOString().replace('.000Z', `.${String((i % 1000) * 1_000_000 + 1).padStart(9, '0')}Z`);
  return JSON.stringify({
    flow: {
      time,
      uuid: `7e11cafe-0000-4000-8000-${String(i).padStart(12, '0')}`,
      emitter: { name: 'Hubble', version: '1.19.4+gabcdef12' },
      verdict: 'FORWARDED',
      ethernet: { source: '0a:58:0a:00:01:0f', destination: '0a:58:0a:00:01:01' },
      IP: { source: from.ip, destination: to.ip, ipVersion: 'IPv4' },
      l4: { TCP: { source_port: isReply ? 8080 : client, destination_port: isReply ? client : 8080, flags } },
      source: from.end,
      destination: to.end,
      Type: 'L3_L4',
      node_name: 'default/worker-1',
      node_labels: ['kubernetes.io/hostname=worker-1', 'topology.kubernetes.io/zone=zone-a'],
      event_type: { type: 4, sub_type: 3 },
      traffic_direction: 'EGRESS',
      trace_observation_point: 'TO_STACK',
      trace_reason: isReply ? 'REPLY' : 'NEW',
      is_reply: isReply,
      Summary: 'TCP Flags: SYN',
    },
    node_name: 'default/worker-1',
    time,
  });
}

function writeRecord(file: string, lines: number): void {
  const descriptor = openSync(file, 'w');
  for (let at = 0; at < lines; at += 2000) {
    writeSync(descriptor, `${Array.from({ length: Math.min(2000, lines - at) }, (_, i) => lineOf(at + i)).join('\n')}\n`);
  }
  closeSync(descriptor);
}

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Seconds of processor time since a moment. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** Seconds that `JSON.parse` takes for the lines, which are in memory already, a share of the file at a time. */
function parseAlone(file: string): number {
  const bytes = readFileSync(file);
  let seconds = 0;
  for (let at = 0; at < bytes.length;) {
    let end = Math.min(bytes.length, at + 2 ** 26);
    if (end < bytes.length) end = bytes.lastIndexOf(10, end) + 1;
    const lines = bytes.toString('utf8', at, end).split('\n');
    const start = process.cpuUsage();
    for (const line of lines) if (line !== '') JSON.parse(line);
    seconds += spent(start);
    at = end;
  }
  return seconds;
}

const MANIFESTS = Array.from({ length: 200 }, (_, i) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: app-${i % 50}, namespace: ${NAMESPACES[i % 4]}}
spec: {template: {metadata: {labels: {app: app-${i % 50}, tier: backend}}, spec: {containers: [{name: main}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: app-${i % 50}, namespace: ${NAMESPACES[i % 4]}}
spec: {podSelector: {matchLabels: {app: app-${i % 50}}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}]}
`).slice(0, 100).join('---');

interface Replayed {
  readonly seconds: number;
  /** Bytes that are still in use where half of the lines, and all of them, are read. */
  readonly kept: number;
  readonly edges: number;
  readonly records: number;
}

async function replayed(file: string, lines: number, measure: 'time' | 'memory'): Promise<Replayed> {
  const session = readText(MANIFESTS, 'manifests.yaml');
  let kept = 0;
  let next = lines / 2;
  const look = () => {
    collect();
    kept = Math.max(kept, process.memoryUsage().heapUsed);
  };
  const start = process.cpuUsage();
  const traffic = await readTraffic([file], [session], measure === 'time' ? {} : {
    progress: (records) => {
      if (records < next) return;
      next = Infinity;
      look();
    },
  });
  const result = replay(traffic, { changes: 0 });
  const seconds = spent(start);
  if (measure === 'memory') look();
  return { seconds, kept, edges: edgesOf(result).length, records: result.coverage.records };
}

async function main(): Promise<number> {
  const lines = Number(process.argv[2] ?? 1_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'netfence-replay-'));
  try {
    const [small, large] = [join(folder, 'small.jsonl'), join(folder, 'large.jsonl')];
    writeRecord(small, lines / 10);
    writeRecord(large, lines);
    const few = await replayed(small, lines / 10, 'memory');
    const parsed = parseAlone(large);
    const all = await replayed(large, lines, 'time');
    const { kept } = await replayed(large, lines, 'memory');
    const share = parsed / all.seconds;
    const rows: [string, string][] = [
      ['lines', String(all.records)],
      ['megabytes', (statSync(large).size / 1e6).toFixed(0)],
      ['edges', String(all.edges)],
      ['`JSON.parse` alone, s', parsed.toFixed(2)],
      ['replay, s', all.seconds.toFixed(2)],
      ['speed against `JSON.parse`', share.toFixed(2)],
      ['kept on the heap at a tenth of the lines, MB', (few.kept / 1e6).toFixed(1)],
      ['kept on the heap at all lines, MB', (kept / 1e6).toFixed(1)],
    ];
    process.stdout.write(`| replay of recorded flows | |\n|---|---|\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}\n`);
    return share >= WANTED_SHARE && kept < few.kept * 1.2 + 8e6 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main().then((code) => {
  process.exitCode = code;
});
