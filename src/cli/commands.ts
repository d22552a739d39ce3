/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is called, so that the others cost nothing */
import type { Io } from './io';
import type { Arguments } from './option';

export type Command = (given: Arguments, io: Io) => Promise<number> | number;

/** The code of each command, by its name. */
export const COMMANDS: Readonly<Record<string, () => Command>> = {
  list: () => (require('./cmds/list') as typeof import('./cmds/list')).list,
  eval: () => (require('./cmds/eval') as typeof import('./cmds/eval')).evaluate,
  check: () => (require('./cmds/check') as typeof import('./cmds/check')).check,
  explain: () => (require('./cmds/explain') as typeof import('./cmds/explain')).explain,
  diff: () => (require('./cmds/diff') as typeof import('./cmds/diff')).diff,
  blast: () => (require('./cmds/blast') as typeof import('./cmds/blast')).blast,
  prove: () => (require('./cmds/prove') as typeof import('./cmds/prove')).prove,
  exposure: () => (require('./cmds/exposure') as typeof import('./cmds/exposure')).exposure,
  replay: () => (require('./cmds/replay') as typeof import('./cmds/replay')).replay,
  advise: () => (require('./cmds/advise') as typeof import('./cmds/advise')).advise,
  plan: () => (require('./cmds/plan') as typeof import('./cmds/plan')).plan,
};

/** The program without its shortest answers. */
export function program(): typeof import('./program') {
  return require('./program') as typeof import('./program');
}
