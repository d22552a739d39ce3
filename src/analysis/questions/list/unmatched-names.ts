import type { Problem } from '../../../model';
import { nearest } from '../../../text/nearest';
import { positionsNamed } from '../../ends/ends';
import { withController } from '../../pairs/ingress-routes';
import type { AnalysisSession, Identity } from '../../session/session';
import { choose, Chosen, Focus } from './focus';

/** What a focus names that is not in the input, for the forms that have no listing. */
export function focusProblems(session: AnalysisSession, focus: Focus): Problem[] {
  const identities = [...session.identities().values()];
  const hasController = withController(session) !== session;
  const chosen = (names: readonly string[] = []) => choose(names, identities, hasController, (name) => positionsNamed(session, name));
  return unmatchedNames(focus, chosen(focus.workloads), chosen(focus.peers), identities);
}

/** The names of a focus that match no workload, and peers of no focus. */
export function unmatchedNames(focus: Focus, chosen: Chosen, chosenPeers: Chosen, identities: readonly Identity[]): Problem[] {
  const { workloads = [], peers = [] } = focus;
  const names = [...chosen.unmatched, ...(workloads.length > 0 ? chosenPeers.unmatched : [])];
  const known = identities.map(({ namespace, name }) => `${namespace}/${name}`);
  const unknown = names.map((name): Problem => {
    const near = nearest(name, name.includes('/') ? known : identities.map((identity) => identity.name));
    return { code: 'unknown-workload', severity: 'warning', message: `no workload \`${name}\` in the input`, ...(near !== undefined && { fix: `did you mean \`${near}\`?` }) };
  });
  if (peers.length === 0 || workloads.length > 0) return unknown;
  return [...unknown, { code: 'no-focus', severity: 'warning', message: 'the peers of a focus are ignored, for no workload is in focus', fix: 'name one' }];
}
