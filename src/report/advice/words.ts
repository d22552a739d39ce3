import type { Advice, AdvisedFinding, AdvisedFlow, AdvisedRule, ComparedConnection, MissedFlow } from '../../results/advice';
import type { OpenedConnection } from '../../results/explanation';
import type { ReplayEdge } from '../../results/replay';
import type { PeerSet } from '../../results/peer-set';
import type { LabelSelector } from '../../sets';
import { selectorCode } from '../../text/code';
import { firstFew } from '../../text/lists';
import { ruleWords } from '../replay/words';
import { plural } from '../../text/plural';

const MAX_EDGES = 20;

/** `12 of 14 wanted connections pass with 3 rules and 1 fence (shop)` */
export function summaryOfAdvice({ rules, fences, proof: { admitted, wanted }, already }: Advice): string {
  if (rules.length === 0 && fences.length === 0) return `nothing to add: ${passing(already, wanted)}`;
  const where = fences.length === 0 ? '' : ` and ${plural(fences.length, 'fence')} (${fences.join(', ')})`;
  return `${passing(admitted, wanted)} with ${plural(rules.length, 'rule')}${where}`;
}

/** `12 of 14 wanted connections pass` */
function passing(count: number, wanted: number): string {
  return `${count} of ${plural(wanted, 'wanted connection')} ${wanted === 1 ? 'passes' : 'pass'}`;
}

/** `shop/web[Deployment] => shop/db[Pod] : TCP 5432` */
export function flowWords({ source, destination, traffic }: AdvisedFlow | OpenedConnection | ReplayEdge): string {
  return `${source} => ${destination} : ${String(traffic)}`;
}

/** Connections in the order of their texts, the first few; of addresses, the first range. */
export function edgeLines(edges: readonly ComparedConnection[]): string[] {
  const lines = edges.map(({ source, destination, addresses, traffic }) => {
    const outside = addresses?.ranges[0] ?? '';
    return flowWords({ source: source ?? outside, destination: destination ?? outside, traffic });
  });
  return firstFew([...new Set(lines)].sort(), MAX_EDGES);
}

/** `{ app: 'web' }`, or `all pods` */
export function podsText({ _selector: { pods } }: PeerSet): string {
  return pods.isEverything() ? 'all pods' : labelsText(pods);
}

/** `shop/{ app: 'db' }, shop/*`, or blocks of addresses */
export function peerText({ peers, addresses }: AdvisedRule): string {
  const pods = peers.map(({ namespace, _selector }) => `${namespace}/${_selector.pods.isEverything() ? '*' : labelsText(_selector.pods)}`);
  return [...pods, ...addresses.flatMap(({ blocks }) => blocks)].join(', ');
}

function labelsText(pods: LabelSelector): string {
  return selectorCode(pods).replace(/^PodSelector\.labels\((.*)\)$/, '$1');
}

/** Why a wanted connection is not admitted. */
export function reasonsOf({ why, deniedBy }: MissedFlow): string[] {
  return [...why, ...deniedBy.map((rule) => `${ruleWords(rule)}${rule.effect === 'deny' ? ', which no NetworkPolicy can open' : ''}`)];
}

/** What `netfence check` finds because of an advice, a line each; the warnings behind the errors. */
export function findingLines(findings: readonly AdvisedFinding[]): string[] {
  const [errors, warnings] = [true, false].map((isError) => findings.filter(({ severity }) => (severity === 'error') === isError));
  return [
    `netfence check of the input with these manifests: ${errors.length === 0 ? 'no new error' : plural(errors.length, 'new error')}${warnings.length === 0 ? '' : `, ${plural(warnings.length, 'new warning')}`}`,
    ...firstFew([...errors, ...warnings].map(({ rule, severity, subject, message }) => `  ${severity} ${rule}: ${subject}: ${message}`), MAX_EDGES),
  ];
}

/** What was checked, and what came of it. */
export function proofLines({ proof, notWanted }: Advice): string[] {
  const { admitted, wanted, compared, outside, closed, lost, unchecked, invariants, findings } = proof;
  const unchanged = outside.length + closed.length + lost.length + unchecked.length === 0;
  return [
    `loaded with the input: ${passing(admitted, wanted)}`,
    ...(unchanged ? [`${plural(compared, 'pair')} of ends compared: only connections of the rules open, and only the default denies of the fences close connections`] : []),
    ...edgeLines(outside).map((edge) => `opened, and no rule says so: ${edge}`),
    ...[...edgeLines(closed), ...lost.map(flowWords)].map((edge) => `closed: ${edge}`),
    ...unchecked.map((why) => `not compared: ${why}`),
    ...invariants.map(({ id, before, after }) => `invariant ${id}: ${before === after ? after : `${before} before, ${after} with the advice`}`),
    ...findingLines(findings),
    ...(notWanted === 0 ? [] : [`left out: ${plural(notWanted, 'connection')} that the record shows as denied or failed (--denied counts them as wanted)`]),
  ];
}
