import { check as runCheck, configuredBy, Level, isAtLeast, withFacts } from '../analysis';
import type { IRule } from '../facade';
import { Analysis } from '../facade/analysis';
import { ownRules } from '../facade/own-rules';
import { today } from '../files/clock';
import type { CheckResult } from '../results/check';
import { JudgingOptions, sessionOfSubject } from './subject';

/** Which findings a test accepts. */
export interface FindingsOptions extends JudgingOptions {
  /**
   * What is less severe than this is accepted.
   * @default 'warning'
   */
  readonly level?: 'error' | 'warning' | 'info';
  /**
   * Rules that are left out.
   * @default - none
   */
  readonly ignore?: readonly string[];
  /**
   * The configuration file.
   * @default - `.netfence.yaml` in the current folder, if there is one
   */
  readonly config?: string;
  /**
   * Rules of your own, beside those of the configuration.
   * @default - none
   */
  readonly rules?: readonly IRule[];
}

/** What the rules find, as severe as asked or more. */
export function findingsOf(received: unknown, options: FindingsOptions = {}): CheckResult {
  const { level = 'warning', ignore = [] } = options;
  const { config, baseline, own } = configuredBy(options.config, options.rules);
  const session = withFacts(sessionOfSubject(received, options, true), config.facts ?? {}, { isWeaker: true });
  const cni = options.cni ?? session.facts.cni?.value;
  const off = Object.fromEntries(ignore.map((rule): [string, Level] => [rule, 'off']));
  const report = runCheck(session, {
    config: { ...config, levels: { ...config.levels, ...off } },
    baseline,
    own: ownRules(own, Analysis._of),
    today: today(),
    ...(cni !== undefined && { cni }),
  });
  return { ...report, findings: report.findings.filter(({ severity }) => isAtLeast(level, severity)) };
}
