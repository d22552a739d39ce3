import type { ChangeCause, ChangedEdges, ExposureChange, IsolationChange, ReachabilityDiff } from '../../results/diff';
import { Isolation } from '../../results/enums';
import type { Traffic } from '../../results/traffic';
import { escapeText } from '../../text/escape';
import { andMore } from '../../text/lists';
import { exposureText } from '../exposure/words';

type Escape = (text: string) => string;

const MAX_ENDS = 3;

/** `opened TCP 80; closed TCP 443` */
export function deltaOf({ opened, closed, possiblyOpened, possiblyClosed }: ChangedEdges): string {
  const parts = [['opened', opened], ['closed', closed], ['possibly opened', possiblyOpened], ['possibly closed', possiblyClosed]] as const;
  const said = parts.filter(([, traffic]) => !traffic.isEmpty).map(([word, traffic]) => `${word} ${traffic.text}`);
  return said.length === 0 ? 'the unknown part or its reasons changed' : said.join('; ');
}

export function endsOf(ends: readonly string[], escape: Escape, most = MAX_ENDS): string {
  const shown = ends.slice(0, most).map(escape).join(', ');
  return ends.length > most ? `${shown} ${andMore(ends.length - most)}` : shown;
}

/** The ends of an edge: workloads by their labels, addresses by their ranges. */
export function endTexts({ sources, destinations, outside, addresses }: ChangedEdges): { sources: string[]; destinations: string[] } {
  const ranges = addresses?._set.toTexts() ?? [];
  return { sources: outside === 'source' ? ranges : sources, destinations: outside === 'destination' ? ranges : destinations };
}

/** `NetworkPolicy production/api changed (new.yaml:12): spec.ingress[1] added` */
export function causeOf({ what, label, details, file, line }: ChangeCause, escape: Escape = escapeText): string {
  const place = file === undefined ? '' : ` (${escape(file)}:${line})`;
  const more = details.length === 0 ? '' : `: ${details.slice(0, MAX_ENDS).map(escape).join(', ')}${details.length > MAX_ENDS ? ', …' : ''}`;
  return `${escape(label)} ${what.replace(/^.*-/, '')}${place}${more}`;
}

/** `now: shop/db[Pod] <= any pod in edge : TCP 80 (anyone who may create pods in edge)` */
export function exposureChangeText({ isNew, exposure }: ExposureChange): string {
  return `${isNew ? 'now' : 'no longer'}: ${exposureText(exposure)}`;
}

/** `All Connections`; `TCP 80, possibly UDP 53`; `possibly All Connections` */
export function stateOf(allowed: Traffic, unknown: Traffic): string {
  if (unknown.isEmpty) return allowed.text;
  return `${allowed.isEmpty ? '' : `${allowed.text}, `}possibly ${unknown.text}`;
}

/** `production/api[Deployment]: ingress isolated now` */
export function isolationText({ workload, direction, before, after }: IsolationChange, escape: Escape): string {
  const was = before === Isolation.UNKNOWN ? ', which was not known before' : '';
  return `${escape(workload)}: ${direction} ${ISOLATED_NOW[after]}${was}`;
}

const ISOLATED_NOW: Readonly<Record<Isolation, string>> = {
  [Isolation.ISOLATED]: 'isolated now',
  [Isolation.PARTLY]: 'isolated for some of its pods only now',
  [Isolation.UNKNOWN]: 'possibly isolated now, which is not known',
  [Isolation.NOT_ISOLATED]: 'not isolated now',
};

/** The sections of a diff in their order, the most important first. */
export const DIFF_SECTIONS = ['opened', 'possibly opened', 'closed', 'possibly closed', 'unclear'] as const;
export type DiffSection = (typeof DIFF_SECTIONS)[number];

/** The section in which an edge stands: what is opened comes before what is closed. */
export function sectionOf({ opened, possiblyOpened, closed, possiblyClosed }: ChangedEdges): DiffSection {
  if (!opened.isEmpty) return 'opened';
  if (!possiblyOpened.isEmpty) return 'possibly opened';
  if (!closed.isEmpty) return 'closed';
  return possiblyClosed.isEmpty ? 'unclear' : 'possibly closed';
}

/** Whether an edge counts in a section; one that is partly opened and partly closed counts in both. */
export function countsIn({ opened, possiblyOpened, closed, possiblyClosed }: ChangedEdges, section: DiffSection): boolean {
  switch (section) {
    case 'opened': return !opened.isEmpty;
    case 'possibly opened': return opened.isEmpty && !possiblyOpened.isEmpty;
    case 'closed': return !closed.isEmpty;
    case 'possibly closed': return closed.isEmpty && !possiblyClosed.isEmpty;
    case 'unclear': return [opened, possiblyOpened, closed, possiblyClosed].every(({ isEmpty }) => isEmpty);
  }
}

/** How many connections an edge is. A workload that is on both sides makes none with itself. */
export function pairsOf(edge: ChangedEdges): number {
  const { sources, destinations } = endTexts(edge);
  if (edge.withinWorkloads) return sources.length;
  const other = new Set(destinations);
  return sources.length * destinations.length - sources.filter((source) => other.has(source)).length;
}

const TO_COME = 'open to pods that do not exist yet';

/** How many workloads are open in another way to pods to come; each counts once, where it is worst. */
function exposedOf(exposure: readonly ExposureChange[]): readonly [now: number, possibly: number, less: number] {
  const count = (changes: readonly ExposureChange[]) => new Set(changes.map((change) => change.exposure.workload)).size;
  const added = exposure.filter(({ isNew }) => isNew);
  const now = count(added.filter((change) => change.exposure.isDefinite));
  return [now, count(added) - now, count(exposure) - count(added)];
}

/** `3 connections opened, 1 connection possibly closed, 2 newly isolated, 1 workload newly open to pods that do not exist yet` */
export function summaryOf({ edges, isolation, addedWorkloads, removedWorkloads, exposure }: ReachabilityDiff): string {
  const [exposed, possiblyExposed, lessExposed] = exposedOf(exposure);
  const pairs = (section: DiffSection) => edges.filter((edge) => countsIn(edge, section)).reduce((sum, edge) => sum + pairsOf(edge), 0);
  const known = isolation.filter(({ before, after }) => before !== Isolation.UNKNOWN && after !== Isolation.UNKNOWN);
  const parts = [
    [pairs('opened'), 'connection opened', 'connections opened'],
    [pairs('possibly opened'), 'connection possibly opened', 'connections possibly opened'],
    [pairs('closed'), 'connection closed', 'connections closed'],
    [pairs('possibly closed'), 'connection possibly closed', 'connections possibly closed'],
    [known.filter(({ after }) => after === Isolation.ISOLATED).length, 'newly isolated', 'newly isolated'],
    [known.filter(({ before }) => before === Isolation.ISOLATED).length, 'no longer isolated', 'no longer isolated'],
    [isolation.length - known.length, 'possibly isolated otherwise', 'possibly isolated otherwise'],
    [exposed, `workload newly ${TO_COME}`, `workloads newly ${TO_COME}`],
    [possiblyExposed, `workload possibly newly ${TO_COME}`, `workloads possibly newly ${TO_COME}`],
    [lessExposed, `workload less ${TO_COME}`, `workloads less ${TO_COME}`],
    [addedWorkloads.length, 'workload added', 'workloads added'],
    [removedWorkloads.length, 'workload removed', 'workloads removed'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return said.length === 0 ? edges.length === 0 && isolation.length === 0 ? 'no difference in connectivity' : 'what is unknown differs' : said.join(', ');
}
