import { unsupported } from '../helpers/features';
import type { LintRule } from '../framework/rule';

export const CNI_END_PORT: LintRule = {
  id: 'cni-end-port',
  severity: 'error',
  edge: false,
  summary: 'The CNI does not support ranges of ports.',
  why: 'an agent that ignores `endPort` opens only the first port, without any error',
  check: (context) => unsupported(context, {
    what: 'ranges of ports',
    fix: 'write the ports one by one',
    fact: ({ endPort }) => endPort,
    usedBy: ({ rule: { traffic } }) => (['TCP', 'UDP', 'SCTP'] as const).some((protocol) => {
      const ports = traffic.fixed.ports(protocol);
      return !ports.isAll() && ports.ranges().some(({ first, last }) => first < last);
    }),
  }),
};
