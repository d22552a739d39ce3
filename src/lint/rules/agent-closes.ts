import { deviationsOf, morePairs } from '../helpers/deviations';
import type { LintRule } from '../framework/rule';

export const AGENT_CLOSES: LintRule = {
  id: 'agent-closes',
  severity: 'warning',
  edge: true,
  summary: 'The CNI blocks a connection that the specification allows.',
  why: 'the agent deviates from the specification: a connection that looks allowed fails',
  *check(context) {
    const seen = new Set<string>();
    for (const deviation of deviationsOf(context, 'closes')) {
      const { witness, traffic, policy } = deviation;
      const pair = `${witness.source.label} -> ${witness.destination.label}`;
      if (seen.has(pair) && deviation.more === 0) continue;
      seen.add(pair);
      yield {
        message: `${context.profile.name} blocks what the policies allow: \`${pair}\`, ${traffic.toString()}${morePairs(deviation)}`,
        fix: 'write one rule for each block with exceptions, list each direction in `policyTypes`, and write numbers instead of port names',
        origin: policy?.origin,
        path: ['spec'],
        witness,
      };
    }
  },
};
