import type { Position } from '../../model';
import type { CheckFinding, CheckResult, NotJudged } from '../../results/check';
import { andMore } from '../../text/lists';
import { plural } from '../../text/plural';

/** The place to look first: the program where it is known, else the manifest. */
export function firstPlace({ source, place }: CheckFinding): Position | undefined {
  return source ?? place;
}

/** What a finding says, with its traffic. */
export function messageOf({ message, traffic, morePairs = 0 }: CheckFinding): string {
  const more = morePairs === 0 ? '' : `; ${andMore(morePairs, 'pairs of the same two groups of pods')}`;
  return `${message}${traffic === undefined ? '' : `, ${traffic.text}`}${more}`;
}

const NOUNS = [['error', 'error'], ['warning', 'warning'], ['info', 'remark']] as const;

/** Problems that tell of workloads and policies which were not read. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['left-out', 'not-rendered', 'objects-elsewhere', 'pods-not-shown']);

/** `2 errors, 1 warning; 3 known, 1 ignored` */
export function summaryOf({ findings, problems, known, ignored, notJudged }: CheckResult): string {
  const parts = NOUNS.map(([severity, noun]) => [findings.filter((finding) => finding.severity === severity).length, noun] as const)
    .filter(([count]) => count > 0).map(([count, noun]) => plural(count, noun));
  const aside = [
    known > 0 ? `${known} known` : '',
    ignored > 0 ? `${ignored} ignored` : '',
    notJudged === undefined ? '' : notJudgedText(notJudged),
  ].filter((part) => part !== '');
  const none = notJudged !== undefined ? 'no findings in what could be judged' : problems.some(
    ({ code, isError }) => isError || NOT_SHOWN.has(code),
  ) ? 'no findings in what was read' : 'no findings';
  return `${parts.length === 0 ? none : parts.join(', ')}${aside.length === 0 ? '' : `; ${aside.join(', ')}`}`;
}

/** `not judged, for there are no workloads: 31 rules, and 2 policies in part` */
function notJudgedText({ rules, policies }: NotJudged): string {
  if (rules.length === 0) return `judged in part, for the input has no pod of their namespaces: ${plural(policies.length, 'policy')}`;
  const open = policies.length === 0 ? '' : `, and ${plural(policies.length, 'policy')} in part`;
  return `not judged, for there are no workloads: ${plural(rules.length, 'rule')}${open}`;
}

/** The page of a rule. */
export function pageOf({ rule, page }: Pick<CheckFinding, 'rule' | 'page'>): string {
  if (page !== undefined) return page;
  const own = /^(internal-error|ignore-.*)$/.test(rule);
  return `https://github.com/cdk8s-netfence/cdk8s-netfence/blob/main/docs/${own ? 'check' : `rules/${encodeURIComponent(rule)}`}.md`;
}
