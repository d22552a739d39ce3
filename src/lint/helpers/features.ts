import type { Cni, Fact } from '../../profiles';
import type { LintContext, PlacedRule } from '../framework/context';
import type { Report } from '../framework/rule';
import { portsPath } from './text';

/** A feature that a rule uses and a CNI may not support. */
interface Feature {
  /** For people: `ranges of ports`. */
  readonly what: string;
  readonly fix: string;
  fact(cni: Cni): Fact;
  usedBy(placed: PlacedRule): boolean;
}

const SEVERITY = { no: 'error', partly: 'warning', unknown: 'info' } as const;

/** A report for each rule that uses a feature which the CNI of the run does not definitely support. */
export function* unsupported(context: LintContext, feature: Feature): Generator<Report> {
  const { cni } = context;
  const fact = cni && feature.fact(cni);
  if (cni === undefined || cni.enforces.answer === 'no' || fact === undefined || fact.answer === 'yes') return;
  for (const placed of context.rules()) {
    if (!feature.usedBy(placed)) continue;
    const note = fact.note === undefined ? '' : ` (${fact.note})`;
    const texts = {
      no: `${cni.title} does not support ${feature.what}${note}`,
      partly: `${cni.title} supports ${feature.what} in part${note}`,
      unknown: `whether ${cni.title} supports ${feature.what} is unknown${note}`,
    };
    const { policy, rule } = placed;
    yield { severity: SEVERITY[fact.answer], message: texts[fact.answer], fix: feature.fix, origin: policy.origin, path: portsPath(rule) };
  }
}
