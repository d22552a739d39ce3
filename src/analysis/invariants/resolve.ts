import type { AddressHolder } from '../../engine';
import { fail } from '../../errors';
import { CONTROLLER_LABEL_KEYS, Direction, EndpointSelector, JOB_NAME_LABELS, NAMESPACE_NAME_LABEL } from '../../model';
import { Address, bothMatch, formatAddress, IpSet, isSameAddress, LabelSelector, Match, notMatch, PartialLabels, someMatch, TrafficSet } from '../../sets';
import { endAt } from '../ends/at-address';
import { findEnd } from '../ends/ends';
import type { NamedEnd } from '../ends/named-end';
import { nearest } from '../../text/nearest';
import type { AnalysisSession } from '../session/session';
import { behindServices } from './behind-services';
import { EndSpec, EndSpecs, PodsSpec, Statement } from './statement';

/** What decides whether an end selects a pod. */
export interface PodFacts {
  readonly namespace: string;
  readonly namespaceLabels: PartialLabels;
  readonly labels: PartialLabels;
  /** Whether its namespace is one of the input. */
  readonly existing: boolean;
  isolated(direction: Direction): Match;
  /** Whether a pod of the input, by its position, is one of them. */
  holds?(position: number): boolean;
}

/** An end with its names looked up. */
export interface EndSet {
  readonly addresses: IpSet;
  /** Nodes, Services and addresses of which nothing states who has them, each named by one address; they are not part of `addresses`. */
  readonly named?: readonly NamedEnd[];
  /** All addresses that were written: what an exception is about. */
  readonly written?: IpSet;
  /** The selectors that must distinguish pods. */
  readonly selections: readonly EndpointSelector[];
  /** Whether the end means a pod, as far as its labels are known. */
  means(pod: PodFacts): Match;
}

/** An invariant with its names looked up. */
export interface Resolved {
  readonly statement: Statement;
  readonly from: EndSet;
  readonly to: EndSet;
  readonly except: readonly { readonly from: EndSet; readonly to: EndSet; readonly traffic: TrafficSet }[];
}

/** An address that anything may have. */
interface Open {
  readonly address: Address;
  /** What may have it beside pods. */
  readonly holders: readonly AddressHolder[];
  /** Whether an end that names it means each pod. */
  readonly means: Match;
}

/** Namespaces that every cluster has, be they in the input or not. */
export const ALWAYS_THERE = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/**
 * Looks up the names of an invariant.
 *
 * @param open an address that anything may have, whatever the input tells of it; an exception is then about nothing that has it
 * @throws when a name is not known, or an end can match nothing
 */
export function resolveInvariant(session: AnalysisSession, statement: Statement, open?: Address): Resolved {
  const end = (specs: EndSpecs, holders: readonly AddressHolder[]) =>
    endSet(session, statement, specs, open && { address: open, holders, means: 'definite' });
  const excepted = (specs: EndSpecs) => endSet(session, statement, specs, open && { address: open, holders: NO_POD, means: 'no' });
  return {
    statement: statement.isCalled === true ? behindServices(session.decoded.cluster, statement) : statement,
    from: end(statement.from, NO_POD),
    to: end(statement.to, [...NO_POD, 'service']),
    except: statement.except.map(({ from, to, traffic }) => ({ from: excepted(from), to: excepted(to), traffic })),
  };
}

function endSet(session: AnalysisSession, statement: Statement, specs: EndSpecs, open: Open | undefined): EndSet {
  if (specs === undefined) return { addresses: IpSet.ALL, selections: [], means: () => 'definite' };
  const parts = specs.map((spec) => one(session, statement, spec, open));
  // asked of every class of pods
  const means = parts.length === 1 ? parts[0].means : (pod: PodFacts) => someMatch(parts.map((part) => part.means(pod)));
  return {
    addresses: IpSet.unionOf(parts.map((part) => part.addresses)),
    named: parts.flatMap((part) => part.named ?? []),
    written: IpSet.unionOf(parts.map((part) => part.written ?? part.addresses)),
    selections: parts.flatMap((part) => part.selections),
    means,
  };
}

function one(session: AnalysisSession, statement: Statement, spec: EndSpec, open: Open | undefined): EndSet {
  switch (spec.type) {
    case 'addresses': return atAddresses(session, spec, open);
    case 'outside': {
      const inside = endSet(session, statement, spec.of, open);
      const addresses = IpSet.ALL.subtract(inside.written ?? inside.addresses);
      return { addresses, selections: inside.selections, means: (pod) => notMatch(inside.means(pod)) };
    }
    case 'workload': return endSet(session, statement, podsOfWorkload(session, statement, spec.name), open);
    case 'pods': return pods(session, statement, spec);
  }
}

/** Whether it is an address outside the cluster. */
export function isOutside(session: AnalysisSession, { address, holders, forwards }: NamedEnd): boolean {
  return address !== undefined && holders === undefined && forwards === undefined && !session.engine().isNodeAddress(address);
}

/** An address that anything may have. */
function openEnd({ address, holders }: Open): NamedEnd {
  return { label: formatAddress(address), positions: [], address, holders };
}

const NO_POD: readonly AddressHolder[] = ['outside', 'node', 'own-node'];

