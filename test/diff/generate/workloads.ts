import type { Random } from './random';
import { NAMESPACE_LABELS, NAMESPACES, NAME_LABEL, POD_LABELS, PORT_NAMES, PROTOCOLS } from './vocabulary';

type Json = any;

function labels(random: Random, words: Readonly<Record<string, readonly string[]>>, share: number): Json {
  const result: Json = {};
  for (const key of Object.keys(words)) {
    if (random.chance(share)) result[key] = key === 'role' && random.chance(0.4) ? null : random.pick(words[key]);
  }
  return result;
}

export function namespaceObject(random: Random, name: string): Json {
  const own = labels(random, NAMESPACE_LABELS, 0.55);
  if (random.chance(0.3)) own[NAME_LABEL] = random.chance(0.5) ? name : random.pick(NAMESPACES);
  return { apiVersion: 'v1', kind: 'Namespace', metadata: random.chance(0.9) ? { name, labels: own } : { name } };
}

/** A container port's name is its own within the pod, and means what the pod says. */
function containers(random: Random, ports: readonly number[]): Json[] {
  const named = random.sample(PORT_NAMES, random.between(0, 2)).map((name) => {
    const port: Json = { name, containerPort: random.chance(0.8) ? random.pick(ports) : random.between(1, 65535) };
    if (random.chance(0.5)) port.protocol = random.pick(PROTOCOLS);
    return port;
  });
  const result: Json[] = [{ name: 'main', image: 'registry.example/main', ports: named }];
  if (random.chance(0.2)) result.push({ name: 'side', image: 'registry.example/side', ports: [{ containerPort: random.pick(ports) }] });
  if (random.chance(0.1)) delete result[0].ports;
  return result;
}

function podSpec(random: Random, ports: readonly number[]): Json {
  const spec: Json = { containers: containers(random, ports) };
  if (random.chance(0.12)) spec.hostNetwork = true;
  return spec;
}

const TEMPLATES: readonly (readonly [string, string])[] = [
  ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['batch/v1', 'Job'], ['batch/v1', 'CronJob'], ['v1', 'ReplicationController'],
];

function withTemplate(random: Random, kind: string, apiVersion: string, metadata: Json, template: Json): Json {
  const spec = kind === 'CronJob' ? { schedule: '0 * * * *', jobTemplate: { spec: { template } } } : { template };
  if (kind === 'Deployment' || kind === 'StatefulSet') Object.assign(spec, { replicas: random.between(1, 3) });
  return { apiVersion, kind, metadata, spec };
}

/** The addresses of pods lie in 10.0.0.0/8 and fd00::/8; those on the host network wear the node's. */
function status(random: Random, index: number, host: boolean): Json {
  if (random.chance(0.15)) return undefined;
  const v4 = host ? '192.0.2.10' : `10.0.${random.between(1, 3)}.${index + 1}`;
  const addresses = random.chance(0.25) ? [v4, host ? '2001:db8::1' : `fd00:${random.between(1, 2)}::${index + 1}`] : [v4];
  return { podIP: v4, podIPs: addresses.map((ip) => ({ ip })) };
}

export function podObject(random: Random, index: number, namespaces: readonly string[], ports: readonly number[]): Json {
  const namespace = random.pick(namespaces);
  const spec = podSpec(random, ports);
  const metadata = { labels: labels(random, POD_LABELS, 0.6) };
  if (random.chance(0.25)) {
    const [apiVersion, kind] = random.pick(TEMPLATES);
    return withTemplate(random, kind, apiVersion, { namespace, name: `t${index}` }, { metadata, spec });
  }
  const where = namespace === 'default' && random.chance(0.3) ? {} : { namespace };
  const object: Json = { apiVersion: 'v1', kind: 'Pod', metadata: { ...where, name: `p${index}`, ...metadata }, spec };
  const known = status(random, index, spec.hostNetwork === true);
  if (known) object.status = known;
  return object;
}

export function nodeObjects(): Json[] {
  return [['192.0.2.10', '2001:db8::1'], ['192.0.2.128']].map((addresses, i) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${i}`, labels: { env: i === 0 ? 'prod' : 'dev' } },
    status: { addresses: [...addresses.map((address) => ({ type: 'InternalIP', address })), { type: 'Hostname', address: `node-${i}` }] },
  }));
}
