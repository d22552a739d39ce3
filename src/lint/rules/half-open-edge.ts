import type { RulePeer, Witness } from '../../model';
import { packetIn } from '../helpers/packets';
import { pairsOf, showsAllPairs } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { listed, nameOf, peerPath } from '../helpers/text';

export const HALF_OPEN_EDGE: LintRule = {
  id: 'half-open-edge',
  severity: 'warning',
  edge: true,
  assumes: 'all policies',
  summary: 'One side allows a connection that the other side denies.',
  why: 'a connection needs the egress of its source and the ingress of its destination: this rule alone has no effect',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.action !== 'allow' || context.subjects(policy).length === 0) continue;
      const opposite = rule.direction === 'ingress' ? 'egress' : 'ingress';
      for (const peer of (rule.peers ?? []).filter(isSpecific)) {
        if (!showsAllPairs(context, placed, peer)) continue;
        let witness: Witness | undefined;
        let open = false;
        const names: string[] = [];
        for (const { source, destination, peer: peerClass } of pairsOf(context, placed, peer)) {
          open = !context.isolated(opposite, peerClass);
          if (open) break;
          const traffic = context.trafficAt(rule.traffic, destination);
          const { allowed, unknown } = context.engine.reach(source, destination);
          open = !traffic.intersect(allowed.union(unknown)).isEmpty();
          if (open) break;
          const packet = witness === undefined ? packetIn(traffic, context.engine.classes.example[destination]) : undefined;
          witness ??= packet && context.witness(source, destination, packet.protocol, packet.port, 'denied');
          names.push(...context.workloads(peerClass).map(nameOf));
        }
        if (open || witness === undefined) continue;
        yield {
          message: rule.direction === 'ingress' ? `no egress of ${listed(names)} allows what this rule admits` : `no ingress of ${listed(names)} admits what this rule allows`,
          fix: rule.direction === 'ingress' ? 'also allow the egress at the source' : 'also allow the ingress at the destination',
          origin: policy.origin,
          path: peerPath(rule, peer),
          witness,
        };
      }
    }
  },
};

/** A peer that selects some pods, not every pod of its namespaces. */
function isSpecific(peer: RulePeer): boolean {
  return peer.type === 'endpoints' && !peer.endpoints.pods.isEverything();
}
