import { fail } from '../../errors';
import type { AnalysisSession } from '../session/session';
import { addressesOf } from './address-meaning';
import type { NamedEnd } from './named-end';
import type { TrafficEnd } from './traffic-end';

/** Whether an end of recorded traffic is some pod, or may be one of which the input does not show the address. */
export function mayBePod(end: TrafficEnd, session: AnalysisSession): boolean {
  switch (end.type) {
    case 'workload': case 'choice': return true;
    case 'address': return end.holders?.includes('pod') === true;
    case 'block': return addressesOf(session).mayBePods(end.addresses);
    default: return false;
  }
}

/** Refuses to judge two addresses: policies are about pods, and no pod is named. */
export function refuseAddresses(source: NamedEnd, destination: NamedEnd): void {
  if (source.address === undefined || destination.address === undefined) return;
  const open = [source, destination].find(({ holders }) => holders?.includes('pod') === true);
  if (open === undefined) fail('no-workload', 'neither address is that of a pod, and policies are about pods', 'name a workload for one of them');
  fail('no-workload', `the input does not tell which pod has \`${open.label}\`, if any, so which policies apply is unknown`,
    'name a workload for one of them, or give the pods with their addresses');
}
