import type { AnalysisSession } from '../../src/analysis/session/session';
import { readObjects } from '../../src/analysis/session/read';
import { IpSet, parseCidr } from '../../src/sets';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { Judge, lettersOf, RecordedCluster } from './matrix';

/* eslint-disable @typescript-eslint/no-explicit-any */
const isCluster = (policy: any) => policy.kind === 'ClusterNetworkPolicy';

describe.each([
  ['v1alpha1', 'AdminNetworkPolicy and BaselineAdminNetworkPolicy', 'policy-api/cases-anp.jsonl', [289, 92]],
  ['v1alpha2', 'ClusterNetworkPolicy', 'policy-api/cases-cnp.jsonl', [301, 96]],
])('%s: %s', (version, _, file, [checksOfConformance, statesOfConformance]) => {
  const cluster = recorded('packets/cluster-rich.json') as RecordedCluster;

  it('agrees with the words on random sets', () => {
    const cases = recordedLines(file)!;
    let letters = 0;
    let unknown = 0;
    const wrong: string[] = [];
    for (const recording of cases) {
      const judge = new Judge(readObjects([...objectsOf(cluster), ...recording.policies]));
      for (const { source, destination, probe, letter } of lettersOf(cluster, recording.matrix)) {
        letters++;
        const verdict = judge.verdict(source, destination, probe.protocol, probe.port);
        const expected = '1x'.includes(letter) ? 'allowed' : 'denied';
        if (verdict === expected) continue;
        if (verdict === 'unknown' && recording.blocksCoverPods) unknown++;
        else wrong.push(`${recording.id} ${source} -> ${destination} ${probe.protocol} ${probe.port}: ${verdict}, words say ${expected}`);
      }
    }
    process.stdout.write(`policy-api ${version}, random: ${cases.length} sets, ${letters} letters, ${unknown} unknown where a NetworkPolicy block covers a pod, ${wrong.length} wrong\n`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(cases).toHaveLength(240);
  });

  it('answers the hand-made cases', () => {
    const hand = recorded('policy-api/hand.json')!;
    const cases = hand.cases.filter((c: any) => !c.odd && c.policies.some(isCluster) === (version === 'v1alpha2'));
    const { wrong, checks } = check(`policy-api ${version}, by hand`, hand.cluster, cases);
    expect(wrong).toEqual([]);
    expect(checks).toBeGreaterThan(80);
  });

  const conformance = recorded('policy-api/conformance.json');
  (conformance === undefined ? it.skip : it)('answers the conformance tests of the API project (skipped where NETFENCE_CORPUS is absent)', () => {
    const { wrong, checks } = check(`policy-api ${version}, conformance`, conformance![version].cluster, conformance![version].cases);
    expect(wrong).toEqual([]);
    expect([checks, conformance![version].cases.length]).toEqual([checksOfConformance, statesOfConformance]);
  });
});

it.each(['anp', 'cnp'])('leaves a domain name that nobody resolved unknown, not denied (%s)', (kind) => {
  const hand = recorded('policy-api/hand.json')!;
  const { policies } = hand.cases.find((c: any) => c.id === `${kind} domainNames of nothing`);
  const verdict = (domains?: ReadonlyMap<string, IpSet>) =>
    new Judge(readObjects([...objectsOf(hand.cluster), ...policies], domains && { domains })).verdict('production/api', '198.51.100.7', 'TCP', 8080);
  expect(verdict()).toBe('unknown');
  expect(verdict(new Map([['example.com', IpSet.cidr(parseCidr('198.51.100.7/32')!)]]))).toBe('allowed');
  expect(verdict(new Map([['example.org', IpSet.cidr(parseCidr('198.51.100.7/32')!)]]))).toBe('denied');
});

/** The recorded cluster is the whole one: it has no other nodes. */
function asWhole(session: AnalysisSession): AnalysisSession {
  const facts = { namespaces: new Map(), apiServer: IpSet.NONE, publicAddresses: false, complete: true };
  return session.withCluster({ ...session.decoded.cluster, facts });
}

it.each(['anp', 'cnp'])('leaves it unknown whether an address is a node that the input does not show (%s)', (kind) => {
  const hand = recorded('policy-api/hand.json')!;
  const { policies } = hand.cases.find((c: any) => c.id === `${kind} nodes {}`);
  const session = readObjects([...objectsOf(hand.cluster), ...policies]);
  const verdict = (of: AnalysisSession) => new Judge(of).verdict('production/api', '198.51.100.7', 'TCP', 8080);
  expect([verdict(session), verdict(asWhole(session))]).toEqual(['unknown', 'allowed']);
});

function check(name: string, cluster: any, cases: readonly any[]): { readonly checks: number; readonly wrong: string[] } {
  let checks = 0;
  const wrong: string[] = [];
  for (const { id, policies, checks: own, ...state } of cases) {
    // some states of a test have other labels on the namespaces, or other pods
    const { namespaces, pods } = { ...cluster, ...state };
    // the cases are about a cluster in which no domain name has been resolved yet
    const judge = new Judge(asWhole(readObjects([...objectsOf({ ...cluster, namespaces, pods }), ...policies], { domains: new Map() })));
    for (const { from, to, protocol, port, expected } of own) {
      checks++;
      const verdict = judge.verdict(from, to, protocol, port);
      if (verdict !== (expected ? 'allowed' : 'denied')) wrong.push(`${id}: ${from} -> ${to} ${protocol} ${port}: ${verdict}, expected ${expected ? 'allowed' : 'denied'}`);
    }
  }
  process.stdout.write(`${name}: ${cases.length} cases, ${checks} checks, ${wrong.length} wrong\n`);
  return { checks, wrong: wrong.slice(0, 20) };
}
