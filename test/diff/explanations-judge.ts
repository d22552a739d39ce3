/** Whether explanations of generated clusters are true, by the naive oracle on changed manifests. */
import { parseAllDocuments } from 'yaml';
import { buildCluster, external, judgePair, OracleEnd } from '../oracle';
import { findEnd } from '../../src/analysis/ends/ends';
import type { NamedEnd } from '../../src/analysis/ends/named-end';
import { explain } from '../../src/analysis/questions/explain/explain';
import type { ProposedChange, TrafficExplanation } from '../../src/results/explanation';
import { nodeRelation } from '../../src/engine';
import { readObjects } from '../../src/analysis/session/read';
import type { DecidingRule } from '../../src/results/deciding-rule';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { parseAddress } from '../../src/sets';
import { ExplanationNoteKind } from '../../src/results/explanation-note';
import { Ask, endsOf, Packet, packetsOf, Verdict } from './question';
import { Random } from './generate/random';
import type { Case } from './generate';

type Json = any;

/** How many of each claim were judged. */
interface Claims {
  verdicts: number;
  closed: number;
  opened: number;
  changes: number;
  /** Of the changes, those by a policy of an administrator. */
  byAdmin: number;
  /** Of the changes, those in the language of Cilium. */
  byCilium: number;
  /** Of the changes, those in a tier of Calico, and of Antrea. */
  byCalico: number;
  byAntrea: number;
  /** Denied traffic for which no deletion is named although everything is decided. */
  withoutDeletion: number;
}

export function noClaims(): Claims {
  return { verdicts: 0, closed: 0, opened: 0, changes: 0, byAdmin: 0, byCilium: 0, byCalico: 0, byAntrea: 0, withoutDeletion: 0 };
}

const PAIRS = 8;
const PARTS = 4;

/** The oracle's addresses are outside: a single private one may also be a pod's. */
function outsideOrFound(session: AnalysisSession, name: string): NamedEnd {
  const address = parseAddress(name);
  return address === undefined ? findEnd(session, name) : { label: name, positions: [], address };
}

/** What is wrong with the explanations of a case; empty when nothing is. */
export function falsehoods(item: Case, seed: number, index: number, claims: Claims): string[] {
  const session = readObjects(item.objects);
  const random = new Random(seed + 77, index);
  const ends = endsOf(item);
  const nodes = JSON.stringify(item.objects.filter(({ kind }) => kind === 'Node'));
  const wrong: string[] = [];
  for (let i = 0; i < PAIRS; i++) {
    const [s, t] = [random.below(ends.length), random.below(ends.length)];
    if (s === t || ('ip' in ends[s] && 'ip' in ends[t])) continue;
    // what passes to and from a node's address also depends on where the pod runs
    if ([ends[s], ends[t]].some((end) => 'ip' in end && nodes.includes(end.ip))) continue;
    const [source, destination] = [s, t].map((end) => outsideOrFound(session, nameOf(ends[end])));
    const asked = { s, t, judge: judgeOf(item.objects, item, s, t), knowsNode: knowsNode(session, source, destination) };
    const { cases } = explain(session, source, destination);
    for (const { parts } of cases) {
      for (const part of random.sample(parts, Math.min(PARTS, parts.length))) {
        for (const text of checkPart(session, item, part, asked, claims)) wrong.push(`${nameOf(ends[s])} -> ${nameOf(ends[t])}, ${part.traffic}: ${text}`);
      }
    }
  }
  return wrong;
}

type Judge = (packet: Packet) => Verdict;

/** The ends of an explanation, and what the oracle says of packets between them. */
interface AskedEnds {
  readonly s: number;
  readonly t: number;
  readonly knowsNode: boolean;
  readonly judge: Judge;
}

/** Whether the input tells that a pod on the host network, and another one, run on one node, or do not: the oracle does not look at it. */
function knowsNode({ decoded: { cluster: { workloads, nodes } } }: AnalysisSession, source: NamedEnd, destination: NamedEnd): boolean {
  return source.positions.some((a) => destination.positions.some((b) => nodeRelation(workloads[a], workloads[b], nodes) !== 'possibly-own'));
}

