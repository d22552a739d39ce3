import { DIRECTIONS } from '../../model';
import type { Action, Direction, RulePeer, Rule, RuleTraffic } from '../../model';
import { TrafficSet } from '../../sets';
import type { ObjectProblems } from '../object-problems';
import { decodeSelector } from '../label-selector';
import { fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { reasonOf } from '../metadata';
import type { Place } from '../place';
import { decodeEndpoints } from './endpoints';
import { decodeNetworks } from './networks';
import { decodePorts } from './ports';

const ACTIONS: ReadonlyMap<unknown, Action> = new Map<unknown, Action>([['Allow', 'allow'], ['Deny', 'deny'], ['Pass', 'pass']]);
const ANYTHING: RuleTraffic = { fixed: TrafficSet.ALL, named: [] };

/** `problems` refuse the policy; `doubts` are fields that the API server stores and that cannot be interpreted. */
export interface Reports {
  readonly problems: ObjectProblems;
  readonly doubts: ObjectProblems;
}

export function decodeRules(object: Manifest, spec: Fields, inside: Place, reports: Reports): Rule[] {
  const reason = reasonOf(object.metadata);
  return DIRECTIONS.flatMap((direction) =>
    listOf(spec[direction]).map((item, i) => {
      const place = inside.at(direction).at(i);
      return decodeRule(fieldsOf(item), direction, place, object.origin.rule(direction, i), reason, reports);
    }));
}

function decodeRule(rule: Fields, direction: Direction, place: Place, origin: Rule['origin'], reason: string | undefined, reports: Reports): Rule {
  const key = direction === 'ingress' ? 'from' : 'to';
  const items = listOf(rule[key]);
  const peers = items.map((item, i) => decodePeer(fieldsOf(item), place.at(key).at(i), reports));
  const traffic = decodePorts(rule.ports, place.at('ports'), reports.doubts);
  checkNames(items, traffic, place, reports.problems);
  return {
    direction,
    action: ACTIONS.get(rule.action) ?? 'deny',
    peers: traffic === undefined ? [{ type: 'unreadable', why: 'its ports cannot be read' }] : peers,
    traffic: traffic ?? ANYTHING,
    ...(typeof rule.name === 'string' && { name: rule.name }),
    ...(reason !== undefined && { reason }),
    origin,
  };
}

function decodePeer(peer: Fields, place: Place, { problems, doubts }: Reports): RulePeer {
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
  return decodeDomains(listOf(domainNames).filter((name): name is string => typeof name === 'string'));
}

/**
 * Which addresses a name has is known only to the cluster's DNS. A name of the cluster's own domain may be a headless Service: pods.
 * @see https://network-policy-api.sigs.k8s.io/npeps/npep-133/
 */
function decodeDomains(written: readonly string[]): RulePeer {
  // names are compared without regard to case, and a final dot says nothing here
  const names = written.map((name) => name.toLowerCase().replace(/\.$/, ''));
  const why = 'the addresses of domain names are not in the input';
  const mayBePods = names.some((name) => /(?:^|\.)(?:svc|local)$|(?:^|\.)svc\./.test(name));
  return mayBePods ? { type: 'unreadable', why } : { type: 'unreadable', why, domains: names };
}

/** A port by name is resolved at pods: the experimental definitions refuse it beside peers that are none. */
function checkNames(items: readonly unknown[], traffic: RuleTraffic | undefined, place: Place, problems: ObjectProblems): void {
  if (traffic === undefined || traffic.named.length === 0) return;
  const addresses = items.some((item) => ['networks', 'nodes', 'domainNames'].some((key) => (fieldsOf(item)[key] ?? null) !== null));
  if (addresses) problems.add('invalid-value', place, 'must not have namedPort beside networks, nodes or domainNames', 'write the number, or split the rule');
}
