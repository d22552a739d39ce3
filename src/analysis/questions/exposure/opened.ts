import { namespaceLabels } from '../../../model';
import { TrafficSet } from '../../../sets';
import { PeerSet } from '../../../results/peer-set';
import type { PodGroup } from './pods-to-come';
import { isMoreGeneral, Naming } from './port-names';

/** Pods that could be created, by what they must be and must not be, with what is open to all of them. */
export interface Opened {
  readonly peers: PeerSet;
  readonly except: readonly PeerSet[];
  /** The ports that are meant, by the names that the pods give them. */
  readonly naming: Naming;
  /** The groups of pods that are meant. */
  readonly groups: readonly number[];
  /** What the workload's own side lets all of them pass. */
  readonly common: TrafficSet;
}

/** What is opened, and to which of the pods. */
interface OpenedInput {
  /** What selects the pods, more general selections first; the first one selects all. */
  readonly selections: readonly PeerSet[];
  /** The pods, in groups that neither the selections nor the traffic tells apart. */
  readonly groups: readonly Pick<PodGroup, 'matches'>[];
  /** More general ones first. */
  readonly namings: readonly Naming[];
  /** What a group may pass at every port that a naming means. */
  readonly open: (group: number, naming: Naming) => TrafficSet;
}

interface Answer {
  /** General ones first; what a more general line says is not said again. */
  readonly lines: readonly Opened[];
  /** Whether the lines tell of everything that is open. */
  readonly complete: boolean;
}

/** The most lines of one naming for what no selector of a rule alone describes. */
const MAX_SINGLE_KINDS = 200;
const MAX_EXCEPTIONS = 8;

/** Says what is open in lines, each of which is true of all pods and all ports that it means. */
export function openedTo(input: OpenedInput): Answer {
  const lines: Opened[] = [];
  let complete = true;
  const said = new Map<Naming, readonly TrafficSet[]>();
  for (const naming of input.namings) {
    const general = [...said].filter(([other]) => isMoreGeneral(other, naming)).map(([, sets]) => sets);
    const before = input.groups.map((_, g) => general.reduce((set, sets) => set.union(sets[g]), TrafficSet.NONE));
    const open = input.groups.map((_, g) => input.open(g, naming));
    const found = openedBy(input, naming, open, before);
    lines.push(...found.lines);
    complete &&= found.complete;
    said.set(naming, found.covered);
  }
  return { lines, complete };
}

function openedBy(
  { selections, groups }: OpenedInput,
  naming: Naming,
  open: readonly TrafficSet[],
  before: readonly TrafficSet[],
): Answer & { readonly covered: readonly TrafficSet[] } {
  const covered = [...before];
  const lines: Opened[] = [];
  if (open.every((traffic, g) => traffic.isSubsetOf(before[g]))) return { lines, complete: true, covered };
  const take = ({ peers, except, groups: meant }: Kind) => {
    const common = intersectionOf(meant, open).subtract(intersectionOf(meant, before));
    if (meant.length === 0 || common.isEmpty() || meant.every((g) => common.isSubsetOf(covered[g]))) return;
    lines.push({ peers, except, naming, groups: meant, common });
    for (const g of meant) covered[g] = covered[g].union(common);
  };
  const all = [...groups.keys()];
  selections.forEach((peers, s) => take({ peers, except: [], groups: all.filter((g) => groups[g].matches[s] === 'definite') }));
  let complete = true;
  let singles = 0;
  for (const g of all) {
    if (open[g].isSubsetOf(covered[g])) continue;
    const kind = singles++ < MAX_SINGLE_KINDS ? kindOf(g, selections, groups, (other) => open[g].isSubsetOf(open[other])) : undefined;
    if (kind === undefined) complete = false;
    else take(kind);
  }
  return { lines, complete, covered };
}

function intersectionOf(groups: readonly number[], sets: readonly TrafficSet[]): TrafficSet {
  let common = TrafficSet.ALL;
  for (const g of groups) {
    if (common.isEmpty()) break;
    common = common.intersect(sets[g]);
  }
  return common;
}

interface Kind {
  readonly peers: PeerSet;
  readonly except: readonly PeerSet[];
  readonly groups: readonly number[];
}

/**
 * The most general kind that holds a group, and else only groups that are `alike`: what selectors of rules select, or what all of those
 * that select the group do, but for what others select.
 */
function kindOf(group: number, selections: readonly PeerSet[], groups: OpenedInput['groups'], alike: (group: number) => boolean): Kind | undefined {
  const { matches } = groups[group];
  const selecting = [...selections.keys()].filter((s) => matches[s] === 'definite');
  const others = [...selections.keys()].filter((s) => matches[s] === 'no');
  const isAlike = groups.map((_, g) => alike(g));
  const mayMean = (s: number) => (g: number) => groups[g].matches[s] !== 'no';
  for (const chosen of [...selecting.map((s) => [s]), selecting]) {
    const meant = [...groups.keys()].filter((g) => chosen.every((s) => groups[g].matches[s] === 'definite'));
    let different = meant.filter((g) => !isAlike[g]);
    const except: number[] = [];
    const isHarmless = (s: number) => !meant.some((g) => isAlike[g] && mayMean(s)(g));
    const useful = different.length === 0 ? [] : others.filter((s) => different.some(mayMean(s)));
    for (const s of [...useful.filter(isHarmless), ...useful.filter((other) => !isHarmless(other))]) {
      if (different.length === 0 || except.length > MAX_EXCEPTIONS) break;
      if (!different.some(mayMean(s))) continue;
      except.push(s);
      different = different.filter((g) => !mayMean(s)(g));
    }
    if (different.length > 0 || except.length > MAX_EXCEPTIONS) continue;
    return {
      peers: chosen.map((s) => selections[s]).reduce(intersection),
      except: except.map((s) => selections[s]),
      groups: meant.filter((g) => !except.some((s) => mayMean(s)(g))),
    };
  }
  return undefined;
}

/** The pods that both mean. */
function intersection(a: PeerSet, b: PeerSet): PeerSet {
  const [x, y] = [a._selector, b._selector];
  const both = 'name' in x.namespaces && 'name' in y.namespaces ? x.namespaces : { labels: namespaceLabels(x.namespaces).intersect(namespaceLabels(y.namespaces)) };
  return PeerSet._of({ namespaces: both, pods: x.pods.intersect(y.pods) });
}
