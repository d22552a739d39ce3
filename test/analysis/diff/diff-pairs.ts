/** Two states of one generated cluster, and the difference of two full lists, pair by pair. */
import { findEnd } from '../../../src/analysis/ends/ends';
import type { NamedEnd } from '../../../src/analysis/ends/named-end';
import { reachBetween } from '../../../src/analysis/ends/reach-between';
import type { ChangedEdges, ReachabilityDiff } from '../../../src/results/diff';
import type { AnalysisSession } from '../../../src/analysis/session/session';
import { parseAddress, TrafficSet } from '../../../src/sets';
import { generateCase } from '../../diff/generate';
import { Random } from '../../diff/generate/random';

type Json = any;

export interface States {
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  readonly externals: readonly string[];
}

const POLICY = /Policy$/;
const BODY = /^(Namespace|Node)$/;

/** A cluster and a neighbour of it: some policies gone, come or changed, labels turned, workloads gone or come. */
export function statesOf(seed: number, index: number, generate: typeof generateCase = generateCase): States {
  const item = generate(seed, index);
  const random = new Random(seed + 5, index);
  const other = generateCase(seed + 1000, index);
  const spare = other.objects.filter((object) => POLICY.test(object.kind) && !item.objects.some((own) => nameOf(own) === nameOf(object)));
  const after = item.objects.flatMap((object): Json[] => {
    const copy = JSON.parse(JSON.stringify(object));
    if (POLICY.test(object.kind)) {
      if (random.chance(0.2)) return [];
      if (random.chance(0.3)) changeRules(copy, random);
    } else if (!BODY.test(object.kind)) {
      if (random.chance(0.08)) return [];
      if (random.chance(0.12)) relabel(copy, random);
    } else if (object.kind === 'Namespace' && random.chance(0.1)) {
      relabel(copy, random);
    }
    return [copy];
  });
  const unread = spare.filter(({ kind }) => kind === 'NetworkPolicy');
  return { before: item.objects, after: [...after, ...random.sample(unread, random.below(2))], externals: item.externals };
}

function nameOf({ kind, metadata }: Json): string {
  return `${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
}

function changeRules(policy: Json, random: Random): void {
  const list = random.pick(['ingress', 'egress']);
  if (!Array.isArray(policy.spec?.[list])) return;
  if (random.chance(0.5)) policy.spec[list].splice(random.below(policy.spec[list].length + 1), 1);
  else policy.spec[list].reverse();
}

function relabel(object: Json, random: Random): void {
  const metadata = object.spec?.template?.metadata ?? object.spec?.jobTemplate?.spec?.template?.metadata ?? object.metadata;
  metadata.labels = { ...metadata.labels, app: random.pick(['web', 'api', 'db']), env: random.pick(['dev', 'prod']) };
}

/** Both lists are about the addresses outside: a single private one may also be a pod's. */
function endOf(session: AnalysisSession, name: string): NamedEnd {
  const address = parseAddress(name);
  return address === undefined ? findEnd(session, name) : { label: name, positions: [], address };
}

/** What surely and what perhaps passes, by `source destination`; ends outside by the probes given. */
type Listed = ReadonlyMap<string, { readonly allowed: TrafficSet; readonly unknown: TrafficSet }>;

export function fullList(session: AnalysisSession, labels: readonly string[], externals: readonly string[]): Listed {
  const known = session.identities();
  const found = new Map<string, { allowed: TrafficSet; unknown: TrafficSet }>();
  const engine = session.engine();
  const there = (name: string) => known.has(name) || !name.includes('/');
  const pair = (source: string, destination: string) => {
    if (!there(source) || !there(destination)) return;
    found.set(`${source} ${destination}`, reachBetween(engine, endOf(session, source), endOf(session, destination)));
  };
  for (const source of labels) {
    for (const destination of labels) if (source !== destination) pair(source, destination);
    for (const address of externals) {
      pair(source, address);
      pair(address, source);
    }
  }
  return found;
}

/** The traffic that a diff says was opened (or closed …) for one pair. */
export function stated(
  diff: ReachabilityDiff,
  field: 'opened' | 'closed' | 'possiblyOpened' | 'possiblyClosed',
  source: string,
  destination: string,
): string[] {
  const holds = ({ addresses }: ChangedEdges, list: readonly string[], end: string, outside: boolean) =>
    (outside ? addresses!.includes(end) : list.includes(end));
  return diff.edges
    .filter(
      (edge) => !edge.withinWorkloads && holds(edge, edge.sources, source, edge.outside === 'source')
        && holds(edge, edge.destinations, destination, edge.outside === 'destination'),
    )
    .filter((edge) => !edge[field].isEmpty)
    .map((edge) => edge[field].text);
}
