/**
 * Whether `App.synth` asks: it alone writes files, and cdk8s does not tell a validation who asks.
 *
 * The names of the methods are on the stack, the innermost first; a chart that is rendered asks by `_synthChart`.
 */
export function isAppSynth(): boolean {
  const holder: { readonly stack?: string } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MAX_STACK_DEPTH;
  Error.captureStackTrace(holder, isAppSynth);
  Error.stackTraceLimit = stackTraceLimit;
  return /^\s*at (?:async )?\S+\.(synth|synthYaml|_synthChart)\b/m.exec(holder.stack ?? '')?.[1] === 'synth';
}

/** In frames; from the validation to `App.synth` there are some five. */
const MAX_STACK_DEPTH = 15;
