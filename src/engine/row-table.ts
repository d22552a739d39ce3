import type { Direction, Policy } from '../model';
import type { Enforcement } from '../profiles';
import { means } from './class-list';
import type { Classes } from './classes';
import type { Outside } from './outside';
import type { Row } from './rows';
import { isolates } from './rules';
import type { Subjects } from './subjects';

/** What decides about the row of a class: a text that is equal for classes that are judged alike. */
export type RowKey = (of: number, policies: readonly number[]) => string;

/** The rows of one direction: which class has which, and those that were worked out. */
export class RowTable {
  /** Class → number of its row. */
  public readonly of: Int32Array;
  /** Row → a class that has it. */
  public readonly from: number[] = [];
  public readonly made: (Row | undefined)[] = [];
  public readonly outside: (Outside | undefined)[] = [];
  private readonly numbers = new Map<string, number>();

  /** `policies`: class → numbers of the policies that bear on it, ascending. */
  public constructor(public readonly policies: number[][], private readonly key: RowKey) {
    this.of = new Int32Array(policies.length);
    for (let c = 0; c < policies.length; c++) this.assign(c);
  }

  /** Gives a class the row of its policies, after they changed or the policies themselves did. */
  public reassign(of: number, policies: number[]): void {
    this.forget(this.of[of]);
    this.policies[of] = policies;
    this.assign(of);
    this.forget(this.of[of]);
  }

  private assign(of: number): void {
    const key = this.key(of, this.policies[of]);
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.from.push(of) - 1));
    this.from[number] = of;
    this.of[of] = number;
  }

  private forget(row: number): void {
    this.made[row] = undefined;
    this.outside[row] = undefined;
  }
}

/** Class → numbers of the policies that bear on it in a direction, ascending. */
export function applicablePolicies(
  direction: Direction,
  policies: readonly Policy[],
  subjects: readonly Subjects[],
  classes: number,
  profile: Enforcement,
): number[][] {
  const lists: number[][] = Array.from({ length: classes }, () => []);
  policies.forEach((policy, p) => {
    if (!bears(policy, direction, profile)) return;
    const { sure, maybe } = subjects[p];
    if (sure.except) for (let c = 0; c < classes; c++) if (means(sure, c)) lists[c].push(p);
    if (!sure.except) for (const c of sure.list) lists[c].push(p);
    for (const c of maybe.list) lists[c].push(p);
  });
  return lists;
}

/** Whether a policy has a say about a direction of its subjects. */
export function bears(policy: Policy, direction: Direction, profile: Enforcement): boolean {
  if (!profile.enforces) return false;
  if (policy.unread !== undefined || isolates(policy, direction, profile)) return true;
  return policy.stage.end === 'next' && policy.rules.some((rule) => rule.direction === direction);
}

/** A class's row depends on its policies and, where names are resolved at it, on its named ports. */
export function rowKey(direction: Direction, policies: readonly Policy[], { example, portsOf, hostNetwork }: Classes, profile: Enforcement): RowKey {
  const named = (p: number) => policies[p].rules.some((rule) => rule.direction === direction && rule.traffic.named.length > 0);
  const known = new Map<Policy, boolean>();
  const namedOnce = (p: number) => {
    let answer = known.get(policies[p]);
    if (answer === undefined) known.set(policies[p], (answer = named(p)));
    return answer;
  };
  return (of, list) => {
    let key = list.join();
    if (hostNetwork.length > 0 && example[of].hostNetwork) key += '|host';
    if (direction === 'ingress' && list.some(namedOnce)) key += `|${portsOf[of]}`;
    if (profile.eitherDirectionSuffices && list.length > 0) key += `|#${of}`;
    return key;
  };
}
