import { formatPath } from '../../model';
import type { Origin } from '../../model';
import { CNIS } from '../../profiles';
import type { LintRule } from '../framework/rule';

export const AGENT_REFUSES: LintRule = {
  id: 'agent-refuses',
  severity: 'error',
  edge: false,
  summary: 'The API server stores a policy, and the network agent refuses it.',
  why: 'the object is there, no one reports an error, and no rule of it is enforced',
  *check({ policies }) {
    const seen = new Set<Origin>();
    for (const { refusedBy, refusals = [], origin } of policies) {
      // each rule of one object is a policy of its own
      if (refusedBy === undefined || seen.has(origin)) continue;
      seen.add(origin);
      const agent = CNIS.get(refusedBy)?.title ?? refusedBy;
      for (const { path, text } of refusals) {
        yield { message: `${agent} takes nothing of the policy: \`${formatPath(path)}\` ${text}`, fix: 'correct the field, and look at the log of the agent', origin, path };
      }
    }
  },
};
