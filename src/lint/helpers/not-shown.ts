import type { Cluster, EndpointSelector } from '../../model';
import type { LabelSelector } from '../../sets';

/** Whether pods that the input does not contain, and of which it tells that they exist, may be selected. */
export function mayBeNotShown({ podMakers = [], namespaces, facts }: Cluster, endpoints: EndpointSelector): boolean {
  if (facts?.complete === true) return false;
  return podMakers.some((maker) => {
    const where = maker.namespace;
    return (where === undefined || means(endpoints.namespaces, where)) && allows(endpoints.pods, maker.labels);
  });

  function means(selected: EndpointSelector['namespaces'], namespace: string): boolean {
    if ('name' in selected) return selected.name === namespace;
    const declared = namespaces.get(namespace);
    return declared?.origin === undefined || selected.labels.matches(declared.labels);
  }
}

/** Whether a pod with these labels and some others may match. */
function allows(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return selector.constraints.every(([key, constraint]) => !Object.hasOwn(labels, key) || constraint.contains(labels[key]));
}
