import { LabelConstraint } from './label-constraint';
import type { Match } from './match';

/** Labels of an object: own properties only. */
export type Labels = Readonly<Record<string, string>>;

/** The labels of an object of which not everything is known. */
export interface PartialLabels {
  /** Labels whose values are known. */
  readonly labels: Labels;
  /**
   * Keys that are present with a value that is not known.
   * @default - none
   */
  readonly unknownLabels?: readonly string[];
  /**
   * Whether there may be labels beside these.
   * @default false
   */
  readonly openLabels?: boolean;
}

/** Large inputs repeat few selectors very often: up to this many are kept once. */
const MAX_SHARED = 20_000;
const SHARED = new Map<string, LabelSelector>();
/** Key → value → the selector of just that label: by far the most frequent ones, found without writing a text. */
const ONE_LABEL = new Map<string, Map<string, LabelSelector>>();
let oneLabels = 0;

function shared(selector: LabelSelector): LabelSelector {
  const text = selector.toString();
  const known = SHARED.get(text);
  if (known === undefined && SHARED.size < MAX_SHARED) SHARED.set(text, selector);
  return known ?? selector;
}

/** The value of a label, `undefined` when absent; inherited properties are no labels. */
export function labelOf(labels: Labels, key: string): string | undefined {
  return Object.prototype.hasOwnProperty.call(labels, key) ? labels[key] : undefined;
}

/**
 * A conjunction of constraints on labels; immutable and canonical.
 *
 * INVARIANT: one constraint for each key, keys ascending, and no constraint that allows everything, so equal selectors have equal texts
 * (law: test/sets/selectors.test.ts).
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export class LabelSelector {
  /** Selects everything. */
  public static readonly EVERYTHING = new LabelSelector([]);

  /** All the constraints together; several on one key are intersected. */
  public static of(constraints: Iterable<readonly [key: string, constraint: LabelConstraint]>): LabelSelector {
    if (Array.isArray(constraints) && constraints.length === 1 && !constraints[0][1].isEverything()) return LabelSelector.single(constraints[0]);
    const byKey = new Map<string, LabelConstraint>();
    for (const [key, constraint] of constraints) {
      const before = byKey.get(key);
      byKey.set(key, before === undefined ? constraint : before.intersect(constraint));
    }
    const sorted = [...byKey].filter(([, constraint]) => !constraint.isEverything()).sort(([a], [b]) => (a < b ? -1 : 1));
    if (sorted.length === 1) return LabelSelector.single(sorted[0]);
    return sorted.length === 0 ? LabelSelector.EVERYTHING : shared(new LabelSelector(sorted));
  }

  /** One label present with exactly this value. */
  public static label(key: string, value: string): LabelSelector {
    let values = ONE_LABEL.get(key);
    const known = values?.get(value);
    if (known !== undefined) return known;
    const selector = new LabelSelector([[key, LabelConstraint.of(value)]]);
    if (oneLabels++ < MAX_SHARED) {
      if (values === undefined) ONE_LABEL.set(key, (values = new Map()));
      values.set(value, selector);
    }
    return selector;
  }

  /** Each label present with exactly this value. */
  public static labels(labels: Labels): LabelSelector {
    const keys = Object.keys(labels);
    if (keys.length === 1) return LabelSelector.label(keys[0], labels[keys[0]]);
    return LabelSelector.of(Object.entries(labels).map(([key, value]) => [key, LabelConstraint.in([value])] as const));
  }

  /** One constraint, which does not allow everything. */
  private static single(one: readonly [key: string, constraint: LabelConstraint]): LabelSelector {
    const [key, { allowsAbsent, cofinite, values }] = one;
    return !allowsAbsent && !cofinite && values.length === 1 ? LabelSelector.label(key, values[0]) : shared(new LabelSelector([one]));
  }

  private text?: string;

  private constructor(public readonly constraints: readonly (readonly [key: string, constraint: LabelConstraint])[]) {}

  public isEverything(): boolean {
    return this.constraints.length === 0;
  }

  public matches(labels: Labels): boolean {
    const { constraints } = this;
    for (let i = 0; i < constraints.length; i++) if (!constraints[i][1].contains(labelOf(labels, constraints[i][0]))) return false;
    return true;
  }

  /** Whether something is selected of whose labels not everything is known: each label that is not known may be anything. */
  public match({ labels, unknownLabels = NO_KEYS, openLabels = false }: PartialLabels): Match {
    let match: Match = 'definite';
    for (const [key, constraint] of this.constraints) {
      const one = matchLabel(constraint, labelOf(labels, key), unknownLabels.includes(key), openLabels);
      if (one === 'no') return 'no';
      if (one === 'possible') match = 'possible';
    }
    return match;
  }

  /** Whether some set of labels is selected. */
  public isSatisfiable(): boolean {
    for (const [, constraint] of this.constraints) if (constraint.isEmpty()) return false;
    return true;
  }

  /** Whether everything selected here is selected there. */
  public implies(other: LabelSelector): boolean {
    if (!this.isSatisfiable()) return true;
    const mine = new Map(this.constraints);
    return other.constraints.every(([key, constraint]) => {
      const stricter = mine.get(key);
      return stricter === undefined ? LabelConstraint.EVERYTHING.isSubsetOf(constraint) : stricter.isSubsetOf(constraint);
    });
  }

  public intersect(other: LabelSelector): LabelSelector {
    return LabelSelector.of([...this.constraints, ...other.constraints]);
  }

  public equals(other: LabelSelector): boolean {
    return this === other || this.toString() === other.toString();
  }

  /** The same for equal selectors, and for no others; to find a selector again, not to show it. */
  public get key(): string {
    return this.toString();
  }

  /** A text that is equal exactly for equal selectors. */
  public toString(): string {
    return (this.text ??= this.constraints.map(([key, constraint]) => `${JSON.stringify(key)}${constraint.toString()}`).join('&'));
  }
}

const NO_KEYS: readonly string[] = [];

function matchLabel(constraint: LabelConstraint, value: string | undefined, isUnknown: boolean, isOpen: boolean): Match {
  if (isUnknown) return constraint.matchPresent();
  if (value === undefined && isOpen) return constraint.matchUnknown();
  return constraint.contains(value) ? 'definite' : 'no';
}
