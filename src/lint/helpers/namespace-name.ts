import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Policy } from '../../model';

/** The label that names a namespace in the selectors of a policy, with a name or without. */
export function namespaceName({ language }: Policy, name?: string): string {
  return `\`${language?.namespaceLabel ?? NAMESPACE_NAME_LABEL}${name === undefined ? '' : `: ${name}`}\``;
}
