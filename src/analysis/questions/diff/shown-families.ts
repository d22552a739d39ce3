import type { Engine } from '../../../engine';
import { Families, familiesOf } from '../../../model';
import { IpSet } from '../../../sets';
import type { MatchedGroup } from './sides';

/** The families that some pod of a group is shown with in one state, and those that one may have because it is shown without addresses. */
interface Shown {
  readonly stated: Families;
  readonly assumed: Families;
}

/**
 * Where only one state shows the addresses of pods, it tells which families both have: what the other state assumes beyond these is no change.
 * Manifests show none, and a cluster of one family does not close what it never had.
 */
export class ShownFamilies {
  private readonly known = new Map<MatchedGroup, readonly Shown[]>();

  public constructor(private readonly engines: readonly Engine[]) {}

  /** The addresses outside with which a group can be compared. */
  public comparable(group: MatchedGroup): IpSet {
    const [old, now] = this.of(group);
    const left = onlyAssumed(old, now) | onlyAssumed(now, old);
    const v4 = (left & 1) === 0 ? IpSet.ALL_V4 : IpSet.NONE;
    return (left & 2) === 0 ? v4.union(IpSet.ALL_V6) : v4;
  }

  /** Whether two groups share a family in one state only because it does not show the addresses that the other state shows. */
  public shareByAssumption(source: MatchedGroup, destination: MatchedGroup): boolean {
    if ([source, destination].some(({ before, after }) => !before || !after)) return false;
    const both = this.of(source).map((a, e) => {
      const b = this.of(destination)[e];
      const stated = a.stated & b.stated;
      return { stated, assumed: ((a.stated | a.assumed) & (b.stated | b.assumed)) & ~stated };
    });
    const [old, now] = both.map(({ stated, assumed }) => (stated !== 0 ? 'stated' : assumed !== 0 ? 'assumed' : 'none'));
    return (old === 'assumed' && now === 'none') || (old === 'none' && now === 'assumed');
  }

  private of(group: MatchedGroup): readonly Shown[] {
    let found = this.known.get(group);
    if (found === undefined) this.known.set(group, (found = this.engines.map((engine, e) => shownIn(engine, group.member[e]))));
    return found;
  }
}

function shownIn({ classes }: Engine, member: readonly number[]): Shown {
  let [stated, assumed] = [0, 0];
  for (const c of member) {
    const { addresses } = classes.example[c];
    if (addresses.length === 0) assumed = familiesOf(addresses);
    else stated |= familiesOf(addresses);
  }
  return { stated, assumed: assumed & ~stated };
}

/** The families that one state only assumes and that the other state, which shows addresses, does not have. */
function onlyAssumed({ assumed }: Shown, other: Shown): Families {
  return other.stated === 0 ? 0 : assumed & ~(other.stated | other.assumed);
}
