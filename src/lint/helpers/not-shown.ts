import type { Cluster, EndpointSelector } from '../../model';
import type { LabelSelector } from '../../sets';

/** Whether pods that the input does not contain, and of which it tells that they exist, may be selected. */
export function mayBeNotShown({ podMakers = [], operators = [], namespaces, facts }: Cluster, endpoints: EndpointSelector): boolean {
  if (facts?.complete === true) return false;
  const isWithin = (where: string | undefined) => where === undefined || means(endpoints.namespaces, where);
  return podMakers.some((maker) => isWithin(maker.namespace) && allows(endpoints.pods, maker.labels))
    || operators.some((operator) => isWithin(operator.namespace) && asksFor(endpoints.pods, operator.groups));

  function means(selected: EndpointSelector['namespaces'], namespace: string): boolean {
    if ('name' in selected) return selected.name === namespace;
    const declared = namespaces.get(namespace);
    return declared?.origin === undefined || selected.labels.matches(declared.labels);
  }
}

/** Whether a label is asked for whose key begins with the name of an API group, or with the domain of one. */
function asksFor({ constraints }: LabelSelector, groups: readonly string[]): boolean {
  return constraints.some(([key, { allowsAbsent }]) => !allowsAbsent && groups.some((group) => isAkin(key.split('/')[0], group)));
}

/** Whether two names are one, or one is a domain of the other: `strimzi.io` and `kafka.strimzi.io`. */
function isAkin(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || (one.includes('.') && other.endsWith(`.${one}`));
}

/** Whether a pod with these labels and some others may match. */
function allows(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return selector.constraints.every(([key, constraint]) => !Object.hasOwn(labels, key) || constraint.contains(labels[key]));
}
