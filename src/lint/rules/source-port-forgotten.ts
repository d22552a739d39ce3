import { formatPath } from '../../model';
import type { LintRule } from '../framework/rule';

export const SOURCE_PORT_FORGOTTEN: LintRule = {
  id: 'source-port-forgotten',
  severity: 'warning',
  edge: false,
  summary: 'A rule names a port by name and a port of the sender, which the agent forgets.',
  why: 'the agent resolves the name into numbers and keeps nothing else of the entry: the rule matches every port of the sender',
  *check(context) {
    const said = new Set<string>();
    for (const { policy, rule } of context.rules()) {
      for (const path of rule.anySenderPort ?? []) {
        const key = `${policy.origin.label} ${formatPath(path)}`;
        if (said.has(key)) continue;
        said.add(key);
        yield { message: `\`${formatPath(path)}\` matches every port of the sender: beside a name, \`sourcePort\` is forgotten`, fix: 'write the number of the port in place of its name', origin: policy.origin, path };
      }
    }
  },
};
