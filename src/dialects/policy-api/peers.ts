import type { Action, RulePeer } from '../../model';
import { decodeSelector } from '../label-selector';
import { listOf } from '../manifest';
import type { Fields } from '../manifest';
import type { ObjectProblems } from '../object-problems';
import type { Place } from '../place';
import { decodeEndpoints } from './endpoints';
import { decodeNetworks } from './networks';
import type { Reports } from './reports';

/** One peer of a rule with this action. */
export function decodePeer(peer: Fields, action: Action, place: Place, { problems, doubts }: Reports): RulePeer {
  const endpoints = decodeEndpoints(peer, place, doubts);
  if (endpoints !== undefined) {
    return endpoints.unreadable ? { type: 'unreadable', why: 'its selector cannot be read' } : { type: 'endpoints', endpoints: endpoints.selector };
  }
  const { networks = null, nodes = null, domainNames = null } = peer;
  if (networks !== null) return decodeNetworks(networks, place.at('networks'), problems);
  if (nodes !== null) {
    const labels = decodeSelector(nodes, 'pruned', place.at('nodes'), doubts);
    return labels === undefined ? { type: 'unreadable', why: 'its selector cannot be read' } : { type: 'nodes', labels };
  }
  const names = listOf(domainNames).filter((name): name is string => typeof name === 'string');
  return decodeDomains(names, action, place.at('domainNames'), doubts);
}

/**
 * Which addresses a name has is known only to the cluster's DNS. A name of the cluster's own domain may be a headless Service: pods. Names
 * are for rules that allow; what another rule does with them is not defined.
 * @see https://network-policy-api.sigs.k8s.io/npeps/npep-133/
 */
function decodeDomains(written: readonly string[], action: Action, place: Place, doubts: ObjectProblems): RulePeer {
  if (action !== 'allow') {
    if (written.length > 0) doubts.add('invalid-value', place, 'are for rules that allow', 'write `networks`');
    return { type: 'unreadable', why: 'domain names are for rules that allow' };
  }
  // names are compared without regard to case, and a final dot says nothing here
  const names = written.map((name) => name.toLowerCase().replace(/\.$/, ''));
  const why = 'the addresses of domain names are not in the input';
  const mayBePods = names.some((name) => /(?:^|\.)(?:svc|local)$|(?:^|\.)svc\./.test(name));
  return mayBePods ? { type: 'unreadable', why } : { type: 'unreadable', why, domains: names };
}
