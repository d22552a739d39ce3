import type { Facts, Position } from '../../model';
import { IpSet, Labels } from '../../sets';

/** Where a fact is stated. */
export interface FactSource {
  /** For messages: `--pod-range`, `ClusterFacts`, `.netfence.yaml:4:5`. */
  readonly name: string;
  /** Absent where the source is no file. */
  readonly position?: Position;
}

/** A fact, and where it is stated. */
export interface StatedFact<T> {
  readonly value: T;
  readonly source: FactSource;
}

/** The facts of one source, or of several together; what is absent is not stated. */
export interface StatedFacts {
  /** Namespaces by name, each with all of its labels. */
  readonly namespaces?: ReadonlyMap<string, StatedFact<Labels>>;
  readonly podRanges?: StatedFact<IpSet>;
  readonly serviceRanges?: StatedFact<IpSet>;
  readonly nodeRanges?: StatedFact<IpSet>;
  readonly apiServer?: StatedFact<IpSet>;
  /** The profile of the resolver, as `advise --dns` takes it. */
  readonly dns?: StatedFact<string>;
  /** The network plugin. */
  readonly cni?: StatedFact<string>;
  readonly publicAddresses?: StatedFact<boolean>;
  readonly complete?: StatedFact<boolean>;
  readonly notRendered?: StatedFact<readonly NotRendered[]>;
}

/** A folder or file whose manifests are not what is applied, so that it is not read. */
export interface NotRendered {
  /** From the folder of the configuration. */
  readonly path: string;
  readonly reason: string;
  /** The last day on which it counts, as `2027-01-31`. @default - it counts always */
  readonly until?: string;
}

export const NO_FACTS: StatedFacts = {};

/** The facts of some sources, the strongest first: each fact, and each namespace, is taken from the first source that states it. */
export function mergeFacts(...sources: readonly StatedFacts[]): StatedFacts {
  const weakestFirst = [...sources].reverse();
  const namespaces = new Map(weakestFirst.flatMap((source) => [...source.namespaces ?? []]));
  return { ...Object.assign({}, ...weakestFirst) as StatedFacts, ...(namespaces.size > 0 && { namespaces }) };
}

/** What the model takes of stated facts; `undefined` where nothing of it is stated. */
export function modelFacts(stated: StatedFacts): Facts | undefined {
  const { namespaces = new Map(), podRanges, serviceRanges, nodeRanges, apiServer, dns, publicAddresses, complete } = stated;
  const given = [podRanges, serviceRanges, nodeRanges, apiServer, dns, publicAddresses, complete];
  if (namespaces.size === 0 && given.every((fact) => fact === undefined)) return undefined;
  return {
    namespaces: new Map([...namespaces].map(([name, { value }]) => [name, value])),
    ...(podRanges && { podRanges: podRanges.value }),
    ...(serviceRanges && { serviceRanges: serviceRanges.value }),
    ...(nodeRanges && { nodeRanges: nodeRanges.value }),
    ...(dns && { dns: dns.value }),
    apiServer: apiServer?.value ?? IpSet.NONE,
    publicAddresses: publicAddresses?.value ?? false,
    complete: complete?.value ?? false,
  };
}
