import { fail } from '../../../errors';
import { PortSet, Protocol, TrafficSet } from '../../../sets';
import { nearest } from '../../ends/ends';
import type { ChangedEdges } from '../../../results/diff';

/** A change that is meant. */
export interface Acceptance {
  /** `namespace/name`, `namespace/name[Kind]`, `namespace/*`, or `outside`. */
  readonly source: string;
  /** Likewise. */
  readonly destination: string;
  /** What may be opened or closed; everything where it is absent. */
  readonly traffic?: TrafficSet;
  readonly reason: string;
  /** The last day on which it counts, as `2026-12-31`. */
  readonly expires: string;
}

/** What is left of a diff when the changes that are meant are taken away. */
export interface Judged {
  /** Opened, or perhaps, and not accepted. */
  readonly opened: readonly ChangedEdges[];
  /** Closed, or perhaps, and not accepted. */
  readonly closed: readonly ChangedEdges[];
  readonly accepted: number;
  readonly expired: readonly Acceptance[];
}

const FIELDS = ['source', 'destination', 'traffic', 'reason', 'expires'];

/** Reads the document of an accept file. */
export function parseAcceptances(value: unknown): Acceptance[] {
  const list = (value as { accept?: unknown } | null)?.accept;
  if (!Array.isArray(list)) fail('bad-accept-file', 'an accept file has a list `accept`; write `accept: [{ source, destination, reason, expires }]`');
  return list.map((item: unknown, i) => parseOne(item, `accept[${i}]`));
}

function parseOne(item: unknown, where: string): Acceptance {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) fail('bad-accept-file', `\`${where}\` must be a mapping of ${FIELDS.join(', ')}`);
  const entry = item as Record<string, unknown>;
  for (const key of Object.keys(entry)) {
    if (FIELDS.includes(key)) continue;
    const near = nearest(key, FIELDS);
    fail('bad-accept-file', `\`${where}\` has a field \`${key}\`, allowed are ${FIELDS.join(', ')}${near === undefined ? '' : `; did you mean \`${near}\`?`}`);
  }
  const text = (field: string) => {
    const found = entry[field];
    if (typeof found !== 'string' || found.trim() === '') fail('bad-accept-file', `\`${where}.${field}\` must be a text, got \`${JSON.stringify(found) ?? 'nothing'}\`; write it`);
    return found;
  };
  const expires = text('expires');
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires))) fail('bad-accept-file', `\`${where}.expires\` must be a day, got \`${expires}\`; write it as 2026-12-31, in quotes`);
  return {
    source: text('source'),
    destination: text('destination'),
    reason: text('reason'),
    expires,
    ...(entry.traffic !== undefined && { traffic: parseTraffic(text('traffic'), where) }),
  };
}

/** `TCP 80,443-450,UDP 53`, or `All Connections`. */
export function parseTraffic(text: string, where: string): TrafficSet {
  if (text === 'All Connections') return TrafficSet.ALL;
  let traffic = TrafficSet.NONE;
  let protocol: Protocol | undefined;
  for (const piece of text.split(',')) {
    const match = /^\s*(?:(TCP|UDP|SCTP)\s+)?(\d{1,5})(?:-(\d{1,5}))?\s*$/i.exec(piece);
    protocol = (match?.[1]?.toUpperCase() as Protocol | undefined) ?? protocol;
    const [first, last] = [Number(match?.[2]), Number(match?.[3] ?? match?.[2])];
    if (match === null || protocol === undefined || first < 1 || last > 65535 || last < first) fail('bad-accept-file', `\`${where}.traffic\` must be ports, got \`${text}\`; write \`TCP 80,443,UDP 53\` or \`All Connections\``);
    traffic = traffic.union(TrafficSet.of(protocol, PortSet.range(first, last)));
  }
  return traffic;
}

/** Takes away what is accepted on a day. An edge of several pairs is accepted where each of them is. */
export function judge(edges: readonly ChangedEdges[], acceptances: readonly Acceptance[], today: string): Judged {
  const valid = acceptances.filter(({ expires }) => expires >= today);
  let accepted = 0;
  const left = (fields: readonly ('opened' | 'closed' | 'perhapsOpened' | 'perhapsClosed')[]) => edges.filter((edge) => {
    const traffic = fields.reduce((set, field) => set.union(edge[field] === 'No Connections' ? TrafficSet.NONE : parseTraffic(edge[field], field)), TrafficSet.NONE);
    if (traffic.isEmpty()) return false;
    if (!isAccepted(edge, traffic, valid)) return true;
    accepted++;
    return false;
  });
  const [opened, closed] = [left(['opened', 'perhapsOpened']), left(['closed', 'perhapsClosed'])];
  return { opened, closed, accepted, expired: acceptances.filter(({ expires }) => expires < today) };
}

function isAccepted({ sources, destinations, outside }: ChangedEdges, traffic: TrafficSet, acceptances: readonly Acceptance[]): boolean {
  if (acceptances.length === 0) return false;
  return sources.every((source) => destinations.every((destination) => {
    const covering = acceptances.filter((entry) => covers(entry.source, source, outside === 'source') && covers(entry.destination, destination, outside === 'destination'));
    return traffic.isSubsetOf(covering.reduce((set, entry) => set.union(entry.traffic ?? TrafficSet.ALL), TrafficSet.NONE));
  }));
}

function covers(pattern: string, end: string, outside: boolean): boolean {
  if (outside) return pattern === 'outside' || pattern === end;
  return pattern === end || pattern === end.replace(/\[[^[\]]*\]$/, '') || (pattern.endsWith('/*') && end.startsWith(pattern.slice(0, -1)));
}
