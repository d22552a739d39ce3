import { RULES } from '../../src/lint';
import { checkObjects, checkYaml, lineOf } from './run';

/** What a rule must find in some objects (or in YAML, where places matter), in the order of the report; nothing = it stays silent. */
interface Row {
  readonly given: readonly unknown[] | string;
  readonly cni?: string;
  /** The profile of the resolver that is stated. */
  readonly dns?: string;
  readonly found: readonly string[];
}

/** The fixes that a rule proposes for some objects, in the order of the report. */
export function fixesOf(id: string, given: readonly unknown[]): string[] {
  return checkObjects(given, { rules: RULES.filter((own) => own.id === id) }).map(({ fix }) => fix);
}

/** One test a row. */
export function ruleTable(id: string, rows: Readonly<Record<string, Row>>): void {
  const rule = RULES.find((own) => own.id === id)!;
  test.each(Object.entries(rows))(`${id}: %s`, (_, { given, found, cni, dns }) => {
    const options = { rules: [rule], ...(cni && { cni }), ...(dns && { dns }) };
    const findings = typeof given === 'string' ? checkYaml(given, options) : checkObjects(given, options);
    expect(findings.map(lineOf)).toEqual(found);
  });
}
