import { append, Cidr, formatCidr, LabelSelector, parseCidr } from '../../sets';
import type { Item } from './encode-peers';
import { isOneValue } from './encode-selector';

type Pods = Item & { type: 'pods' };
type BlockItem = Item & { type: 'block' };

/**
 * Finds, for an item, the other items that mean all that it means, and more; without comparing every pair, for there are policies with
 * thousands of peers. Items of equal meaning must be one item before: then "means more" is a strict order.
 */
export class Coverage {
  private readonly anyone: Item[] = [];
  private readonly blocks = new Map<string, BlockItem[]>();
  private readonly inexact: Pods[] = [];
  /** By the keys of their labels, then by those labels: items where each label has exactly one value. */
  private readonly exact = new Map<string, { keys: Keys; byText: Map<string, Pods> }>();

  constructor(items: Iterable<Item>) {
    for (const item of items) {
      if (item.type === 'anyone') this.anyone.push(item);
      else if (item.type === 'block') append(this.blocks, item.block.cidr, item);
      else if (isExact(item)) this.addExact(item);
      else this.inexact.push(item);
    }
  }

  public covering(item: Item): Item[] {
    if (item.type === 'anyone') return [];
    return [...this.anyone, ...(item.type === 'block' ? this.wider(item) : this.looser(item))];
  }

  private wider(item: BlockItem): Item[] {
    const found: Item[] = [];
    for (const cidr of enclosing(item)) {
      for (const other of this.blocks.get(cidr) ?? []) {
        if (other !== item && item.addresses.isSubsetOf(other.addresses)) found.push(other);
      }
    }
    return found;
  }

  private looser(item: Pods): Item[] {
    const { namespaces, pods } = item;
    const found: Item[] = this.inexact.filter((other) => other !== item && namespaces.implies(other.namespaces) && pods.implies(other.pods));
    for (const { keys, byText } of this.exact.values()) {
      const text = textOf(item, keys);
      const other = text === undefined ? undefined : byText.get(text);
      if (other !== undefined && other !== item) found.push(other);
    }
    return found;
  }

  private addExact(item: Pods): void {
    const keys = { namespaces: keysOf(item.namespaces), pods: keysOf(item.pods) };
    const name = JSON.stringify(keys);
    const bucket = this.exact.get(name) ?? { keys, byText: new Map<string, Pods>() };
    this.exact.set(name, bucket);
    bucket.byText.set(textOf(item, keys)!, item);
  }
}

interface Keys {
  readonly namespaces: readonly string[];
  readonly pods: readonly string[];
}

function isExact({ namespaces, pods }: Pods): boolean {
  return [...namespaces.constraints, ...pods.constraints].every(([, constraint]) => isOneValue(constraint));
}

function keysOf(selector: LabelSelector): string[] {
  return selector.constraints.map(([key]) => key);
}

/** The one value of each key; `undefined` when the item leaves one of them open, for then no exact item can cover it. */
function textOf(item: Pods, keys: Keys): string | undefined {
  const values = [...valuesOf(item.namespaces, keys.namespaces), ...valuesOf(item.pods, keys.pods)];
  return values.includes(undefined) ? undefined : JSON.stringify(values);
}

function valuesOf(selector: LabelSelector, keys: readonly string[]): (string | undefined)[] {
  return keys.map((key) => {
    const constraint = selector.constraints.find(([constrained]) => constrained === key)?.[1];
    return constraint !== undefined && isOneValue(constraint) ? constraint.values[0] : undefined;
  });
}

/** Every block that contains the written one, itself first: an item that covers it is found under one of them, except for unusual exceptions. */
function* enclosing({ block }: BlockItem): Generator<string> {
  const cidr = parseCidr(block.cidr);
  for (let prefix = cidr?.prefix ?? -1; cidr !== undefined && prefix >= 0; prefix--) yield formatCidr(parent(cidr, prefix));
}

function parent(cidr: Cidr, prefix: number): Cidr {
  if (cidr.family === 4) return { ...cidr, base: cidr.base - (cidr.base % 2 ** (32 - prefix)), prefix };
  return { ...cidr, base: cidr.base - (cidr.base % (1n << BigInt(128 - prefix))), prefix };
}
