import type { Action, Direction, FieldPath, Origin, Rule, RulePeer, RuleTraffic } from '../../model';
import { TrafficSet } from '../../sets';
import { EVERY_POD } from '../every-pod';
import { fieldsOf, listOf, textOf } from '../manifest';
import type { Fields } from '../manifest';
import type { Context } from './context';
import { decodePeers } from './peers';
import type { Peers } from './peers';
import { namedFromSource, outOfRange, partsOf } from './ports';

const ACTIONS: Readonly<Record<string, Action>> = { Allow: 'allow', Drop: 'deny', Reject: 'deny', Pass: 'pass' };

/** What a rule says beside its peers. */
type Words = Pick<Rule, 'direction' | 'action' | 'name' | 'verb' | 'fields' | 'reason' | 'origin'>;

/** A rule of an object, read. */
export interface Read {
  readonly direction: Direction;
  readonly position: number;
  readonly fields: Fields;
  readonly peers: Peers;
  /** Its rules for these peers, which act alike. */
  readonly rulesFor: (peers: readonly RulePeer[], partly?: string) => readonly Rule[];
  /** Its rules for the peers that mean the same for every subject; `undefined` where it has no such peers. */
  readonly common: readonly Rule[] | undefined;
}

const KEYS: Readonly<Record<Direction, 'from' | 'to'>> = { ingress: 'from', egress: 'to' };
const FIELDS: Readonly<Record<Direction, Rule['fields']>> = {
  ingress: { peers: 'from', traffic: 'ports' },
  egress: { peers: 'to', traffic: 'ports' },
};

/** Where a rule stands, and why it exists. */
interface Stand {
  readonly direction: Direction;
  readonly position: number;
  readonly origin: Origin;
  readonly reason: string | undefined;
}

/** Reads a rule. */
export function readRule(fields: Fields, { direction, position, origin, reason }: Stand, context: Context): Read {
  const action = ACTIONS[String(fields.action)] ?? 'deny';
  // one form for all rules: there may be millions, and the engine reads them most of its time
  const words: Words = {
    direction,
    action,
    name: textOf(fields.name),
    verb: fields.action === 'Reject' ? 'Reject' : undefined,
    fields: FIELDS[direction],
    reason,
    origin,
  };
  if (Array.isArray(fields.toServices)) return toServices(fields, words, position, context);
  const peers = decodePeers(fields[KEYS[direction]], action, context);
  const parts = partsOf(fields, context.reading);
  const leftOut = peers.everyone ? some(peers.leftOut, (i): FieldPath => [...origin.path, KEYS[direction], i, 'namespaces']) : undefined;
  const entry = (i: number): FieldPath => [...origin.path, 'ports', i];
  const [noPorts, anySenderPort] = [some(outOfRange(fields), entry), some(namedFromSource(fields), entry)];
  const rule = (of: readonly RulePeer[] | undefined, traffic: RuleTraffic, partly?: string): Rule[] => {
    if (traffic.fixed.isEmpty() && traffic.named.length === 0) return [];
    const { name, verb } = words;
    return [{ direction, action, peers: of, traffic, name, partly, fields: words.fields, verb, leftOut, noPorts, anySenderPort, reason, origin }];
  };
  const rulesFor = (of: readonly RulePeer[], why?: string) => parts.flatMap(({ traffic, partly }) => rule(of, traffic, why ?? partly));
  const isNamed = direction === 'egress' && parts.some(({ traffic }) => traffic.named.length > 0);
  const common = (): Rule[] => parts.flatMap(({ traffic, partly }) => {
    const { fixed } = traffic;
    if (!isNamed) return rule(peers.everyone ? undefined : [...peers.pods, ...peers.addresses], traffic, partly);
    // names are found at pods that labels select; what the rule then means for blocks, numbers included, is left open
    if (peers.everyone) {
      const ofPods = rule([{ type: 'endpoints', endpoints: EVERY_POD }], traffic, partly);
      if (peers.leftOut.length > 0) return [...ofPods, ...rule(undefined, traffic, NAME_BESIDE_ADDRESSES)];
      return fixed.isEmpty() ? ofPods : [...ofPods, ...rule(undefined, { fixed, named: [] }, partly)];
    }
    if (peers.pods.length + peers.addresses.length === 0) return rule([], traffic, partly);
    const towards = (of: readonly RulePeer[], why: string | undefined) => (of.length === 0 ? [] : rule(of, traffic, why));
    return [...towards(peers.pods, partly), ...towards(peers.addresses, NAME_BESIDE_ADDRESSES)];
  });
  const isCommon = peers.everyone || peers.pods.length + peers.addresses.length > 0 || peers.alike.length === 0;
  const multicast = peers.multicast.length === 0 ? [] : rulesFor(peers.multicast, 'blocks of multicast count only where the agent has it on');
  const all = [...(isCommon ? common() : []), ...multicast];
  return { direction, position, fields, peers, rulesFor, common: isCommon || multicast.length > 0 ? all : undefined };
}

function some(positions: readonly number[], path: (position: number) => FieldPath): FieldPath[] | undefined {
  return positions.length === 0 ? undefined : positions.map(path);
}

const NAME_BESIDE_ADDRESSES = 'what the name of a port means beside blocks, nodes, names or peers that are left out is left open';

/** Calls of Services, and nothing that goes to their pods otherwise. */
function toServices(fields: Fields, words: Words, position: number, { namespace: home }: Context): Read {
  const services = listOf(fields.toServices).map(fieldsOf)
    .map(({ name, namespace = home }) => ({ namespace: String(namespace), name: String(name) }));
  const rule: Rule = { ...words, peers: [], traffic: { fixed: TrafficSet.ALL, named: [] }, services };
  const peers: Peers = { everyone: false, pods: [], addresses: [], multicast: [], alike: [], leftOut: [] };
  return { direction: words.direction, position, fields, peers, rulesFor: () => [], common: [rule] };
}
