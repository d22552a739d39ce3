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

  public write(documents: readonly unknown[]): string {
    return documents.map((document) => (document === undefined ? '\n' : this.document(document) ?? Yaml.stringify(document))).join('---\n');
  }

  private document(document: unknown): string | undefined {
    if (!isContainer(document)) return undefined;
    try {
      return `${this.container(document, '', new Set())}\n`;
    } catch (error) {
      if (error === BEYOND) return undefined;
      throw error;
    }
  }

  /** The lines of a list or record, the first without its indentation. */
  private container(value: Container, indent: string, seen: Set<Container>): string {
    // what occurs twice becomes an anchor
    if (seen.has(value)) throw BEYOND;
    seen.add(value);
    const inner = `${indent}  `;
    if (Array.isArray(value)) {
      if (value.length === 0) return '[]';
      // not `map`, which leaves out what is missing
      return Array.from(value, (item: unknown) => `- ${isContainer(item) ? this.container(item, inner, seen) : this.scalar(item)}`).join(`\n${indent}`);
    }
    const entries = Object.entries(value);
    if (entries.length === 0) return '{}';
    return entries.map(([name, item]) => {
      const key = isPlain(name) ? name : asked(name, this.keys, (text) => Yaml.stringify({ [text]: 0 }).slice(0, -4));
      if (!isContainer(item)) return `${key}: ${this.scalar(item)}`;
      const text = this.container(item, inner, seen);
      return text === '[]' || text === '{}' ? `${key}: ${text}` : `${key}:\n${inner}${text}`;
    }).join(`\n${indent}`);
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

function isPlain(text: string): boolean {
  return text.length <= MAX_LENGTH && PLAIN.test(text) && !(text.length <= 5 && WORD.test(text));
}

function asked(text: string, known: Map<string, string>, ask: (text: string) => string): string {
  const answer = known.get(text);
  if (answer !== undefined) return answer;
  if (text.length > MAX_LENGTH || !ONE_LINE.test(text)) throw BEYOND;
  const written = ask(text);
  if (written.includes('\n')) throw BEYOND;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, written);
  return written;
}
