import { unsupported } from '../helpers/features';
import type { LintRule } from '../framework/rule';

export const CNI_SCTP: LintRule = {
  id: 'cni-sctp',
  severity: 'error',
  edge: false,
  summary: 'The CNI does not support SCTP.',
  why: 'without SCTP support, the connection always fails or is always allowed; the rule has no effect',
  check: (context) => unsupported(context, {
    what: 'SCTP',
    fix: 'use TCP or UDP, or turn SCTP on in the agent',
    fact: ({ sctp }) => sctp,
    usedBy: ({ rule: { traffic } }) => traffic.named.some(({ protocol }) => protocol === 'SCTP') || (!traffic.fixed.isAll() && !traffic.fixed.ports('SCTP').isEmpty()),
  }),
};
