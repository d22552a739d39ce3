import { AGENTS } from '../../model';
import type { PortSet, TrafficSet } from '../../sets';
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
    usedBy: ({ policy: { language }, rule: { traffic } }) => traffic.named.some(({ protocol }) => protocol === 'SCTP')
      || (!traffic.fixed.isAll() && !(language?.set === AGENTS ? sctpAlone(traffic.fixed) : traffic.fixed.ports('SCTP')).isEmpty()),
  }),
};

/** The ports of SCTP that are not meant for every protocol: in an agent's language, a port without protocol is. */
function sctpAlone(traffic: TrafficSet): PortSet {
  return traffic.ports('SCTP').subtract(traffic.ports('TCP').intersect(traffic.ports('UDP')));
}
