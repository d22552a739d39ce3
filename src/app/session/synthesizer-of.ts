import type { IConstruct } from 'constructs';
import type { Notices } from '../notices';

/** What an app that synthesizes itself tells the model of the app. */
export interface Synthesizer {
  /** Where warnings go. */
  readonly notices: Notices;
  /** What happens where something would be lost. */
  readonly losses: 'fail' | 'warn';
  /** Absent unless the app is being synthesized. */
  readonly current?: {
    /** Changes of the tree and of JSON patches so far. */
    readonly changes: number;
    /** Whether the output folder is written, and this is the first validation. */
    readonly isFirstOfWriting: boolean;
  };
}

const SYNTHESIZER: unique symbol = Symbol('netfence synthesizer');

/** Hangs a synthesizer on its app; another copy of the package in the same process does not see it. */
export function registerSynthesizer(root: IConstruct, synthesizer: Synthesizer): void {
  Object.defineProperty(root, SYNTHESIZER, { value: synthesizer });
}

/** The synthesizer of an app; the `App` of cdk8s has none. */
export function synthesizerOf(root: IConstruct): Synthesizer | undefined {
  return (root as { readonly [SYNTHESIZER]?: Synthesizer })[SYNTHESIZER];
}
