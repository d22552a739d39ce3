import type { Block, EndpointSelector, Service } from '../../model';
import { LabelSelector } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import type { ObjectProblems } from '../object-problems';
import type { Place } from '../place';
import { blockOf } from './blocks';
import { isPresent, selectorOf } from './selectors';

/** What a group means. */
export interface Members {
  readonly pods: readonly EndpointSelector[];
  readonly blocks: readonly Block[];
  readonly nodes: readonly LabelSelector[];
  /** What the group names and the input does not have. */
  readonly missing: readonly string[];
  /** Whether external entities are meant, of which the input has none. */
  readonly entities: boolean;
}

const NONE: Members = { pods: [], blocks: [], nodes: [], missing: [], entities: false };

/** The groups of an input: ClusterGroup, and Group by namespace. */
export class Groups {
  private readonly found = new Map<string, Fields>();

  /** The later one of two takes the place of the earlier. */
  public add({ name, namespace, value }: Manifest): void {
    this.found.set(keyOf(name, namespace), fieldsOf(value.spec));
  }

  /** The children that a group names. */
  public childrenOf(name: string, namespace: string | undefined): readonly unknown[] {
    return listOf(this.found.get(keyOf(name, namespace))?.childGroups);
  }

  /** What is written of a group; `undefined`: it is not in the input. */
  public written(name: string, namespace: string | undefined): Fields | undefined {
    return this.found.get(keyOf(name, namespace));
  }

  /** What a group means: a Group of a namespace, or a ClusterGroup. */
  public members(name: string, namespace: string | undefined, services: readonly Service[]): Members {
    const spec = this.written(name, namespace);
    if (spec === undefined) return { ...NONE, missing: [`the ${namespace === undefined ? 'ClusterGroup' : 'Group'} ${name} is not in the input`] };
    const children = listOf(spec.childGroups);
    if (children.length === 0) return membersOf(spec, namespace, services);
    return union(children.map((child) => (child === name ? NONE : this.members(String(child), namespace, services))));
  }
}

function keyOf(name: string, namespace: string | undefined): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function union(all: readonly Members[]): Members {
  return {
    pods: all.flatMap(({ pods }) => pods),
    blocks: all.flatMap(({ blocks }) => blocks),
    nodes: all.flatMap(({ nodes }) => nodes),
    missing: all.flatMap(({ missing }) => missing),
    entities: all.some(({ entities }) => entities),
  };
}

function membersOf(spec: Fields, namespace: string | undefined, services: readonly Service[]): Members {
  const { podSelector, namespaceSelector, nodeSelector, externalEntitySelector, ipBlocks, serviceReference } = spec;
  if (listOf(ipBlocks).length > 0) return { ...NONE, blocks: listOf(ipBlocks).flatMap(blockOf) };
  if (isPresent(serviceReference)) return ofService(fieldsOf(serviceReference), services);
  if (isPresent(nodeSelector)) return { ...NONE, nodes: [selectorOf(nodeSelector)] };
  const entities = isPresent(externalEntitySelector);
  if (isPresent(podSelector) || isPresent(namespaceSelector)) {
    const namespaces = namespace !== undefined && !isPresent(namespaceSelector) ? { name: namespace } : { labels: selectorOf(namespaceSelector) };
    return { ...NONE, pods: [{ namespaces, pods: selectorOf(podSelector) }], entities };
  }
  if (entities) return { ...NONE, entities };
  // an empty one means every pod of its namespace, and no pod where it has none
  return namespace === undefined ? NONE : { ...NONE, pods: [{ namespaces: { name: namespace }, pods: LabelSelector.EVERYTHING }] };
}

/** The pods behind a Service, at whatever port; one without a namespace is no Service. */
function ofService({ name, namespace }: Fields, services: readonly Service[]): Members {
  if (typeof namespace !== 'string' || namespace === '') return NONE;
  const service = services.find((one) => one.name === name && one.namespace === namespace);
  if (service === undefined) return { ...NONE, missing: [`the Service ${namespace}/${String(name)} is not in the input`] };
  if (service.selector === undefined) return NONE;
  return { ...NONE, pods: [{ namespaces: { name: namespace }, pods: LabelSelector.labels(service.selector) }] };
}

const KINDS = ['podSelector', 'namespaceSelector', 'nodeSelector', 'externalEntitySelector', 'serviceReference', 'ipBlocks', 'childGroups'];

/** Reports what the API server has against the content of a group. */
export function checkGroup({ name, namespace, value }: Manifest, groups: Groups, place: Place, problems: ObjectProblems): void {
  const spec = fieldsOf(value.spec);
  const at = place.at('spec');
  // selectors of pods and of their namespaces are of one kind
  const given = new Set(KINDS.filter((key) => isPresent(spec[key])).map((key) => (key === 'namespaceSelector' ? 'podSelector' : key)));
  if (given.size > 1) problems.add('invalid-value', at, `must have at most one of ${KINDS.filter((key) => key !== 'namespaceSelector').join(', ')}, got ${[...given].join(' and ')}`);
  listOf(spec.childGroups).forEach((child, i) => {
    const inside = at.at('childGroups').at(i);
    if (child === name) problems.add('invalid-value', inside, 'must not be the group itself');
    else if (typeof child === 'string' && groups.childrenOf(child, namespace).length > 0) problems.add('invalid-value', inside, `must be a group without children, got ${child}`);
  });
}
