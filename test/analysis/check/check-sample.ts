import type { LintRule } from '../../../src/lint';
import { runCheck, CheckSettings } from '../../../src/analysis/questions/check/check';
import { NO_CONFIG } from '../../../src/analysis/questions/check/config';
import { readText } from '../../../src/analysis/session/read';

const FILE = 'web.yaml';

/** Two policies; each rule with its own lines. */
export function manifest({ annotation = '', top = '', above = '', behind = '' } = {}): string {
  return `${top}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: web${annotation}
spec:
  podSelector: {}
  ingress:
${above}    - from:
        - podSelector:
            matchLabels: {version: v1}${behind}
    - from:
        - podSelector:
            matchLabels: {version: v2}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: other
  namespace: web
spec:
  podSelector:
    matchLabels: {version: v3}
`;
}

/** Finds each `version` that the manifest selects by: one finding a rule, one for the other policy. */
export const BY_VERSION: LintRule = {
  id: 'by-version',
  severity: 'error',
  edge: false,
  summary: 'A selector asks for a version.',
  why: 'the next release wears another one',
  *check({ policies }) {
    for (const policy of policies) {
      if (policy.name === 'other') yield { message: 'the subject asks for a version', fix: 'drop it', origin: policy.origin, path: ['spec', 'podSelector'] };
      for (const rule of policy.rules) yield { message: 'a peer asks for a version', fix: 'drop it', origin: rule.origin, path: [...rule.origin.path, 'from', 0, 'podSelector'] };
    }
  },
};

export const QUIET: LintRule = { ...BY_VERSION, id: 'quiet', *check() {} };

export const THROWS: LintRule = {
  ...BY_VERSION,
  id: 'throws',
  check() {
    throw new Error('boom');
  },
};

/** What is found in a manifest, as `rule field`. */
export function found(text: string, settings: Partial<CheckSettings> = {}) {
  const session = readText(text, FILE);
  const report = runCheck(session, { config: NO_CONFIG, today: '2026-11-24', rules: [BY_VERSION, QUIET], ...settings });
  return { ...report, list: report.findings.map(({ rule, subject, field }) => `${rule} ${subject.split(/[ /]/).pop()} ${field}`.trim()) };
}
