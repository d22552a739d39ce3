import type { Direction, Policy } from '../model';
import type { Enforcement } from '../profiles';
import { means } from './class-list';
import type { Classes } from './classes';
import type { Outside } from './outside';
import type { Row } from './rows';
import { isolates } from './rules';
import type { Subjects } from './subjects';

/** The rows of one direction: which class has which, and those that were worked out. */
export class RowTable {
  /** Class → number of its row. */
  public readonly of: Int32Array;
  /** Row → a class that has it. */
  public readonly from: readonly number[];
  public readonly made: (Row | undefined)[];
  public readonly outside: (Outside | undefined)[];

  /** `policies`: class → numbers of the policies that bear on it. Classes of equal keys share a row. */
  public constructor(public readonly policies: readonly (readonly number[])[], keys: (policies: readonly (readonly number[])[]) => Iterable<string>) {
    const numbers = new Map<string, number>();
    const from: number[] = [];
    this.of = new Int32Array(policies.length);
    let c = 0;
    for (const key of keys(policies)) {
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = from.push(c) - 1));
      this.of[c++] = number;
    }
    this.from = from;
    this.made = new Array<Row | undefined>(from.length);
    this.outside = new Array<Outside | undefined>(from.length);
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

function bears(policy: Policy, direction: Direction, profile: Enforcement): boolean {
  if (!profile.enforces) return false;
  if (policy.unread !== undefined || isolates(policy, direction, profile)) return true;
  return policy.stage.end === 'next' && policy.rules.some((rule) => rule.direction === direction);
}

/** What decides about a class's row: its policies and, where names are resolved at it, its named ports. */
export function* rowKeys(
  direction: Direction,
  policies: readonly Policy[],
  lists: readonly (readonly number[])[],
  { count, example, portsOf, hostNetwork }: Classes,
  profile: Enforcement,
): Generator<string> {
  const named = policies.map((p) => direction === 'ingress' && p.rules.some((r) => r.direction === direction && r.traffic.named.length > 0));
  for (let c = 0; c < count; c++) {
    let key = lists[c].join();
    if (hostNetwork.length > 0 && example[c].hostNetwork) key += '|host';
    if (lists[c].some((p) => named[p])) key += `|${portsOf[c]}`;
    if (profile.eitherDirectionSuffices && lists[c].length > 0) key += `|#${c}`;
    yield key;
  }
}
