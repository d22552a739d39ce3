import { fail } from '../errors';
import { kindOfPath, readBytes } from '../load/read-files';
import { CheckConfig, NO_CONFIG, ReadConfig, readConfig } from './check-config';

export const CONFIG_FILES: readonly string[] = ['.netfence.yaml', '.netfence.yml'];
const LARGEST = 2 ** 22;

/** The configuration in a file; without a path, of the current folder, if there is one. */
export function readConfigFile(path?: string): ReadConfig & { readonly file?: string } {
  const file = path ?? CONFIG_FILES.find((name) => kindOfPath(name) === 'file');
  if (file === undefined) return { config: NO_CONFIG, problems: [] };
  try {
    return { ...readConfig(readBytes(file, LARGEST).toString('utf8'), file), file };
  } catch (error) {
    return fail('unreadable-file', `cannot read the configuration \`${file}\` (${(error as { code?: string }).code ?? 'unknown'}); correct the path`);
  }
}

/** The same, where a mistake in it ends everything. */
export function configFrom(path?: string): CheckConfig {
  const { config, problems } = readConfigFile(path);
  if (problems.length === 0) return config;
  const all = problems.map(({ message, position }) => `${position!.file}:${position!.line}:${position!.column}: ${message}`);
  return fail('bad-config', `the configuration has mistakes: ${all.join('; ')}`);
}
