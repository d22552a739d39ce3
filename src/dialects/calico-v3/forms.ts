import type { Policy } from '../../model';
import { NETWORK_POLICIES } from '../isolating-stage';
import { fieldsOf, groupOf, textOf } from '../manifest';
import type { Manifest } from '../manifest';
import { DEFAULT_TIER, DERIVED_TIERS } from './tiers';

/** In front of the names of policies that stand for NetworkPolicies. */
export const OF_NETWORK_POLICY = 'knp.default.';
/** The same for ClusterNetworkPolicies, with their tier. */
const OF_CLUSTER_POLICY = /^kcnp\.(?:admin|baseline)\./;

/**
 * Each object once: one that stands in both groups is one object, of which `projectcalico.org` counts; and what Calico makes of policies of
 * Kubernetes that the input shows is left to these.
 */
export function distinctObjects(objects: readonly Manifest[], policies: readonly Policy[]): readonly Manifest[] {
  const isStored = ({ apiVersion }: Manifest) => groupOf(apiVersion) === 'crd.projectcalico.org';
  // hardly any input has both forms
  const shown = new Set(objects.some(isStored) ? objects.filter(({ apiVersion }) => groupOf(apiVersion) === 'projectcalico.org').map(keyOf) : []);
  const isStoredTwice = (object: Manifest) => isStored(object) && shown.has(keyOf(object));
  const plain = policies.filter(({ stage, language }) => stage === NETWORK_POLICIES && language === undefined);
  const networkPolicies = new Set(plain.map(({ namespace, name }) => `${namespace}/${name}`));
  const ofCluster = policies.filter(({ namespace, unread }) => namespace === undefined && unread === undefined);
  const clusterPolicies = new Set(ofCluster.map(({ name }) => name));
  const isDerived = ({ kind, namespace, name, value }: Manifest) => {
    if (kind === 'NetworkPolicy') return name.startsWith(OF_NETWORK_POLICY) && networkPolicies.has(`${namespace}/${name.slice(OF_NETWORK_POLICY.length)}`);
    if (kind !== 'GlobalNetworkPolicy' || !DERIVED_TIERS.includes(tierOf(value))) return false;
    return OF_CLUSTER_POLICY.test(name) && clusterPolicies.has(name.replace(OF_CLUSTER_POLICY, ''));
  };
  return objects.filter((object) => !isStoredTwice(object) && !isDerived(object));
}

/** The tier that a policy names, or else the one that it gets. */
export function tierOf(value: Manifest['value']): string {
  return textOf(fieldsOf(value.spec).tier) ?? DEFAULT_TIER;
}

/** Stored names of policies begin with their tier. */
function keyOf({ kind, namespace = '', name, value }: Manifest): string {
  const isTiered = kind === 'NetworkPolicy' || kind === 'GlobalNetworkPolicy';
  return `${kind} ${namespace} ${isTiered ? withoutTier(name, tierOf(value)) : name}`;
}

/** The name of a policy without its tier in front of it. */
export function withoutTier(name: string, tier: string): string {
  return name.startsWith(`${tier}.`) ? name.slice(tier.length + 1) : name;
}
