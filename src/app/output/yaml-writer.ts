import { Yaml } from 'cdk8s';

type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Begins with a letter, and has nothing that means something in YAML. */
const PLAIN = /^[A-Za-z_/](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_./-])?$/;
/** What YAML 1.1 takes for a boolean or for null. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** One line of visible characters: where it stands does not matter. Marks of documents do matter at the left edge. */
const ONE_LINE = /^(?!---|\.\.\.|%)[\u0020-\u007e\u00a1-\u1fff\u3040-\ud7ff]+$/;
/** In characters; cdk8s writes longer keys in another form. */
const MAX_LENGTH = 500;
/** In texts; policies name the same addresses and ports again and again. */
const MAX_KNOWN = 10_000;

/** Something that the structure alone does not show: thrown, and the document goes to cdk8s. */
const BEYOND = new Error('a document for cdk8s');

/**
 * Writes documents as `Yaml.stringify` of cdk8s does, byte for byte, in a tenth of the time.
 *
 * Written here are the structure and the texts that need no quotes, which is nearly all of a manifest. Any other text of one line is asked
 * of cdk8s; a document with anything else in it is written by cdk8s as a whole.
 */
export class YamlWriter {
  private readonly texts = new Map<string, string>();
  private readonly keys = new Map<string, string>();
  /** What of the document at hand is written already. */
  private readonly seen = new Set<Container>();

  public write(documents: readonly unknown[]): string {
    return documents.map((document) => (document === undefined ? '\n' : this.document(document) ?? Yaml.stringify(document))).join('---\n');
  }

  private document(document: unknown): string | undefined {
    if (!isContainer(document)) return undefined;
    const lines: string[] = [];
    this.seen.clear();
    try {
      this.add(lines, document, '', '');
    } catch (error) {
      if (error === BEYOND) return undefined;
      throw error;
    }
    lines.push('');
    // texts that are added up one by one stay trees of texts, which cost more than the lines
    return lines.join('\n');
  }

  /** Adds the lines of a list or record that is not empty, or the one of an empty one; `lead` stands for the indentation of the first. */
  private add(lines: string[], value: Container, lead: string, indent: string): void {
    const { seen } = this;
    // what occurs twice becomes an anchor
    const { size } = seen;
    if (seen.add(value).size === size) throw BEYOND;
    let first = lead;
    if (Array.isArray(value)) {
      if (value.length === 0) lines.push(`${lead}[]`);
      // not `forEach`, which leaves out what is missing
      for (const item of value) {
        if (isContainer(item)) this.add(lines, item, `${first}- `, `${indent}  `);
        else lines.push(`${first}- ${this.scalar(item)}`);
        first = indent;
      }
      return;
    }
    const record = value as Readonly<Record<string, unknown>>;
    const names = Object.keys(record);
    if (names.length === 0) lines.push(`${lead}{}`);
    for (const name of names) {
      const key = this.key(name);
      const item = record[name];
      if (!isContainer(item)) lines.push(`${first}${key}: ${this.scalar(item)}`);
      else if (isEmpty(item)) this.add(lines, item, `${first}${key}: `, '');
      else {
        const inner = `${indent}  `;
        lines.push(`${first}${key}:`);
        this.add(lines, item, inner, inner);
      }
      first = indent;
    }
  }

  private key(name: string): string {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    return isPlain(name) ? keep(name, this.keys, name) : asked(name, this.keys, (text) => Yaml.stringify({ [text]: 0 }).slice(0, -4));
  }

  private scalar(value: unknown): string {
    switch (typeof value) {
      case 'string': return isPlain(value) ? value : asked(value, this.texts, (text) => Yaml.stringify([text]).slice(2, -1));
      case 'boolean': return String(value);
      case 'number': if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value); throw BEYOND;
      default: throw BEYOND;
    }
  }
}

/** A list or a record, and nothing that cdk8s would take for something else. */
function isContainer(value: unknown): value is Container {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return kind === Array.prototype;
  return kind === Object.prototype && !(Symbol.iterator in value) && Object.getOwnPropertySymbols(value).length === 0;
}

function isEmpty(value: Container): boolean {
  if (Array.isArray(value)) return value.length === 0;
  for (const name in value) if (Object.hasOwn(value, name)) return false;
  return true;
}

function isPlain(text: string): boolean {
  return text.length <= MAX_LENGTH && PLAIN.test(text) && !(text.length <= 5 && WORD.test(text));
}

function asked(text: string, known: Map<string, string>, ask: (text: string) => string): string {
  const answer = known.get(text);
  if (answer !== undefined) return answer;
  if (text.length > MAX_LENGTH || !ONE_LINE.test(text)) throw BEYOND;
  const written = ask(text);
  if (written.includes('\n')) throw BEYOND;
  return keep(text, known, written);
}

function keep(text: string, known: Map<string, string>, written: string): string {
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, written);
  return written;
}
