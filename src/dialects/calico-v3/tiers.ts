import type { Stage } from '../../model';
import { NETWORK_POLICIES } from '../isolating-stage';
import { fieldsOf } from '../manifest';
import type { Manifest } from '../manifest';

/** The tier of policies that name none; NetworkPolicies are in it, too. */
export const DEFAULT_TIER = 'default';
/** Where a NetworkPolicy stands among the policies of its tier. @see https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy */
export const ORDER_OF_NETWORK_POLICY = 1000;
/** For policies and tiers without order: they come last. */
export const LAST = Number.MAX_VALUE;

/** What stands in the tiers of ClusterNetworkPolicies is made of these. */
export const DERIVED_TIERS = ['kube-admin', 'kube-baseline'];

interface Tier {
  readonly name: string;
  readonly order: number;
  readonly passes: boolean;
}

const FIXED: readonly Tier[] = [
  { name: 'kube-admin', order: 1_000, passes: true },
  { name: DEFAULT_TIER, order: 1_000_000, passes: false },
  { name: 'kube-baseline', order: 10_000_000, passes: true },
];

/** Between the ranks of the stages of the policy API and of NetworkPolicies: before the first, between two, and after the last. */
const GAPS: readonly (readonly [low: number, high: number])[] = [[1, 99], [111, 199], [201, 299], [311, 399]];

/** The tiers of an input, as stages in the order in which they are asked. */
export class Tiers {
  private readonly stages: ReadonlyMap<string, Stage>;

  /** Of two of one name the later one counts. */
  public constructor(objects: readonly Manifest[]) {
    const byName = new Map(objects.map((object) => [object.name, tierOf(object)]));
    for (const tier of FIXED) byName.set(tier.name, tier);
    const sorted = [...byName.values()].sort(byOrder);
    const gapOf = (tier: Tier) => FIXED.filter((fixed) => byOrder(fixed, tier) < 0).length;
    const own = sorted.filter(({ name }) => FIXED.every((fixed) => fixed.name !== name));
    const stages = new Map<string, Stage>();
    GAPS.forEach(([low, high], gap) => {
      const those = own.filter((tier) => gapOf(tier) === gap);
      those.forEach((tier, i) => stages.set(tier.name, stageOf(tier, low + ((high - low) * (i + 1)) / (those.length + 1))));
    });
    stages.set(DEFAULT_TIER, stageOf(FIXED[1], NETWORK_POLICIES.rank));
    this.stages = stages;
  }

  /** The stage of a tier; `undefined` where the input does not show it, or agents write its policies. */
  public stage(name: string): Stage | undefined {
    return this.stages.get(name);
  }
}

function stageOf({ name, passes }: Tier, rank: number): Stage {
  return { title: `Calico tier ${name}`, rank, isolating: !passes, tiesByName: true };
}

function tierOf({ name, value }: Manifest): Tier {
  const { order, defaultAction } = fieldsOf(value.spec);
  return { name, order: typeof order === 'number' ? order : LAST, passes: defaultAction === 'Pass' };
}

function byOrder(a: Tier, b: Tier): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
