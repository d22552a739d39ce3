import { deviationsOf, morePairs } from '../helpers/deviations';
import type { LintRule } from '../framework/rule';

export const AGENT_CLOSES: LintRule = {
  id: 'agent-closes',
  severity: 'warning',
  edge: true,
  summary: 'The CNI stops a connection that the words of the API allow.',
  why: 'the agent departs from the API, and a connection that looks open fails',
  *check(context) {
    const seen = new Set<string>();
    for (const departure of deviationsOf(context, 'closes')) {
      const { witness, traffic, policy } = departure;
      const pair = `${witness.source.label} -> ${witness.destination.label}`;
      if (seen.has(pair) && departure.more === 0) continue;
      seen.add(pair);
      yield {
        message: `${context.profile.name} stops what the policies allow: \`${pair}\`, ${traffic.toString()}${morePairs(departure)}`,
        fix: 'write one rule for each block with exceptions, list each direction in `policyTypes`, and write numbers in place of port names',
        origin: policy?.origin,
        path: ['spec'],
        witness,
      };
    }
  },
};
