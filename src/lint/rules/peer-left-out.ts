import { formatPath } from '../../model';
import type { Witness } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { INTERNET_V4 } from '../helpers/outside';
import { packetIn } from '../helpers/packets';

export const PEER_LEFT_OUT: LintRule = {
  id: 'peer-left-out',
  severity: 'error',
  edge: true,
  summary: 'The only peer of a rule says nothing and is left out, so the rule is about everyone.',
  why: 'an empty list of labels that namespaces have in common is stored, and the agent drops the peer: without another one, the rule matches every address',
  *check(context) {
    const said = new Set<string>();
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      for (const path of rule.leftOut ?? []) {
        const key = `${policy.origin.label} ${formatPath(path)}`;
        const witness = said.has(key) ? undefined : fromOutside(context, placed);
        if (witness === undefined) continue;
        said.add(key);
        yield {
          message: `\`${formatPath(path)}\` names no label, so the rule is about everyone, outside addresses included`,
          fix: 'name the labels that the namespaces must share, or remove the rule',
          origin: policy.origin,
          path,
          witness,
        };
      }
    }
  },
};

/** A connection with the internet that the rule decides. */
function fromOutside(context: LintContext, { policy, rule: { action, direction, traffic } }: PlacedRule): Witness | undefined {
  for (const c of context.subjects(policy)) {
    const [source, destination] = direction === 'ingress' ? [INTERNET_V4, c] : [c, INTERNET_V4];
    const packet = packetIn(context.trafficAt(traffic, destination), context.engine.classes.example[c]);
    const witness = packet && context.witness(source, destination, packet.protocol, packet.port, action === 'deny' ? 'denied' : 'allowed');
    if (witness !== undefined) return witness;
  }
  return undefined;
}
