import { dnsSubdomainProblem } from '../../../dialects/names';
import type { EncodablePolicy } from '../../../dialects';
import { DIRECTIONS, Rule } from '../../../model';
import { LabelSelector, TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { DnsChoice, dnsRule, NO_DNS, podsPeer } from './dns-choice';
import { reasonOf } from './evidence';
import { Grant, grantKey } from './grants';

/** One construct of an advice, and the policy that it writes. */
export interface AdvisedPolicy {
  readonly kind: Grant['kind'];
  readonly fenced: boolean;
  /** In a fence, the id of the rule. */
  readonly id: string;
  readonly name: string;
  /** Grants of the same pods and direction, one for each other end. */
  readonly grants: readonly Grant[];
  readonly manifest: EncodablePolicy;
}

/** A fence of an advice: its own policies, the deny last. */
export interface AdvisedFence {
  readonly namespace: string;
  readonly inside: boolean;
  readonly dns: DnsChoice;
  readonly dnsGrant?: Grant;
}

/** Everything that an advice writes. */
export interface AdvisedProgram {
  readonly fences: readonly AdvisedFence[];
  readonly policies: readonly AdvisedPolicy[];
}

/** What a program is written into. */
interface ProgramContext {
  readonly base: AnalysisSession;
  readonly fences: readonly string[];
  readonly inside: boolean;
  readonly dns: DnsChoice;
  /** Whether fences have it even where no lookup was seen. */
  readonly isDnsWished: boolean;
}

const MAX_NAME_LENGTH = 180;

/** Turns grants into as few constructs as possible: one for each selector of pods and direction. */
export function programOf(grants: readonly Grant[], { base, fences, inside, dns, isDnsWished }: ProgramContext): AdvisedProgram {
  const fenced = new Set(fences);
  const taken = new Map<string, Set<string>>();
  for (const { namespace, name } of base.decoded.policies) if (namespace !== undefined) namesOf(taken, namespace).add(name);
  const ids = new Set<string>(fences);
  const joined = joinPorts(grants);
  const groups = new Map<string, Grant[]>();
  for (const grant of joined) {
    const { kind, namespace, direction, pods, traffic } = grant;
    if (kind === 'dns' && fenced.has(namespace)) continue;
    // addresses and ports of the API server multiply
    const key = `${namespace}\n${grant.owner}\n${direction}\n${kind}\n${pods.key}${kind === 'api-server' ? traffic.key : ''}`;
    groups.set(key, [...groups.get(key) ?? [], grant]);
  }
  const policies = [...groups.keys()].sort().map((key): AdvisedPolicy => {
    const combined = together(groups.get(key)!);
    const { kind, direction, namespace, pods, owner } = combined[0];
    const isFenced = fenced.has(namespace);
    const preferred = `${plainName(owner)}-${kind === 'rule' ? direction : kind}`;
    const id = free([preferred, `${namespace}-${preferred}`], (text) => (isFenced ? namesOf(taken, namespace).has(`${namespace}-${text}`) : ids.has(text) || namesOf(taken, namespace).has(text)));
    const name = isFenced ? `${namespace}-${id}` : id;
    namesOf(taken, namespace).add(name);
    if (!isFenced) ids.add(id);
    const manifest = { name, namespace, pods, isolates: [direction], rules: combined.map(ruleOf) };
    return { kind, fenced: isFenced, id, name, grants: combined, manifest };
  });
  return {
    fences: fences.map((namespace) => {
      const dnsGrant = joined.find((grant) => grant.kind === 'dns' && grant.namespace === namespace);
      return { namespace, inside, dns: dnsGrant === undefined && !isDnsWished ? NO_DNS : dns, ...(dnsGrant && { dnsGrant }) };
    }),
    policies,
  };
}

/** The policies of a program in the order of its chart: what opens comes before what closes. */
export function manifestsOf({ fences, policies }: AdvisedProgram): EncodablePolicy[] {
  const rulesOf = (namespace: string) => policies.filter(({ fenced, manifest }) => fenced && manifest.namespace === namespace);
  return [
    ...policies.filter(({ fenced }) => !fenced).map(({ manifest }) => manifest),
    ...fences.flatMap((fence) => {
      const written = fencePolicies(fence);
      return [...written.slice(0, -1), ...rulesOf(fence.namespace).map(({ manifest }) => manifest), written[written.length - 1]];
    }),
  ];
}

/** What a `NamespaceFence` writes by itself. */
export function fencePolicies({ namespace, inside, dns }: AdvisedFence): EncodablePolicy[] {
  const pods = LabelSelector.EVERYTHING;
  const everything = { peers: [podsPeer(namespace, pods)], traffic: { fixed: TrafficSet.ALL, named: [] } };
  const rules = DIRECTIONS.map((direction): Rule => ({ ...dnsRule(NO_DNS), direction, ...everything }));
  return [
    ...(inside ? [{ name: `${namespace}-inside`, namespace, pods, isolates: DIRECTIONS, rules }] : []),
    ...(dns.peers.length > 0 ? [{ name: `${namespace}-dns`, namespace, pods, isolates: ['egress'] as const, rules: [dnsRule(dns)] }] : []),
    { name: `${namespace}-default-deny`, namespace, pods, isolates: DIRECTIONS, rules: [] },
  ];
}

function ruleOf(grant: Grant): Rule {
  const { direction, peers, traffic } = grant;
  return { ...dnsRule(NO_DNS, reasonOf(grant)), direction, peers, traffic: { fixed: traffic, named: [] } };
}

/** Addresses of the API server are one rule. */
function together(grants: readonly Grant[]): readonly Grant[] {
  if (grants[0].kind !== 'api-server') return grants;
  return [{ ...grants[0], peers: grants.flatMap(({ peers }) => peers), sides: grants.flatMap(({ sides }) => sides) }];
}

/** One grant for each pair, with all its ports. */
function joinPorts(grants: readonly Grant[]): Grant[] {
  const found = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.kind}\n${grantKey(grant)}`;
    const known = found.get(key);
    found.set(key, known === undefined ? grant : {
      ...known,
      traffic: known.traffic.union(grant.traffic),
      sides: [...known.sides, ...grant.sides],
      check: [...new Set([...known.check, ...grant.check])],
    });
  }
  return [...found.keys()].sort().map((key) => found.get(key)!);
}

function plainName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').slice(0, MAX_NAME_LENGTH).replace(/^[-.]+|[-.]+$/g, '');
  return dnsSubdomainProblem(name) === undefined ? name : 'pods';
}

function namesOf(taken: Map<string, Set<string>>, namespace: string): Set<string> {
  let names = taken.get(namespace);
  if (names === undefined) taken.set(namespace, (names = new Set()));
  return names;
}

/** The first candidate that is free, or the last one with a number. */
function free(candidates: readonly string[], isTaken: (text: string) => boolean): string {
  const found = candidates.find((preferred) => !isTaken(preferred));
  if (found !== undefined) return found;
  let i = 2;
  while (isTaken(`${candidates[candidates.length - 1]}-${i}`)) i++;
  return `${candidates[candidates.length - 1]}-${i}`;
}
