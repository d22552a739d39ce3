import { matchNamespace } from '../../engine';
import { endsOf, isSatisfiable } from '../../model';
import type { EndpointSelector, RulePeer, Workload } from '../../model';
import type { LabelSelector } from '../../sets';
import type { LintContext, PlacedRule } from '../framework/context';
import type { LintRule, Report } from '../framework/rule';
import { nearLabel } from '../helpers/near-label';
import { matchedByNoPod } from '../helpers/no-match';
import { mayBeNotShown } from '../helpers/not-shown';
import { splitPeers } from '../helpers/split';
import { peerPath, peersPath } from '../helpers/text';

export const PEER_MATCHES_NOTHING: LintRule = {
  id: 'peer-matches-nothing',
  severity: 'warning',
  edge: false,
  summary: 'A peer of a rule matches no pod of the namespaces that it names.',
  why: 'what the rule says of this peer has no effect; the cause is often a typing error in a label',
  *check(context) {
    const { cluster } = context;
    if (cluster.workloads.length === 0) return;
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.fields?.isOneSelector === true) {
        yield* ofOneSelector(context, placed);
        continue;
      }
      // `split-peer` reports what was meant as a part of the peer beside it
      const parts = new Set<RulePeer>([...splitPeers(context, placed)].map(({ part }) => part));
      const fix = (rule.peers?.length ?? 0) > 1 ? `${FIX}, or remove the peer` : ONLY;
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || parts.has(peer)) continue;
        if (!isSatisfiable(peer.endpoints)) {
          yield { message: WHATEVER_LABELS, fix, origin: policy.origin, path: peerPath(rule, peer, 'podSelector') };
          continue;
        }
        if (peer.endpoints.pods.isEverything() || context.maySelect(peer.endpoints)) continue;
        const { namespaces, pods } = peer.endpoints;
        const meant = cluster.workloads.filter(({ namespace }) => matchNamespace(namespaces, namespace, cluster) !== 'no');
        if (meant.length === 0 || mayBeNotShown(cluster, peer.endpoints)) continue;
        const near = nearLabel(pods, meant.map(({ labels }) => labels));
        const isOptIn = near === undefined && isSwitch(pods, cluster.workloads);
        yield {
          ...(isOptIn && { severity: 'info' }),
          message: 'name' in namespaces
            ? `the peer matches no pod of namespace \`${namespaces.name}\``
            : 'the peer matches no pod of the selected namespaces',
          cause: matchedByNoPod(peer.endpoints),
          fix: near !== undefined ? `did you mean \`${near}\`?` : isOptIn ? 'set the label on the pods that are meant' : fix,
          origin: policy.origin,
          path: peerPath(rule, peer, 'podSelector'),
        };
      }
    }
  },
};

const FIX = 'correct the selector';
/** Where nothing else is meant. */
const ONLY = `${FIX}; a rule that names no peer means everyone`;
const WHATEVER_LABELS = 'the peer matches no pod, whatever labels pods and namespaces have';

/** Of peers that one selector means together: it is reported where none of them may be there. */
function* ofOneSelector(context: LintContext, { policy, rule }: PlacedRule): Generator<Report> {
  const { cluster } = context;
  const { peers = EVERYONE } = rule;
  if (peers.some((peer) => mayMean(context, peer))) return;
  const missing = endsOf({ ...rule, peers, own: undefined }).flatMap(
    (peer) => (peer.type === 'endpoints' && !context.maySelect(peer.endpoints) ? [peer.endpoints] : []),
  );
  const others = missing.filter(isSatisfiable);
  const isKeptElsewhere = ({ namespaces }: EndpointSelector) => cluster.workloads.every(
    ({ namespace }) => matchNamespace(namespaces, namespace, cluster) === 'no',
  );
  if (others.some((one) => isKeptElsewhere(one) || mayBeNotShown(cluster, one))) return;
  const message = others.length === 0 ? WHATEVER_LABELS : 'the peer matches no pod, and nothing else of the input';
  yield { message, fix: ONLY, origin: policy.origin, path: peersPath(rule) };
}

const EVERYONE: readonly RulePeer[] = [{ type: 'unreadable', why: 'everyone is meant' }];

/** Whether a peer may mean a pod of the input, or something else. */
function mayMean(context: LintContext, peer: RulePeer): boolean {
  if (peer.type === 'endpoints') return context.maySelect(peer.endpoints);
  return peer.type !== 'all-of' || peer.every.every((peers) => peers.some((one) => mayMean(context, one)));
}

/** Whether pods are asked for a label with the value `true` that no pod has with any value: clients to come set it to be admitted. */
function isSwitch({ constraints }: LabelSelector, workloads: readonly Workload[]): boolean {
  return constraints.every(([key, { cofinite, allowsAbsent, values }]) =>
    !cofinite && !allowsAbsent && values.every((value) => value === 'true') && workloads.every(({ labels }) => !Object.hasOwn(labels, key)));
}
