import { NetfenceError } from '../../errors';
import type { FieldPath, Position } from '../../model';
import type { Labels } from '../../sets';
import { nearest } from '../ends/ends';

/** Something wrong in a file of invariants. */
export interface Fault {
  readonly position: Position;
  readonly message: string;
}

/** A value of a YAML file that knows its place; what is wrong with it is collected. */
export class Field {
  public constructor(
    private readonly value: unknown,
    private readonly path: FieldPath,
    private readonly at: (path: FieldPath) => Position,
    private readonly faults: Fault[],
  ) {}

  public position(): Position {
    return this.at(this.path);
  }

  public fault(message: string): void {
    this.faults.push({ position: this.position(), message });
  }

  /** Runs what may refuse the value, and keeps what it says. */
  public attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof NetfenceError)) throw error;
      this.fault(error.message.slice(error.code.length + 3));
      return undefined;
    }
  }

  public isText(): boolean {
    return typeof this.value === 'string';
  }

  public isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  public has(key: string): boolean {
    return this.isObject() && Object.hasOwn(this.value as object, key);
  }

  /** The fields of an object; others than the known ones are faults. */
  public object<K extends string>(known: readonly K[]): Partial<Record<K, Field>> {
    const found: Partial<Record<K, Field>> = {};
    if (!this.isObject()) {
      this.fault(`this must be an object with ${known.map((name) => `\`${name}\``).join(', ')}`);
      return found;
    }
    const value = this.value as Record<string, unknown>;
    for (const key of Object.keys(value)) {
      const name = known.find((item) => item === key);
      if (name !== undefined) {
        found[name] = this.child(value[key], key);
      } else {
        const near = nearest(key, known);
        this.child(value[key], key).fault(`\`${key}\` means nothing here; ${near === undefined ? `known are ${known.join(', ')}` : `did you mean \`${near}\`?`}`);
      }
    }
    return found;
  }

  public items(): Field[] {
    if (Array.isArray(this.value) && this.value.length > 0) return this.value.map((item, i) => this.child(item, i));
    this.fault('this must be a list with at least one item');
    return [];
  }

  public isList(): boolean {
    return Array.isArray(this.value);
  }

  public text(): string {
    if (typeof this.value === 'string') return this.value;
    this.fault(`this must be a text, got ${this.value === null ? 'nothing' : typeof this.value}; quote it`);
    return '';
  }

  /** A list of texts; a number is taken as it is written. */
  public texts(): string[] {
    return this.items().map((item) => (typeof item.value === 'number' ? String(item.value) : item.text()));
  }

  public labels(): Labels {
    const labels: Record<string, string> = {};
    if (!this.isObject()) this.fault('this must be labels: a key and a value each');
    else for (const [key, value] of Object.entries(this.value as object)) labels[key] = this.child(value, key).text();
    return labels;
  }

  private child(value: unknown, step: string | number): Field {
    return new Field(value, [...this.path, step], this.at, this.faults);
  }
}
