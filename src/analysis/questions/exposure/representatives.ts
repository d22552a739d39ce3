import { NAMESPACE_NAME_LABEL, namespaceLabels, namespaceNamed } from '../../../model';
import type { Cluster, EndpointSelector, Namespace, Policy, Rule, Workload } from '../../../model';
import { LabelConstraint, LabelSelector } from '../../../sets';

/** A pod that a rule names and that need not exist, as the compatible form knows it: by the text of its selectors alone. */
export interface Representative {
  readonly namespaces: LabelSelector;
  readonly pods: LabelSelector;
  readonly label: string;
}

/** Whether a rule's peer selects the whole cluster. */
export function meansEntireCluster(rule: Rule): boolean {
  return rule.peers === undefined || rule.peers.some((peer) => peer.type === 'endpoints' && 'labels' in peer.endpoints.namespaces && peer.endpoints.namespaces.labels.isEverything() && peer.endpoints.pods.isEverything());
}

/** The compatible form does not use implication: a selector matches a representative only if it is empty or the same. */
export function selectsRepresentative(selector: EndpointSelector, { namespaces, pods }: Representative): boolean {
  const own = namespaceLabels(selector.namespaces);
  return (own.isEverything() || own.equals(namespaces)) && (selector.pods.isEverything() || selector.pods.equals(pods));
}

/** One for each pair of selectors that a peer has, unless a pod of the input is as plainly meant by it. */
export function representativesOf(policies: readonly Policy[], { namespaces, workloads }: Cluster): Representative[] {
  const found = new Map<string, Representative>();
  for (const policy of policies) {
    for (const rule of policy.rules) {
      if (policy.stage.isolating && meansEntireCluster(rule)) continue;
      const raw = writtenPeers(rule);
      rule.peers?.forEach((peer, i) => {
        if (peer.type !== 'endpoints') return;
        const selectors = { namespaces: namespaceLabels(peer.endpoints.namespaces), pods: peer.endpoints.pods };
        if (selectors.namespaces.isEverything() && selectors.pods.isEverything()) return;
        const key = `${selectors.namespaces.key}|${selectors.pods.key}`;
        const written = raw?.length === rule.peers!.length ? raw[i] : undefined;
        if (found.has(key) || isMet(selectors, written, namespaces, workloads)) return;
        found.set(key, { ...selectors, label: selectorsText(selectors, written) });
      });
    }
  }
  return [...found.values()];
}

interface Selectors {
  readonly namespaces: LabelSelector;
  readonly pods: LabelSelector;
}

/** A selector as it stands in the manifest. */
interface Written {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

interface WrittenPeer {
  readonly namespaces?: Written;
  readonly pods?: Written;
}

/** The peers as they were written, where the document is at hand. */
function writtenPeers({ origin, direction }: Rule): readonly WrittenPeer[] | undefined {
  let value: any = (origin.document as { value?: unknown } | undefined)?.value;
  for (const step of origin.path) value = value?.[step];
  const peers = value?.[direction === 'ingress' ? 'from' : 'to'];
  if (!Array.isArray(peers)) return undefined;
  return peers.map((peer: any) => ({
    namespaces: peer?.namespaceSelector ?? peer?.namespaces ?? peer?.pods?.namespaceSelector ?? undefined,
    pods: peer?.podSelector ?? peer?.pods?.podSelector ?? undefined,
  }));
}

function isMet(
  { namespaces, pods }: Selectors,
  written: WrittenPeer | undefined,
  known: ReadonlyMap<string, Namespace>,
  workloads: readonly Workload[],
): boolean {
  if (namespaces.isEverything() || pods.isEverything() || !isPlain(namespaces, written?.namespaces) || !isPlain(pods, written?.pods)) return false;
  return workloads.some((workload) => pods.matches(workload.labels) && namespaces.matches(namespaceNamed(known, workload.namespace).labels));
}

/** Whether a selector is made of equalities alone. */
function isPlain(selector: LabelSelector, written: Written | undefined): boolean {
  if (written?.matchExpressions !== undefined && written.matchExpressions?.length > 0) return false;
  return selector.constraints.every(([, constraint]) => isEquality(constraint));
}

function isEquality({ allowsAbsent, cofinite, values }: LabelConstraint): boolean {
  return !allowsAbsent && !cofinite && values.length === 1;
}

function selectorsText({ namespaces, pods }: Selectors, written: WrittenPeer | undefined): string {
  const [first, ...rest] = namespaces.constraints;
  const byName = first !== undefined && rest.length === 0 && first[0] === NAMESPACE_NAME_LABEL && isEquality(first[1]);
  const namespace = namespaces.isEverything() ? '[all namespaces]' : byName ? first[1].values[0] : `[namespace with ${selectorLabel(namespaces, written?.namespaces)}]`;
  return `${namespace}/${pods.isEverything() ? '[all pods]' : `[pod with ${selectorLabel(pods, written?.pods)}]`}`;
}

/** `{k=v,{Key:k,Operator:In,Values:[a b],}}` */
function selectorLabel(selector: LabelSelector, written: Written | undefined): string {
  if (written === undefined) return `{${selector.constraints.map(([key, constraint]) => constraintLabel(key, constraint)).join(',')}}`;
  const labels = Object.entries(written.matchLabels ?? {}).map(([key, value]) => `${key}=${value ?? ''}`).sort();
  const expressions = (written.matchExpressions ?? []).map(({ key, operator, values }) => expressionLabel(key, operator, values ?? [])).sort();
  return `{${[...labels, ...expressions].join(',')}}`;
}

function constraintLabel(key: string, constraint: LabelConstraint): string {
  const { allowsAbsent, cofinite, values } = constraint;
  if (isEquality(constraint)) return `${key}=${values[0]}`;
  if (cofinite) return values.length === 0 ? expressionLabel(key, 'Exists', []) : expressionLabel(key, 'NotIn', values);
  return allowsAbsent && values.length === 0 ? expressionLabel(key, 'DoesNotExist', []) : expressionLabel(key, 'In', values);
}

function expressionLabel(key: string, operator: string, values: readonly string[]): string {
  return `{Key:${key},Operator:${operator},Values:[${values.join(' ')}],}`;
}
