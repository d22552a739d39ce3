import { LabelConstraint, LabelSelector } from '../sets';
import { NAMESPACE_NAME_LABEL } from './cluster';
import type { EndpointSelector, NamespaceSelection } from './policy';

/** Whether some pod could match, whatever pods there are. */
export function isSatisfiable({ namespaces, pods }: EndpointSelector): boolean {
  return pods.isSatisfiable() && ('name' in namespaces || namespaces.labels.isSatisfiable());
}

/** Namespaces by their labels: one that is selected by name is selected by the label that the API server protects. */
export function namespaceLabels(namespaces: NamespaceSelection): LabelSelector {
  return 'name' in namespaces ? LabelSelector.label(NAMESPACE_NAME_LABEL, namespaces.name) : namespaces.labels;
}

/** The same for selectors that are written alike, and for no others; to find a selector again, not to show it. */
export function selectorKey({ namespaces, pods }: EndpointSelector): string {
  return `${'name' in namespaces ? namespaces.name : `{${namespaces.labels.key}}`}|${pods.key}`;
}

/** The namespace that a selection is about, if it is about one. */
export function onlyNamespace(selection: NamespaceSelection): string | undefined {
  if ('name' in selection) return selection.name;
  const [[key, { cofinite, allowsAbsent, values }] = NO_LABEL, ...others] = selection.labels.constraints;
  return key === NAMESPACE_NAME_LABEL && others.length === 0 && !cofinite && !allowsAbsent && values.length === 1 ? values[0] : undefined;
}

const NO_LABEL = ['', LabelConstraint.EVERYTHING] as const;
