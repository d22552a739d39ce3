import { DIRECTIONS } from '../../model';
import type { Action, Direction, Origin, Rule, RuleFields } from '../../model';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { decodePeers, isPeersField } from './peers';
import type { PeerContext } from './peers';
import { partsOf } from './ports';

/** The sections of one direction. */
const SECTIONS: Readonly<Record<Direction, readonly (readonly [section: string, action: Action])[]>> = {
  ingress: [['ingressDeny', 'deny'], ['ingress', 'allow']],
  egress: [['egressDeny', 'deny'], ['egress', 'allow']],
};

/** The directions in which a rule of Cilium says anything. */
export function directionsOf(spec: Fields): readonly Direction[] {
  return DIRECTIONS.filter((direction) => SECTIONS[direction].some(([section]) => listOf(spec[section]).length > 0));
}

/** Those in which it isolates: where it has rules, unless `enableDefaultDeny` says no. */
export function isolatesOf(spec: Fields): readonly Direction[] {
  return directionsOf(spec).filter((direction) => fieldsOf(spec.enableDefaultDeny)[direction] !== false);
}

/** What all rules of a spec have in common. */
interface RuleContext extends PeerContext {
  readonly reason?: string;
  originOf(section: string, position: number): Origin;
}

/** The rules, those that deny before those that allow. */
export function decodeRules(spec: Fields, context: RuleContext): Rule[] {
  const rules: Rule[] = [];
  const { reason } = context;
  for (const direction of DIRECTIONS) {
    for (const [section, action] of SECTIONS[direction]) {
      const items = listOf(spec[section]);
      for (let i = 0; i < items.length; i++) {
        const fields = fieldsOf(items[i]);
        const origin = context.originOf(section, i);
        const peers = decodePeers(fields, direction === 'ingress' ? 'from' : 'to', context);
        const names = fieldsIn(fields, direction);
        for (const { traffic, partly, showsNames } of partsOf(fields)) {
          // one form for all rules: there may be millions
          rules.push({ direction, action, peers, traffic, partly, fields: names, reason, origin, showsNames: showsNames || undefined });
        }
      }
    }
  }
  return rules;
}

const FIELDS = new Map<string, RuleFields>();

/** Where a rule lists its peers and its ports; the few there are, each once. */
function fieldsIn(rule: Fields, direction: Direction): RuleFields {
  const peers = Object.keys(rule).find(isPeersField) ?? (direction === 'ingress' ? 'fromEndpoints' : 'toEndpoints');
  let known = FIELDS.get(peers);
  if (known === undefined) FIELDS.set(peers, (known = { peers, traffic: 'toPorts' }));
  return known;
}
