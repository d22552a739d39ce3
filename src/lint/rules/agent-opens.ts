import { deviationsOf } from '../helpers/deviations';
import type { LintRule } from '../framework/rule';

export const AGENT_OPENS: LintRule = {
  id: 'agent-opens',
  severity: 'error',
  edge: true,
  summary: 'The CNI allows a connection that the specification denies.',
  why: 'the agent deviates from the specification: a connection that looks denied is open',
  *check(context) {
    const seen = new Set<string>();
    for (const { witness, traffic, policy, more } of deviationsOf(context, 'opens')) {
      const pair = `${witness.source.label} -> ${witness.destination.label}`;
      if (seen.has(pair) && more === 0) continue;
      seen.add(pair);
      yield {
        message: `${context.profile.name} allows what the policies deny: \`${pair}\``,
        traffic,
        ...(more > 0 && { morePairs: more }),
        fix: 'write one policy for each direction, and numbers instead of port names',
        origin: policy?.origin,
        path: ['spec'],
        witness,
      };
    }
  },
};
