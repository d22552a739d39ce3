import { EndpointSelector, namespaceLabels, NAMESPACE_NAME_LABEL } from '../../model';
import { LabelSelector, selectorText } from '../../sets';

/** What findings about a selector that no pod matches have in common, whether it selects the pods of a policy or is a peer. */
export function matchedByNoPod({ namespaces, pods }: EndpointSelector): string {
  return `no pod of ${whereText(namespaceLabels(namespaces))} matches \`${selectorText(pods)}\``;
}

function whereText(labels: LabelSelector): string {
  if (labels.isEverything()) return 'any namespace';
  const [[key, { cofinite, allowsAbsent, values: [name, ...others] }], ...rest] = labels.constraints;
  const isName = key === NAMESPACE_NAME_LABEL && !cofinite && !allowsAbsent && others.length + rest.length === 0;
  return isName ? `namespace \`${name}\`` : `the namespaces with \`${selectorText(labels)}\``;
}
