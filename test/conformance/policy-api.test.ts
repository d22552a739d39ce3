import type { AnalysisSession } from '../../src/analysis/session/session';
import { readObjects } from '../../src/analysis/session/read';
import { IpSet, parseCidr } from '../../src/sets';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { Judge, lettersOf, RecordedCluster } from './matrix';

/* eslint-disable @typescript-eslint/no-explicit-any */
describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy', () => {
  const cluster = recorded('packets/cluster-rich.json') as RecordedCluster;

  it('agree with the words on random sets', () => {
    const cases = recordedLines('policy-api/cases-anp.jsonl')!;
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
    process.stdout.write(`policy-api, random: ${cases.length} sets, ${letters} letters, ${unknown} unknown where a NetworkPolicy block covers a pod, ${wrong.length} wrong\n`);
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  it('answer the hand-made cases', () => {
    const hand = recorded('policy-api/hand.json')!;
    const own = (kind: string) => kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy' || kind === 'NetworkPolicy';
    const cases = hand.cases.filter((c: any) => !c.odd && c.policies.every((p: any) => own(p.kind)));
    expect(check('policy-api, by hand', hand.cluster, cases)).toEqual([]);
  });

  const conformance = recorded('policy-api/conformance.json');
  (conformance === undefined ? it.skip : it)('answer the conformance tests of the API project (v1alpha1; skipped where NETFENCE_CORPUS is absent)', () => {
    expect(check('policy-api, conformance', conformance!.v1alpha1.cluster, conformance!.v1alpha1.cases)).toEqual([]);
  });
});

it('leaves a domain name that nobody resolved unknown, not denied', () => {
  const hand = recorded('policy-api/hand.json')!;
  const { policies } = hand.cases.find((c: any) => c.id === 'anp domainNames of nothing');
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

it('leaves it unknown whether an address is a node that the input does not show', () => {
  const hand = recorded('policy-api/hand.json')!;
  const { policies } = hand.cases.find((c: any) => c.id === 'anp nodes {}');
  const session = readObjects([...objectsOf(hand.cluster), ...policies]);
  const verdict = (of: AnalysisSession) => new Judge(of).verdict('production/api', '198.51.100.7', 'TCP', 8080);
  expect([verdict(session), verdict(asWhole(session))]).toEqual(['unknown', 'allowed']);
});

function check(name: string, cluster: any, cases: readonly any[]): string[] {
  let checks = 0;
  const wrong: string[] = [];
  for (const { id, policies, checks: own } of cases) {
    // the cases are about a cluster in which no domain name has been resolved yet
    const judge = new Judge(asWhole(readObjects([...objectsOf(cluster), ...policies], { domains: new Map() })));
    for (const { from, to, protocol, port, expected } of own) {
      checks++;
      const verdict = judge.verdict(from, to, protocol, port);
      if (verdict !== (expected ? 'allowed' : 'denied')) wrong.push(`${id}: ${from} -> ${to} ${protocol} ${port}: ${verdict}, expected ${expected ? 'allowed' : 'denied'}`);
    }
  }
  process.stdout.write(`${name}: ${cases.length} cases, ${checks} checks, ${wrong.length} wrong\n`);
  return wrong.slice(0, 20);
}
