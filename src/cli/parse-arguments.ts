import { parseArgs } from 'util';
import { nearest } from '../text/nearest';
import { fail, unknownName } from '../errors';
import type { CommandSpec, Option, ParsedArguments } from './option';

const TRUE = ['true', '1', 't'];
const FALSE = ['false', '0', 'f'];

/** Reads the arguments of a command; switches may also be written `--x=true` and `--x=false`. */
export function parseArguments(spec: CommandSpec, argv: readonly string[]): ParsedArguments {
  const { tokens, byName, byShort } = tokensOf(spec, argv);
  const found = new Map<string, string[]>();
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const option = token.rawName.startsWith('--') ? byName.get(token.name) : byName.get(token.name) ?? byShort.get(token.name);
    if (option === undefined) return unknownOption(spec, token.rawName, [...byName.keys()]);
    if (option.value === undefined) {
      if (isOn(option, token.value)) found.set(option.name, ['true']);
      else found.delete(option.name);
      continue;
    }
    const given = valueOf(option, token.rawName, token.value);
    found.set(option.name, option.many ? [...found.get(option.name) ?? [], ...given.split(',').filter((part) => part !== '')] : [given]);
  }
  return {
    paths,
    has: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    values: (name) => found.get(name) ?? [],
  };
}

/** Whether the page of the command is asked for: by the switch itself, not by a path behind `--` or the value of an option. */
export function asksForHelp(spec: CommandSpec, argv: readonly string[]): boolean {
  return tokensOf(spec, argv).tokens.some((token) => token.kind === 'option' && ['--help', '-h'].includes(token.rawName) && token.value === undefined);
}

function tokensOf(spec: CommandSpec, argv: readonly string[]) {
  const byName = new Map(spec.options.flatMap((option) => [option.name, ...option.aliases ?? []].map((name) => [name, option] as const)));
  const byShort = new Map(spec.options.flatMap((option) => (option.short === undefined ? [] : [[option.short, option] as const])));
  const end = argv.indexOf('--');
  const args = argv.map((word, i) => (end >= 0 && i > end ? word : spelledOut(word, byShort)));
  const { tokens } = parseArgs({ args, strict: false, allowPositionals: true, tokens: true, options: parserOptions(byName) });
  return { tokens, byName, byShort };
}

/** `-q=false` as `--quiet=false`: the parser of Node takes the `=` for part of the value, or for another switch. */
function spelledOut(word: string, byShort: ReadonlyMap<string, Option>): string {
  const [, short, value] = /^-([A-Za-z])=(.*)$/s.exec(word) ?? [];
  const option = short === undefined ? undefined : byShort.get(short);
  return option === undefined ? word : `--${option.name}=${value}`;
}

function parserOptions(byName: ReadonlyMap<string, Option>): Record<string, { type: 'string' | 'boolean'; short?: string }> {
  return Object.fromEntries([...byName].map(([name, option]) => {
    const short = name === option.name ? option.short : undefined;
    return [name, { type: option.value === undefined ? 'boolean' as const : 'string' as const, ...(short !== undefined && { short }) }];
  }));
}

function isOn({ name }: Option, value: string | undefined): boolean {
  if (value === undefined || TRUE.includes(value.toLowerCase())) return true;
  return FALSE.includes(value.toLowerCase()) ? false : fail('option-value', `\`--${name}\` must be on or off, got \`${value}\``, `write \`--${name}\` or \`--${name}=false\``);
}

function valueOf(option: Option, written: string, value: string | undefined): string {
  if (value === undefined || value === '') fail('option-value-missing', `\`${written}\` needs a value`, `write \`${written} ${option.value}\``);
  if (option.choices === undefined || option.choices.includes(value)) return value;
  const near = nearest(value, option.choices);
  return fail('option-value', `\`${written}\` must be one of ${option.choices.join(', ')}, got \`${value}\``, near === undefined ? 'write one of them' : `did you mean \`${near}\`?`);
}

function unknownOption(spec: CommandSpec, written: string, known: readonly string[]): never {
  if (/^(-k|--kubeconfig|-c|--context)$/.test(written)) {
    fail('option-unsupported', `\`${written}\`: a cluster is not asked by \`netfence ${spec.name}\``, `pipe it in: kubectl get … -A -o json | netfence ${spec.name} -`);
  }
  const { what, fix } = unknownName('option', written, known.map((name) => `--${name}`), { otherwise: `see \`netfence ${spec.name} --help\`` });
  return fail('option-unknown', what, fix);
}
