import type { FieldRule, Schema } from './schema';

type Json = Readonly<Record<string, unknown>>;

/** The JSON schema (draft 7) of a file, for editors; what a schema names stands among the definitions. */
export function jsonSchema(schema: Schema, { id, title }: { readonly id: string; readonly title: string }): Json {
  const definitions = new Map<string, Json>();
  const { description, ...top } = inline(schema, definitions);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: id,
    title,
    ...(description !== undefined && { description }),
    ...top,
    ...(definitions.size > 0 && { definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}

/** The schema, or a reference to its definition. */
function schemaOf(schema: Schema, definitions: Map<string, Json>): Json {
  const { name, use } = schema;
  if (name === undefined) return inline(schema, definitions);
  if (!definitions.has(name)) {
    definitions.set(name, {}); // a schema that contains itself meets its own name
    definitions.set(name, inline(schema, definitions));
  }
  return { ...(use !== undefined && { description: use }), ...defaultOf(schema), $ref: `#/definitions/${name}` };
}

function inline(schema: Schema, definitions: Map<string, Json>): Json {
  const { description } = schema;
  if (schema.type === 'lazy') return { ...(description !== undefined && { description }), ...schemaOf(schema.to(), definitions) };
  const body = bodyOf(schema, definitions);
  const described = { ...(description !== undefined && { description }), ...(schema.name === undefined && defaultOf(schema)) };
  if (schema.nullable !== true) return { ...described, ...body };
  return typeof body.type === 'string' ? { ...described, ...body, type: [body.type, 'null'] } : { ...described, anyOf: [body, { type: 'null' }] };
}

function defaultOf(schema: Schema): Json {
  return schema.default === undefined ? {} : { default: schema.default };
}

function bodyOf(schema: Exclude<Schema, { type: 'lazy' }>, definitions: Map<string, Json>): Json {
  switch (schema.type) {
    case 'text': return textOf(schema);
    case 'one-of': return { enum: [...schema.values, ...schema.spellings?.keys() ?? []] };
    case 'list': {
      const items = schemaOf(schema.items, definitions);
      const many = { type: 'array', ...(schema.minItems !== undefined && { minItems: schema.minItems }), ...(schema.distinct === true && { uniqueItems: true }), items };
      return schema.single === true ? { anyOf: [items, many] } : many;
    }
    case 'map':
      return { type: 'object', ...(schema.keys !== undefined && { propertyNames: schemaOf(schema.keys, definitions) }), additionalProperties: schemaOf(schema.values, definitions) };
    case 'object': return objectOf(schema, definitions);
    case 'boolean': return { type: 'boolean' };
    case 'any': return {};
    case 'union': return { anyOf: schema.of.map((one) => schemaOf(one, definitions)) };
  }
}

function textOf({ blank, numbers, pattern, maxLength, day }: Schema & { type: 'text' }): Json {
  const source = day === true ? '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' : pattern?.source ?? (blank === true ? undefined : '\\S');
  return {
    type: numbers === true ? ['string', 'number'] : 'string',
    ...(maxLength !== undefined && { maxLength }),
    ...(source !== undefined && { pattern: source }),
  };
}

function objectOf({ fields, required, renamed, rules, open }: Schema & { type: 'object' }, definitions: Map<string, Json>): Json {
  const properties: Record<string, Json> = {};
  for (const [name, field] of Object.entries(fields)) properties[name] = schemaOf(field, definitions);
  for (const [old, name] of Object.entries(renamed)) properties[old] = { ...properties[name], description: `The old name of \`${name}\`.` };
  const olds = Object.values(renamed);
  const always = Object.keys(required).filter((name) => !olds.includes(name));
  const under = Object.entries(renamed).map(([old, name]) => (Object.hasOwn(required, name)
    ? { oneOf: [{ required: [name] }, { required: [old] }] }
    : { not: { required: [name, old] } }));
  const all = [...under, ...rules.filter(({ rule }) => !DEPENDENT.includes(rule)).map((rule) => ruleOf(rule, Object.keys(fields).length))];
  const dependencies = dependenciesOf(rules);
  return {
    type: 'object',
    ...(open !== true && { additionalProperties: false }),
    ...(always.length > 0 && { required: always }),
    ...(all.length === 1 ? all[0] : all.length > 1 && { allOf: all }),
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
    properties,
  };
}

const DEPENDENT: readonly string[] = ['excludes', 'requires'];

function ruleOf(rule: FieldRule, count: number): Json {
  if (rule.rule === 'at-least-one' && rule.of.length === count) return { minProperties: 1 };
  const names = 'of' in rule ? rule.of : [rule.field, ...rule.others];
  return { [rule.rule === 'exactly-one' ? 'oneOf' : 'anyOf']: names.map((name) => ({ required: [name] })) };
}

/** What stands beside a field, or may not. */
function dependenciesOf(rules: readonly FieldRule[]): Readonly<Record<string, Json>> {
  const found: Record<string, Json[]> = {};
  for (const rule of rules) {
    if ('of' in rule || rule.rule === 'required-unless') continue;
    const [first, ...more] = rule.others.map((name) => ({ required: [name] }));
    const others = more.length === 0 ? first : { anyOf: [first, ...more] };
    (found[rule.field] ??= []).push(rule.rule === 'requires' ? others : { not: others });
  }
  return Object.fromEntries(Object.entries(found).map(([field, all]) => [field, all.length === 1 ? all[0] : { allOf: all }]));
}
