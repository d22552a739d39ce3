import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import type { Raw } from './values';

const DATA = join(__dirname, '..', 'data');
const CORPUS = process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus');

function textOf(file: string): string | undefined {
  const kept = join(DATA, `${file}.gz`);
  if (existsSync(kept)) return gunzipSync(readFileSync(kept)).toString('utf8');
  const plain = [join(DATA, file), join(CORPUS, file)].find(existsSync);
  return plain === undefined ? undefined : readFileSync(plain, 'utf8');
}

/** A recording of `test/data`, or of the foreign corpus; undefined where it is absent. */
export function recordedLines(file: string): Raw[] | undefined {
  return textOf(file)?.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
}

export function recorded(file: string): Raw | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The raw objects behind a recorded cluster file. */
export function objectsOf(cluster: Raw): Raw[] {
  return [
    ...cluster.namespaces.map(({ name, labels }: Raw) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })),
    ...(cluster.nodes ?? []).map(({ name, labels, ip }: Raw) => ({
      apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses: [{ type: 'InternalIP', address: ip }] },
    })),
    ...(cluster.services ?? []).map(({ namespace, name, ip, port, target, selector }: Raw) => ({
      apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec: { clusterIP: ip, selector, ports: [{ port, targetPort: target }] },
    })),
    ...cluster.pods.map(({ namespace, name, labels, ip, ip6, ports, hostNetwork, node, serviceAccount }: Raw) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name, labels },
      spec: {
        hostNetwork,
        nodeName: node,
        serviceAccountName: serviceAccount,
        containers: [{ name: 'main', ports: (ports ?? []).map((item: Raw) => ({ name: item.name, containerPort: item.port, protocol: item.protocol })) }],
      },
      status: { podIP: ip, podIPs: [ip, ip6].filter(Boolean).map((item) => ({ ip: item })) },
    })),
  ];
}
