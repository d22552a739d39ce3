/** The law for findings: what `check` says of a case is not contradicted by facts about what the case shows. */
import { answer } from '../../src/analysis/ends/answer';
import { findEnd } from '../../src/analysis/ends/ends';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { matchPod } from '../../src/engine';
import { check } from '../../src/lint';
import { peerPath } from '../../src/lint/helpers/text';
import { EndpointSelector, Finding, formatPath, VerdictName, Witness, WitnessEnd } from '../../src/model';
import { formatAddress, LabelSelector } from '../../src/sets';
import type { Completion } from './generate/completions';
import { shareAddresses } from './law-world';

/**
 * What facts must not do to a finding.
 * `vanish`: the rule says the same of the same field with the facts, too.
 * `fill`: the selector that selects nothing selects no pod that the case shows.
 * `turn`: the connection of the finding does not have the opposite verdict; asked of every finding with a connection.
 */
type Demand = 'vanish' | 'fill' | 'turn';

/** The rules of which more, or something else, is demanded than that they do not vanish. */
export const DEMANDS: Readonly<Record<string, { readonly demand: Demand; readonly why: string }>> = {
  'selects-nothing': { demand: 'fill', why: 'with the facts, the field may have no namespace with pods left to speak of' },
  'peer-matches-nothing': { demand: 'fill', why: 'with the facts, no namespace may be left in which the peer looks' },
  'service-selects-nothing': { demand: 'fill', why: 'a Service is no policy, and speaks of the pods of its namespace' },
  'dns-blocked': { demand: 'turn', why: 'a pod that is shown apart may have another policy to blame' },
  'v4-only-in-dual-stack': { demand: 'turn', why: 'a pod whose addresses are known may have one family' },
};

/** The findings that the facts contradict. `after` holds all facts; `shown` those about what the case shows. */
export function* contradicted(
  before: AnalysisSession, after: AnalysisSession, shown: AnalysisSession, note: (command: string) => void,
): Generator<string> {
  const later = new Set(findingsOf(shown).map(keyOf));
  for (const finding of findingsOf(before)) {
    if (finding.severity === 'info' || finding.rule === 'internal-error') continue;
    note('check');
    const { demand } = DEMANDS[finding.rule] ?? { demand: 'vanish' };
    const key = keyOf(finding);
    if (demand === 'vanish' && !later.has(key) && isCarried(shown, finding.witness)) {
      yield `check: ${key} (${finding.message}) is not said with the facts`;
    }
    if (demand === 'fill' && isFilled(finding, shown)) yield `check: ${key} (${finding.message}), and some pod is selected with the facts`;
    const verdict = finding.witness === undefined ? undefined : verdictOf(after, finding.witness);
    if (verdict === undefined || verdict === 'unknown' || verdict === finding.witness!.verdict) continue;
    yield `check: the connection of ${key} is ${verdict} with the facts`;
  }
}

/**
 * Whether an address family carries the connection of a finding, and its address is outside; one that the facts rule out is no finding any more,
 * and that no node has a public address is assumed.
 */
function isCarried(session: AnalysisSession, witness: Witness | undefined): boolean {
  if (witness === undefined || witness.source.assumed || witness.destination.assumed) return true;
  if ([witness.source, witness.destination].some(({ address }) => address !== undefined && session.engine().isNodeAddress(address))) return false;
  return shareAddresses(session, nameOf(witness.source), nameOf(witness.destination));
}

/** The part of a completion that is about what a case shows: no pods, Services and namespaces that it does not have. */
export function aboutShown(completion: Completion, { decoded }: AnalysisSession): Completion {
  const { namespaces } = decoded.cluster;
  const isShown = ({ kind, metadata }: Completion['added'][number]) =>
    ['Node', 'HorizontalPodAutoscaler'].includes(kind) || (kind === 'Namespace' && namespaces.has(metadata.name));
  const { complete, namespaces: stated = {}, ...facts } = completion.facts;
  return {
    ...completion,
    added: completion.added.filter(isShown),
    facts: { ...facts, namespaces: Object.fromEntries(Object.entries(stated).filter(([name]) => namespaces.has(name))) },
  };
}

function findingsOf({ decoded: { cluster, policies } }: AnalysisSession): Finding[] {
  return check({ cluster, policies });
}

function keyOf({ rule, subject, path }: Finding): string {
  return `${rule} ${subject} ${formatPath(path)}`;
}

function isFilled({ subject, path }: Finding, { decoded: { cluster, policies } }: AnalysisSession): boolean {
  const selectors: EndpointSelector[] = [
    ...cluster.services.filter(({ origin, selector }) => origin?.label === subject && selector !== undefined)
      .map(({ namespace, selector }) => ({ namespaces: { name: namespace }, pods: LabelSelector.labels(selector!) })),
    ...policies.filter(({ origin }) => origin.label === subject).flatMap((policy) => [
      ...(formatPath(path).startsWith('spec.podSelector') ? [policy.subject] : []),
      ...policy.rules.flatMap((rule) => (rule.peers ?? []).flatMap((peer) => (
        peer.type === 'endpoints' && formatPath(path).startsWith(`${formatPath(peerPath(rule, peer))}.`) ? [peer.endpoints] : []))),
    ]),
  ];
  return selectors.some((selector) => cluster.workloads.some((workload) => matchPod(selector, workload, cluster) === 'definite'));
}

function verdictOf(session: AnalysisSession, { source, destination, protocol, port }: Witness): VerdictName | undefined {
  const [from, to] = [source, destination].map(nameOf);
  // the resolver that a rule assumes is not in the input, and two pods of one workload have one name
  if (from === to || [source, destination].some((end) => end.assumed)) return undefined;
  if (!shareAddresses(session, from, to)) return undefined;
  const [s, d] = [findEnd(session, from), findEnd(session, to)];
  const isOutside = source.address !== undefined || destination.address !== undefined;
  if (isOutside) return answer(session, { source: s, destination: d, protocol, port }).verdict;
  const { allowed, unknown } = reachBetween(session.engine(), s, d);
  return allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied';
}

function nameOf({ address, workload }: WitnessEnd): string {
  return address === undefined ? `${workload!.namespace}/${workload!.name}[${workload!.kind}]` : formatAddress(address);
}
