/**
 * The law: where nothing states who has a private address, a definite answer is right whoever has it. Each generated cluster is completed with a
 * pod, a node or nothing at the address, and the naive oracle judges the completed one.
 */
import { answer } from '../../src/analysis/ends/answer';
import { findEnd } from '../../src/analysis/ends/ends';
import { readObjects } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { Verdict } from '../../src/results/reachability';
import { IpSet, parseCidr } from '../../src/sets';
import { generateCase } from '../diff/generate';
import { Random } from '../diff/generate/random';
import { isAsked, nameOf, endsOf, packetsOf } from '../diff/question';
import { buildCluster, external, judgePair } from '../oracle';
import { cases } from '../testing/cases';

const CASES = cases(160, { deep: 6000 });
const ADDRESS = '10.77.3.4';
/** Of a pod behind a Service that has it. */
const BEHIND = '10.88.0.9';
const COMPLETED = 6;

type Json = any;
type Holder = 'outside' | 'pod' | 'node' | 'service';

interface Stated {
  /** In which ranges the address is; `other`: in none of those that are stated for all kinds. */
  readonly in: 'nothing' | 'pods' | 'nodes' | 'services' | 'other';
  readonly among: readonly Holder[];
}

const STATED: readonly Stated[] = [
  { in: 'nothing', among: ['outside', 'pod', 'pod', 'node', 'service'] },
  { in: 'pods', among: ['pod'] },
  { in: 'nodes', among: ['node'] },
  { in: 'services', among: ['service'] },
  { in: 'other', among: ['outside'] },
];

function withFacts(session: AnalysisSession, stated: Stated): AnalysisSession {
  if (stated.in === 'nothing') return session;
  const [here, elsewhere] = ['10.77.0.0/16', '10.78.0.0/16'].map((text) => IpSet.cidr(parseCidr(text)!));
  const facts = {
    namespaces: new Map(),
    apiServer: IpSet.NONE,
    publicAddresses: false,
    complete: false,
    podRanges: stated.in === 'pods' ? here : elsewhere,
    nodeRanges: stated.in === 'nodes' ? here : elsewhere,
    serviceRanges: stated.in === 'services' ? here : elsewhere,
  };
  return session.withCluster({ ...session.decoded.cluster, facts });
}

function pod(random: Random, objects: readonly Json[], ip: string): Json {
  const models = objects.filter(({ kind }) => kind === 'Pod');
  const copy = JSON.parse(JSON.stringify(random.pick(models)));
  copy.metadata = { name: 'completed', namespace: random.pick(models).metadata.namespace, labels: random.pick(models).metadata.labels };
  copy.spec.hostNetwork = false;
  copy.status = { podIP: ip, podIPs: [{ ip }] };
  return copy;
}

function node(random: Random, own: string | undefined, isOwn: boolean): Json {
  const name = isOwn && own !== undefined ? own : 'completed-node';
  const labels = random.chance(0.5) ? { role: 'worker', zone: 'a' } : {};
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses: [{ type: 'InternalIP', address: ADDRESS }] } };
}

it(`a definite answer about a private address holds for all that may have it (${CASES} generated clusters)`, () => {
  let definite = 0;
  let unknown = 0;
  for (let i = 0; i < CASES; i++) {
    const item = generateCase(91, i);
    const random = new Random(91, i);
    const { objects } = item;
    const pods = endsOf(item).filter((end) => 'kind' in end && end.kind === 'Pod');
    if (pods.length === 0 || JSON.stringify(objects).includes(ADDRESS)) continue;
    const stated = STATED[i % STATED.length];
    const session = withFacts(readObjects(objects), stated);
    const subject = random.pick(pods);
    const isSubject = ({ kind, metadata }: Json) => 'name' in subject && kind === 'Pod' && metadata.name === subject.name
      && (metadata.namespace ?? 'default') === subject.namespace;
    const { spec } = objects.find(isSubject);
    const packets = random.sample(packetsOf(item), 4);
    const isSource = random.chance(0.5);
    if (!isAsked(subject, { ip: ADDRESS }, undefined)) continue;
    const [address, own] = [findEnd(session, ADDRESS), findEnd(session, nameOf(subject))];
    const ends = isSource ? { source: own, destination: address } : { source: address, destination: own };
    const answers = packets.map((packet) => answer(session, { ...ends, ...packet }).verdict);
    for (const verdict of answers) verdict === Verdict.UNKNOWN ? unknown++ : definite++;
    for (let k = 0; k < COMPLETED; k++) {
      const holder = stated.among[k % stated.among.length];
      const isOwn = random.chance(0.5);
      // whose node it is is a fact, too
      const placed = spec.nodeName === undefined ? { ...spec, nodeName: isOwn ? 'completed-node' : 'other-node' } : spec;
      // nothing is sent from the address of a Service
      if (holder === 'service' && !isSource) continue;
      const made = () => (holder === 'node' ? node(random, placed.nodeName, isOwn) : pod(random, objects, holder === 'service' ? BEHIND : ADDRESS));
      const more = holder === 'outside' ? [] : [made()];
      const shownObjects = objects.map((object) => (isSubject(object) ? { ...object, spec: placed } : object));
      const cluster = buildCluster(
        [...shownObjects.filter(({ kind, metadata }) => kind !== 'Node' || metadata.name !== more[0]?.metadata.name), ...more],
      );
      const shown = (place: string, by: string) => cluster.pods.find(({ namespace, shownBy }) => namespace === place && shownBy === by)!;
      const self = 'name' in subject ? shown(subject.namespace, subject.shownBy) : cluster.pods[0];
      const other = more[0]?.kind === 'Pod' ? shown(more[0].metadata.namespace ?? 'default', 'Pod completed') : external(ADDRESS);
      const judge = isSource ? judgePair(cluster, self, other) : judgePair(cluster, other, self);
      packets.forEach((packet, p) => {
        // a Service leads to any port of its pods
        const expected = judge(holder === 'service' ? { ...packet, port: random.pick(item.ports) } : packet);
        const is = [`case ${i}`, nameOf(subject), isSource ? 'to' : 'from', holder, JSON.stringify(packet), answers[p]];
        if (answers[p] !== Verdict.UNKNOWN) expect([...is, expected]).toEqual([...is, answers[p]]);
      });
    }
  }
  expect(definite).toBeGreaterThan(CASES / 4);
  expect(unknown).toBeGreaterThan(CASES / 4);
}, 300_000);
