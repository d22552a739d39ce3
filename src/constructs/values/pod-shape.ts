import { isWorkload } from '../../app';
import { fail } from '../../errors';
import { LabelSelector } from '../../sets';
import { show } from '../../text/show';
import { checkNamespaceName } from '../input';
import { foreignSelector } from './foreign-selector';
import { podLabels, workloadPorts, workloadSelector } from './foreign-workload';
import type { Port } from './port';

/** Namespaces by name (any of them; none given: by labels alone) AND by their labels. */
export interface NamespaceShape {
  readonly names: readonly string[] | undefined;
  readonly labels: LabelSelector;
}

/** What can be read from something that represents pods. */
export interface PodShape {
  /** `undefined`: the namespace of the policy that uses it. */
  readonly namespaces: NamespaceShape | undefined;
  /** Checks in the whole app that the labels select no other workload; called when the manifest is written. */
  selector(): LabelSelector;
  /** All labels that its pods are known to have; the selector where they are not known. */
  known(): LabelSelector;
  ports(): Port[];
  /** The one namespace of the pods, `undefined` when it is open; an error when there may be several. */
  oneNamespace(): string | undefined;
}

/** A reader of pods, when the value has the shape of a cdk8s-plus `IPodSelector`. It reads again each time, because labels and ports may be added later. */
export function readPods(value: any): (() => PodShape) | undefined {
  if (typeof value?.toPodSelectorConfig !== 'function') return undefined;
  return () => shapeOf(value);
}

function shapeOf(value: any): PodShape {
  if (value.hostNetwork === true) {
    fail('host-network', `the pods of a policy must have a network of their own, got ${show(pathOf(value))} on the host network`, 'policies do not reach it: name node addresses by `Peer.cidr(…)`, or leave it out');
  }
  const config = value.toPodSelectorConfig();
  const namespaces = foreignNamespaces(config?.namespaces);
  const common = { namespaces, oneNamespace: () => oneNamespace(namespaces) };
  if (isWorkload(value)) {
    podLabels(value);
    const known = () => LabelSelector.labels(podLabels(value));
    return { ...common, selector: () => workloadSelector(value, soleName(namespaces)), known, ports: () => workloadPorts(value) };
  }
  const selector = foreignSelector(config?.labelSelector, 'the pod selector');
  return { ...common, selector: () => selector, known: () => selector, ports: () => [] };
}

/** Reads the namespaces of a cdk8s-plus selector; `undefined` stays open. */
function foreignNamespaces(config: any): NamespaceShape | undefined {
  if (config === undefined || config === null) return undefined;
  const labels = config.labelSelector === undefined ? LabelSelector.EVERYTHING : foreignSelector(config.labelSelector, 'the namespace selector');
  if (config.names === undefined || config.names === null) return { names: undefined, labels };
  const names: unknown = config.names;
  if (!Array.isArray(names) || names.length === 0) fail('namespaces-empty', `a list of namespace names must not be empty, got ${show(names)}`, 'name one, or write `Peer.everyNamespace()`');
  const checked = names.map((name) => checkNamespaceName(name, 'the name of a namespace'));
  return { names: [...new Set(checked)].sort(), labels };
}

function oneNamespace(namespaces: NamespaceShape | undefined): string | undefined {
  if (namespaces === undefined) return undefined;
  const name = soleName(namespaces);
  if (name === undefined || !namespaces.labels.isEverything()) {
    fail('pods-namespaces', `pods of several namespaces are no \`PodSelector\`, got ${show(namespacesText(namespaces))}`, 'a policy acts in one namespace: select pods in one, or pass the value to `Peer.of(…)`');
  }
  return name;
}

function soleName(namespaces: NamespaceShape | undefined): string | undefined {
  return namespaces?.names?.length === 1 ? namespaces.names[0] : undefined;
}

function namespacesText({ names, labels }: NamespaceShape): string {
  return names === undefined ? `namespaces by labels ${labels.toString()}` : names.join(', ');
}

function pathOf(value: any): string {
  return String(value.node?.path ?? value.name ?? 'a workload');
}
