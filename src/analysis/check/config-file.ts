import { dirname, join } from 'path';
import { fail } from '../../errors';
import { kindOfPath, readBytes } from '../../load/read-files';
import { BaselineEntry, readBaseline } from './check-baseline';
import { CheckConfig, NO_CONFIG, ReadConfig, readConfig } from './check-config';

export const CONFIG_FILES: readonly string[] = ['.netfence.yaml', '.netfence.yml'];
const LARGEST = 2 ** 26;

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

/** What a run needs of the configuration: with it, the findings that were there before. */
export interface Configured {
  readonly config: CheckConfig;
  readonly baseline: readonly BaselineEntry[];
}

/** The configuration and its baseline, where a mistake ends everything. */
export function configuredBy(path?: string): Configured {
  const { config, problems, file } = readConfigFile(path);
  if (problems.length > 0) {
    const all = problems.map(({ message, position }) => `${position!.file}:${position!.line}:${position!.column}: ${message}`);
    return fail('bad-config', `the configuration has mistakes: ${all.join('; ')}`);
  }
  const baseline = config.baseline === undefined ? undefined : join(dirname(file!), config.baseline);
  return { config, baseline: baseline === undefined ? [] : readBaseline(textOf(baseline), baseline) };
}

function textOf(file: string): string {
  try {
    return readBytes(file, LARGEST).toString('utf8');
  } catch (error) {
    return fail('unreadable-file', `cannot read \`${file}\` (${(error as { code?: string }).code ?? 'unknown'}); correct the path`);
  }
}
