import type { DecidingRule } from '../../results/deciding-rule';
import type { ReplayStatus } from '../../results/enums';
import type { Replay, ReplayEdge } from '../../results/replay';
import { plural } from '../../text/plural';
import { listed } from '../../text/lists';
import { groupedNeeds } from '../needed-facts';

export const STATUS_WORDS: Readonly<Record<ReplayStatus, string>> = {
  denied: 'would be denied',
  opened: 'would pass but was denied at the time',
  unknown: 'unknown',
  notPoliced: 'not subject to NetworkPolicy',
  unaffected: 'unaffected',
};

/** `3 would be denied, 1 would pass but was denied at the time, 40 unaffected` */
export function summaryOfReplay(result: Replay): string {
  const parts = (Object.keys(STATUS_WORDS) as ReplayStatus[]).map((status) => [edgesWith(result, status).length, STATUS_WORDS[status]] as const);
  const shown = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return shown.length === 0 ? 'no connection in the record' : shown.join(', ');
}

/** The edges of one status. */
export function edgesWith(result: Replay, status: `${ReplayStatus}`): readonly ReplayEdge[] {
  return result[status];
}

/** `412 records of 3 connections, 2026-11-20T10:15:01Z to 2026-11-20T10:15:09Z` */
export function evidenceOf({ records, replies, connections, first, last }: ReplayEdge): string {
  const counted = records > 0 || replies === 0 ? plural(records, 'record') : `only ${plural(replies, 'reply')} seen`;
  const several = connections === 0 ? '' : ` of ${connections >= 256 ? 'at least ' : ''}${plural(connections, 'connection')}`;
  return `${counted}${several}${first === undefined ? '' : `, ${first === last ? first : `${first} to ${last}`}`}`;
}

/** `NetworkPolicy shop/api selects it and no rule allows it (manifests/api.yaml:3)` */
export function ruleWords({ effect, policy, field, file, line, reason }: DecidingRule): string {
  const place = file === undefined ? '' : ` (${file}:${line})`;
  const said = reason === undefined ? '' : `, reason: ${reason}`;
  if (effect === 'isolate') return `${policy} selects it, and no rule allows this${place}${said}`;
  if (effect === 'deny') return `${policy}${field === undefined ? '' : ` ${field}`} denies it${place}${said}`;
  if (effect === 'unread') return `${policy} was not read${place}`;
  return `${policy}${field === undefined ? '' : ` ${field}`} says ${effect}${place}${said}`;
}

/** The lines below a denied edge. */
export function deniedLines({ denies }: ReplayEdge): string[] {
  return denies.flatMap(({ direction, rules }) => {
    const side = direction === 'egress' ? 'egress of the source' : 'ingress of the destination';
    const deciding = rules.filter(({ effect }) => effect !== 'allow');
    return deciding.length === 0 ? [`${side}: denied`] : deciding.map((rule) => `${side}: ${ruleWords(rule)}`);
  });
}

/** What the record covers and what it does not, a sentence a line. */
export function coverageLines({ coverage: c, problems }: Replay): string[] {
  const span = c.first === undefined ? 'without times' : `from ${c.first} to ${c.last}`;
  const seen = c.workloads - c.unobserved.length;
  const lines = [
    `record: ${plural(c.records, 'record')} ${span}, ${plural(c.edges, 'edge')}; ${plural(c.replies, 'reply')} and ${plural(c.duplicates, 'duplicate')} do not count`,
    `mapped: ${c.edges - c.unmapped} of ${plural(c.edges, 'edge')}${c.edges === 0 ? '' : ` (${Math.floor((100 * (c.edges - c.unmapped)) / c.edges)} %)`}`,
    `workloads seen: ${seen} of ${c.workloads}${c.unobserved.length === 0 ? '' : `; never seen: ${listed(c.unobserved, 10)}`}`,
  ];
  for (const { where, events } of c.lost) lines.push(events > 0 ? `incomplete: ${plural(events, 'event')} lost (${where})` : `incomplete: ${where}`);
  if (c.missingNodes.length > 0) lines.push(`incomplete: nothing from ${listed(c.missingNodes, 10)}`);
  if (c.drops.length > 0) lines.push(`dropped for reasons other than policies: ${c.drops.map(({ reason, count }) => `${count} ${reason}`).join(', ')}`);
  if (c.skipped.length > 0) lines.push(`not connections: ${c.skipped.map(({ what, count }) => `${count} × ${what}`).join(', ')}`);
  const { joined, byPort, undecided } = c.undirected;
  if (joined + byPort + undecided > 0) lines.push(`direction not recorded: ${plural(joined + byPort + undecided, 'record')}; of connections seen otherwise: ${joined}, decided by their ports: ${byPort}, left out: ${undecided}`);
  if (problems.length > 0) lines.push(`not understood: ${problems.reduce((sum, { count }) => sum + count, 0)} (${problems.slice(0, 5).map(({ what, count, file, line }) => `${count} × ${what}, first in ${file}:${line}`).join('; ')})`);
  lines.push(`allowed by a rule and never seen: ${plural(c.unseenCount, 'pair')}${c.openByDefault === 0 ? '' : `; open because nothing isolates either end, and never seen: ${plural(c.openByDefault, 'pair')}`}`);
  return lines;
}

/** `before: allowed`, what distinguishes the edge in a comparison. */
export function comparedWords(edge: ReplayEdge): string {
  if (edge.before === undefined) return '';
  return edge.before === edge.verdict ? `the old policies: ${edge.before}, too` : `the old policies: ${edge.before}`;
}

/** What to state to settle edges that are unknown, each fact once. */
export function settlingLines(edges: readonly ReplayEdge[]): string[] {
  const lines = groupedNeeds(edges.map(({ needs }) => needs));
  return lines.length === 0 ? [] : [...lines, 'or add the output of `kubectl get pods,services,nodes -A -o json` to the manifests'];
}

/** The last line: what is unknown may break, and is no cause for the default exit code. */
export function unknownLine(result: Replay): string | undefined {
  const open = result.unknown.filter(({ ignored }) => ignored === undefined);
  if (open.length === 0) return undefined;
  const names = open.map(({ source, destination, traffic }) => `${source} => ${destination} : ${traffic}`);
  return `${plural(open.length, 'unknown connection')}, which may break: ${listed(names, 3)}`;
}
