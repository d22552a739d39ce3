import { fieldsOf } from '../manifest';
import type { Manifest } from '../manifest';
import type { ObjectProblems } from '../object-problems';
import type { Place } from '../place';

/** The tiers that every cluster has. @see https://antrea.io/docs/main/docs/antrea-network-policy/ (Tier) */
const STATIC: ReadonlyMap<string, number> = new Map([
  ['emergency', 50], ['securityops', 100], ['networkops', 150], ['platform', 200], ['application', 250], ['baseline', 253],
]);

/** Of kinds of the policy API, and kept for later ones. */
const RESERVED: readonly number[] = [251, 252, 254, 255];

/** Their first spelling, which policies may still have. */
const FIRST_SPELLING: ReadonlyMap<string, string> = new Map(
  ['Emergency', 'SecurityOps', 'NetworkOps', 'Platform', 'Application', 'Baseline'].map((name) => [name, name.toLowerCase()]),
);

/** All of them, those of every cluster included. */
const MOST = 20;

/** That of policies that name none. */
export const DEFAULT_TIER = 'application';

/** The tiers of an input: those that every cluster has, and those of its objects. */
export class Tiers {
  private readonly priorities = new Map(STATIC);

  /** Takes a tier in, or reports what the API server has against it. */
  public add({ name, value }: Manifest, place: Place, problems: ObjectProblems): void {
    const { priority } = fieldsOf(value.spec);
    if (typeof priority !== 'number') return;
    const at = place.at('spec').at('priority');
    if (this.priorities.get(name) === priority) return;
    const holder = [...this.priorities].find(([other, taken]) => other !== name && taken === priority);
    if (holder !== undefined) problems.add('invalid-value', at, `must be another than that of the tier ${holder[0]}, got ${priority}`);
    else if (RESERVED.includes(priority)) problems.add('invalid-value', at, `must not be one of ${RESERVED.join(', ')}, which are reserved, got ${priority}`);
    else if (STATIC.has(name)) problems.add('invalid-value', at, `must be ${STATIC.get(name)} for the tier ${name}, got ${priority}`);
    else if (this.priorities.size >= MOST && !this.priorities.has(name)) problems.add('invalid-value', place, `must be one of at most ${MOST} tiers`);
    if (problems.count === 0) this.priorities.set(name, priority);
  }

  /** The priority of the tier that a policy names; one that names none is of the tier `application`. `undefined`: the input has no such tier. */
  public of(name: unknown): Tier | undefined {
    const written = typeof name === 'string' && name !== '' ? name : DEFAULT_TIER;
    const known = FIRST_SPELLING.get(written) ?? written;
    const priority = this.priorities.get(known);
    return priority === undefined ? undefined : { name: known, priority, isBaseline: priority === STATIC.get('baseline') };
  }
}

/** A part of the order of the policies. */
export interface Tier {
  readonly name: string;
  readonly priority: number;
  /** Whether it comes after NetworkPolicy. */
  readonly isBaseline: boolean;
}
