import { NAMESPACE_NAME_LABEL } from '../../model';
import { CNIS } from '../../profiles';
import { IpSet, Labels } from '../../sets';
import { converted, day, described, flag, list, map, object, oneOf, oneOrMany, FieldPlace, Schema, text } from '../../schema';
import { addressesOf } from '../invariants/addresses';
import { dnsNamed } from '../questions/advise/dns-choice';
import type { FactSource, NotRendered, StatedFact, StatedFacts } from './stated';

/** What is stated about a cluster; `sourceOf` tells where a field stands. */
export function factsSchema(sourceOf: (place: FieldPlace) => FactSource): Schema<StatedFacts> {
  const stated = <T, U>(schema: Schema<T>, convert: (value: T, place: FieldPlace) => U | undefined) =>
    converted(schema, (value, place): StatedFact<U> | undefined => {
      const fact = convert(value, place);
      return fact === undefined ? undefined : { value: fact, source: sourceOf(place) };
    });
  const blocks = (description: string) => described(stated(
    oneOrMany(converted(text(), (block, place) => place.attempt(() => addressesOf([block])))),
    (sets) => IpSet.unionOf(sets),
  ), description);
  const labels = stated(map(text({ blank: true })), (value: Labels) => value);
  return converted(object({
    namespaces: described(converted(map(labels, NAMESPACE), (byName, place) => withOwnNames(byName, place)), 'Namespaces by name, each with all of its labels; `kubernetes.io/metadata.name` may be left out.'),
    podRanges: blocks('Where all pods have their addresses.'),
    serviceRanges: blocks('Where all Services have their cluster addresses.'),
    nodeRanges: blocks('Where all nodes have their addresses, external ones included.'),
    apiServer: blocks('The addresses of the API server.'),
    dns: described(stated(text(), (name, place) => place.attempt(() => {
      dnsNamed(name);
      return name;
    })), 'How pods resolve names: kube-dns, open-shift, aks-local-dns, gke-cloud-dns, node-local=ADDRESS or none.'),
    cni: described(stated(oneOf([...CNIS.keys()]), (name) => name), 'The network plugin of the cluster.'),
    publicAddresses: described(stated(flag(), (is) => is), 'Whether pods, nodes or Services may have public addresses. Default: false.'),
    complete: described(stated(flag(), (is) => is), 'Whether the input is the whole cluster, so that what it does not contain does not exist. Default: false.'),
    notRendered: described(stated(list(NOT_RENDERED), (paths) => paths), 'Folders whose files are not what is applied: they are left out, and do not end with exit code 3.'),
  }), ({ namespaces, ...facts }) => ({ ...facts, ...(namespaces !== undefined && { namespaces }) }));
}

const NOT_RENDERED: Schema<NotRendered> = object({
  path: described(text(), 'The folder or file, relative to this file.'),
  reason: described(text(), 'Why it is not rendered.'),
  until: day(),
}, { required: { path: 'name the folder', reason: 'say why it is not rendered' } });

const NAMESPACE = text({ pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, requirement: 'be the name of a namespace' });

/** The label that the API server sets has one value only. */
function withOwnNames(byName: Readonly<Record<string, StatedFact<Labels>>>, place: FieldPlace): ReadonlyMap<string, StatedFact<Labels>> | undefined {
  for (const [name, { value }] of Object.entries(byName)) {
    const own = value[NAMESPACE_NAME_LABEL];
    if (own === undefined || own === name) continue;
    return place.at(name).at(NAMESPACE_NAME_LABEL).problem(`must be \`${name}\`, got \`${own}\``, 'leave it out: the API server sets it');
  }
  return new Map(Object.entries(byName));
}
