import type { ChangedEdges, IsolationChange } from '../../../results/diff';
import { Isolation } from '../../../results/enums';
import { listed } from '../../../text/lists';
import { plural } from '../../../text/plural';
import type { PolicyChange } from './policies';

/** What to consider while a change is rolled out, in sentences. */
export function rolloutNotes(edges: readonly ChangedEdges[], isolation: readonly IsolationChange[], changes: readonly PolicyChange[]): string[] {
  const notes: string[] = [];
  const closes = edges.some(({ closed }) => !closed.isEmpty);
  const opens = edges.some(({ opened }) => !opened.isEmpty);
  if (closes) notes.push('connections that are open when the change arrives may live on: some agents judge new connections only; restart what must lose access at once');
  const newly = isolation.filter(({ isolated, before }) => isolated && before !== Isolation.UNKNOWN).length;
  if (newly > 0) {
    notes.push(`${plural(newly, 'time')} a workload becomes isolated that was not: from then on only what a rule allows passes, name resolution and probes from other pods included`);
    const adds = changes.filter(({ what }) => what === 'added');
    const allowing = adds.filter(({ addedRules }) => addedRules.length > 0).map(({ label }) => label);
    const denying = adds.filter(({ addedRules }) => addedRules.length === 0).map(({ label }) => label);
    if (allowing.length > 0 && denying.length > 0) notes.push(`order: apply the policies that allow (${listed(allowing, 3)}) before those that only isolate (${listed(denying, 3)}), or traffic stops in between`);
  }
  const removed = changes.filter(({ what }) => what === 'removed').map(({ label }) => label);
  if (removed.length > 0) notes.push(`gone from the files is not gone from the cluster: \`kubectl apply\` deletes nothing unless it prunes (${listed(removed, 3)})`);
  if (opens && removed.length > 0 && closes) notes.push('order: apply what is new before what is old is deleted, so that nothing is closed that is to stay open');
  if (edges.some(({ possiblyOpened, possiblyClosed }) => !possiblyOpened.isEmpty || !possiblyClosed.isEmpty)) {
    notes.push('some of the change is unknown: it depends on the network agent, or on something that was not understood');
  }
  return notes;
}
