import { RULES } from '../../../lint';
import { loadText } from '../../../load';
import type { FieldPath, Problem, Severity } from '../../../model';
import { CNIS } from '../../../profiles';
import { nearest } from '../../ends/ends';
import { dayProblem, Ignore } from './ignores';
import type { StatedRule } from './own-rule';
import { moduleRules, OwnRules } from './rule-modules';

export type Level = Severity | 'off';
export const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'off'];

/** What `.netfence.yaml` says. */
export interface CheckConfig {
  readonly cni?: string;
  readonly failOn?: Level;
  /** Rule → level. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly ignores: readonly Ignore[];
  /** The baseline file, relative to the file of the configuration. */
  readonly baseline?: string;
  /** The rules of the modules that it names. */
  readonly own?: readonly StatedRule[];
}

export const NO_CONFIG: CheckConfig = { levels: {}, ignores: [] };

/** What was read, and everything that is wrong with it; with a problem, nothing of it should be used. */
export interface ReadConfig {
  readonly config: CheckConfig;
  readonly problems: readonly Problem[];
}

const FIELDS = ['version', 'cni', 'failOn', 'rules', 'ignores', 'baseline', 'ruleModules'];

type Json = Readonly<Record<string, unknown>>;

const NO_MODULES: OwnRules = { given: [], exportsOf: () => { throw new Error('modules are not read here'); } };

/** Reads the configuration; `known` are the rules that it may name, beside those of its modules. */
export function readConfig(text: string, file: string, known: readonly string[] = RULES.map(({ id }) => id), own: OwnRules = NO_MODULES): ReadConfig {
  const { documents, problems } = loadText(text, file);
  if (problems.length > 0) {
    const reworded = problems.map((problem) => (problem.code === 'not-an-object' ? { ...problem, code: 'bad-config' as const, message: `the configuration has fields; there are ${FIELDS.join(', ')}` } : problem));
    return { config: NO_CONFIG, problems: reworded };
  }
  const reader = new Reader(file, documents[0], [...known, ...own.given.map(({ id }) => id)], own);
  if (documents.length > 1) reader.complain([], 'has more than one document; leave one');
  const value = documents.length === 0 ? {} : documents[0].value;
  return { config: reader.config(value), problems: reader.problems };
}

class Reader {
  public readonly problems: Problem[] = [];

  constructor(
    private readonly file: string,
    private readonly document: { position(path: FieldPath): { file: string; line: number; column: number } } | undefined,
    private known: readonly string[],
    private readonly own: OwnRules,
  ) {}

  public complain(path: FieldPath, what: string): undefined {
    const position = this.document?.position(path) ?? { file: this.file, line: 1, column: 1 };
    const name = path.length === 0 ? 'the configuration' : `\`${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.').replaceAll('.[', '[')}\``;
    this.problems.push({ code: 'bad-config', severity: 'error', message: `${name} ${what}`, position });
    return undefined;
  }

  public config(value: unknown): CheckConfig {
    const fields = this.fields(value, [], FIELDS);
    if (fields === undefined) return NO_CONFIG;
    if (fields.version !== undefined && fields.version !== 1) this.complain(['version'], `is 1, got ${shown(fields.version)}; this version of netfence reads no other`);
    const own = this.modules(fields.ruleModules);
    this.known = [...this.known, ...own.map(({ id }) => id)];
    const cni = this.choice(fields.cni, ['cni'], [...CNIS.keys()]);
    const failOn = this.level(fields.failOn, ['failOn']);
    const baseline = this.text(fields.baseline, ['baseline']);
    return {
      levels: this.levels(fields.rules),
      ignores: this.ignores(fields.ignores),
      ...(cni !== undefined && { cni }),
      ...(failOn !== undefined && { failOn }),
      ...(baseline !== undefined && { baseline }),
      ...(own.length > 0 && { own }),
    };
  }

