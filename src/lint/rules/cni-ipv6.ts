import { unsupported } from '../helpers/features';
import type { LintRule } from '../framework/rule';

export const CNI_IPV6: LintRule = {
  id: 'cni-ipv6',
  severity: 'error',
  edge: false,
  summary: 'The CNI does not enforce policies over IPv6.',
  why: 'IPv6 traffic is then always allowed or always denied; the block has no effect',
  check: (context) => unsupported(context, {
    what: 'IPv6 blocks',
    fix: 'disable IPv6 in the cluster, or use another agent',
    fact: ({ ipv6 }) => ipv6,
    usedBy: ({ rule }) => rule.peers?.some((peer) => peer.type === 'addresses' && !peer.addresses.v6.isEmpty()) ?? false,
  }),
};
