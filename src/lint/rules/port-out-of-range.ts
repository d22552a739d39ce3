import { formatPath } from '../../model';
import type { LintRule } from '../framework/rule';

export const PORT_OUT_OF_RANGE: LintRule = {
  id: 'port-out-of-range',
  severity: 'error',
  edge: false,
  summary: 'A rule names the number of a port that no packet has.',
  why: 'the API server does not check the number: the agent takes 0 for every port, counts from the start again beyond 65535, and drops a range that ends there',
  *check(context) {
    const said = new Set<string>();
    for (const { policy, rule } of context.rules()) {
      for (const path of rule.noPorts ?? []) {
        const key = `${policy.origin.label} ${formatPath(path)}`;
        if (said.has(key)) continue;
        said.add(key);
        yield {
          message: `\`${formatPath(path)}\` has a number that is not from 1 to 65535: which ports it means is for the agent to say`,
          fix: 'write a number from 1 to 65535; for every port, leave `port` out',
          origin: policy.origin,
          path,
        };
      }
    }
  },
};
