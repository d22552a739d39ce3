import { fail, Mistake } from '../../../errors';
import type { StatedRule } from './own-rule';
import { ruleMistake } from './own-rules';

/** The rules that do not come with the package. */
export interface OwnRules {
  /** Those that the program gave. */
  readonly given: readonly StatedRule[];
  /** What the module at a path exports; throws where there is none. Absent where modules are not run. */
  readonly exportsOf?: (path: string) => unknown;
}

/** The rules that a module exports, those that were given already left out; `before` were found in other modules. */
export function moduleRules(
  name: string, { given, exportsOf }: OwnRules, before: readonly StatedRule[], complain: (mistake: Mistake) => void,
): StatedRule[] {
  let exported: unknown;
  try {
    exported = exportsOf?.(name);
  } catch (error) {
    complain({ what: `cannot be loaded, got \`${name}\` (${firstLine(error)})`, fix: 'correct the path or the module' });
    return [];
  }
  const { rules } = (typeof exported === 'object' && exported !== null ? exported : {}) as { rules?: unknown };
  if (!Array.isArray(rules) || rules.length === 0) {
    complain({ what: `names a module that exports no rule, got \`${name}\``, fix: 'write `exports.rules = [ … ]`' });
    return [];
  }
  const found: StatedRule[] = [];
  for (const [i, rule] of rules.entries()) {
    if (given.includes(rule as StatedRule)) continue;
    const mistake = ruleMistake(rule, idsOf([...given, ...before, ...found]));
    if (mistake === undefined) found.push(rule as StatedRule);
    else complain({ ...mistake, what: `names a module, \`${name}\`, whose \`rules[${i}]\` ${mistake.what}` });
  }
  return found;
}

/** The rules that a program gives; a mistake among them ends everything. */
export function givenRules(rules: readonly StatedRule[]): readonly StatedRule[] {
  if (!Array.isArray(rules)) fail('bad-rule', `\`rules\` must be a list of rules, got ${typeof rules}`, 'write `rules: [rule]`');
  rules.forEach((rule, i) => {
    const mistake = ruleMistake(rule, idsOf(rules.slice(0, i)));
    if (mistake !== undefined) fail('bad-rule', `\`rules[${i}]\` ${mistake.what}`, mistake.fix);
  });
  return rules;
}

function idsOf(rules: readonly StatedRule[]): ReadonlySet<string> {
  return new Set(rules.map(({ id }) => id));
}

function firstLine(error: unknown): string {
  return String((error as Error | undefined)?.message ?? error).split('\n')[0];
}
