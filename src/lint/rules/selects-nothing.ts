import { AGENTS, formatPath } from '../../model';
import type { Origin, Policy } from '../../model';
import type { Labels, LabelSelector } from '../../sets';
import { nearest } from '../../text/nearest';
import type { LintContext } from '../framework/context';
import type { LintRule, Report } from '../framework/rule';
import { nearLabel, superfluousLabel } from '../helpers/near-label';
import { matchedByNoPod } from '../helpers/no-match';
import { mayBeNotShown } from '../helpers/not-shown';
import { subjectPath } from '../helpers/text';

export const SELECTS_NOTHING: LintRule = {
  id: 'selects-nothing',
  severity: 'warning',
  edge: false,
  summary: 'A policy selects no pod.',
  why: 'a policy without pods protects nothing; the cause is often a typing error in a label',
  *check(context) {
    const populated = new Set(context.cluster.workloads.map(({ namespace }) => namespace));
    const lonely = lonelyNamespaces(context);
    const said = new Set<Origin>();
    for (const policy of context.policies) {
      if (policy.neverMatching !== undefined && !said.has(policy.origin)) {
        said.add(policy.origin);
        yield* neverMatching(policy);
      }
      const { namespaces, pods } = policy.subject;
      if (policy.unread !== undefined || !('name' in namespaces) || pods.isEverything() || meansNoPod(policy)) continue;
      if (!populated.has(namespaces.name)) {
        const meant = lonely.has(policy.namespace) ? namespaceMeant(context, policy, populated) : undefined;
        if (meant === undefined) continue;
        yield {
          message: `the policy selects no pod: the input has no pod in namespace \`${namespaces.name}\``,
          fix: `did you mean namespace \`${meant}\`?`,
          origin: policy.origin,
          path: ['metadata', 'namespace'],
        };
        continue;
      }
      // `host-network-target` reports pods on the host network
      if (context.maySelect(policy.subject) || mayBeNotShown(context.cluster, policy.subject)) continue;
      const shown = context.cluster.workloads.filter(({ namespace }) => namespace === namespaces.name).map(({ labels }) => labels);
      yield {
        message: `the policy selects no pod of namespace \`${namespaces.name}\``,
        cause: matchedByNoPod(policy.subject),
        fix: fixOf(pods, shown) ?? `correct \`${subjectPath(policy).slice(-1)[0]}\`, or remove the policy`,
        origin: policy.origin,
        path: subjectPath(policy),
      };
    }
  },
};

/** What the selector was probably meant to be. */
function fixOf(pods: LabelSelector, shown: readonly Labels[]): string | undefined {
  const near = nearLabel(pods, shown);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  const superfluous = superfluousLabel(pods, shown);
  return superfluous && `leave out \`${superfluous}\`, which the pods with the other labels do not have, or set it on these`;
}

/** Selectors that no pod can match, whatever the input shows. */
function* neverMatching({ neverMatching: paths = [], origin }: Policy): Generator<Report> {
  for (const path of paths) {
    yield {
      message: `\`${formatPath(path)}\` selects no pod, whatever labels pods have`,
      fix: 'correct the selector, or remove the policy',
      origin,
      path,
    };
  }
}

/** Whether an agent's own language says that no pod is meant: other identities are, or other rules are about it. */
function meansNoPod({ language, subject: { pods } }: Policy): boolean {
  return language?.set === AGENTS && pods.constraints.some(([, constraint]) => constraint.isEmpty());
}

/** The namespaces of which the input has one policy and nothing else but pods; counted at once, for an app has a thousand of them. */
function lonelyNamespaces({ cluster, policies }: LintContext): ReadonlySet<string | undefined> {
  const once = new Set<string | undefined>();
  const others = new Set([...cluster.namespaces.values()].flatMap(({ name, origin }) => (origin === undefined ? [] : [name])));
  for (const { namespace } of cluster.services) others.add(namespace);
  for (const { namespace } of policies) (once.has(namespace) ? others : once).add(namespace);
  return new Set([...once].filter((namespace) => namespace !== undefined && !others.has(namespace)));
}

/**
 * The namespace that was probably meant by a lonely one: its pods match, and its name differs in the letters of a word. `team-a` and `team-b`, or
 * `shop1` and `shop2`, are two namespaces.
 */
function namespaceMeant({ cluster }: LintContext, { namespace: name, subject }: Policy, populated: ReadonlySet<string>): string | undefined {
  if (name === undefined) return undefined;
  const meant = nearest(name, populated);
  const isSelected = cluster.workloads.some((workload) => workload.namespace === meant && subject.pods.match(workload) !== 'no');
  return isSelected && isMisspelt(name.split('-'), meant!.split('-')) ? meant : undefined;
}

function isMisspelt(words: readonly string[], others: readonly string[]): boolean {
  return words.length === others.length && words.every((word, i) => word === others[i] || (word.length > 3 && !/\d/.test(word + others[i])));
}
