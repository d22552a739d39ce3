import { LabelSelector, selectorText } from '../../sets';
import { PodAuthor } from '../../results/enums';
import type { Exposure } from '../../results/exposure';
import type { PeerSet } from '../../results/peer-set';

/** `pods with app=web in edge` */
export function peersText({ peers, except, portNames, exceptPortNames, isLimitedByPeers, isDefinite, direction }: Exposure): string {
  if (!isDefinite) return 'some pods';
  const but = except.length === 0 ? '' : `, but not ${except.map((item) => podsText(item, 'pods')).join(' nor ')}`;
  const names = [
    ...(portNames.length === 0 ? [] : [`name ${portNames.join(' and ')}`]),
    ...(exceptPortNames.length === 0 ? [] : [`do not name ${exceptPortNames.join(' or ')}`]),
  ];
  const named = names.length === 0 ? '' : `, at ports that they ${names.join(' and ')}`;
  const limit = isLimitedByPeers ? `, as far as their own policies let them ${direction === 'ingress' ? 'out' : 'be reached'}` : '';
  return `${podsText(peers, 'any pod')}${but}${named}${limit}`;
}

/** Pods by their labels and namespace; `any` stands for those without labels. */
export function podsText({ namespace, _selector: { pods, namespaces } }: PeerSet, any: string): string {
  const which = pods.isEverything() ? any : `pods with ${selectorText(pods)}`;
  return `${which}${namespace !== undefined ? ` in ${namespace}` : inNamespaces(namespaces as { labels: LabelSelector })}`;
}

function inNamespaces({ labels }: { readonly labels: LabelSelector }): string {
  return labels.isEverything() ? '' : ` in a namespace with ${selectorText(labels)}`;
}

/** Who can make such a pod. */
export function whoText({ peers, isDefinite, who }: Exposure): string {
  const anyone = 'anyone who may create pods';
  if (!isDefinite) return anyone;
  const { namespace, _selector: { pods, namespaces } } = peers;
  const labels = pods.isEverything() ? '' : ` with ${selectorText(pods)}`;
  if (namespace !== undefined) {
    const take = who === PodAuthor.NAMESPACE_CREATOR
      ? ', a namespace that is not in the input: anyone who may create namespaces can take the name'
      : '';
    return `${anyone}${labels} in \`${namespace}\`${take}`;
  }
  if (who === PodAuthor.POD_CREATOR) return `${anyone}${labels} in any namespace`;
  const orLabel = who === PodAuthor.NAMESPACE_CREATOR ? '' : 'or label ';
  return `${anyone}${labels}${inNamespaces(namespaces as { labels: LabelSelector })}, or may create ${orLabel}namespaces`;
}

/** One line of what is open, with its direction and who could create such pods. */
export function exposureText(exposure: Exposure): string {
  const { workload, direction, traffic, isDefinite } = exposure;
  const arrow = direction === 'ingress' ? '<=' : '=>';
  return `${workload} ${arrow} ${peersText(exposure)} : ${traffic.text}${isDefinite ? '' : ' (possibly)'} (${whoText(exposure)})`;
}
