/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is called, so that the others cost nothing */
import type { Io } from './io';
import type { Arguments } from './option';

export type Command = (given: Arguments, io: Io) => Promise<number> | number;

/** The code of each command, by its name. */
export const COMMANDS: Readonly<Record<string, () => Command>> = {
  list: () => (require('./commands/list/run') as typeof import('./commands/list/run')).list,
  eval: () => (require('./commands/eval/run') as typeof import('./commands/eval/run')).evaluate,
  check: () => (require('./commands/check/run') as typeof import('./commands/check/run')).check,
  explain: () => (require('./commands/explain/run') as typeof import('./commands/explain/run')).explain,
  diff: () => (require('./commands/diff/run') as typeof import('./commands/diff/run')).diff,
  blast: () => (require('./commands/blast/run') as typeof import('./commands/blast/run')).blast,
  prove: () => (require('./commands/prove/run') as typeof import('./commands/prove/run')).prove,
  exposure: () => (require('./commands/exposure/run') as typeof import('./commands/exposure/run')).exposure,
  replay: () => (require('./commands/replay/run') as typeof import('./commands/replay/run')).replay,
  advise: () => (require('./commands/advise/run') as typeof import('./commands/advise/run')).advise,
  plan: () => (require('./commands/plan/run') as typeof import('./commands/plan/run')).plan,
};

/** The program without its shortest answers. */
export function program(): typeof import('./program') {
  return require('./program') as typeof import('./program');
}
