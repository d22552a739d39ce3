import { existsSync } from 'fs';
import { join } from 'path';
import { fail } from '../errors';
import { readBytes } from '../files/read-files';

/** In bytes; a longer file is cut off, and then no JSON. */
const MAX_METADATA = 2 ** 28;

/** Where the construct behind a policy stands, from the file that cdk8s writes with `recordConstructMetadata`. */
export function constructPaths(file: string | undefined, inputs: readonly string[]): (policy: string) => string | undefined {
  const found = file === undefined ? inputs.map((input) => join(input, 'construct-metadata.json')).filter((path) => existsSync(path)) : [file];
  const paths = new Map<string, string>();
  for (const path of found) for (const [name, construct] of entriesOf(path)) paths.set(name, construct);
  return (policy) => paths.get(policy.replace(/^.*[ /]/, ''));
}

function entriesOf(path: string): [string, string][] {
  try {
    const { resources } = JSON.parse(readBytes(path, MAX_METADATA).toString()) as { resources?: Record<string, { path?: unknown }> };
    return Object.entries(resources ?? {}).flatMap(([name, { path: construct }]): [string, string][] =>
      (typeof construct === 'string' ? [[name, construct]] : []));
  } catch (error) {
    const code = (error as { code?: string }).code;
    return fail('bad-construct-metadata', `cannot read \`${path}\` (${code ?? 'not the JSON that cdk8s writes'})`,
      'name the `construct-metadata.json` that cdk8s wrote');
  }
}
