import type { EndpointSelector } from '../../../model';
import { NAMESPACE_NAME_LABEL } from '../../../model';
import { LabelConstraint, LabelSelector } from '../../../sets';

/** `app=web, tier in (a, b), !debug` */
export function selectorText(selector: LabelSelector): string {
  return selector.constraints.map(([key, constraint]) => constraintText(key, constraint)).join(', ');
}

function constraintText(key: string, { allowsAbsent, cofinite, values }: LabelConstraint): string {
  const list = `(${values.map((value) => (value === '' ? '""' : value)).join(', ')})`;
  if (!cofinite) {
    if (values.length === 0) return `!${key}`;
    if (allowsAbsent) return `${key} in ${list} or absent`;
    return values.length === 1 ? `${key}=${values[0] === '' ? '""' : values[0]}` : `${key} in ${list}`;
  }
  if (values.length === 0) return key;
  return allowsAbsent ? `${key} not in ${list}` : `${key} present and not in ${list}`;
}

/** The one name that a selection of namespaces means, where there is no other condition. */
function onlyName({ namespaces }: EndpointSelector): string | undefined {
  if ('name' in namespaces) return namespaces.name;
  const [first, ...rest] = namespaces.labels.constraints;
  if (first === undefined || rest.length > 0 || first[0] !== NAMESPACE_NAME_LABEL) return undefined;
  const { allowsAbsent, cofinite, values } = first[1];
  return !allowsAbsent && !cofinite && values.length === 1 ? values[0] : undefined;
}

/** Who can make a pod that the selection means. */
export function whoCan(selection: EndpointSelector, exists: (namespace: string) => boolean): string {
  const name = onlyName(selection);
  const labels = selection.pods.isEverything() ? '' : ` with ${selectorText(selection.pods)}`;
  if (name !== undefined) {
    return exists(name) ? `anyone who may create pods${labels} in \`${name}\`` : `anyone who may create pods${labels} in \`${name}\`, a namespace that is not in the input: anyone who may create namespaces can take the name`;
  }
  const namespaces = (selection.namespaces as { labels: LabelSelector }).labels;
  if (namespaces.isEverything()) return `anyone who may create pods${labels} in any namespace`;
  if (namespaces.constraints.every(([key]) => key === NAMESPACE_NAME_LABEL)) return `anyone who may create pods${labels} in a namespace with ${selectorText(namespaces)}, or may create namespaces`;
  return `anyone who may create pods${labels} in a namespace with ${selectorText(namespaces)}, or may create or label namespaces`;
}

/** `pods with app=web in edge` */
export function peersText(selection: EndpointSelector): string {
  const pods = selection.pods.isEverything() ? 'any pod' : `pods with ${selectorText(selection.pods)}`;
  const name = onlyName(selection);
  if (name !== undefined) return `${pods} in ${name}`;
  const namespaces = (selection.namespaces as { labels: LabelSelector }).labels;
  return namespaces.isEverything() ? pods : `${pods} in a namespace with ${selectorText(namespaces)}`;
}
