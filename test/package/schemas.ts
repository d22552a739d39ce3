import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { BASELINE_SCHEMA } from '../../src/analysis/questions/check/baseline';
import { configSchema } from '../../src/analysis/questions/check/config';
import { ACCEPT_SCHEMA } from '../../src/analysis/questions/diff/accept';
import { INVARIANTS_SCHEMA } from '../../src/analysis/invariants/file';
import { IGNORE_SCHEMA } from '../../src/analysis/questions/replay/ignores';
import { jsonSchema, Schema } from '../../src/schema';

const FOLDER = join(__dirname, '..', '..', 'schemas');
const PUBLISHED = 'https://github.com/cdk8s-netfence/cdk8s-netfence/raw/main/schemas/';

/** Our own files: the name of the published schema, what the file is, and what it is read by. */
export const SCHEMAS: readonly (readonly [string, string, Schema])[] = [
  ['netfence-config', 'Configuration of netfence check (.netfence.yaml)', configSchema()],
  ['baseline', 'Baseline of netfence check', BASELINE_SCHEMA],
  ['invariants', 'Invariants for netfence prove', INVARIANTS_SCHEMA],
  ['accept', 'Accepted changes for netfence diff', ACCEPT_SCHEMA],
  ['ignores', 'Accepted edges for netfence replay', IGNORE_SCHEMA],
];

export function schemaPath(name: string): string {
  return join(FOLDER, `${name}.schema.json`);
}

/** The text of a published schema. */
export function schemaText([name, title, schema]: (typeof SCHEMAS)[number]): string {
  return `${JSON.stringify(jsonSchema(schema, { id: `${PUBLISHED}${name}.schema.json`, title }), undefined, 2)}\n`;
}

/** The names of the published schemas that are not what the sources say. */
export function staleSchemas(): string[] {
  return SCHEMAS.filter((entry) => textAt(schemaPath(entry[0])) !== schemaText(entry)).map(([name]) => name);
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (require.main === module) {
  for (const entry of SCHEMAS) writeFileSync(schemaPath(entry[0]), schemaText(entry));
}
