/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is called, so that the others cost nothing */
import { ADVISE } from './commands/advise/spec';
import { BLAST } from './commands/blast/spec';
import { CHECK } from './commands/check/spec';
import { DIFF } from './commands/diff/spec';
import { EVAL } from './commands/eval/spec';
import { EXPLAIN } from './commands/explain/spec';
import { EXPOSURE } from './commands/exposure/spec';
import { LIST } from './commands/list/spec';
import { PLAN } from './commands/plan/spec';
import { PROVE } from './commands/prove/spec';
import { REPLAY } from './commands/replay/spec';
import { REPORT } from './commands/report/spec';
import type { Io } from './io';
import type { Arguments, CommandSpec } from './option';

type Command = (given: Arguments, io: Io) => Promise<number> | number;

/** A command of the program: what it is called and takes, and the code that does it. */
interface Registered {
  readonly spec: CommandSpec;
  readonly load: () => Command;
}

/** All commands, in the order of the help. */
export const COMMANDS: readonly Registered[] = [
  { spec: LIST, load: () => (require('./commands/list/run') as typeof import('./commands/list/run')).list },
  { spec: EVAL, load: () => (require('./commands/eval/run') as typeof import('./commands/eval/run')).evaluate },
  { spec: CHECK, load: () => (require('./commands/check/run') as typeof import('./commands/check/run')).check },
  { spec: EXPLAIN, load: () => (require('./commands/explain/run') as typeof import('./commands/explain/run')).explain },
  { spec: DIFF, load: () => (require('./commands/diff/run') as typeof import('./commands/diff/run')).diff },
  { spec: BLAST, load: () => (require('./commands/blast/run') as typeof import('./commands/blast/run')).blast },
  { spec: PROVE, load: () => (require('./commands/prove/run') as typeof import('./commands/prove/run')).prove },
  { spec: EXPOSURE, load: () => (require('./commands/exposure/run') as typeof import('./commands/exposure/run')).exposure },
  { spec: REPLAY, load: () => (require('./commands/replay/run') as typeof import('./commands/replay/run')).replay },
  { spec: ADVISE, load: () => (require('./commands/advise/run') as typeof import('./commands/advise/run')).advise },
  { spec: PLAN, load: () => (require('./commands/plan/run') as typeof import('./commands/plan/run')).plan },
  { spec: REPORT, load: () => (require('./commands/report/run') as typeof import('./commands/report/run')).report },
];

export const SPECS: readonly CommandSpec[] = COMMANDS.map(({ spec }) => spec);