function checkPart(session: AnalysisSession, item: Case, part: TrafficExplanation, asked: AskedEnds, claims: Claims): string[] {
  const { s, t, judge, knowsNode: isKnown } = asked;
  const wrong: string[] = [];
  const packet = packetsOf(item).find(({ protocol, port }) => part.traffic.includes(protocol, port));
  if (packet === undefined) return wrong;
  const at = `${packet.protocol} ${packet.port}`;
  claims.verdicts++;
  const said = judge(packet);
  if (said !== part.verdict && !(said === 'unknown' && isKnown)) wrong.push(`${at} is ${said}, explained as ${part.verdict}`);
  for (const rules of [part.closedByEgress, part.closedByIngress]) {
    if (rules.length === 0) continue;
    claims.closed++;
    const verdict = judgeOf(without(item.objects, rules), item, s, t)(packet);
    if (verdict !== 'denied') wrong.push(`${at} is ${verdict} after ${texts(rules)} are gone, not denied`);
  }
  if (part.openedBy.length > 0) {
    claims.opened++;
    const verdict = judgeOf(without(item.objects, part.openedBy), item, s, t)(packet);
    if (verdict !== 'allowed') wrong.push(`${at} is ${verdict} after ${texts(part.openedBy)} are gone, not allowed`);
  } else if (part.verdict === 'denied' && part.notes.every(({ kind }) => kind !== ExplanationNoteKind.NO_COMMON_FAMILY)) {
    claims.withoutDeletion++;
  }
  if (part.change !== undefined) {
    claims.changes++;
    if (part.change.yaml.includes('kind: AdminNetworkPolicy')) claims.byAdmin++;
    if (part.change.yaml.includes('kind: CiliumNetworkPolicy')) claims.byCilium++;
    if (part.change.yaml.includes('apiVersion: projectcalico.org')) claims.byCalico++;
    if (part.change.yaml.includes('apiVersion: crd.antrea.io')) claims.byAntrea++;
    wrong.push(...checkChange(session, item, part.change));
  }
  return wrong;
}

/** Everything before and after: exactly what is stated has become open, and nothing else has changed. */
function checkChange(session: AnalysisSession, item: Case, change: ProposedChange): string[] {
  const wrong: string[] = [];
  const after = withChange(item.objects, change.yaml);
  const [old, now] = [buildCluster(item.objects), buildCluster(after)];
  const [ends, packets] = [endsOf(item), packetsOf(item)];
  const endOf = ({ pods }: typeof old, i: number): OracleEnd => (i < pods.length ? pods[i] : external(item.externals[i - pods.length]));
  const toAddress = /ipBlock/.test(change.yaml);
  for (let s = 0; s < ends.length; s++) {
    for (let t = 0; t < ends.length; t++) {
      if (s === t || ('ip' in ends[s] && 'ip' in ends[t])) continue;
      const [before, later] = [judgePair(old, endOf(old, s), endOf(old, t)), judgePair(now, endOf(now, s), endOf(now, t))];
      const [source, destination] = [findEnd(session, nameOf(ends[s])).label, findEnd(session, nameOf(ends[t])).label];
      const statement = (list: typeof change.opens) => list.find((edge) => edge.source === source && edge.destination === destination)?.traffic;
      const [stated, perhaps] = [statement(change.opens), statement(change.mayOpen)];
      for (const packet of packets) {
        const [was, is] = [before(packet), later(packet)];
        const opened = was !== 'allowed' && is === 'allowed';
        const claimed = stated !== undefined && stated.includes(packet.protocol, packet.port);
        const loosened = was === 'denied' && is === 'unknown';
        const warned = perhaps !== undefined && perhaps.includes(packet.protocol, packet.port);
        const ofBlock = toAddress && !('ip' in ends[s]) && !('ip' in ends[t]);
        if (opened !== claimed || (loosened !== warned && !(ofBlock && loosened)) || !(was === is || opened || loosened)) {
          wrong.push(`the change turns ${source} -> ${destination} ${packet.protocol} ${packet.port} from ${was} to ${is}, stated: ${stated?.text ?? 'nothing'}, perhaps ${perhaps?.text ?? 'nothing'}\n${change.yaml}`);
        }
      }
    }
  }
  return wrong.slice(0, 3);
}

