import { deviationsOf } from '../helpers/deviations';
import type { LintRule } from '../framework/rule';

export const AGENT_CLOSES: LintRule = {
  id: 'agent-closes',
  severity: 'warning',
  edge: true,
  summary: 'The CNI blocks a connection that the specification allows.',
  why: 'the agent deviates from the specification: a connection that looks allowed fails',
  *check(context) {
    const seen = new Set<string>();
    for (const { witness, traffic, policy, more } of deviationsOf(context, 'closes')) {
      const pair = `${witness.source.label} -> ${witness.destination.label}`;
      if (seen.has(pair) && more === 0) continue;
      seen.add(pair);
      yield {
        message: `${context.profile.name} blocks what the policies allow: \`${pair}\``,
        traffic,
        ...(more > 0 && { morePairs: more }),
        fix: 'write one rule for each block with exceptions, list each direction in `policyTypes`, and write numbers instead of port names',
        origin: policy?.origin,
        path: ['spec'],
        witness,
      };
    }
  },
};
