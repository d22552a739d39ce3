import type { Cni, Fact } from '../../profiles';
import type { LintContext, PlacedRule } from '../framework/context';
import type { Report } from '../framework/rule';
import { portsPath } from './text';

/** What a rule uses and a CNI may not have. */
export interface Feature {
  /** In words: `ranges of ports`. */
  readonly what: string;
  readonly fix: string;
  fact(cni: Cni): Fact;
  usedBy(placed: PlacedRule): boolean;
}

const SEVERITY = { no: 'error', partly: 'warning', unknown: 'info' } as const;

/** A report for each rule that uses a feature which the CNI of the run does not surely have. */
export function* unsupported(context: LintContext, feature: Feature): Generator<Report> {
  const { cni } = context;
  const fact = cni && feature.fact(cni);
  if (cni === undefined || cni.enforces.answer === 'no' || fact === undefined || fact.answer === 'yes') return;
  for (const placed of context.rules()) {
    if (!feature.usedBy(placed)) continue;
    const note = fact.note === undefined ? '' : ` (${fact.note})`;
    const words = {
      no: `${cni.title} does not support ${feature.what}${note}`,
      partly: `${cni.title} supports ${feature.what} in part${note}`,
      unknown: `whether ${cni.title} supports ${feature.what} is not known${note}`,
    };
    const { policy, rule } = placed;
    yield { severity: SEVERITY[fact.answer], message: words[fact.answer], fix: feature.fix, origin: policy.origin, path: portsPath(rule) };
  }
}