function judgeOf(objects: readonly Json[], item: Case, s: number, t: number): Judge {
  const cluster = buildCluster(objects);
  const end = (i: number): OracleEnd => (i < cluster.pods.length ? cluster.pods[i] : external(item.externals[i - cluster.pods.length]));
  return judgePair(cluster, end(s), end(t));
}

function nameOf(ask: Ask): string {
  return 'ip' in ask ? ask.ip : `${ask.namespace}/${ask.name}[${ask.kind}]`;
}

function texts(rules: readonly DecidingRule[]): string {
  return rules.map(({ policy, field }) => `${policy} ${field ?? ''}`).join(', ');
}

function isMeant(object: Json, policy: string): boolean {
  const [kind, name] = policy.split(' ');
  const { metadata } = object;
  return object.kind === kind && (name === metadata?.name || name === `${metadata?.namespace ?? 'default'}/${metadata?.name}`);
}

/** The manifests without rules and policies. What a NetworkPolicy or a policy of Cilium isolated stays isolated. */
export function without(objects: readonly Json[], rules: readonly DecidingRule[]): Json[] {
  return objects.flatMap((object) => {
    const meant = rules.filter(({ policy }) => isMeant(object, policy));
    if (meant.length === 0) return [object];
    if (meant.some(({ field }) => field === undefined)) return [];
    const copy = JSON.parse(JSON.stringify(object));
    writeTypes(copy);
    const places = meant.map(({ field }) => placeOf(field!));
    for (const { spec, list, at } of places.sort((a, b) => b.at - a.at)) {
      const section = (spec === undefined ? copy.spec : copy.specs[spec])[list];
      // a rule of Cilium without peers and ports matches nothing, and isolates as the rule did
      if (copy.kind.startsWith('Cilium')) section[at] = {};
      else section.splice(at, 1);
    }
    return isRefusedWithoutRules(copy) ? [] : [copy];
  });
}

/** A policy of Antrea that applies rule by rule needs one. */
function isRefusedWithoutRules({ apiVersion, spec }: Json): boolean {
  const [applied, ingress, egress] = [spec?.appliedTo, spec?.ingress, spec?.egress].map((list) => list?.length ?? 0);
  return apiVersion.startsWith('crd.antrea.io/') && applied + ingress + egress === 0;
}

function placeOf(field: string): { readonly spec?: number; readonly list: string; readonly at: number } {
  const [, spec, list, at] = /^spec(?:s\[(\d+)\])?\.(\w+)\[(\d+)\]$/.exec(field)!;
  return { ...(spec !== undefined && { spec: Number(spec) }), list, at: Number(at) };
}

/** Writes the directions that a policy isolates because of the rules that it has. */
function writeTypes({ apiVersion, spec }: Json): void {
  const has = (direction: 'ingress' | 'egress') => spec[direction]?.length > 0;
  if (apiVersion === 'networking.k8s.io/v1' && !(spec.policyTypes?.length > 0)) spec.policyTypes = ['Ingress', ...(has('egress') ? ['Egress'] : [])];
  const isCalico = apiVersion === 'projectcalico.org/v3' || apiVersion === 'crd.projectcalico.org/v1';
  if (isCalico && !(spec.types?.length > 0)) spec.types = [...(has('ingress') || !has('egress') ? ['Ingress'] : []), ...(has('egress') ? ['Egress'] : [])];
}

function withChange(objects: readonly Json[], yaml: string): Json[] {
  const result: Json[] = JSON.parse(JSON.stringify(objects));
  for (const text of yaml.split(/^---\n/m)) {
    const more = /^# one more item of spec\.(\w+) of (\S+ \S+)/.exec(text);
    const value = parseAllDocuments(text)[0].toJSON();
    if (more === null) result.push(value);
    else {
      const extended = result.find((object) => isMeant(object, more[2]));
      const { spec } = extended;
      writeTypes(extended);
      spec[more[1]] = [...spec[more[1]] ?? [], ...value];
    }
  }
  return result;
}
