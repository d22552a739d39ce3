import { gunzipSync } from 'zlib';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { SHAPES } from '../../../src/dialects/antrea-v1beta1/schema';
import type { ApiShape } from '../../../src/dialects/shape';

/* eslint-disable @typescript-eslint/no-explicit-any */
const CRDS = join(__dirname, '..', '..', 'data', 'antrea', 'crds');
const definitions: any[] = readdirSync(CRDS).map((file) => parseAllDocuments(gunzipSync(readFileSync(join(CRDS, file))).toString('utf8'))[0].toJS());

/** The two ways to write that exactly one field is there. */
const oneOf = (schema: any) => schema.oneOf?.flatMap(({ required }: any) => required ?? [])
  ?? (schema.maxProperties === 1 && schema.minProperties === 1 ? Object.keys(schema.properties) : []);

/** Walks a definition and a shape, and says where they differ. */
function differences(schema: any, shape: ApiShape | undefined, path: string): string[] {
  if (shape === undefined) return [`${path}: missing`];
  const differs = (what: string, wanted: unknown, got: unknown) => (JSON.stringify(wanted) === JSON.stringify(got) ? [] : [`${path} ${what}: ${JSON.stringify(got)} for ${JSON.stringify(wanted)}`]);
  if (schema['x-kubernetes-int-or-string']) return differs('type', 'number-or-text', shape.type);
  if (schema['x-kubernetes-preserve-unknown-fields'] && schema.properties === undefined) return differs('type', 'map', shape.type);
  switch (schema.type) {
    case 'object': {
      if (schema.additionalProperties) return shape.type === 'map' ? differences(schema.additionalProperties, shape.values, `${path}.*`) : [`${path}: no map`];
      if (shape.type !== 'object') return [`${path}: ${shape.type} for an object`];
      const keys = Object.keys(schema.properties ?? {}).sort();
      const choices = shape.oneOf ?? (shape.exactlyOne ? Object.keys(shape.fields) : []);
      return [
        ...differs('fields', keys, Object.keys(shape.fields).sort()),
        ...differs('required', [...schema.required ?? []].sort(), [...shape.required ?? []].sort()),
        ...differs('one of', [...oneOf(schema)].sort(), [...choices].sort()),
        ...keys.flatMap((key) => differences(schema.properties[key], shape.fields[key], `${path}.${key}`)),
      ];
    }
    case 'array':
      return shape.type === 'list' ? differences(schema.items, shape.items, `${path}[]`) : [`${path}: no list`];
    case 'integer':
      return shape.type === 'integer' ? differs('bounds', [schema.minimum, schema.maximum, schema.enum], [shape.least, shape.most, shape.values]) : [`${path}: no integer`];
    case 'number':
      return shape.type === 'number' ? differs('bounds', [schema.minimum, schema.maximum], [shape.least, shape.most]) : [`${path}: no number`];
    case 'boolean':
      return differs('type', 'boolean', shape.type);
    default: {
      if (shape.type !== 'text') return [`${path}: ${shape.type} for a text`];
      const hasForm = schema.format !== undefined || schema.oneOf !== undefined;
      return [...differs('values', schema.enum, shape.values), ...differs('pattern', schema.pattern, shape.pattern?.source), ...differs('form', hasForm, shape.test !== undefined)];
    }
  }
}

test.each(definitions.map((definition) => [definition.spec.names.kind, definition]))('%s has the structure of its definition', (kind, definition) => {
  const { schema } = definition.spec.versions.find(({ name }: any) => name === 'v1beta1');
  const shape = SHAPES.get(kind) as ApiShape & { readonly type: 'object' };
  expect(differences(schema.openAPIV3Schema.properties.spec, shape.fields.spec, 'spec')).toEqual([]);
});

test('every kind has a definition', () => {
  expect(definitions.map(({ spec }) => spec.names.kind).sort()).toEqual([...SHAPES.keys()].sort());
});
