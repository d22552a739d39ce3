import type { NamespaceSelection } from '../model';

let last: NamespaceSelection & { readonly name: string } = { name: '' };

/** The namespace by its name. Policies of one namespace usually follow each other, so the last selection is reused. */
export function namespaceCalled(name: string): NamespaceSelection {
  if (last.name !== name) last = { name };
  return last;
}
