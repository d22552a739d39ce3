import type { ChangeCause, ChangedEdges, ExposureChange, ReachabilityDiff } from '../../results/diff';
import { escapeText } from '../../text/escape';
import { andMore } from '../../text/lists';
import { exposureText } from '../exposure/words';

type Escape = (text: string) => string;

const MAX_ENDS = 3;

/** `opened TCP 80; closed TCP 443` */
export function deltaOf({ opened, closed, possiblyOpened, possiblyClosed }: ChangedEdges): string {
  const definitelyClosed = closed.text === possiblyClosed.text ? [] : [['closed', closed] as const];
  const parts = [['opened', opened] as const, ...definitelyClosed, ['possibly opened', possiblyOpened] as const, ['possibly closed', possiblyClosed] as const];
  const said = parts.filter(([, traffic]) => !traffic.isEmpty).map(([word, traffic]) => `${word} ${traffic.text}`);
  return said.length === 0 ? 'the unknown part or its reasons changed' : said.join('; ');
}

export function endsOf(ends: readonly string[], escape: Escape, most = MAX_ENDS): string {
  const shown = ends.slice(0, most).map(escape).join(', ');
  return ends.length > most ? `${shown} ${andMore(ends.length - most)}` : shown;
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

/** Whether something passes now, or may, that did not. */
export function opens({ opened, possiblyOpened }: ChangedEdges): boolean {
  return !opened.isEmpty || !possiblyOpened.isEmpty;
}

export function closes({ closed, possiblyClosed }: ChangedEdges): boolean {
  return !closed.isEmpty || !possiblyClosed.isEmpty;
}

/** `3 edges opened, 1 closed; 2 workloads newly isolated` */
export function summaryOf({ edges, isolation, addedWorkloads, removedWorkloads }: ReachabilityDiff): string {
  const pairsOf = ({ sources, destinations, withinWorkloads }: ChangedEdges) => sources.length * (withinWorkloads ? 1 : destinations.length);
  const pairs = (list: readonly ChangedEdges[]) => list.reduce((sum, edge) => sum + pairsOf(edge), 0);
  const parts = [
    [pairs(edges.filter(opens)), 'connection opened', 'connections opened'],
    [pairs(edges.filter(closes)), 'connection closed', 'connections closed'],
    [isolation.filter(({ isolated }) => isolated).length, 'newly isolated', 'newly isolated'],
    [isolation.filter(({ isolated }) => !isolated).length, 'no longer isolated', 'no longer isolated'],
    [addedWorkloads.length, 'workload added', 'workloads added'],
    [removedWorkloads.length, 'workload removed', 'workloads removed'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return said.length === 0 ? 'no difference in connectivity' : said.join(', ');
}
