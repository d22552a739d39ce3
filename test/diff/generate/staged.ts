import type { Random } from './random';

type Json = any;

const isOfCalico = ({ apiVersion, kind }: Json) => /^(crd\.)?projectcalico\.org\//.test(apiVersion) && /^(Global)?NetworkPolicy$/.test(kind);
const isPlain = ({ apiVersion, kind }: Json) => apiVersion === 'networking.k8s.io/v1' && kind === 'NetworkPolicy';

function staged(random: Random, object: Json, action: string | undefined): Json {
  const calico = { ...object, apiVersion: isPlain(object) ? random.pick(['projectcalico.org/v3', 'crd.projectcalico.org/v1']) : object.apiVersion };
  return { ...calico, kind: `Staged${isPlain(object) ? 'Kubernetes' : ''}${object.kind}`, spec: { ...object.spec, ...(action !== undefined && { stagedAction: action }) } };
}

/** Some policies are staged, some beside the enforced one of their name: to replace it with the rules of another, to delete it, or for nothing. */
export function withStaged(random: Random, objects: readonly Json[]): Json[] {
  const policies = objects.filter((object) => isOfCalico(object) || isPlain(object));
  return objects.flatMap((object): Json[] => {
    if (!policies.includes(object) || random.chance(0.4)) return [object];
    const action = random.pick([undefined, 'Set', 'Learn', 'Delete', 'Ignore']);
    if (random.chance(0.4)) return [staged(random, object, action)];
    const like = random.pick(policies.filter(({ apiVersion, kind }) => kind === object.kind && apiVersion === object.apiVersion));
    // the tier is a part of the name
    const { tier } = object.spec ?? {};
    const { tier: _, ...spec } = like.spec ?? {};
    const prefix = !isPlain(object) && random.chance(0.3) ? `${tier ?? 'default'}.` : '';
    const copy = { ...object, metadata: { ...object.metadata, name: `${prefix}${object.metadata.name}` }, spec: { ...spec, ...(tier !== undefined && { tier }) } };
    return random.chance(0.5) ? [object, staged(random, copy, action)] : [staged(random, copy, action), object];
  });
}
