import { NAMESPACE_NAME_LABEL, Namespace } from '../../model';
import { nearest } from '../../text/nearest';
import type { LintRule } from '../framework/rule';
import { namespaceName } from '../helpers/namespace-name';
import { peerPath } from '../helpers/text';

export const UNWORN_NAMESPACE_LABEL: LintRule = {
  id: 'unworn-namespace-label',
  severity: 'warning',
  edge: false,
  summary: 'A rule selects namespaces by a label that none of them has.',
  why: 'the selector means no pod today, and those of any namespace on which a user sets the label later',
  *check(context) {
    const namespaces = [...context.cluster.namespaces.values()];
    const declared = namespaces.filter(({ origin }) => origin !== undefined);
    const present = new Set(namespaces.flatMap(({ labels }) => Object.entries(labels).map(([key, value]) => `${key}=${value}`)));
    // many rules name the same few namespaces
    const hints = new Map<string, string | undefined>();
    const hintFor = (key: string, value: string) => {
      const label = `${key}=${value}`;
      if (!hints.has(label)) hints.set(label, hint(namespaces, key, value));
      return hints.get(label);
    };
    // a namespace that the input does not declare may exist, and one whose labels are not known may have this one
    const mayHaveIt = namespaces.some(({ openLabels }) => openLabels);
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces)) continue;
        for (const [key, constraint] of peer.endpoints.namespaces.labels.constraints) {
          if (constraint.cofinite || constraint.allowsAbsent) continue;
          const byName = key === NAMESPACE_NAME_LABEL;
          for (const value of constraint.values) {
            if (present.has(`${key}=${value}`)) continue;
            const near = hintFor(key, value);
            if (byName || mayHaveIt ? near === undefined : declared.length === 0) continue;
            const message = byName
              ? `no namespace of the input has the name \`${value}\``
              : `no namespace ${mayHaveIt ? 'whose labels are known ' : ''}has the label \`${key}: ${value}\``;
            yield {
              ...(!byName && mayHaveIt && { severity: 'info' }),
              message,
              cause: message,
              fix: near === undefined ? `select the namespace by ${namespaceName(policy)}` : `did you mean \`${near}\`?`,
              origin: policy.origin,
              path: peerPath(rule, peer, 'namespaceSelector'),
            };
          }
        }
      }
    }
  },
};

/** The label that was probably meant: the name of the namespace, a similar value of the key, or the same value under another key. */
function hint(namespaces: readonly Namespace[], key: string, value: string): string | undefined {
  if (key !== NAMESPACE_NAME_LABEL && namespaces.some(({ name }) => name === value)) return `${NAMESPACE_NAME_LABEL}: ${value}`;
  const near = nearest(value, namespaces.flatMap(({ labels }) => labels[key] ?? []));
  if (near !== undefined) return `${key}: ${near}`;
  const other = namespaces.flatMap(({ labels }) => Object.entries(labels)).find(([, present]) => present === value);
  return other && `${other[0]}: ${value}`;
}