/** Blocks are addresses outside; one address is what has it. */
function atAddresses(session: AnalysisSession, { addresses, single = [] }: EndSpec & { type: 'addresses' }, open: Open | undefined): EndSet {
  const endOf = (address: Address) => (open !== undefined && isSameAddress(address, open.address) ? openEnd(open) : endAt(session, address));
  const ends = single.map((address) => ({ address, end: endOf(address) }));
  const isOpen = ends.some(({ end }) => end.holders === open?.holders && end.holders !== undefined);
  const inside = ends.filter(({ end }) => !isOutside(session, end));
  const positions = inside.flatMap(({ end }) => (end.forwards === undefined ? end.positions : []));
  return {
    addresses: addresses.subtract(IpSet.addresses(inside.map(({ address }) => address))),
    named: inside.flatMap(({ end }) => (end.forwards === undefined && end.positions.length > 0 ? [] : [end])),
    written: addresses,
    selections: [],
    means: (pod) => (positions.some((position) => pod.holds?.(position) === true) ? 'definite' : isOpen ? open!.means : 'no'),
  };
}

function pods(session: AnalysisSession, statement: Statement, spec: PodsSpec): EndSet {
  const { namespace, namespaces = LabelSelector.EVERYTHING, isolated } = spec;
  if (namespace !== undefined && spec.anyName === undefined) checkNamespace(session, statement, namespace, spec);
  for (const selector of [namespaces, spec.pods]) checkSelector(session, statement, selector, selector === spec.pods);
  const selection: EndpointSelector = { namespaces: namespace === undefined ? { labels: namespaces } : { name: namespace }, pods: spec.pods };
  return {
    addresses: IpSet.NONE,
    selections: [selection],
    means: (pod) => {
      if ((namespace !== undefined && pod.namespace !== namespace) || (spec.existing !== undefined && !pod.existing)) return 'no';
      const inside = namespace === undefined ? namespaces.match(pod.namespaceLabels) : 'definite';
      const match = bothMatch(inside, spec.pods.match(pod.labels));
      return match === 'no' || isolated === undefined ? match : bothMatch(match, pod.isolated(isolated));
    },
  };
}

/** A workload is identified by its labels: every pod of its namespace that has them counts as one of it. */
function podsOfWorkload(session: AnalysisSession, statement: Statement, name: string): EndSpec[] {
  const { positions, address } = findEnd(session, name);
  if (address !== undefined) fail('invariant-end', `\`${statement.id}\`: a workload is named by \`namespace/name\`, got the address \`${name}\``, 'write it under `addresses`');
  return positions.map((position) => {
    const { namespace, kind, labels } = session.decoded.cluster.workloads[position];
    const isOfJob = (key: string) => kind === 'Job' && JOB_NAME_LABELS.includes(key);
    const lasting = Object.fromEntries(Object.entries(labels).filter(([key]) => isOfJob(key) || !CONTROLLER_LABEL_KEYS.has(key)));
    if (Object.keys(lasting).length === 0) {
      fail('invariant-end', `\`${statement.id}\`: the pods of \`${name}\` have no labels that distinguish them from others`, 'give them labels, or name their namespace');
    }
    return { type: 'pods', namespace, pods: LabelSelector.labels(lasting) };
  });
}

function checkNamespace(session: AnalysisSession, statement: Statement, name: string, spec: PodsSpec): void {
  const known = session.decoded.cluster.namespaces;
  if (known.has(name) || ALWAYS_THERE.includes(name) || namedByPolicies(session).has(name)) return;
  const near = nearest(name, [...known.keys()]);
  const place = spec.position === undefined ? '' : `${spec.position.file}:${spec.position.line}: `;
  fail('unknown-namespace', `${place}\`${statement.id}\` names the namespace \`${name}\`, which is neither in the input nor in a policy`, near === undefined ? 'add it to the input' : `did you mean \`${near}\`?`);
}

function checkSelector(session: AnalysisSession, statement: Statement, selector: LabelSelector, ofPods: boolean): void {
  if (!selector.isSatisfiable()) fail('invariant-contradiction', `\`${statement.id}\`: a selector can select nothing, for its conditions exclude each other`, 'remove one of them');
  const unseen = selector.constraints.map(([key]) => key).find((key) => ofPods && isHidden(session, key));
  if (unseen !== undefined) fail('invariant-hidden-label', `\`${statement.id}\`: the network agent \`${session.profile.name}\` never sees the label \`${unseen}\``, 'select by another label');
}

function isHidden(session: AnalysisSession, key: string): boolean {
  return session.profile.hiddenLabels.some((entry) => (entry.endsWith('*') ? key.startsWith(entry.slice(0, -1)) : key === entry));
}

/** Namespaces that some policy selects by name. */
function namedByPolicies(session: AnalysisSession): Set<string> {
  const names = new Set<string>();
  const look = ({ namespaces }: EndpointSelector) => {
    if ('name' in namespaces) return void names.add(namespaces.name);
    for (const [key, { cofinite, values }] of namespaces.labels.constraints) {
      if (key === NAMESPACE_NAME_LABEL && !cofinite) values.forEach((name) => names.add(name));
    }
  };
  for (const { subject, rules } of session.decoded.policies) {
    look(subject);
    for (const { peers } of rules) for (const peer of peers ?? []) if (peer.type === 'endpoints') look(peer.endpoints);
  }
  return names;
}
