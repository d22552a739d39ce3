import { DnsEgress, DnsEgressProps, DnsProfile, Peer, PodSelector, Port } from '../../../src/constructs';
import { AKS_LOCAL_DNS, GKE_CLOUD_DNS, KUBE_DNS, nodeLocalDns, OPEN_SHIFT_DNS } from '../../../src/profiles/dns';
import { policyOf, world, written, yamlOf } from '../written';

const dns = (props?: DnsEgressProps) => written((chart) => new DnsEgress(chart, 'dns', props));

/** Whom a pod reaches on a port, by protocol: TCP and UDP, for the one without the other resolves half of all names. */
function resolvers(manifests: any[], port: number): string[][] {
  return ['UDP', 'TCP', 'SCTP'].map((protocol) => world(manifests).reached('production/api', `${protocol} ${port}`));
}

test('by default every pod of the namespace reaches kube-dns, over UDP and TCP, and nothing else', () => {
  const manifests = dns();
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(policyOf(manifests, 'dns').spec.policyTypes).toEqual(['Egress']);
  expect(resolvers(manifests, 53)).toEqual([['kube-system/dns'], ['kube-system/dns'], []]);
  expect(resolvers(manifests, 443)).toEqual([[], [], []]);
  expect(world(manifests).asks('production/frontend', '1.1.1.1', 'UDP 53')).toBe('denied');
});

test('chosen pods only', () => {
  const manifests = dns({ pods: PodSelector.labels({ app: 'api-server' }) });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(world(manifests).asks('production/frontend', '1.1.1.1', 'UDP 53')).toBe('allowed');
  expect(world(manifests).asks('production/api', '1.1.1.1', 'UDP 53')).toBe('denied');
});

test('the reason stands in the annotation and changes no rule', () => {
  const [plain] = dns();
  const [explained] = dns({ reason: 'names are resolved by CoreDNS' });
  expect(explained.metadata.annotations).toEqual({ 'netfence/reason': 'names are resolved by CoreDNS' });
  expect(explained.spec).toEqual(plain.spec);
});

test.each([
  ['nodeLocal', DnsProfile.nodeLocal({ kubeDnsClusterIp: '10.96.0.10' }), ['169.254.20.10', '10.96.0.10'], ['169.254.20.11', '10.96.0.11']],
  ['nodeLocal elsewhere', DnsProfile.nodeLocal({ kubeDnsClusterIp: 'fd00::a', localAddress: 'fe80::53' }), ['fd00::a', 'fe80::53'], ['169.254.20.10', 'fd00::b']],
  ['aksLocalDns', DnsProfile.aksLocalDns(), ['169.254.10.10', '169.254.10.11'], ['169.254.10.12', '169.254.20.10']],
])('%s allows kube-dns and addresses on the node', (_, profile, inside, outside) => {
  const manifests = dns({ profile });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(resolvers(manifests, 53).slice(0, 2)).toEqual([['kube-system/dns'], ['kube-system/dns']]);
  const { asks } = world(manifests);
  for (const address of inside) expect(['UDP 53', 'TCP 53', 'TCP 80'].map((traffic) => asks('production/api', address, traffic))).toEqual(['allowed', 'allowed', 'denied']);
  for (const address of outside) expect(asks('production/api', address, 'UDP 53')).toBe('denied');
});

test('nodeLocal with a local redirect allows the pods of the cache too', () => {
  const manifests = dns({ profile: DnsProfile.nodeLocal({ kubeDnsClusterIp: '10.96.0.10', localRedirect: true }) });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(resolvers(manifests, 53)[0]).toEqual(['kube-system/dns', 'kube-system/cache']);
});

test('openShift allows 53 and 5353 of its own pods', () => {
  const manifests = dns({ profile: DnsProfile.openShift() });
  expect(yamlOf(manifests)).toMatchSnapshot();
  for (const port of [53, 5353]) expect(resolvers(manifests, port)).toEqual([['openshift-dns/dns'], ['openshift-dns/dns'], []]);
});

test('gkeCloudDns allows one address, and of that address nothing but DNS', () => {
  const manifests = dns({ profile: DnsProfile.gkeCloudDns() });
  expect(yamlOf(manifests)).toMatchSnapshot();
  const { asks } = world(manifests);
  expect(['UDP 53', 'TCP 53', 'TCP 80', 'TCP 443'].map((traffic) => asks('production/api', '169.254.169.254', traffic))).toEqual(['allowed', 'allowed', 'denied', 'denied']);
  expect(resolvers(manifests, 53)).toEqual([[], [], []]);
});

test('custom allows what it says', () => {
  const manifests = dns({ profile: DnsProfile.custom({ to: [Peer.cidr('10.0.0.2/32')] }) });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(['UDP 53', 'TCP 53'].map((traffic) => world(manifests).asks('production/api', '10.0.0.2', traffic))).toEqual(['allowed', 'allowed']);
  const elsewhere = dns({ profile: DnsProfile.custom({ to: [Peer.cidr('10.0.0.2/32')], ports: [Port.udp(5353)] }) });
  expect(['UDP 53', 'UDP 5353'].map((traffic) => world(elsewhere).asks('production/api', '10.0.0.2', traffic))).toEqual(['denied', 'allowed']);
});

test('every place of every profile has its source', () => {
  const facts = [KUBE_DNS, nodeLocalDns('169.254.20.10/32', '10.96.0.10/32'), AKS_LOCAL_DNS, OPEN_SHIFT_DNS, GKE_CLOUD_DNS];
  expect(new Set(facts.map(({ name }) => name)).size).toBe(facts.length);
  for (const { places, ports } of facts) {
    expect(ports).toContain(53);
    expect(places.length).toBeGreaterThan(0);
    for (const { source } of places) expect(source).toMatch(/https:\/\/|[a-z-]+\/[a-z-]+ [a-z/.-]+/);
  }
});
