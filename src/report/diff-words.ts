import { escapeText } from './escape';

/** What an edge follows from. */
export interface WordedCause {
  readonly what: string;
  readonly label: string;
  readonly details: readonly string[];
  readonly file?: string;
  readonly line?: number;
}

/** Traffic between two groups of ends that changed. */
export interface WordedEdge {
  readonly kind: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly withinWorkloads: boolean;
  readonly outside: string;
  readonly before: string;
  readonly after: string;
  readonly opened: string;
  readonly closed: string;
  readonly perhapsOpened: string;
  readonly perhapsClosed: string;
  readonly workloads: readonly string[];
  readonly causes: readonly WordedCause[];
  readonly danger: number;
}

export interface WordedDiff {
  readonly edges: readonly WordedEdge[];
  readonly isolation: readonly { readonly workload: string; readonly direction: string; readonly isolated: boolean }[];
  readonly addedWorkloads: readonly string[];
  readonly removedWorkloads: readonly string[];
  readonly policies: readonly WordedCause[];
  readonly exposure: readonly string[];
  readonly notes: readonly string[];
}

export type Escape = (text: string) => string;

const NOTHING = 'No Connections';
const MOST_ENDS = 3;

/** `opened TCP 80; closed TCP 443` */
export function deltaOf({ opened, closed, perhapsOpened, perhapsClosed }: WordedEdge): string {
  const parts = [['opened', opened], ['closed', closed === perhapsClosed ? NOTHING : closed], ['perhaps opened', perhapsOpened], ['perhaps closed', perhapsClosed]];
  const said = parts.filter(([, traffic]) => traffic !== NOTHING).map(([word, traffic]) => `${word} ${traffic}`);
  return said.length === 0 ? 'unknown is decided now, or the reasons differ' : said.join('; ');
}

export function endsOf(ends: readonly string[], escape: Escape, most = MOST_ENDS): string {
  const shown = ends.slice(0, most).map(escape).join(', ');
  return ends.length > most ? `${shown} and ${ends.length - most} more` : shown;
}

/** `NetworkPolicy production/api changed (new.yaml:12): spec.ingress[1] added` */
export function causeOf({ what, label, details, file, line }: WordedCause, escape: Escape = escapeText): string {
  const place = file === undefined ? '' : ` (${escape(file)}:${line})`;
  const more = details.length === 0 ? '' : `: ${details.slice(0, MOST_ENDS).map(escape).join(', ')}${details.length > MOST_ENDS ? ', …' : ''}`;
  return `${escape(label)} ${what.replace(/^.*-/, '')}${place}${more}`;
}

/** Whether something passes now, or may, that did not. */
export function opens({ opened, perhapsOpened }: WordedEdge): boolean {
  return opened !== NOTHING || perhapsOpened !== NOTHING;
}

export function closes({ closed, perhapsClosed }: WordedEdge): boolean {
  return closed !== NOTHING || perhapsClosed !== NOTHING;
}

/** `3 edges opened, 1 closed; 2 workloads newly isolated` */
export function summaryOf({ edges, isolation, addedWorkloads, removedWorkloads }: WordedDiff): string {
  const pairsOf = ({ sources, destinations, withinWorkloads }: WordedEdge) => sources.length * (withinWorkloads ? 1 : destinations.length);
  const pairs = (list: readonly WordedEdge[]) => list.reduce((sum, edge) => sum + pairsOf(edge), 0);
  const parts = [
    [pairs(edges.filter(opens)), 'connection opened', 'connections opened'],
    [pairs(edges.filter(closes)), 'connection closed', 'connections closed'],
    [isolation.filter(({ isolated }) => isolated).length, 'newly isolated', 'newly isolated'],
    [isolation.filter(({ isolated }) => !isolated).length, 'no longer isolated', 'no longer isolated'],
    [addedWorkloads.length, 'workload added', 'workloads added'],
    [removedWorkloads.length, 'workload removed', 'workloads removed'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return said.length === 0 ? 'no difference in who reaches whom' : said.join(', ');
}
