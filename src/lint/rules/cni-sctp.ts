import { unsupported } from '../helpers/features';
import type { LintRule } from '../framework/rule';

export const CNI_SCTP: LintRule = {
  id: 'cni-sctp',
  severity: 'error',
  edge: false,
  summary: 'The CNI does not support SCTP.',
  why: 'where SCTP is not supported, the connection fails or passes unguarded, whatever the rule says',
  check: (context) => unsupported(context, {
    what: 'SCTP',
    fix: 'use TCP or UDP, or turn SCTP on in the agent',
    fact: ({ sctp }) => sctp,
    usedBy: ({ rule: { traffic } }) => traffic.named.some(({ protocol }) => protocol === 'SCTP') || (!traffic.fixed.isAll() && !traffic.fixed.ports('SCTP').isEmpty()),
  }),
};
