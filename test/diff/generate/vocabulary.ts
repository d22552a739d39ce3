import type { Random } from './random';

/** Few words, so that selectors meet labels, rules meet ports and blocks meet addresses. */
export const NAMESPACES = ['blue', 'green', 'red', 'default'];
export const POD_LABELS: Readonly<Record<string, readonly string[]>> = { app: ['web', 'api', 'db'], tier: ['front', 'back'], role: ['', 'x'] };
export const NAMESPACE_LABELS: Readonly<Record<string, readonly string[]>> = { env: ['prod', 'dev'], team: ['one', 'two'], name: ['blue', 'red'] };
export const NODE_LABELS: readonly Readonly<Record<string, string>>[] = [{ env: 'prod' }, { env: 'dev' }, {}];
export const NAME_LABEL = 'kubernetes.io/metadata.name';
export const PORT_NAMES = ['http', 'dns', 'metrics'];
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

const PORTS = [1, 2, 53, 54, 80, 443, 8080, 8081, 9090, 30000, 65534, 65535];

/** The numbers that one case is about. */
export function portsOfCase(random: Random): number[] {
  return random.sample(PORTS, 3).sort((a, b) => a - b);
}

export const EXTERNALS = [
  '192.0.2.1', '192.0.2.10', '192.0.2.127', '192.0.2.128', '192.0.2.255', '192.0.3.0', '198.51.100.7', '198.51.100.200',
  '203.0.113.5', '10.9.0.1', '2001:db8::1', '2001:db8::8000', '2001:db8:1::5', '2001:db9::1', 'fd00:9::1',
];

interface BlockText {
  readonly cidr: string;
  /** Possible exceptions. */
  readonly holes: readonly string[];
}

export const V4_BLOCKS: readonly BlockText[] = [
  { cidr: '0.0.0.0/0', holes: ['10.0.0.0/8', '192.0.2.0/24', '198.51.100.0/25'] },
  { cidr: '192.0.2.0/24', holes: ['192.0.2.128/25', '192.0.2.10/32', '192.0.2.255/32', '192.0.2.10/31'] },
  { cidr: '192.0.2.0/25', holes: ['192.0.2.127/32', '192.0.2.0/30'] },
  { cidr: '192.0.2.77/24', holes: ['192.0.2.1/26'] },
  { cidr: '192.0.2.010/32', holes: [] },
  { cidr: '198.51.100.0/24', holes: ['198.51.100.0/25', '198.51.100.200/32'] },
  { cidr: '128.0.0.0/1', holes: ['192.0.0.0/8', '198.0.0.0/7'] },
  { cidr: '10.0.0.0/8', holes: ['10.0.1.0/24', '10.0.0.0/16', '10.0.1.2/32'] },
  { cidr: '10.0.1.0/24', holes: ['10.0.1.2/31', '10.0.1.1/32'] },
  { cidr: '10.0.2.2/32', holes: [] },
  { cidr: '::ffff:192.0.2.0/120', holes: [] },
];

export const V6_BLOCKS: readonly BlockText[] = [
  { cidr: '::/0', holes: ['2001:db8::/32', 'fd00::/8', 'fd00:1::/64'] },
  { cidr: '2001:db8::/32', holes: ['2001:db8::8000/113', '2001:db8:1::/48', '2001:db8::1/128'] },
  { cidr: '2001:DB8::/113', holes: ['2001:db8::1/128'] },
  { cidr: '2000::/3', holes: ['2001:db8::/32'] },
  { cidr: 'fd00::/8', holes: ['fd00:1::/64', 'fd00:1::2/128'] },
  { cidr: 'fd00:1::/64', holes: ['fd00:1::1/128'] },
];

/** What the stricter parser of the admin kinds takes too. */
export const NETWORKS = [
  '0.0.0.0/0', '10.0.0.0/8', '10.0.1.0/24', '10.0.1.2/32', '10.0.2.0/23', '192.0.2.0/24', '192.0.2.77/25', '198.51.100.7/32', '128.0.0.0/1',
  '::/0', '2001:db8::/32', '2001:db8::/113', 'fd00:1::/64', 'fd00::/8',
];
