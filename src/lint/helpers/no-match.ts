import { EndpointSelector, namespaceLabels, NamespaceSelection, onlyNamespace } from '../../model';
import { selectorText } from '../../sets';

/** What findings about a selector that no pod matches have in common, whether it selects the pods of a policy or is a peer. */
export function matchedByNoPod({ namespaces, pods }: EndpointSelector): string {
  return `no pod of ${whereText(namespaces)} matches \`${selectorText(pods)}\``;
}

function whereText(namespaces: NamespaceSelection): string {
  const name = onlyNamespace(namespaces);
  if (name !== undefined) return `namespace \`${name}\``;
  const labels = namespaceLabels(namespaces);
  return labels.isEverything() ? 'any namespace' : `the namespaces with \`${selectorText(labels)}\``;
}
