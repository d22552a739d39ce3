import { deviationsOf, morePairs } from '../helpers/deviations';
import type { LintRule } from '../framework/rule';

export const AGENT_OPENS: LintRule = {
  id: 'agent-opens',
  severity: 'error',
  edge: true,
  summary: 'The CNI lets a connection pass that the words of the API deny.',
  why: 'the agent departs from the API, and a fence that looks closed is open',
  *check(context) {
    const seen = new Set<string>();
    for (const departure of deviationsOf(context, 'opens')) {
      const { witness, traffic, policy } = departure;
      const pair = `${witness.source.label} -> ${witness.destination.label}`;
      if (seen.has(pair) && departure.more === 0) continue;
      seen.add(pair);
      yield {
        message: `${context.profile.name} lets through what the policies deny: \`${pair}\`, ${traffic.toString()}${morePairs(departure)}`,
        fix: 'write one policy for each direction, and numbers in place of port names',
        origin: policy?.origin,
        path: ['spec'],
        witness,
      };
    }
  },
};
