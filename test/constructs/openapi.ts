import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import Ajv, { ValidateFunction } from 'ajv';

const DOCUMENTS: Readonly<Record<string, string>> = {
  'networking.k8s.io/v1': 'openapi-networking.k8s.io-v1.json.gz',
  'v1': 'openapi-core-v1.json.gz',
};
const PREFIX: Readonly<Record<string, string>> = { 'networking.k8s.io/v1': 'io.k8s.api.networking.v1', 'v1': 'io.k8s.api.core.v1' };

const validators = new Map<string, ValidateFunction>();

/** What a real server's own description of its API says against manifests; nothing when they fit it, with no field that it does not know. */
export function complaints(manifests: readonly any[]): string[] {
  return manifests.flatMap((manifest) => {
    const validate = validatorOf(manifest.apiVersion, manifest.kind);
    if (validate(manifest)) return [];
    return (validate.errors ?? []).map((error) => `${manifest.kind} ${manifest.metadata?.name}: ${error.instancePath} ${error.message}`);
  });
}

function validatorOf(apiVersion: string, kind: string): ValidateFunction {
  const key = `${apiVersion} ${kind}`;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const file = DOCUMENTS[apiVersion];
  if (file === undefined) throw new Error(`no OpenAPI document of ${apiVersion}`);
  const document = JSON.parse(gunzipSync(readFileSync(join(__dirname, '..', 'data', 'schemas', file))).toString());
  const schemas = document.components.schemas;
  for (const schema of Object.values<any>(schemas)) {
    // the server refuses unknown fields (`fieldValidation=Strict`), though its description does not say so
    if (schema.properties !== undefined && schema.additionalProperties === undefined) schema.additionalProperties = false;
  }
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true, 'int32': true, 'int64': true, 'int-or-string': true, 'byte': true, 'double': true } });
  const validate = ajv.compile({ $ref: `#/components/schemas/${PREFIX[apiVersion]}.${kind}`, components: { schemas } });
  validators.set(key, validate);
  return validate;
}
