import { createHash } from 'crypto';
import type { Report } from '../../results/report';
import type { RegisteredRule, RuleEnd } from '../../results/report-register';
import { diffJson } from '../diff/json';
import { explanationJson } from '../explanation/json';
import { exposureJson } from '../exposure/json';
import { renderJson } from '../json';
import { proofJson } from '../proof/words';
import { endText, namespaceDefault } from './words';

/** The form of the JSON; a change that can break a reader makes it another number. */
const FORM = 1;

/** The JSON of the same report, which the document names by its hash. */
export interface JsonSum {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** All parts as one JSON object. */
export function renderReportJson(report: Report): Iterable<string> {
  const { explanations, register, review, clauses, invariants, defaults, exposure, drift } = report;
  return renderJson({
    form: FORM,
    ...report,
    explanations: explanations.map((one) => ({ ...one, examples: one.examples.map(explanationJson) })),
    register: { ...register, rules: register.rules.map(ruleJson) },
    review: { ...review, ...(review.changes && { changes: diffJson(review.changes) }) },
    clauses: clauses.map((clause) => ({ ...clause, proofs: clause.proofs.map(proofJson) })),
    invariants: invariants.map(proofJson),
    defaults: defaults.map((namespace) => ({ ...namespace, deniesByDefault: namespaceDefault(namespace) })),
    exposure: { ...exposure, lines: exposure.lines.map(exposureJson) },
    ...(drift && { drift: diffJson(drift) }),
  });
}

/** The length and the hash of what `renderReportJson` writes. */
export function reportJsonSum(report: Report): JsonSum {
  const hash = createHash('sha256');
  let size = 0;
  for (const text of renderReportJson(report)) {
    hash.update(text);
    size += Buffer.byteLength(text);
  }
  return { sha256: hash.digest('hex'), size };
}

function ruleJson(rule: RegisteredRule): object {
  return { ...rule, source: endJson(rule.source), destination: endJson(rule.destination) };
}

/** An end in words; the pods that it means are counted only where it means some by their labels. */
function endJson(end: RuleEnd): object {
  const { pods, count, possible, namespaces, furtherNamespaces } = end;
  const counted = pods.length > 0 && { pods: count, possiblePods: possible };
  return { text: endText(end), ...counted, ...(namespaces.length > 0 && { namespaces }), ...(furtherNamespaces > 0 && { furtherNamespaces }) };
}
