import { someOf } from '../testing/cases';
import { objectsOf, recorded, recordedLines } from './recordings';
import type { Raw } from './values';
import { Packet, Reading, Verdict, buildCluster, external, judgePair } from './index';

const BY_ADDRESS: Reading = { blocksMatchPods: 'yes' };

interface Probe extends Packet {
  readonly family: 4 | 6 | undefined;
}

/** In a dual cluster a word has all probes over IPv4, then all over IPv6. */
function probesOf(cluster: Raw): Probe[] {
  const dual = cluster.pods.some((pod: Raw) => pod.ip6);
  const families = dual ? [4, 6] as const : [undefined];
  return families.flatMap((family) => cluster.probe.map((probe: Packet) => ({ ...probe, family })));
}

/** Every judged letter of every case, against what the words of the API say. */
function compare(cluster: Raw, cases: Raw[]): { letters: number; differences: string[] } {
  const probes = probesOf(cluster);
  const names: string[] = [...cluster.pods.map((pod: Raw) => `${pod.namespace}/${pod.name}`), ...cluster.externals.map((item: Raw) => item.ip)];
  const differences: string[] = [];
  let letters = 0;
  for (const item of cases) {
    const judged = buildCluster([...objectsOf(cluster), ...item.policies]);
    const ends = names.map((name) => (name.includes('/') ? judged.find(...name.split('/') as [string, string]) : external(name)));
    names.forEach((from, s) => item.matrix[from].split(' ').forEach((word: string, d: number) => {
      if (word === '-') return;
      const judges = new Map(probes.map(({ family }) => [family, judgePair(judged, ends[s], ends[d], family, BY_ADDRESS)]));
      probes.forEach((probe, i) => {
        if (word[i] === '-') return;
        letters++;
        const expected: Verdict = '1x'.includes(word[i]) ? 'allowed' : 'denied';
        const got = judges.get(probe.family)!(probe);
        if (got !== expected) differences.push(`${item.id}: ${from} -> ${names[d]} ${probe.protocol} ${probe.port} IPv${probe.family ?? 4}: ${got}, recorded ${word[i]}`);
      });
    }));
  }
  return { letters, differences };
}

describe.each([
  ['packets/cluster-story.json', 'packets/cases-story.jsonl', 23, 37_536],
  ['packets/cluster-rich.json', 'packets/cases-rich.jsonl', 480, 685_440],
  ['packets/cluster-dual.json', 'packets/cases-dual.jsonl', 88, 0],
  ['packets/cluster-rich.json', 'policy-api/cases-anp.jsonl', 240, 342_720],
  ['packets/cluster-rich.json', 'policy-api/cases-cnp.jsonl', 240, 342_720],
  ['packets/cluster-rich.json', 'calico/cases.jsonl', 168, 239_904],
])('%s, %s', (clusterFile, casesFile, count, atLeast) => {
  it('agrees with the recorded words, letter by letter', () => {
    const all = recordedLines(casesFile)!;
    expect(all).toHaveLength(count);
    const judged = someOf(all);
    const { letters, differences } = compare(recorded(clusterFile), judged);
    expect(differences.slice(0, 20)).toEqual([]);
    expect(letters).toBeGreaterThanOrEqual(atLeast * judged.length / all.length);
  });
});

function failures(cluster: Raw, cases: Raw[], reading: Reading): { checks: number; failed: string[] } {
  const failed: string[] = [];
  let checks = 0;
  for (const item of cases) {
    // some states of a test have other labels on the namespaces, or other pods
    const { namespaces, pods } = { ...cluster, ...item };
    const judged = buildCluster([...objectsOf({ ...cluster, namespaces, pods }), ...item.policies]);
    const end = (name: string) => (name.includes('/') ? judged.find(...name.split('/') as [string, string]) : external(name));
    for (const check of item.checks) {
      checks++;
      const got = judgePair(judged, end(check.from), end(check.to), undefined, reading)(check);
      if (got !== (check.expected ? 'allowed' : 'denied')) failed.push(`${item.id}: ${JSON.stringify(check)}: ${got}`);
    }
  }
  return { checks, failed };
}

/** Of the recorded sets those that need no word of the agent about NetworkPolicy. */
const isOwn = ({ policies, matrix }: Raw) => matrix !== undefined && policies.every((one: Raw) => one.kind !== 'NetworkPolicy');
/** Nothing says where the API server is; two facts by hand are about what the API server refuses. */
const isOpen = ({ id, policies }: Raw) => /kube-apiserver/.test(JSON.stringify(policies)) || ['cidr-plain-address', 'entity-cluster-mesh-engine-only'].includes(id);

describe.each(['cilium/cases.jsonl', 'cilium/handcases.jsonl'])('the own kinds of Cilium in %s', (file) => {
  it('are what its own engine answers, or unknown where the input does not tell enough', () => {
    const own = recordedLines(file)!.filter(isOwn);
    const judged = someOf(own);
    const { letters, differences } = compare(recorded('packets/cluster-rich.json'), judged);
    const open = own.filter(isOpen).map(({ id }) => id);
    expect(differences.filter((text) => !text.includes(': unknown,') || !open.includes(text.split(':')[0])).slice(0, 20)).toEqual([]);
    expect(letters).toBeGreaterThan(130_000 * judged.length / own.length);
  });
});

describe.each([['v1alpha1', 289, 'anp'], ['v1alpha2', 301, 'cnp']] as const)('sentences of the %s API', (version, checksOfConformance, kind) => {
  const hand = recorded('policy-api/hand.json');
  const isCluster = (item: Raw) => item.policies.some((policy: Raw) => policy.kind === 'ClusterNetworkPolicy');

  it('agrees with every case by hand that is not odd', () => {
    const cases = hand.cases.filter((item: Raw) => isCluster(item) === (version === 'v1alpha2') && !item.odd);
    const { checks, failed } = failures(hand.cluster, cases, { ...BY_ADDRESS, domainNames: 'no', otherNodes: 'no' });
    expect(failed).toEqual([]);
    expect(checks).toBeGreaterThan(80);
  });

  it('takes a name that somebody may have asked for as a match that nobody can rule out', () => {
    const cases = hand.cases.filter((item: Raw) => item.id === `${kind} domainNames of nothing`);
    expect(failures(hand.cluster, cases, {}).failed).toEqual([expect.stringMatching(/: unknown$/)]);
  });

  const conformance = recorded('policy-api/conformance.json');
  (conformance ? it : it.skip)('agrees with the conformance tests (skipped where the corpus is absent: set NETFENCE_CORPUS)', () => {
    const { cluster, cases } = conformance[version];
    const { checks, failed } = failures(cluster, cases, BY_ADDRESS);
    expect(failed).toEqual([]);
    expect(checks).toBe(checksOfConformance);
  });
});
