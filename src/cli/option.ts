import type { StatedFacts } from '../analysis';

/** One option of a command. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Other spellings. */
  readonly aliases?: readonly string[];
  /** What the value is called in the help; a switch has none. */
  readonly value?: string;
  /** Whether it may be given more than once, or with several values between commas. */
  readonly many?: boolean;
  /** The values that are allowed. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** What a command is called, takes and does, without the code that does it. */
export interface CommandSpec {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly Option[];
  readonly examples: readonly { readonly command: string; readonly what: string }[];
}

/** The arguments of a command, checked. */
export interface ParsedArguments {
  readonly paths: readonly string[];
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** What a command gets. */
export interface Arguments extends ParsedArguments {
  /** What is stated about the cluster, by the options and by the configuration; it is read when it is asked for first. */
  facts(): StatedFacts;
}
