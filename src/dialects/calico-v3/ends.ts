import type { RulePeer } from '../../model';
import { LabelConstraint } from '../../sets';
import { fieldsOf, listOf, textOf } from '../manifest';
import type { Fields } from '../manifest';
import { NO_POD } from '../no-pod';
import { ACCOUNT, allOf, Formula, inNamespace, ofNamespace, ofPod } from './formula';
import { familyPeer, netsPeer } from './nets';
import { podPeers } from './pods';
import { Expression, isFault, parseSelector } from './selector';
import { serviceEnds } from './services';
import type { Services } from './services';
import type { NetworkSets } from './sets';

/** What the ends of rules are resolved with. */
export interface EndContext extends Services {
  /** Of the policy; absent for one of the whole cluster. */
  readonly namespace?: string;
  readonly sets: NetworkSets;
}

/**
 * The `source` or `destination` of a rule; `undefined`: everyone. All that it says must hold together. `family`: of the addresses that the rule is
 * about, where it says so.
 */
export function peersOf(end: Fields, family: 4 | 6 | undefined, context: EndContext): readonly RulePeer[] | undefined {
  if (family === undefined && !PARTS.some((key) => end[key] !== undefined)) return undefined;
  const every: (readonly RulePeer[])[] = [];
  const none: RulePeer[] = [];
  const selected = selectedPeers(end, context);
  if (selected?.length === 0) return NO_ONE;
  if (selected !== undefined) every.push(selected);
  const services = fieldsOf(end.services);
  if (services.name !== undefined) every.push(serviceEnds(services, context.namespace, context).peers);
  const [nets, notNets] = [textsOf(end.nets), textsOf(end.notNets)];
  if (nets.length > 0) every.push([netsPeer(nets)]);
  else if (family !== undefined) every.push([familyPeer(family)]);
  if (notNets.length > 0) none.push(netsPeer(notNets));
  const notSelector = expressionOf(end.notSelector);
  if (notSelector !== undefined) {
    none.push(...podPeers(ofPod(notSelector), context.namespace), ...context.sets.peers({ own: notSelector, namesAccounts: false }));
  }
  if (none.length === 0 && every.length <= 1) return every[0];
  return [{ type: 'all-of', every, none }];
}

/** What an end may say of who it is. */
const PARTS = ['selector', 'namespaceSelector', 'nets', 'notSelector', 'notNets', 'serviceAccounts', 'services'] as const;

/** What is selected is no pod, and no set that the input has. */
const NO_ONE: readonly RulePeer[] = [{ type: 'endpoints', endpoints: NO_POD }];

/**
 * Who is selected by labels. In a namespaced policy a selector, also a negated one, that says nothing of namespaces stays in that of the policy.
 */
function selectedPeers(end: Fields, { namespace, sets }: EndContext): readonly RulePeer[] | undefined {
  const [namespaces, own] = [expressionOf(end.namespaceSelector), expressionOf(end.selector)];
  const accounts = end.serviceAccounts === undefined ? NO_FORMULAS : accountsOf(fieldsOf(end.serviceAccounts));
  const staysHome = namespace !== undefined && textOf(end.notSelector) !== undefined;
  if (namespaces === undefined && own === undefined && accounts.length === 0 && !staysHome) return undefined;
  const home = namespaces === undefined ? namespace : undefined;
  const parts: Formula[] = [];
  if (namespaces !== undefined) parts.push(ofNamespace(namespaces));
  if (home !== undefined) parts.push(inNamespace(home));
  if (own !== undefined) parts.push(ofPod(own));
  const pods = podPeers(allOf([...parts, ...accounts]), namespace);
  const others = sets.peers({ namespaces, home, own, namesAccounts: accounts.length > 0 });
  return others.length === 0 ? pods : [...pods, ...others];
}

const NO_FORMULAS: readonly Formula[] = [];

/** What is asked of the account of pods: its name, and its labels, which are not read. */
function accountsOf({ names, selector }: Fields): Formula[] {
  const written = textsOf(names);
  const found: Formula[] = [];
  if (written.length > 0) found.push({ is: 'label', of: 'pod', key: ACCOUNT, constraint: LabelConstraint.in(written) });
  if (textOf(selector) !== undefined) found.push({ is: 'unknown', why: 'labels of service accounts are not read' });
  return found;
}

/** `undefined` for what is not written, or is no selector. */
export function expressionOf(value: unknown): Expression | undefined {
  const text = textOf(value);
  const parsed = text === undefined ? undefined : parseSelector(text);
  return parsed === undefined || isFault(parsed) ? undefined : parsed;
}

export function textsOf(value: unknown): readonly string[] {
  return value === undefined ? NO_TEXTS : listOf(value).filter((text): text is string => typeof text === 'string');
}

const NO_TEXTS: readonly string[] = [];
