import type { Action, Direction, Rule, RuleTraffic } from '../../model';
import { compact, fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { reasonOf } from '../metadata';
import { EndContext, peersOf, textsOf } from './ends';
import { familyOfNet } from './nets';
import { serviceEnds } from './services';
import { trafficOf } from './traffic';

/** A rule that only writes to the log decides nothing. */
const ACTIONS: ReadonlyMap<unknown, Action> = new Map([['Allow', 'allow'], ['Deny', 'deny'], ['Pass', 'pass']]);

/** The rules of some directions, in their order. */
export function decodeRules(object: Manifest, spec: Fields, directions: readonly Direction[], context: EndContext): Rule[] {
  const reason = reasonOf(object.metadata);
  const rules: Rule[] = [];
  for (const direction of directions) {
    listOf(spec[direction]).forEach((item, i) => {
      const rule = decodeRule(fieldsOf(item), direction, context, object.origin.rule(direction, i), reason);
      if (rule !== undefined) rules.push(rule);
    });
  }
  return compact(rules);
}

const FIELDS: Readonly<Record<Direction, Rule['fields']>> = {
  ingress: { peers: 'source', traffic: 'destination', isOneSelector: true },
  egress: { peers: 'destination', traffic: 'destination', isOneSelector: true },
};

function decodeRule(rule: Fields, direction: Direction, context: EndContext, origin: Rule['origin'], reason: string | undefined): Rule | undefined {
  const action = ACTIONS.get(rule.action);
  const [source, destination] = [fieldsOf(rule.source), fieldsOf(rule.destination)];
  const traffic = withService(trafficOf(rule, destination), destination, context);
  if (action === undefined || (traffic.fixed.isEmpty() && traffic.named.length === 0)) return undefined;
  const family = familyOf(rule, source, destination);
  const [subject, other] = direction === 'ingress' ? [destination, source] : [source, destination];
  // a packet has one family: it is enough to ask the other end
  const own = peersOf(subject, undefined, context);
  // one form for all rules: there may be millions
  return {
    direction,
    action,
    peers: peersOf(other, family, context),
    traffic,
    own,
    family: own && family,
    partly: partOf(rule, source),
    fields: FIELDS[direction],
    reason,
    origin,
  };
}

/** What a rule says beside, so that it is about a part of the traffic only. */
function partOf({ http }: Fields, { ports, notPorts }: Fields): string | undefined {
  if (http !== undefined && http !== null) return 'what it says of HTTP is not read';
  return listOf(ports).length + listOf(notPorts).length > 0 ? 'the ports of the source, which it names, are not known' : undefined;
}

/** The ports of a Service are those of the rule. */
function withService(traffic: RuleTraffic, { services }: Fields, context: EndContext): RuleTraffic {
  if (services === undefined || services === null) return traffic;
  const own = serviceEnds(fieldsOf(services), context.namespace, context).traffic;
  if (own === undefined) return traffic;
  return { fixed: own.fixed.intersect(traffic.fixed), named: own.named.filter(({ protocol }) => !traffic.fixed.ports(protocol!).isEmpty()) };
}

/**
 * The family of addresses that a rule is about: one that names blocks is not made for the other family.
 * @see https://github.com/projectcalico/calico/blob/v3.32.1/felix/rules/policy.go
 */
function familyOf({ ipVersion }: Fields, source: Fields, destination: Fields): 4 | 6 | undefined {
  if (ipVersion === 4 || ipVersion === 6) return ipVersion;
  const first = textsOf(source.nets)[0] ?? textsOf(source.notNets)[0] ?? textsOf(destination.nets)[0] ?? textsOf(destination.notNets)[0];
  return first === undefined ? undefined : familyOfNet(first);
}
