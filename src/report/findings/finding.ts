import type { Position, Problem, Severity } from '../../model';

/** A finding with its places, ready to be printed. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** `NetworkPolicy production/api`, or another thing of the input. */
  readonly subject: string;
  /** `spec.ingress[0]`; empty for the object as a whole. */
  readonly field: string;
  /** `production/api[Deployment] -> kube-system/kube-dns[Deployment] TCP 53: denied` */
  readonly witness?: string;
  /** The field in the manifest. */
  readonly place?: Position;
  /** The path of the construct that wrote the object. */
  readonly construct?: string;
  /** The line of the program that made the construct. */
  readonly source?: Position;
  /** The same for the same mistake, wherever in its file it stands. */
  readonly fingerprint: string;
  /** The address of the rule's page. @default - the one among our own */
  readonly page?: string;
}

/** A rule, for forms that list them. */
export interface ReportedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  /** The address of its page. @default - the one among our own */
  readonly page?: string;
}

/** What a check has to say. */
export interface CheckReport {
  /** The worst first. */
  readonly findings: readonly ReportedFinding[];
  /** What was not understood of the input, or reads oddly. */
  readonly problems: readonly Problem[];
  /** The rules that ran. */
  readonly rules: readonly ReportedRule[];
  /** How many findings are in the baseline, and not among `findings`. */
  readonly known: number;
  /** How many findings are ignored with a reason, and not among `findings`. */
  readonly ignored: number;
}

/** The place to look first: the program where it is known, else the manifest. */
export function firstPlace({ source, place }: ReportedFinding): Position | undefined {
  return source ?? place;
}

/** `2 errors, 1 warning; 3 known, 1 ignored` */
export function summaryOf({ findings, known, ignored }: CheckReport): string {
  const of = (severity: Severity, noun: string) => plural(findings.filter((finding) => finding.severity === severity).length, noun);
  const parts = [of('error', 'error'), of('warning', 'warning'), of('info', 'remark')].filter((part) => part !== '');
  const aside = [known > 0 ? `${known} known` : '', ignored > 0 ? `${ignored} ignored` : ''].filter((part) => part !== '');
  return `${parts.length === 0 ? 'nothing found' : parts.join(', ')}${aside.length === 0 ? '' : `; ${aside.join(', ')}`}`;
}

function plural(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The page of a rule. */
export function pageOf({ rule, page }: Pick<ReportedFinding, 'rule' | 'page'>): string {
  if (page !== undefined) return page;
  const own = /^(internal-error|ignore-.*)$/.test(rule);
  return `https://github.com/cdk8s-netfence/cdk8s-netfence/blob/main/docs/${own ? 'check' : `rules/${encodeURIComponent(rule)}`}.md`;
}
