const text = { type: 'string', minLength: 1 };
const message = { type: 'object', required: ['text'], additionalProperties: false, properties: { text } };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const position = { type: 'integer', minimum: 1 };
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const record = (properties: Record<string, object>, ...required: string[]) => ({ type: 'object', required, additionalProperties: false, properties });

const location = record({
  id: { type: 'integer', minimum: -1 },
  message,
  physicalLocation: record({
    artifactLocation: record({ uri: { type: 'string', pattern: '^[A-Za-z0-9._~:/?#@!$&\'()*+,;=%-]+$' }, uriBaseId: text }, 'uri'),
    region: record({ startLine: position, startColumn: position }, 'startLine'),
  }, 'artifactLocation'),
  logicalLocations: list(record({ fullyQualifiedName: text, kind: text }, 'fullyQualifiedName'), { uniqueItems: true }),
});

const rule = record({
  id: text,
  shortDescription: message,
  fullDescription: message,
  helpUri: { type: 'string', pattern: '^https://[^ ]+$' },
  defaultConfiguration: record({ level }),
}, 'id');

const result = record({
  ruleId: text,
  ruleIndex: { type: 'integer', minimum: 0 },
  level,
  message,
  locations: list(location),
  relatedLocations: list(location, { uniqueItems: true }),
  partialFingerprints: { type: 'object', additionalProperties: text },
}, 'message');

const notification = record({ level, descriptor: record({ id: text }), message, locations: list(location) }, 'message');

/**
 * What SARIF 2.1.0 demands of the properties that we write, and no other properties.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const SARIF = record({
  $schema: text,
  version: { const: '2.1.0' },
  runs: list(record({
    tool: record({ driver: record({ name: text, version: text, informationUri: text, rules: list(rule, { uniqueItems: true }) }, 'name') }, 'driver'),
    invocations: list(record({ executionSuccessful: { type: 'boolean' }, toolExecutionNotifications: list(notification) }, 'executionSuccessful')),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    results: list(result),
  }, 'tool'), { minItems: 1 }),
}, 'version', 'runs');
