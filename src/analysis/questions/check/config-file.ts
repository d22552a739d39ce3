import { dirname, join, resolve } from 'path';
import { fail, Mistake } from '../../../errors';
import { readBytes } from '../../../files/read-files';
import { readModule } from '../../../files/read-module';
import { configPath, configText } from '../../own-files/config-path';
import { refuseProblems } from '../../own-files/read';
import { BaselineEntry, readBaseline } from './baseline';
import { CheckConfig, NO_CONFIG, ReadConfig, readConfig } from './config';
import type { StatedRule } from './own-rule';
import { givenRules, moduleRules } from './rule-modules';

const LARGEST = 2 ** 26;

/** What becomes of the modules with rules that a configuration names. */
interface Modules {
  readonly areRun: boolean;
  /** Is told the path of each module before its code runs. */
  readonly told?: (path: string) => void;
}

/** The configuration in a file; without a path, of the current folder, if there is one. */
export function readConfigFile(
  path?: string, given: readonly StatedRule[] = [], modules: Modules = { areRun: true },
): ReadConfig & { readonly file?: string } {
  const file = configPath(path);
  if (file === undefined) return { config: NO_CONFIG, problems: [] };
  const exportsOf = (name: string) => {
    modules.told?.(join(dirname(file), name));
    return readModule(resolve(dirname(file), name));
  };
  return { ...readConfig(configText(file), file, undefined, { given, ...(modules.areRun && { exportsOf }) }), file };
}

/** What a run needs of the configuration: with it, the findings that were there before. */
interface Configured {
  readonly config: CheckConfig;
  readonly baseline: readonly BaselineEntry[];
  /** The rules that were given, and those of the configuration. */
  readonly own: readonly StatedRule[];
}

/** The configuration and its baseline, where a mistake ends everything. */
export function configuredBy(path?: string, given: readonly StatedRule[] = []): Configured {
  givenRules(given);
  const { config, problems, file } = readConfigFile(path, given);
  refuseProblems('bad-config', problems);
  const baseline = config.baseline === undefined ? undefined : join(dirname(file!), config.baseline);
  return { config, own: [...given, ...config.own ?? []], baseline: baseline === undefined ? [] : readBaseline(textOf(baseline), baseline) };
}

/** The rules of modules that a program names, by paths from the current folder; a mistake ends everything. */
export function rulesOfModules(paths: readonly string[]): StatedRule[] {
  const found: StatedRule[] = [];
  for (const path of paths) {
    const mistakes: Mistake[] = [];
    found.push(...moduleRules(path, { given: [], exportsOf: readModule }, found, (mistake) => mistakes.push(mistake)));
    if (mistakes.length > 0) fail('bad-rule', `\`ruleModules\` ${mistakes[0].what}`, mistakes[0].fix);
  }
  return found;
}

function textOf(file: string): string {
  try {
    return readBytes(file, LARGEST).toString('utf8');
  } catch (error) {
    return fail('unreadable-file', `cannot read \`${file}\` (${(error as { code?: string }).code ?? 'unknown'})`, 'correct the path');
  }
}
