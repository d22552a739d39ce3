import { unsupported } from '../helpers/features';
import type { LintRule } from '../framework/rule';

export const CNI_NAMED_PORTS: LintRule = {
  id: 'cni-named-ports',
  severity: 'error',
  edge: false,
  summary: 'The CNI does not resolve port names as the specification says.',
  why: 'a name that is not resolved opens no port, or every port',
  check: (context) => unsupported(context, {
    what: 'port names',
    fix: 'write the numbers',
    fact: ({ namedPorts }) => namedPorts,
    usedBy: ({ rule }) => rule.traffic.named.length > 0,
  }),
};
