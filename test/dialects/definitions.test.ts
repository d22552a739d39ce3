import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { CIDR_GROUP, CILIUM_POLICY } from '../../src/dialects/cilium-v2/schema';
import { SCHEMAS } from '../../src/dialects/policy-api/v1alpha1/schema';
import { SHAPE } from '../../src/dialects/policy-api/v1alpha2/schema';
import type { ApiShape } from '../../src/dialects/shape';

/* eslint-disable @typescript-eslint/no-explicit-any */
const CRDS = join(__dirname, '..', '..', '..', 'shared', 'crds');

/** The fields of which a definition says that one, or one of several, must be there. */
const choicesOf = (schema: any, word: 'oneOf' | 'anyOf'): string[] =>
  (schema[word] ?? []).flatMap(({ required, properties }: any) => (required ?? Object.keys(properties ?? {})));
const isExactlyOne = ({ minProperties, maxProperties, properties }: any) =>
  minProperties === 1 && (maxProperties ?? Object.keys(properties ?? {}).length) === 1;

const hasPattern = ({ pattern, minLength }: any) => (pattern ?? minLength) !== undefined;

/** Walks a definition and a shape, and says where they differ. */
function differences(schema: any, shape: ApiShape | undefined, path: string): string[] {
  if (shape === undefined) return [`${path}: missing`];
  if (shape.type === 'anything') return [];
  const differs = (what: string, wanted: unknown, got: unknown) =>
    (JSON.stringify(wanted) === JSON.stringify(got) ? [] : [`${path} ${what}: ${JSON.stringify(got)} for ${JSON.stringify(wanted)}`]);
  if (schema['x-kubernetes-int-or-string']) return differs('type', 'number-or-text', shape.type);
  if (schema.type === 'object' && schema.additionalProperties) {
    if (shape.type !== 'map') return [`${path}: ${shape.type} for a map`];
    return differences(schema.additionalProperties, shape.values, `${path}.*`);
  }
  if (schema.type === 'object' && shape.type === 'object') return ofFields(schema, shape, path, differs);
  if (schema.type === 'array' && shape.type === 'list') {
    const [wanted, got] = [[schema.minItems || undefined, schema.maxItems], [shape.least || undefined, shape.most]];
    return [...differs('bounds', wanted, got), ...differences(schema.items, shape.items, `${path}[]`)];
  }
  if (schema.type === 'string' && shape.type === 'text') {
    const [wanted, got] = [[schema.enum, schema.maxLength], [shape.values, shape.longest]];
    return [...differs('values', wanted, got), ...differs('pattern', hasPattern(schema), shape.pattern !== undefined)];
  }
  if (schema.type === 'integer' && shape.type === 'integer') return differs('bounds', [schema.minimum, schema.maximum], [shape.least, shape.most]);
  return schema.type === shape.type ? [] : [`${path}: ${shape.type} for ${schema.type}`];
}

type Differs = (what: string, wanted: unknown, got: unknown) => string[];

function ofFields(schema: any, shape: ApiShape & { readonly type: 'object' }, path: string, differs: Differs): string[] {
  const keys = Object.keys(schema.properties ?? {}).sort();
  // what has a default is there in any case
  const required = (schema.required ?? []).filter((key: string) => schema.properties[key].default === undefined);
  return [
    ...differs('fields', keys, Object.keys(shape.fields).sort()),
    ...differs('required', required.sort(), [...shape.required ?? []].sort()),
    ...differs('exactly one', isExactlyOne(schema), shape.exactlyOne === true),
    ...differs('one of', choicesOf(schema, 'oneOf').sort(), [...shape.oneOf ?? []].sort()),
    ...differs('any of', choicesOf(schema, 'anyOf').sort(), [...shape.anyOf ?? []].sort()),
    ...keys.flatMap((key) => differences(schema.properties[key], shape.fields[key], `${path}.${key}`)),
  ];
}

const KINDS: readonly (readonly [file: string, shape: ApiShape])[] = [
  ['cilium/ciliumnetworkpolicies', CILIUM_POLICY],
  ['cilium/ciliumclusterwidenetworkpolicies', CILIUM_POLICY],
  ['cilium/ciliumcidrgroups', CIDR_GROUP],
  ['network-policy-api/v1alpha1-experimental-adminnetworkpolicies', SCHEMAS.AdminNetworkPolicy],
  ['network-policy-api/v1alpha1-experimental-baselineadminnetworkpolicies', SCHEMAS.BaselineAdminNetworkPolicy],
  ['network-policy-api/v1alpha2-experimental-clusternetworkpolicies', SHAPE],
];

const title = '%s has the structure of its definition (skipped where the definitions are absent)';
(existsSync(CRDS) ? test : test.skip).each(KINDS)(title, (file, shape) => {
  const { versions } = parse(readFileSync(join(CRDS, `${file}.yaml`), 'utf8')).spec;
  const { openAPIV3Schema: { properties } } = versions.find(({ served }: any) => served).schema;
  const { fields } = shape as ApiShape & { readonly type: 'object' };
  const of = (key: string) => (properties[key] === undefined ? [] : differences(properties[key], fields[key], key));
  expect([...of('spec'), ...of('specs')]).toEqual([]);
});
