import type { StatedFacts } from '../analysis';
import { nearest } from '../text/nearest';
import { fail, NetfenceError } from '../errors';
import { escapeText } from '../text/escape';
import { COMMANDS, SPECS } from './commands';
import { factsOf } from './environment';
import { faultLines, fixLine } from './fix-line';
import { commandHelp, overview } from './help';
import type { Io } from './io';
import { asksForHelp, parseArguments } from './parse-arguments';

/** Finds the command, reads its arguments and runs it. What it throws becomes a message and exit code 1. */
export async function answer(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof NetfenceError) io.err(refusal(error));
    else if (isSystemError(error)) io.err(systemRefusal(error));
    else io.err(`netfence: internal error, please report it: ${escapeText(String((error as Error | undefined)?.stack ?? error).replace(/\n\s*/g, ' | '))}\n`);
    return 1;
  }
}

function refusal({ code, what, fix, faults }: NetfenceError): string {
  if (faults.length > 0) return faults.map((fault) => faultLines(code, fault)).join('');
  return `netfence: [${code}] ${escapeText(what)}\n${fixLine(fix)}`;
}

/** What the operating system refuses, such as a folder as standard input or a full disk. */
interface SystemError {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) && typeof syscall === 'string';
}

function systemRefusal({ code, syscall, path }: SystemError): string {
  const writes = ['write', 'close', 'rename', 'mkdir', 'fsync', 'ftruncate'].includes(syscall);
  const place = path === undefined ? `standard ${writes ? 'output' : 'input'}` : `\`${path}\``;
  return `netfence: [${writes ? 'cannot-write' : 'unreadable-file'}] cannot ${writes ? 'write' : 'read'} ${escapeText(place)} (${code})\n`;
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    const asked = SPECS.find((known) => known.name === rest[0]);
    await io.out(asked === undefined ? overview(SPECS) : commandHelp(asked));
    return 0;
  }
  if (name === undefined) {
    io.err(overview(SPECS));
    return 1;
  }
  const command = COMMANDS.find(({ spec: known }) => known.name === name || known.aliases?.includes(name));
  if (command === undefined) return unknownCommand(name);
  const { spec, load } = command;
  if (asksForHelp(spec, rest)) {
    await io.out(commandHelp(spec));
    return 0;
  }
  const parsed = parseArguments(spec, rest);
  let facts: StatedFacts | undefined;
  return load()({ ...parsed, facts: () => (facts ??= factsOf(parsed, io)) }, io);
}

function unknownCommand(name: string): never {
  const near = nearest(name, SPECS.map((spec) => spec.name));
  return fail('unknown-command', `no command \`${name}\``, `${near === undefined ? `there are ${SPECS.map((spec) => `\`${spec.name}\``).join(', ')}` : `did you mean \`${near}\`?`}; see \`netfence --help\``);
}
