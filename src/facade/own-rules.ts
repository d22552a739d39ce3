import type { Manifest } from '../dialects';
import type { OwnRule, OwnRuleInput, StatedRule } from '../analysis/questions/check/own-rule';
import { Analysis } from './analysis';
import type { ManifestInfo, RuleInput } from './rule';

/** The rules of a program, which ask an analysis, as rules that ask a session. What they ask is made when the first of them runs. */
export function ownRules(stated: readonly StatedRule[]): OwnRule[] {
  const inputs = new Map<OwnRuleInput, RuleInput>();
  const inputOf = (asked: OwnRuleInput): RuleInput => {
    let input = inputs.get(asked);
    if (input === undefined) {
      const { session, objects, cni } = asked;
      inputs.set(asked, (input = { analysis: Analysis._of(session), objects: objects.map(infoOf), ...(cni !== undefined && { cni }) }));
    }
    return input;
  };
  return stated.map((rule) => {
    const { id, severity, summary, why, page } = rule;
    return { id, severity, summary, why, ...(page !== undefined && { page }), check: (asked) => rule.check(inputOf(asked)) };
  });
}

function infoOf({ apiVersion, kind, namespace, name, metadata, value, origin }: Manifest): ManifestInfo {
  const { labels } = metadata;
  const texts = typeof labels === 'object' && labels !== null ? Object.entries(labels).filter(([, text]) => typeof text === 'string') : [];
  return {
    label: origin.label,
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    labels: Object.fromEntries(texts) as Record<string, string>,
    manifest: value,
  };
}
