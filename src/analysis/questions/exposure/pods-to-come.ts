import type { Row } from '../../../engine';
import type { ContainerPort, Direction } from '../../../model';
import { bothMatch, Match, TrafficSet } from '../../../sets';
import type { PeerSet } from '../../../results/peer-set';
import type { World } from '../prove/world';
import { onNamed } from './port-names';

/** Pods that could be created and that no rule tells apart, whatever names their ports have. */
interface PodKind {
  readonly namespace: string;
  /** The same for the same labels. */
  readonly labels: number;
  /** Number of a set of port names → class of the world; there is one for each. */
  readonly classes: readonly number[];
}

/** Kinds that some selections and one row do not tell apart. */
export interface PodGroup {
  /** By the position of the selection. */
  readonly matches: readonly Match[];
  /** Outcome of the row, by the number of the set of port names. */
  readonly outcomes: readonly number[];
  /** For each way in which policies of such pods themselves treat others: the classes of one kind, by the number of the set of port names. */
  readonly examples: readonly (readonly number[])[];
}

/** The pods that could be created; the names of their ports apart from what else they are. */
export class PodsToCome {
  /** The sets of names that ports have, each ascending; the first one is empty. */
  public readonly variants: readonly (readonly string[])[];

  private readonly kinds: readonly PodKind[];
  private readonly ports: readonly (readonly ContainerPort[])[];
  private readonly matches = new Map<string, Uint8Array>();
  private readonly named: readonly Map<string, TrafficSet>[];
  private readonly treatments: Partial<Record<Direction, Int32Array>> = {};

  public constructor(private readonly world: World) {
    const [lists, labels, addresses] = [new Numbers(), new Numbers(), new Numbers()];
    const kinds = new Map<string, { readonly namespace: string; readonly labels: number; readonly classes: number[] }>();
    const ports: (readonly ContainerPort[])[] = [];
    for (const { pod: { workload }, classId } of world.made()) {
      const list = lists.of(workload.ports);
      ports[list] = workload.ports;
      const key = `${labels.of(workload.labels)} ${addresses.of(workload.addresses)} ${workload.namespace}`;
      let kind = kinds.get(key);
      if (kind === undefined) kinds.set(key, (kind = { namespace: workload.namespace, labels: labels.of(workload.labels), classes: [] }));
      kind.classes[list] = classId;
    }
    this.ports = ports;
    this.variants = ports.map((list) => [...new Set(list.flatMap(({ name }) => name ?? []))].sort());
    this.named = ports.map(() => new Map());
    // where the number of pods is limited, the last kind may lack some
    this.kinds = [...kinds.values()].filter(({ classes }) => ports.every((_, list) => classes[list] !== undefined));
  }

  /** The numbers of the sets of port names that matter: names are looked up at destinations. */
  public variantsOf(direction: Direction): readonly number[] {
    return direction === 'egress' ? [...this.variants.keys()] : [0];
  }

  /** How many kinds a selection definitely selects. */
  public count(peers: PeerSet): number {
    return this.match(peers).reduce((count, code) => (MATCHES[code] === 'definite' ? count + 1 : count), 0);
  }

  /** All kinds, as a row and selections see them. `row`: that of the direction. */
  public groups(direction: Direction, row: Row, selections: readonly PeerSet[]): PodGroup[] {
    const variants = this.variantsOf(direction);
    const groupOf = new Int32Array(this.kinds.length);
    for (const v of variants) refine(groupOf, (k) => row.at(this.kinds[k].classes[v]));
    const matches = selections.map((peers) => this.match(peers));
    for (const match of matches) refine(groupOf, (k) => match[k]);
    const treatment = this.treatmentBy(direction);
    const groups: { matches: Match[]; outcomes: number[]; examples: Map<number, readonly number[]> }[] = [];
    groupOf.forEach((group, k) => {
      const { classes } = this.kinds[k];
      groups[group] ??= {
        matches: matches.map((match) => MATCHES[match[k]]), outcomes: variants.map((v) => row.at(classes[v])), examples: new Map(),
      };
      if (!groups[group].examples.has(treatment[k])) groups[group].examples.set(treatment[k], classes);
    });
    return groups.map((group) => ({ ...group, examples: [...group.examples.values()] }));
  }

  /** What passes at ports that have just these names, by what passes to a pod that declares them. */
  public onNames(variant: number, traffic: TrafficSet): TrafficSet {
    if (variant === 0) return traffic;
    const known = this.named[variant];
    let found = known.get(traffic.key);
    if (found === undefined) known.set(traffic.key, (found = onNamed(this.ports[variant], traffic)));
    return found;
  }

  /** Numbers of kinds that are the same where policies of the pods themselves are. */
  private treatmentBy(direction: Direction): Int32Array {
    let found = this.treatments[direction];
    if (found === undefined) {
      found = new Int32Array(this.kinds.length);
      const other = direction === 'ingress' ? 'egress' : 'ingress';
      for (const v of this.variantsOf(direction)) refine(found, (k) => this.world.engine.rowNumber(other, this.kinds[k].classes[v]));
      this.treatments[direction] = found;
    }
    return found;
  }

  /** Whether a selection selects each kind, as positions in `MATCHES`: a byte each, for there may be as many selections. */
  private match(peers: PeerSet): Uint8Array {
    const known = this.matches.get(peers._key);
    if (known !== undefined) return known;
    const { namespaces, pods } = peers._selector;
    const [inside, selected] = [new Map<string, Match>(), new Map<number, Match>()];
    const found = Uint8Array.from(this.kinds, ({ namespace, labels, classes: [c] }) => {
      let where = inside.get(namespace);
      let what = selected.get(labels);
      if (where === undefined || what === undefined) {
        const facts = this.world.facts(c);
        where = 'name' in namespaces ? (namespaces.name === facts.namespace ? 'definite' : 'no') : namespaces.labels.match(facts.namespaceLabels);
        what = pods.match(facts.labels);
        inside.set(namespace, where);
        selected.set(labels, what);
      }
      return MATCHES.indexOf(bothMatch(where, what));
    });
    this.matches.set(peers._key, found);
    return found;
  }
}

const MATCHES: readonly Match[] = ['no', 'possible', 'definite'];

/** Divides numbered groups by a number of each member; the groups are numbered anew, in the order of their first members. */
function refine(groupOf: Int32Array, numberOf: (member: number) => number): void {
  const found = new Map<number, Map<number, number>>();
  let count = 0;
  for (let i = 0; i < groupOf.length; i++) {
    let within = found.get(groupOf[i]);
    if (within === undefined) found.set(groupOf[i], (within = new Map()));
    const number = numberOf(i);
    let group = within.get(number);
    if (group === undefined) within.set(number, (group = count++));
    groupOf[i] = group;
  }
}

/** Numbers for objects, from 0 in the order in which they are met. */
class Numbers {
  private readonly known = new Map<object, number>();

  public of(item: object): number {
    let number = this.known.get(item);
    if (number === undefined) this.known.set(item, (number = this.known.size));
    return number;
  }
}
