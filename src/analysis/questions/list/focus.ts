import type { Direction } from '../../../model';
import type { Protocol } from '../../../sets';
import type { Identity } from '../../session/session';

/** What a list is to be about; everything where nothing is given. */
export interface Focus {
  /** `name`, `namespace/name`, `namespace/name[Kind]`, or `ingress-controller`; the connections of these. */
  readonly workloads?: readonly string[];
  /** The other ends; only with `workloads`. */
  readonly peers?: readonly string[];
  /** Whether the workloads are to be destinations (`ingress`) or sources (`egress`). */
  readonly direction?: Direction;
  /** One port. */
  readonly connection?: { readonly protocol: Protocol; readonly port: number };
}

const CONTROLLER_NAME = 'ingress-controller';

/** Which ends a focus means: one flag for each identity, and the controller's as the last one. */
export interface Chosen {
  readonly flags: readonly boolean[];
  /** Names that match no workload. */
  readonly unmatched: readonly string[];
}

/** `resolve` gives the positions of the workloads that a name means which is no plain name of a workload: a pod, or what a Deployment makes. */
export function choose(
  names: readonly string[], identities: readonly Identity[], controller: boolean, resolve: (name: string) => readonly number[],
): Chosen {
  const wanted = new Set(names);
  const met = new Set<string>();
  const isWanted = (spellings: readonly string[]) => {
    const hits = spellings.filter((spelling) => wanted.has(spelling));
    hits.forEach((hit) => met.add(hit));
    return hits.length > 0;
  };
  const flags = identities.map(({ label, namespace, name }) => isWanted([name, `${namespace}/${name}`, label]));
  flags.push(controller && isWanted([CONTROLLER_NAME]));
  for (const name of wanted) {
    const positions = met.has(name) ? new Set() : new Set(resolve(name));
    if (positions.size > 0) met.add(name);
    identities.forEach((identity, i) => {
      if (identity.positions.some((position) => positions.has(position))) flags[i] = true;
    });
  }
  return { flags, unmatched: [...wanted].filter((name) => !met.has(name)) };
}

/** Whether a list shows a pair of workloads, by their numbers; ends outside the cluster are `undefined`. */
export type PairTest = (source: number | undefined, destination: number | undefined) => boolean;

/** The test of a focus. */
export function focusTest(focus: Focus, workloads: Chosen, peers: Chosen): PairTest {
  if (focus.workloads === undefined || focus.workloads.length === 0) return () => true;
  const inFocus = (end: number | undefined) => end !== undefined && workloads.flags[end];
  const anyPeer = focus.peers === undefined || focus.peers.length === 0;
  const isPeer = (end: number | undefined) => anyPeer || (end !== undefined && peers.flags[end]);
  const outward: PairTest = (source, destination) => inFocus(source) && isPeer(destination);
  if (focus.direction === 'egress') return outward;
  if (focus.direction === 'ingress') return (source, destination) => outward(destination, source);
  return (source, destination) => outward(source, destination) || outward(destination, source);
}