  private modules(value: unknown): StatedRule[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.complain(['ruleModules'], `is a list, got ${shown(value)}; write \`- ./our-rules.cjs\``);
      return [];
    }
    const found: StatedRule[] = [];
    for (const [i, entry] of value.entries()) {
      const path = ['ruleModules', i];
      const name = this.text(entry, path);
      if (name !== undefined) found.push(...moduleRules(name, this.own, found, (what) => this.complain(path, what)));
    }
    return found;
  }

  private levels(value: unknown): Record<string, Level> {
    if (value === undefined || value === null) return {};
    const found: [string, Level][] = [];
    for (const [id, level] of Object.entries(this.fields(value, ['rules']) ?? {})) {
      const checked = this.level(level, ['rules', id]);
      if (this.rule(id, ['rules', id]) !== undefined && checked !== undefined) found.push([id, checked]);
    }
    return Object.fromEntries(found);
  }

  private ignores(value: unknown): Ignore[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.complain(['ignores'], `is a list, got ${shown(value)}; write \`- rule: …\``);
      return [];
    }
    return value.flatMap((entry: unknown, i) => this.ignore(entry, ['ignores', i]) ?? []);
  }

  private ignore(value: unknown, path: FieldPath): Ignore | undefined {
    const fields = this.fields(value, path, ['rule', 'reason', 'until', 'object']);
    if (fields === undefined) return undefined;
    const id = this.text(fields.rule, [...path, 'rule']) ?? (fields.rule === undefined ? this.complain(path, 'names no `rule`; write the rule to ignore') : undefined);
    const reason = this.text(fields.reason, [...path, 'reason']) ?? (fields.reason === undefined ? this.complain(path, 'gives no `reason`; say why the finding is fine') : undefined);
    const until = this.text(fields.until, [...path, 'until']);
    const problem = until === undefined ? undefined : dayProblem(until);
    if (problem !== undefined) this.complain([...path, 'until'], problem);
    const object = this.text(fields.object, [...path, 'object']);
    const rule = id === undefined ? undefined : this.rule(id, [...path, 'rule']);
    if (rule === undefined || reason === undefined) return undefined;
    return { rules: [rule], reason, where: `${this.file}:${this.document!.position(path).line}`, ...(until !== undefined && { until }), ...(object !== undefined && { object }) };
  }

  private rule(id: string, path: FieldPath): string | undefined {
    if (this.known.includes(id)) return id;
    const near = nearest(id, this.known);
    return this.complain(path, `is no rule, got \`${id}\`${near === undefined ? '; see docs/rules/README.md' : `; did you mean \`${near}\`?`}`);
  }

  /** YAML reads a bare `off` as false. */
  private level(value: unknown, path: FieldPath): Level | undefined {
    return this.choice(value === false ? 'off' : value, path, LEVELS) as Level | undefined;
  }

  private choice(value: unknown, path: FieldPath, allowed: readonly string[]): string | undefined {
    const text = this.text(value, path);
    if (text === undefined || allowed.includes(text)) return text;
    const near = nearest(text, allowed);
    return this.complain(path, `is one of ${allowed.join(', ')}, got \`${text}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`);
  }

  private text(value: unknown, path: FieldPath): string | undefined {
    if (value === undefined) return undefined;
    return typeof value === 'string' && value.trim() !== '' ? value : this.complain(path, `is a text, got ${shown(value)}`);
  }

  private fields(value: unknown, path: FieldPath, allowed?: readonly string[]): Json | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.complain(path, `has fields, got ${shown(value)}${allowed === undefined ? '' : `; there are ${allowed.join(', ')}`}`);
    for (const key of Object.keys(value)) {
      if (allowed === undefined || allowed.includes(key)) continue;
      const near = nearest(key, allowed);
      this.complain([...path, key], `is no field; ${near === undefined ? `there are ${allowed.join(', ')}` : `did you mean \`${near}\`?`}`);
    }
    return value as Json;
  }
}

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : `\`${value}\``;
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'fields' : `\`${String(value)}\``;
}
