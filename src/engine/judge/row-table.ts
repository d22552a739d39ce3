import type { Direction, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import type { Classes, PolicyLists } from '../compile';
import type { Outside } from './outside';
import type { Row } from './rows';

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

  public constructor(public readonly policies: PolicyLists, private readonly key: RowKey) {
    this.of = new Int32Array(policies.classes);
    for (let c = 0; c < policies.classes; c++) this.assign(c);
  }

  /** Gives a class the row of its policies, after they changed or the policies themselves did. */
  public reassign(of: number, policies: readonly number[]): void {
    this.forget(this.of[of]);
    this.policies.change(of, policies);
    this.assign(of);
    this.forget(this.of[of]);
  }

  private assign(of: number): void {
    const key = this.key(of, this.policies.of(of));
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
