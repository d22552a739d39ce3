import { formatPath } from '../../model';
import type { LintRule } from '../framework/rule';

export const OTHER_NAMESPACE_SUBJECT: LintRule = {
  id: 'other-namespace-subject',
  severity: 'error',
  edge: false,
  summary: 'A policy of one namespace says that it is about pods of another one.',
  why: 'the subject of such a policy stays in its own namespace: the label is overwritten, or the selector selects nothing',
  *check({ policies }) {
    for (const { foreignLabels = [], namespace = '', origin } of policies) {
      for (const path of foreignLabels) {
        yield {
          message: `\`${formatPath(path)}\` names another namespace, and the policy is about pods of \`${namespace}\` only`,
          fix: 'write the policy into that namespace, or make it one of the whole cluster',
          origin,
          path,
        };
      }
    }
  },
};
