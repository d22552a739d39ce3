import type { RulePeer } from '../../model';
import type { LabelSelector } from '../../sets';
import type { LintContext } from '../framework/context';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const WIDENING_SELECTOR: LintRule = {
  id: 'widening-selector',
  severity: 'warning',
  edge: true,
  assumes: 'one rule',
  summary: 'A `NotIn` also admits pods or namespaces that do not have the label.',
  why: '`NotIn` also matches objects without the key: a pod or namespace without the label is admitted',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      for (const peer of rule.action === 'allow' ? rule.peers ?? [] : []) {
        const keys = excluding(peer);
        if (keys === undefined) continue;
        for (const { source, destination, peer: peerClass } of pairsOf(context, placed, peer)) {
          const key = lacking(context, peerClass, keys);
          const witness = key === undefined ? undefined : witnessOf(context, rule, { source, destination }, 'allowed');
          if (witness === undefined) continue;
          yield {
            message: `\`NotIn\` on \`${key}\` also matches pods or namespaces without the label`,
            fix: 'list the wanted values with `In`, or add `Exists` for the key',
            origin: policy.origin,
            path: peerPath(rule, peer),
            witness,
          };
          break;
        }
      }
    }
  },
};

interface Keys {
  readonly pods: readonly string[];
  readonly namespaces: readonly string[];
}

function excluding(peer: RulePeer): Keys | undefined {
  if (peer.type !== 'endpoints') return undefined;
  const { namespaces, pods } = peer.endpoints;
  const keys = { pods: notIn(pods), namespaces: 'labels' in namespaces ? notIn(namespaces.labels) : [] };
  return keys.pods.length + keys.namespaces.length === 0 ? undefined : keys;
}

function notIn(selector: LabelSelector): string[] {
  return selector.constraints.filter(([, { cofinite, allowsAbsent, values }]) => cofinite && allowsAbsent && values.length > 0).map(([key]) => key);
}

/** A key of the selector that the class or its namespace does not have. */
function lacking(context: LintContext, classId: number, { pods, namespaces }: Keys): string | undefined {
  const { labels, namespace } = context.engine.classes.example[classId];
  return pods.find((key) => labels[key] === undefined) ?? namespaces.find((key) => context.namespace(namespace)?.labels[key] === undefined);
}
