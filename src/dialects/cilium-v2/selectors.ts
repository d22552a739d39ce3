import { NAMESPACE_NAME_LABEL } from '../../model';
import type { EndpointSelector, NamespaceSelection } from '../../model';
import { LabelConstraint, LabelSelector } from '../../sets';
import { EVERY_POD } from '../every-pod';
import { onlyLabel } from '../label-selector';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { namespaceCalled } from '../own-namespace';
import { ACCOUNT, ACCOUNT_OF_POD, CLUSTER, DEFAULT_CLUSTER, isDropped, NAMESPACE, OF_NAMESPACE, sourcedKey } from './label-keys';
import type { SourcedKey } from './label-keys';

/** One constraint of a selector on the labels of an identity. */
interface Requirement extends SourcedKey {
  readonly constraint: LabelConstraint;
}

/** The identities that are no pods, and which of them have an end in the model. */
export type Reserved = 'world' | 'host' | 'remote-node' | 'kube-apiserver';

/** An API server on a node is also that node. */
const RESERVED: readonly Reserved[] = ['world', 'host', 'remote-node', 'kube-apiserver'];

/** The constraints that a selector writes down; `undefined` where it cannot be read. */
export function requirementsOf(value: unknown): Requirement[] {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const found: Requirement[] = [];
  const labels = fieldsOf(matchLabels);
  for (const key of Object.keys(labels)) {
    const label = labels[key];
    if (typeof label === 'string') found.push(requirement(key, LabelConstraint.of(label)));
  }
  for (const item of listOf(matchExpressions)) {
    const { key, operator, values } = fieldsOf(item);
    if (typeof key === 'string') found.push(requirement(key, constraintOf(operator, listOf(values))));
  }
  return found;
}

function requirement(written: string, constraint: LabelConstraint): Requirement {
  const { source, key } = sourcedKey(written);
  return { source, key, constraint };
}

function constraintOf(operator: unknown, values: Fields[string] & readonly unknown[]): LabelConstraint {
  const texts = values.map((value) => (typeof value === 'string' ? value : ''));
  if (operator === 'In') return LabelConstraint.in(texts);
  if (operator === 'NotIn') return LabelConstraint.notIn(texts);
  return operator === 'Exists' ? LabelConstraint.exists() : LabelConstraint.doesNotExist();
}

/**
 * The pods of a selector that says one label of any source and nothing else, with what is added to it; `undefined` for other selectors, and where the
 * label has a meaning of its own. Nearly all selectors are such.
 */
export function plainPodsOf(value: unknown, namespace: string | undefined): EndpointSelector | undefined {
  const only = onlyLabel(fieldsOf(value));
  if (only === undefined || !isPlain(only)) return undefined;
  const label = fieldsOf(fieldsOf(value).matchLabels)[only] as string;
  // the identities beside pods have labels without a value
  if (label === '') return undefined;
  return { namespaces: namespace === undefined ? EVERY_POD.namespaces : namespaceCalled(namespace), pods: LabelSelector.label(only, label) };
}

function isPlain(key: string): boolean {
  return key !== NAMESPACE && key !== CLUSTER && key !== ACCOUNT && !key.startsWith(OF_NAMESPACE) && !isDropped(key);
}

/** What is added to a selector: the namespace of the policy, or that there is one; and the cluster. */
export interface Additions {
  /** Absent for policies of the whole cluster. */
  readonly namespace?: string;
  /** Whether the subject is pods that are starting: they have no namespace yet. */
  readonly isInit: boolean;
}

/**
 * The constraints on a peer. A selector that says nothing of namespaces stays in that of its policy, or, for a policy of the whole cluster, means
 * what has a namespace: pods. A selector with a key of the source `reserved` is taken as it is.
 */
export function peerRequirements(value: unknown, { namespace, isInit }: Additions): Requirement[] {
  const written = requirementsOf(value);
  if (written.some(({ source }) => source === 'reserved')) return written;
  const ofPods = written.filter(({ source }) => source === 'any' || source === 'k8s');
  const added: Requirement[] = [];
  if (!ofPods.some(({ key }) => key === NAMESPACE)) {
    if (namespace === undefined && !isInit) added.push(ofKubernetes(NAMESPACE, LabelConstraint.exists()));
    const namesLabels = ofPods.some(({ key }) => key.startsWith(OF_NAMESPACE));
    if (namespace !== undefined && !namesLabels) added.push(ofKubernetes(NAMESPACE, LabelConstraint.in([namespace])));
  }
  if (!ofPods.some(({ key }) => key === CLUSTER)) added.push(ofKubernetes(CLUSTER, LabelConstraint.in([DEFAULT_CLUSTER])));
  return [...written, ...added];
}

