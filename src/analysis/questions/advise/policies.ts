import type { EncodablePolicy } from '../../../dialects';
import { DIRECTIONS, Rule } from '../../../model';
import { append, LabelSelector, TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { DnsChoice, dnsRule, NO_DNS, podsPeer } from './dns-choice';
import { betweenFences, EdgeGrants } from './edges';
import { reasonOf } from './evidence';
import type { Grant } from './grant';
import { grantKey } from './grants';
import { joinNames } from './named';
import { plainName, PolicyNames } from './policy-names';

/** One construct of an advice, and the policies that it writes. */
export interface AdvisedPolicy {
  readonly kind: Grant['kind'] | 'between';
  /** The namespace of the fence that it is written in. @default - none: in the chart */
  readonly fence?: string;
  /** In a fence, the id of the rule. */
  readonly id: string;
  /** Grants of the same pods and direction, one for each other end; of an edge, its egress and its ingress. */
  readonly grants: readonly Grant[];
  /** One for all grants; of an edge, one for each. */
  readonly manifests: readonly EncodablePolicy[];
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

const SUFFIXES = { 'dns': 'dns', 'api-server': 'api-server', 'expose': 'exposed' } as const;

/** Turns grants into as few constructs as possible: one for each edge between fences, and for each selector of pods and direction. */
export function programOf(grants: readonly Grant[], { base, fences, inside, dns, isDnsWished }: ProgramContext): AdvisedProgram {
  const fenced = new Set(fences);
  const names = new PolicyNames(base.decoded.policies, fences);
  const joined = joinPorts(joinNames(grants));
  const { edges, others } = betweenFences(joined.filter(({ kind, namespace }) => kind !== 'dns' || !fenced.has(namespace)), fenced);
  const groups = new Map<string, Grant[]>();
  for (const grant of others) {
    const { kind, namespace, direction, pods, traffic } = grant;
    // addresses and ports of the API server multiply, and each controller exposes by itself
    const apart = kind === 'api-server' ? traffic.key : kind === 'expose' ? grantKey(grant) : '';
    append(groups, `${namespace}\n${grant.owner}\n${direction}\n${kind}\n${pods.key}${apart}`, grant);
  }
  const policies = [
    ...edges.map((edge) => edgePolicy(edge, names)),
    ...[...groups.keys()].sort().map((key): AdvisedPolicy => {
      const combined = together(groups.get(key)!);
      const { kind, direction, namespace, pods, owner } = combined[0];
      const fence = fenced.has(namespace) ? namespace : undefined;
      const { id, stem: name } = names.claim(`${plainName(owner)}-${kind === 'rule' ? direction : SUFFIXES[kind]}`, fence, [{ namespace, suffix: '' }]);
      const manifest = { name, namespace, pods, isolates: [direction], rules: combined.map((grant) => ruleOf(grant, reasonOf(grant))) };
      return { kind, ...(fence !== undefined && { fence }), id, grants: combined, manifests: [manifest] };
    }),
  ];
  return {
    fences: fences.map((namespace) => {
      const dnsGrant = joined.find((grant) => grant.kind === 'dns' && grant.namespace === namespace);
      return { namespace, inside, dns: dnsGrant === undefined && !isDnsWished ? NO_DNS : dns, ...(dnsGrant && { dnsGrant }) };
    }),
    policies,
  };
}

/** Both sides of an edge: in the fence where both ends are in one, in the chart otherwise. */
function edgePolicy(edge: EdgeGrants, names: PolicyNames): AdvisedPolicy {
  const [out, into] = edge;
  const fence = out.namespace === into.namespace ? out.namespace : undefined;
  const sides = edge.map(({ namespace, direction }) => ({ namespace, suffix: `-${direction}` }));
  const { id, stem } = names.claim(`${plainName(out.owner, 2)}-to-${plainName(into.owner, 2)}`, fence, sides);
  const reason = reasonOf(out);
  const manifests = edge.map((grant): EncodablePolicy => {
    const { namespace, direction, pods } = grant;
    return { name: `${stem}-${direction}`, namespace, pods, isolates: [direction], rules: [ruleOf(grant, reason)] };
  });
  return { kind: 'between', ...(fence !== undefined && { fence }), id, grants: edge, manifests };
}

/** The policies of a program in the order of its chart: what opens comes before what closes. */
export function manifestsOf({ fences, policies }: AdvisedProgram): EncodablePolicy[] {
  const of = (namespace: string | undefined) => policies.filter(({ fence }) => fence === namespace).flatMap(({ manifests }) => manifests);
  return [
    ...of(undefined),
    ...fences.flatMap((fence) => {
      const written = fencePolicies(fence);
      return [...written.slice(0, -1), ...of(fence.namespace), written[written.length - 1]];
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

function ruleOf({ direction, peers, traffic }: Grant, reason: string): Rule {
  return { ...dnsRule(NO_DNS, reason), direction, peers, traffic: { fixed: traffic, named: [] } };
}

/** Addresses of the API server are one rule. */
function together(grants: readonly Grant[]): readonly Grant[] {
  if (grants[0].kind !== 'api-server') return grants;
  const check = [...new Set(grants.flatMap((grant) => grant.check))];
  return [{ ...grants[0], peers: grants.flatMap(({ peers }) => peers), sides: grants.flatMap(({ sides }) => sides), check }];
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
