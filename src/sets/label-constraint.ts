import type { Match } from './match';
import { passes, TextTest, textOf } from './text-test';

const NO_TESTS: readonly TextTest[] = [];

/**
 * What a label may be: absent, or one of a finite set of values, or any but some, as far as tests of its text let it; immutable and canonical.
 * Selector requirements on one key are such sets, and so is every conjunction of them.
 */
export class LabelConstraint {
  /** Absent or any value. */
  public static readonly EVERYTHING = new LabelConstraint(true, true, []);

  /** Present with one of the values. */
  public static in(values: Iterable<string>): LabelConstraint {
    return new LabelConstraint(false, false, sorted(values));
  }

  /** Present with this value. */
  public static of(value: string): LabelConstraint {
    return new LabelConstraint(false, false, [value]);
  }

  /** Absent, or present with none of the values. */
  public static notIn(values: Iterable<string>): LabelConstraint {
    return new LabelConstraint(true, true, sorted(values));
  }

  /** Present with any value. */
  public static exists(): LabelConstraint {
    return new LabelConstraint(false, true, []);
  }

  /** Absent. */
  public static doesNotExist(): LabelConstraint {
    return new LabelConstraint(true, false, []);
  }

  /** Present, with a text that passes the test; or, where the test is negated, absent as well. */
  public static passing(test: TextTest): LabelConstraint {
    if (test.text === '') return test.negated ? LabelConstraint.doesNotExist() : LabelConstraint.exists();
    return new LabelConstraint(test.negated, true, [], [test]);
  }

  /**
   * `cofinite`: all values except `values` that pass the `tests`; otherwise exactly these.
   *
   * INVARIANT: `values` is ascending without duplicates, so equal sets have equal lists (law: test/sets/selectors.test.ts). Finite sets have no
   * tests, and each of the values that a test is asked beside passes it.
   */
  private constructor(
    public readonly allowsAbsent: boolean,
    public readonly cofinite: boolean,
    public readonly values: readonly string[],
    /** Ascending by their texts. */
    public readonly tests: readonly TextTest[] = NO_TESTS,
  ) {}

  /** Whether a label with this value, or an absent one (`undefined`), is allowed. */
  public contains(value: string | undefined): boolean {
    if (value === undefined) return this.allowsAbsent;
    return this.values.includes(value) !== this.cofinite && (this.tests.length === 0 || passes(value, this.tests));
  }

  /** Whether a label is allowed that is present with a value that is not known. */
  public matchPresent(): Match {
    if (this.values.length + this.tests.length > 0) return 'possible';
    return this.cofinite ? 'definite' : 'no';
  }

  /** Whether a label is allowed of which nothing is known: it may be absent, or have any value. */
  public matchUnknown(): Match {
    if (this.isEverything()) return 'definite';
    return this.isEmpty() ? 'no' : 'possible';
  }

  /** Whether neither absence nor any value is allowed. */
  public isEmpty(): boolean {
    return !this.allowsAbsent && !this.cofinite && this.values.length === 0;
  }

  /** Whether absence and every value are allowed. */
  public isEverything(): boolean {
    return this.allowsAbsent && this.cofinite && this.values.length + this.tests.length === 0;
  }

  public equals(other: LabelConstraint): boolean {
    return (
      this.allowsAbsent === other.allowsAbsent &&
      this.cofinite === other.cofinite &&
      this.values.length === other.values.length &&
      this.tests.length === other.tests.length &&
      this.tests.every((test, i) => textOf(test) === textOf(other.tests[i])) &&
      this.values.every((value, i) => value === other.values[i])
    );
  }

  public intersect(other: LabelConstraint): LabelConstraint {
    const absent = this.allowsAbsent && other.allowsAbsent;
    if (this.cofinite && other.cofinite) {
      const tests = together(this.tests, other.tests);
      return new LabelConstraint(absent, true, sorted([...this.values, ...other.values]).filter((value) => passes(value, tests)), tests);
    }
    const [finite, rest] = this.cofinite ? [other, this] : [this, other];
    return new LabelConstraint(absent, false, finite.values.filter((value) => rest.contains(value)));
  }

  /** Whether everything allowed here is allowed there; label values are taken as inexhaustible, and a test implies no other one. */
  public isSubsetOf(other: LabelConstraint): boolean {
    if (this.allowsAbsent && !other.allowsAbsent) return false;
    if (!this.cofinite) return this.values.every((value) => other.contains(value));
    const asked = new Set(this.tests.map(textOf));
    return other.cofinite && other.values.every((value) => !this.contains(value)) && other.tests.every((test) => asked.has(textOf(test)));
  }

  /** A text that is equal exactly for equal constraints. */
  public toString(): string {
    return `${this.allowsAbsent ? '?' : ''}${this.cofinite ? '!' : ''}${JSON.stringify(this.values)}${this.tests.map(textOf).join('')}`;
  }
}

function together(a: readonly TextTest[], b: readonly TextTest[]): readonly TextTest[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const byText = new Map([...a, ...b].map((test) => [textOf(test), test]));
  return [...byText.keys()].sort().map((text) => byText.get(text)!);
}

function isAscending(values: readonly string[]): boolean {
  for (let i = 1; i < values.length; i++) if (values[i - 1] >= values[i]) return false;
  return true;
}

function sorted(values: Iterable<string>): readonly string[] {
  if (Array.isArray(values) && isAscending(values)) return values.slice();
  return [...new Set(values)].sort();
}
