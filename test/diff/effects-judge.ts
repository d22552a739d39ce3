/** Whether the sentences in front of a diff, "2 policies close 143 connections: …", are true to the naive oracle: the numbers, and each name alone. */
import { packetsOf } from '../../src/analysis/ends/packets';
import { diff } from '../../src/analysis/questions/diff/diff';
import { readObjects } from '../../src/analysis/session/read';
import { effectsOf, effectText } from '../../src/report/diff/effects';
import type { DiffSection } from '../../src/report/diff/words';
import type { ChangeCause, ChangedEdges } from '../../src/results/diff';
import { buildCluster, judgePair, OracleCluster, Packet } from '../oracle';
import { labelOf } from './words-judge';

type Json = any;
type Verdict = 'allowed' | 'denied' | 'unknown';
type Judge = (source: string, destination: string, packet: Packet) => Verdict;

/** Packets that each pair is tried with, from each set of an edge. */
const PER_SET = 4;
/** Names tried in one diff. */
const MAX_NAMES = 4;

/** What is wrong with the sentences about workloads; addresses outside have too many ends to list. */
export function effectFaults(before: readonly Json[], after: readonly Json[], count: { effects: number }): string[] {
  const result = diff(readObjects(before), readObjects(after));
  const edges = result.edges.filter(({ outside, withinWorkloads }) => outside === '' && !withinWorkloads);
  if (edges.length === 0) return [];
  const packets = packetsIn(edges);
  const states = [applied(before), applied(after)];
  const [was, is] = states.map(judgeOf);
  const labels = [...new Set(states.flatMap((objects) => buildCluster([...objects.values()]).pods.map(labelOf)))];
  const expected: Record<DiffSection, number> = { 'opened': 0, 'possibly opened': 0, 'closed': 0, 'possibly closed': 0, 'unclear': 0 };
  for (const source of labels) {
    for (const destination of labels.filter((label) => label !== source)) {
      const verdicts = packets.map((packet) => [was(source, destination, packet), is(source, destination, packet)] as const);
      for (const section of sectionsOf(verdicts)) expected[section]++;
    }
  }
  const wrong: string[] = [];
  for (const section of Object.keys(expected) as DiffSection[]) {
    const effects = effectsOf(edges).filter((effect) => effect.section === section);
    const numbers = effects.map((effect) => Number(/ (\d+) connections?/.exec(effectText(effect, String))![1]));
    const said = numbers.reduce((sum, number) => sum + number, 0);
    count.effects += effects.length;
    if (section === 'unclear' || said === expected[section]) continue;
    wrong.push(`${said} connections are called ${section}, the oracle counts ${expected[section]}`);
  }
  const ofOnePolicy = edges.filter(({ causes }) => causes.length === 1 && causes[0].what.startsWith('policy'));
  for (const edge of ofOnePolicy.slice(0, MAX_NAMES)) {
    const [source, destination] = [edge.sources[0], edge.destinations.find((label) => label !== edge.sources[0])];
    if (destination === undefined) continue;
    const [cause] = edge.causes;
    const [applying, reverting] = [judgeOf(withChange(states[0], states[1], cause)), judgeOf(withChange(states[1], states[0], cause))];
    const differs = (one: Judge, other: Judge) => packets.some((packet) => one(source, destination, packet) !== other(source, destination, packet));
    const matters = differs(was, applying) || differs(is, reverting);
    if (!matters) wrong.push(`${source} => ${destination} does not differ by ${cause.label} alone`);
  }
  return wrong;
}

function packetsIn(edges: readonly ChangedEdges[]): Packet[] {
  const sets = edges.flatMap(({ opened, closed, possiblyOpened, possiblyClosed }) => [opened, closed, possiblyOpened, possiblyClosed]);
  const all = sets.filter(({ isEmpty }) => !isEmpty).flatMap(({ _set }) => packetsOf(_set, PER_SET));
  return [...new Map(all.map((packet) => [`${packet.protocol} ${packet.port}`, packet as Packet])).values()];
}

function sectionsOf(verdicts: readonly (readonly [was: Verdict, is: Verdict])[]): DiffSection[] {
  const some = (...changes: readonly string[]) => verdicts.some(([was, is]) => changes.includes(`${was} ${is}`));
  const [opened, closed] = [some('denied allowed'), some('allowed denied')];
  return [
    ...opened ? ['opened'] as const : some('denied unknown', 'unknown allowed') ? ['possibly opened'] as const : [],
    ...closed ? ['closed'] as const : some('allowed unknown', 'unknown denied') ? ['possibly closed'] as const : [],
  ];
}

const nameOf = ({ kind, metadata }: Json) => `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;

/** Of objects of one name the last one, as if they were applied one after the other. */
function applied(objects: readonly Json[]): Map<string, Json> {
  return new Map(objects.map((object) => [nameOf(object), object]));
}

/** What policies name, and so mean something else by, though they stay as they are. */
const NAMED = /^(CiliumCIDRGroup|Service|EndpointSlice|Tier|NetworkSet|GlobalNetworkSet|Group|ClusterGroup) /;

/** One state with one object as it is in the other, and with what it may name. */
function withChange(state: ReadonlyMap<string, Json>, other: ReadonlyMap<string, Json>, { label }: ChangeCause): Map<string, Json> {
  const changed = new Map(state);
  for (const name of new Set([...state.keys(), ...other.keys()])) {
    if (name !== label && name.replace(' default/', ' ') !== label && !NAMED.test(name)) continue;
    if (other.has(name)) changed.set(name, other.get(name));
    else changed.delete(name);
  }
  return changed;
}

/** Of all pods of both workloads: what is so of some only is unknown; without such pods, denied. */
function judgeOf(objects: ReadonlyMap<string, Json>): Judge {
  const cluster: OracleCluster = buildCluster([...objects.values()]);
  const judges = new Map<string, ReturnType<typeof judgePair>[]>();
  return (source, destination, packet) => {
    const key = `${source} ${destination}`;
    let pair = judges.get(key);
    if (pair === undefined) {
      const of = (label: string) => cluster.pods.filter((pod) => labelOf(pod) === label);
      judges.set(key, (pair = of(source).flatMap((from) => of(destination).map((to) => judgePair(cluster, from, to)))));
    }
    const verdicts = new Set(pair.map((judge) => judge(packet)));
    return verdicts.size === 0 ? 'denied' : verdicts.size > 1 ? 'unknown' : [...verdicts][0] as Verdict;
  };
}
