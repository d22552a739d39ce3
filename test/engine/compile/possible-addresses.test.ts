import { possibleAddresses } from '../../../src/engine/compile/possible-addresses';
import { IpSet, parseCidr } from '../../../src/sets';
import { buildCluster, verdict as naive } from '../../oracle';
import { build } from '../cases';
import { admin, pod } from '../manifests';

const block = (text: string) => IpSet.cidr(parseCidr(text)!);
const isOpen = (text: string, pods = possibleAddresses().pods) => !pods.intersect(block(text)).isEmpty();

test('no pod has an address of the link, the host or a group, or that of a metadata service', () => {
  const open = (...blocks: string[]) => blocks.filter((text) => isOpen(text));
  expect(open('169.254.169.254/32', '127.0.0.0/8', '224.0.0.0/4', 'fe80::/10', '::1/128', 'fd00:ec2::254/128')).toEqual([]);
  expect(open('10.0.0.0/8', '169.0.0.0/8', '203.0.113.0/24', 'fd00::/8')).toHaveLength(4);
});

test('stated ranges bound the addresses of pods, and not those of nodes', () => {
  const { pods, hosts, isStated } = possibleAddresses({ podRanges: block('10.1.0.0/16') });
  expect([isOpen('10.0.0.0/16', pods), isOpen('10.1.2.0/24', pods), isOpen('10.0.0.0/16', hosts), isStated]).toEqual([false, true, true, true]);
});

const denying = (cidr: string) => [pod('a/x'), pod('b/y'), admin('anp', 1, { egress: [{ action: 'Deny', to: [{ networks: [cidr] }] }] })];

function verdict(cidr: string, podRanges?: string): string {
  const { cluster } = build(denying(cidr));
  const facts = podRanges === undefined ? {} : { facts: { ...cluster.facts, ...NO_FACTS, podRanges: block(podRanges) } };
  const built = build(denying(cidr), { cluster: { ...cluster, ...facts } });
  const { allowed, unknown } = built.engine.reach(built.pods[0], built.pods[1]);
  return allowed.contains('TCP', 80) ? 'allowed' : unknown.contains('TCP', 80) ? 'unknown' : 'denied';
}

const NO_FACTS = { namespaces: new Map(), apiServer: IpSet.NONE, publicAddresses: false, complete: false };

test('a rule about the link leaves pods known, one about networks of pods does not', () => {
  const cluster = (cidr: string) => buildCluster(JSON.parse(JSON.stringify(denying(cidr))));
  for (const [cidr, expected] of [['169.254.169.254/32', 'allowed'], ['10.0.0.0/8', 'unknown']] as const) {
    const asked = cluster(cidr);
    expect([verdict(cidr), naive(asked, asked.find('a', 'x'), asked.find('b', 'y'), { protocol: 'TCP', port: 80 })]).toEqual([expected, expected]);
  }
});

test('stating where pods have their addresses settles it', () => {
  const verdicts = ['10.0.0.0/16', '10.0.0.0/8', '10.1.2.0/24'].map((cidr) => verdict(cidr, '10.1.0.0/16'));
  expect(verdicts).toEqual(['allowed', 'denied', 'unknown']);
});
