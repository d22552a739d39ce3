import type { Random } from './random';
import { namespaceSelector, podSelector } from './selectors';

type Json = any;

/** Names of groups that policies of the cluster, or of a namespace, may have; `missing` is none. */
export function groupNames(isOfCluster: boolean): readonly string[] {
  return isOfCluster ? ['pods', 'pods', 'blocks', 'both', 'served', 'missing'] : ['own', 'own', 'wide', 'missing'];
}

/** Groups that rules of Antrea name, each in a part of the cases, and a Service that one of them names. */
export function antreaGroups(random: Random, namespaces: readonly string[]): Json[] {
  const group = (kind: string, metadata: Json, spec: Json): Json => ({ apiVersion: 'crd.antrea.io/v1beta1', kind, metadata, spec });
  const ofCluster = (name: string, spec: Json) => group('ClusterGroup', { name }, spec);
  const namespace = random.pick(namespaces);
  return [
    ofCluster('pods', random.pick([{ podSelector: podSelector(random) }, { podSelector: podSelector(random), namespaceSelector: namespaceSelector(random) }, {}])),
    ofCluster('blocks', { ipBlocks: [{ cidr: random.pick(['192.0.2.0/24', '10.0.1.0/24', '2001:db8::/32']) }, { cidr: '198.51.100.0/24', except: ['198.51.100.0/25'] }] }),
    ofCluster('both', { childGroups: ['pods', random.pick(['blocks', 'missing'])] }),
    ofCluster('served', { serviceReference: { name: random.pick(['antrea-svc', 'missing']), namespace: 'blue' } }),
    group('Group', { name: 'own', namespace }, { podSelector: podSelector(random) }),
    group('Group', { name: 'wide', namespace }, { podSelector: podSelector(random), namespaceSelector: namespaceSelector(random) }),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'antrea-svc', namespace: 'blue' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } },
  ].filter(() => random.chance(0.65));
}
