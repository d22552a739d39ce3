import { checkSession, cniNamed, reaches } from '../analysis/questions/check/check';
import type { Level } from '../analysis/questions/check/config';
import { configuredBy } from '../analysis/questions/check/config-file';
import type { IRule } from '../analysis/questions/check/own-rule';
import { rulesWith } from '../analysis/questions/check/own-rules';
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
  const cni = options.cni ?? config.cni;
  const session = sessionOfSubject(received, cni === undefined ? {} : { cni }, true);
  const off = Object.fromEntries(ignore.map((rule): [string, Level] => [rule, 'off']));
  const named = cni === undefined ? undefined : cniNamed(cni);
  const report = checkSession(session, {
    config: { ...config, levels: { ...config.levels, ...off } },
    ...(named && { cni: named }),
    rules: rulesWith(own, session, named),
    baseline,
    today: new Date().toISOString().slice(0, 10),
  });
  return { ...report, findings: report.findings.filter(({ severity }) => reaches(level, severity)) };
}