/** The constraints on a subject. A namespaced policy is about its own namespace, whatever `k8s:` key says otherwise. */
export function subjectRequirements(value: unknown, namespace: string | undefined): Requirement[] {
  const written = requirementsOf(value);
  if (namespace === undefined) return written;
  const isReplaced = ({ source, key }: Requirement, i: number) => source === 'k8s' && key === NAMESPACE && i < labelsIn(value);
  return [...written.filter((one, i) => !isReplaced(one, i)), ofKubernetes(NAMESPACE, LabelConstraint.in([namespace]))];
}

/** Only what stands in `matchLabels` is replaced; expressions stay. */
function labelsIn(value: unknown): number {
  return Object.values(fieldsOf(fieldsOf(value).matchLabels)).filter((label) => typeof label === 'string').length;
}

function ofKubernetes(key: string, constraint: LabelConstraint): Requirement {
  return { source: 'k8s', key, constraint };
}

/** Says that nothing is selected, with the key that nothing has. */
const NOWHERE = LabelConstraint.in([]);

/** The pods of whose identities all this holds; `home`: the namespace of the policy, if it has one. Where no identity can have a label, the selector keeps its key, and selects nothing. */
export function podsOf(requirements: readonly Requirement[], home: string | undefined): EndpointSelector {
  const pods: [string, LabelConstraint][] = [];
  const namespaces: [string, LabelConstraint][] = [];
  for (const { source, key, constraint } of requirements) {
    if (source !== 'any' && source !== 'k8s') {
      if (!constraint.contains(undefined)) pods.push([`${source}:${key}`, NOWHERE]);
    } else if (key === NAMESPACE) namespaces.push([NAMESPACE_NAME_LABEL, constraint]);
    else if (key.startsWith(OF_NAMESPACE)) namespaces.push([key.slice(OF_NAMESPACE.length), constraint]);
    else if (key === CLUSTER) {
      if (!constraint.contains(DEFAULT_CLUSTER)) pods.push([key, NOWHERE]);
    } else if (key === ACCOUNT) pods.push([ACCOUNT_OF_POD, constraint]);
    else if (!isDropped(key)) pods.push([key, constraint]);
    else if (!constraint.contains(undefined)) pods.push([key, NOWHERE]);
  }
  return { namespaces: selectionOf(namespaces, home), pods: LabelSelector.of(pods) };
}

/** Its own namespace is there with the policy; another one may be created, and has its name as a label then. */
function selectionOf(constraints: readonly (readonly [string, LabelConstraint])[], home: string | undefined): NamespaceSelection {
  // every namespace has its name as a label
  const exists = LabelConstraint.exists();
  const labels = LabelSelector.of(constraints.filter(([key, constraint]) => key !== NAMESPACE_NAME_LABEL || !constraint.equals(exists)));
  const only = labels.constraints.length === 1 ? labels.constraints[0] : undefined;
  if (only === undefined || only[0] !== NAMESPACE_NAME_LABEL) return { labels };
  return home !== undefined && only[1].equals(LabelConstraint.in([home])) ? namespaceCalled(home) : { labels };
}

/** The identities beside pods of which all this holds; blocks of addresses are not looked at. */
export function reservedOf(requirements: readonly Requirement[]): Reserved[] {
  return RESERVED.filter((name) => requirements.every(({ source, key, constraint }) =>
    constraint.contains((source === 'reserved' || source === 'any') && key === name ? '' : undefined)));
}

/** Whether the identities of blocks of addresses decide. */
export function namesBlocks(requirements: readonly Requirement[]): boolean {
  return requirements.some(({ source }) => source === 'cidr') && requirements.every(({ source, key, constraint }) =>
    source === 'cidr' || constraint.contains(source === 'reserved' && key === 'world' ? '' : undefined));
}
