import type { FieldPath, Position, Problem } from '../model';

/** A file that was read. */
export interface SourceFile {
  /** As the user named it; `-` for standard input. */
  readonly file: string;
  /** Its text, lines ended by line feeds; `undefined` where it is JSON, which has no comments. */
  readonly text?: string;
}

/** One object of the input with its place. */
export interface SourceDocument {
  /** The same object for all documents of one file. */
  readonly source: SourceFile;
  /** The file as the user named it; `-` for standard input. */
  readonly file: string;
  /** The ordinal of the object in its file, from 0; items of a list count one by one. */
  readonly index: number;
  /**
   * Plain data: objects, arrays, strings, numbers, `bigint` for integers beyond 2^53, booleans, null.
   *
   * Keys are the file's words, `__proto__` and `constructor` among them: ask with `Object.hasOwn`.
   */
  readonly value: unknown;
  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  position(path: FieldPath): Position;
}

export interface LoadResult {
  readonly documents: SourceDocument[];
  readonly problems: Problem[];
  /** How many files were read. */
  readonly files: number;
  /** How many bytes were read. */
  readonly bytes: number;
  /**
   * How many files were found and not opened.
   *
   * @default 0
   */
  readonly refused?: number;
  /**
   * Folders and files of the input that are not read, or not as they are applied: what they hold is not known.
   *
   * @default - none
   */
  readonly notShown?: readonly string[];
}

export interface LoadOptions {
  /**
   * The longest file, in bytes.
   *
   * @default 2147483648
   */
  readonly maxBytes?: number;
  /**
   * The most nodes of one document, each alias counted with everything that it repeats.
   *
   * @default 50000000
   */
  readonly maxNodes?: number;
  /**
   * The deepest nesting of one document, at most 2000 (kubectl stops at 10,000; what reads the values later must be able to follow).
   *
   * @default 1000
   */
  readonly maxDepth?: number;
  /**
   * The longest YAML document, in characters, that needs the full parser (anchors, tags, folded text):
   * its events take some hundred times the space of the text.
   *
   * @default 4194304
   */
  readonly maxEventText?: number;
  /**
   * What standard input holds, for the path `-`.
   *
   * @default - descriptor 0 is read
   */
  readonly stdin?: Buffer | string;
  /**
   * Files and folders that are left out, in the syntax of git's ignore files, seen from each folder that is named.
   *
   * @default - none but hidden folders, `node_modules`, test data, and what `.netfenceignore` names
   */
  readonly exclude?: readonly string[];
  /**
   * Paths that are left out, with the reasons.
   *
   * @default - none
   */
  readonly excludePaths?: ReadonlyMap<string, string>;
}

/** The options with every limit given. */
export type Limits = Required<Omit<LoadOptions, 'stdin' | 'exclude' | 'excludePaths'>>;

export function limitsOf(options: LoadOptions = {}): Limits {
  return {
    maxBytes: options.maxBytes ?? 2 ** 31,
    maxNodes: options.maxNodes ?? 50_000_000,
    maxDepth: Math.min(options.maxDepth ?? 1000, 2000),
    maxEventText: options.maxEventText ?? 2 ** 22,
  };
}
