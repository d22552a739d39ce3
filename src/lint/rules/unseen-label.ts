import { AGENTS, formatPath } from '../../model';
import type { LintRule } from '../framework/rule';

export const UNSEEN_LABEL: LintRule = {
  id: 'unseen-label',
  severity: 'error',
  edge: false,
  summary: 'A selector of an agent\'s own policy asks for a label that the agent never shows to selectors.',
  why: 'the agent keeps some labels of pods from what selectors see: one that asks for such a label selects no pod, and one that excludes it excludes none',
  *check({ policies }) {
    for (const { unseenLabels = [], language, origin } of policies) {
      if (language?.set !== AGENTS) continue;
      for (const path of unseenLabels) {
        yield { message: `no pod has the label of \`${formatPath(path)}\` where ${language.name} looks`, fix: 'select by another label; namespaces have keys of their own', origin, path };
      }
    }
  },
};
