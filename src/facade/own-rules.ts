import type { AnalysisSession, Manifest, OwnRule, OwnRuleInput, StatedRule } from '../analysis';
import type { ManifestInfo } from './rule';

/** What a rule of a program may ask: `RuleInput`, with the class of the analysis left to the caller. */
interface Input<A> {
  readonly analysis: A;
  readonly objects: ManifestInfo[];
  readonly cni?: string;
}

/**
 * The rules of a program, which ask an analysis, as rules that ask a session. What they ask is made when the first of them runs.
 *
 * @param analysisOf the analysis of a session
 */
export function ownRules<A>(stated: readonly StatedRule[], analysisOf: (session: AnalysisSession) => A): OwnRule[] {
  const inputs = new Map<OwnRuleInput, Input<A>>();
  const inputOf = (asked: OwnRuleInput): Input<A> => {
    let input = inputs.get(asked);
    if (input === undefined) {
      const { session, objects, cni } = asked;
      inputs.set(asked, (input = { analysis: analysisOf(session), objects: objects.map(infoOf), ...(cni !== undefined && { cni }) }));
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
