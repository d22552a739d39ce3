import { RULES } from '../../../lint';
import { loadText } from '../../../load';
import type { Position } from '../../../model';
import { converted, day, described, FieldProblem, list, map, named, nullable, object, oneOf, Schema, text } from '../../../schema';
import { quote } from '../../../text/quote';
import { ENVIRONMENT_FIELDS, factsIn } from '../../facts/environment';
import type { StatedFacts } from '../../facts/stated';
import { readOwnFile } from '../../own-files/read';
import { Ignore, ruleFix } from './ignores';
import { Level, LEVELS } from './levels';
import type { StatedRule } from './own-rule';
import { moduleRules, OwnRules } from './rule-modules';

export { type Level };

/** What `.netfence.yaml` says. */
export interface CheckConfig {
  readonly cni?: string;
  /** What it states about the cluster. */
  readonly facts?: StatedFacts;
  readonly failOn?: Level;
  /** Rule → level. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly ignores: readonly Ignore[];
  /** The baseline file, relative to the file of the configuration. */
  readonly baseline?: string;
  /** The rules of the modules that it names. */
  readonly own?: readonly StatedRule[];
  /** Modules that it names and that were not run. @default - none */
  readonly notRun?: readonly string[];
}

export const NO_CONFIG: CheckConfig = { levels: {}, ignores: [] };

/** What was read, and everything that is wrong with it; with a problem, nothing of it should be used. */
export interface ReadConfig {
  readonly config: CheckConfig;
  readonly problems: readonly FieldProblem[];
}

const NO_MODULES: OwnRules = { given: [], exportsOf: () => { throw new Error('modules are not read here'); } };
const BUILT_IN: readonly string[] = RULES.map(({ id }) => id);

/** Reads the configuration; `known` are the rules that it may name, beside those of its modules. */
export function readConfig(content: string, file: string, known: readonly string[] = BUILT_IN, own: OwnRules = NO_MODULES): ReadConfig {
  const { values, problems } = readOwnFile(configSchema(known, own), loadText(content, file), file, { code: 'bad-config', title: 'the configuration', single: true });
  return { config: values[0] ?? NO_CONFIG, problems };
}

/** What a configuration may be; its modules are loaded while it is read, for they add to the rules that it may name. */
export function configSchema(known: readonly string[] = BUILT_IN, own: OwnRules = NO_MODULES): Schema<CheckConfig> {
  const rules = [...known, ...own.given.map(({ id }) => id)];
  const found: StatedRule[] = [];
  const notRun: string[] = [];
  const rule = named('rule', described(converted(text(), (id, place) => {
    // a rule of a module that was not run
    if (rules.includes(id) || notRun.length > 0) return id;
    return place.problem(`is no rule, got ${quote(id)}`, ruleFix(id, rules));
  }), 'The id of a rule: the name of its page in docs/rules, or a rule of your own.'));
  const modules = list(converted(text(), (name, place) => {
    if (own.exportsOf === undefined) {
      notRun.push(name);
      return [];
    }
    let isRight = true;
    const exported = moduleRules(name, own, found, ({ what, fix }) => { place.problem(what, fix); isRight = false; });
    found.push(...exported);
    rules.push(...exported.map(({ id }) => id));
    return isRight ? exported : undefined;
  }), { fix: 'write `- ./our-rules.cjs`' });
  const ignore = converted(
    object({
      rule,
      reason: described(text(), 'Why the finding is accepted.'),
      until: day(),
      object: described(text(), 'The object, with `*` for any text: `NetworkPolicy production/*`. Default: every object.'),
    }, { required: { rule: 'write the rule to ignore', reason: 'say why the finding is fine' } }),
    ({ rule: id, ...rest }, place): Ignore => ({ rules: [id], ...rest, where: whereOf(place.position()) }),
  );
  return converted(object({
    ...ENVIRONMENT_FIELDS,
    failOn: described(LEVEL, 'The level from which findings fail the run. Default: error.'),
    baseline: described(text(), 'A file with findings that are left out, relative to this file.'),
    ruleModules: described(nullable(modules), 'Modules that export rules of your own, relative to this file; their code runs.'),
    rules: described(nullable(map(LEVEL, rule)), 'The level of rules.'),
    ignores: described(nullable(list(ignore, { fix: 'write `- rule: …`' })), 'Findings that are accepted.'),
  }), ({ failOn, baseline, rules: levels = {}, ignores = [], ...environment }, place) => {
    const facts = factsIn(environment, place);
    return facts && {
      levels,
      ignores,
      ...(facts.cni !== undefined && { cni: facts.cni.value }),
      ...(Object.keys(facts).length > 0 && { facts }),
      ...(failOn !== undefined && { failOn }),
      ...(baseline !== undefined && { baseline }),
      ...(found.length > 0 && { own: found }),
      ...(notRun.length > 0 && { notRun }),
    };
  });
}

/** YAML reads a bare `off` as false. */
const LEVEL = named('level', described(
  oneOf(LEVELS, { spellings: new Map([[false, 'off' as const]]) }),
  'How severe findings of the rule are; off leaves the rule out (YAML reads a bare off as false).',
));

function whereOf({ file, line }: Position): string {
  return `${file}:${line}`;
}
