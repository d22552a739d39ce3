/**
 * What a cluster holds once its staged policies are enforced, from the words of Calico's documents: each takes the place of the policy of its name and tier,
 * or removes it.
 * @see https://docs.tigera.io/calico/latest/reference/resources/stagednetworkpolicy
 */
import { namespaceOf } from './templates';
import { Raw } from './values';

const isOfCalico = ({ apiVersion }: Raw) => /^(crd\.)?projectcalico\.org\//.test(String(apiVersion));

/** A policy by what makes it one: two objects that share this are one policy. */
function identityOf(object: Raw): string | undefined {
  const { kind, metadata, spec } = object;
  if (kind === 'NetworkPolicy' && object.apiVersion === 'networking.k8s.io/v1') return JSON.stringify(['plain', namespaceOf(object), metadata.name]);
  if (!isOfCalico(object) || !/^(Global)?NetworkPolicy$/.test(kind)) return undefined;
  const tier = spec?.tier ?? 'default';
  const parts = String(metadata.name).split('.');
  if (kind === 'NetworkPolicy' && parts[0] === 'knp' && parts[1] === 'default') return JSON.stringify(['plain', namespaceOf(object), parts.slice(2).join('.')]);
  const name = parts[0] === tier && parts.length > 1 ? parts.slice(1).join('.') : metadata.name;
  return JSON.stringify([kind, kind === 'NetworkPolicy' ? namespaceOf(object) : null, tier, name]);
}

/** The objects with staged policies as enforced ones. */
export function afterEnforcement(objects: readonly Raw[]): Raw[] {
  const gone = new Set<string>();
  const come: Raw[] = [];
  for (const object of objects) {
    if (!isOfCalico(object) || !String(object.kind).startsWith('Staged')) continue;
    const isPlain = object.kind === 'StagedKubernetesNetworkPolicy';
    const { stagedAction = 'Set', ...spec } = object.spec ?? {};
    const result = { ...object, apiVersion: isPlain ? 'networking.k8s.io/v1' : object.apiVersion, kind: isPlain ? 'NetworkPolicy' : object.kind.slice('Staged'.length), ...(object.spec && { spec }) };
    if (stagedAction === 'Ignore') continue;
    gone.add(identityOf(result)!);
    if (stagedAction !== 'Delete') come.push(result);
  }
  const left = objects.filter((object) => {
    const identity = identityOf(object);
    return identity === undefined || !gone.has(identity);
  });
  return [...left, ...come];
}
