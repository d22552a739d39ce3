/** A small open cluster, records of traffic in it, and advice on them. */
import { advise } from '../../../src/analysis/questions/advise/advise';
import type { AdviseOptions } from '../../../src/analysis/questions/advise/settings';
import { FactOptions, optionFacts } from '../../../src/analysis/facts/options';
import { readText } from '../../../src/analysis/session/read';
import { readTraffic } from '../../../src/analysis/traffic/traffic';
import type { Advice } from '../../../src/results/advice';

/* eslint-disable @typescript-eslint/no-explicit-any */
const pod = (namespace: string, name: string, labels: Record<string, string>) => JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name, labels, ownerReferences: [{ kind: 'ReplicaSet', name: name.replace(/-[^-]*$/, ''), controller: true }] },
  spec: { containers: [{ name: 'c' }] },
});
const WORLD = [
  pod('shop', 'api-6d5bcf7c9d-aaaaa', { 'app': 'api', 'pod-template-hash': '6d5bcf7c9d' }),
  pod('shop', 'db-5fc9d7c6b4-bbbbb', { 'app': 'db', 'pod-template-hash': '5fc9d7c6b4' }),
  pod('other', 'job-7c9d6b4d5f-ccccc', { 'app': 'job', 'pod-template-hash': '7c9d6b4d5f' }),
  pod('kube-system', 'coredns-7c9d6b4d5f-ddddd', { 'k8s-app': 'kube-dns', 'pod-template-hash': '7c9d6b4d5f' }),
];
export const flow = (source: any, destination: any, port = 80, more: any = {}) => ({ ...source, ...destination, dst_port: port, protocol: 'TCP', verdict: 'FORWARDED', is_reply: false, ...more });
export const API = { src_namespace: 'shop', src_pod: 'api-6d5bcf7c9d-aaaaa' };
export const DB = { dst_namespace: 'shop', dst_pod: 'db-5fc9d7c6b4-bbbbb' };

export async function adviceOn(
  flows: readonly any[], options: AdviseOptions = {}, more: readonly string[] = [], stated: FactOptions = {},
): Promise<Advice> {
  const session = readText([...WORLD, ...more].join('\n---\n'), 'world.yaml', { facts: optionFacts(stated, String) });
  return advise(await readTraffic(['-'], [session], { stdin: flows.map((one) => JSON.stringify(one)).join('\n') }), options);
}
