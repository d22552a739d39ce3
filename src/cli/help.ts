import type { CommandSpec, Option } from './option';

/** The page of one command. */
export function commandHelp(spec: CommandSpec): string {
  const rows = spec.options.map((option): [string, string] => [spellings(option), option.help]);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `${spec.summary}\n`,
    `  netfence ${spec.usage}\n`,
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '\nExamples:',
    ...spec.examples.map(({ command, what }) => `  # ${what}\n  ${command}`),
    '',
  ].join('\n');
}

/** The page of all commands. */
export function overview(specs: readonly CommandSpec[]): string {
  const width = Math.max(...specs.map(({ name }) => name.length));
  return [
    'Exact network policy analysis of Kubernetes manifests.\n',
    ...specs.map(({ name, summary }) => `  netfence ${name.padEnd(width)}  ${summary}`),
    '\n  netfence COMMAND --help   options and examples',
    '  netfence --version',
    '\nExit codes: 0 ok, 1 usage or internal error, 2 the checked condition does not hold, 3 the input was not fully understood.',
    '',
  ].join('\n');
}

function spellings({ name, short, value }: Option): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}
