import { fieldsOf, listOf } from '../manifest';
import type { Manifest } from '../manifest';
import type { Tier } from './tiers';

/** A policy that nothing refuses, and its tier. */
export interface Accepted {
  readonly object: Manifest;
  readonly tier: Tier;
  readonly priority: number;
}

/** Where the rules of an input stand: by tier, then by priority, then by their position. */
export class Orders {
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly counts = new Map<string, number>();
  private readonly stride: number;

  constructor(accepted: readonly Accepted[]) {
    const places = new Map(accepted.map((one) => [keyOf(one), one]));
    const sorted = [...places].sort(([, a], [, b]) => a.tier.priority - b.tier.priority || a.priority - b.priority);
    this.ranks = new Map(sorted.map(([key], rank) => [key, rank]));
    for (const one of accepted) this.counts.set(keyOf(one), (this.counts.get(keyOf(one)) ?? 0) + 1);
    this.stride = 1 + accepted.reduce((most, { object }) => Math.max(most, ...(['ingress', 'egress'] as const).map((direction) => listOf(fieldsOf(object.value.spec)[direction]).length)), 0);
  }

  /** Whether no other policy has its tier and priority. */
  public isAlone(accepted: Accepted): boolean {
    return this.counts.get(keyOf(accepted)) === 1;
  }

  /** The place of a rule. */
  public placeOf(accepted: Accepted, position: number): { readonly order: number; readonly place: string } {
    const { tier, priority } = accepted;
    const rule = this.isAlone(accepted) ? '' : `, rule ${position + 1}`;
    return { order: this.ranks.get(keyOf(accepted))! * this.stride + position, place: `tier ${tier.name}, priority ${priority}${rule}` };
  }
}

function keyOf({ tier, priority }: Accepted): string {
  return `${tier.priority} ${priority}`;
}
