import { camelOf, constantOf, insertImport, Skeleton } from './skeleton';

/** A policy API: its folder, page and test. It reads the kind `Example` of `NAME.example/v1` until you write what it is to read. */
export function dialect(name: string): Skeleton {
  const constant = constantOf(name);
  const registry = 'src/dialects/registry.ts';
  return {
    files: {
      [`src/dialects/${name}/decode.ts`]: `import type { Policy, Stage } from '../../model';
import { DIRECTIONS } from '../../model';
import { LabelSelector, TrafficSet } from '../../sets';
import type { Dialect, DecodeSink } from '../dialect';
import { decodeSelector, selectorShape } from '../label-selector';
import { fieldsOf, type Manifest } from '../manifest';
import { checkMetadata, METADATA } from '../metadata';
import { Place } from '../place';
import { checkShape, type ApiShape } from '../shape';

const TEXT: ApiShape = { type: 'text' };
const EXAMPLE: ApiShape = {
  type: 'object',
  fields: {
    apiVersion: TEXT,
    kind: TEXT,
    metadata: METADATA,
    spec: { type: 'object', fields: { pods: selectorShape(['key', 'operator']) }, required: ['pods'] },
  },
  required: ['spec'],
};

/** Before NetworkPolicy; what no rule decides goes on to the next stage. */
const STAGE: Stage = { title: 'Example', rank: 150, isolating: false };

/** \`${name}.example/v1\` Example: denies all ingress of the pods that it selects. */
export const ${constant}: Dialect = {
  name: '${name}',
  reads: (apiVersion, kind) => (apiVersion === '${name}.example/v1' && kind === 'Example' ? 'namespaced' : undefined),
  decode: (object, sink) => {
    sink.policies.push(decode(object, sink));
  },
};

function decode(object: Manifest, sink: DecodeSink): Policy {
  const problems = sink.problemsOf(object, '; the policy is refused, so what its pods may do is unknown');
  checkShape(object.value, EXAMPLE, 'pruned', Place.TOP, problems);
  checkMetadata(object.metadata, Place.TOP.at('metadata'), problems);
  const pods = decodeSelector(fieldsOf(object.value.spec).pods, 'pruned', Place.TOP.at('spec').at('pods'), problems);
  const refused = problems.count > 0;
  const origin = object.origin.part(['spec']);
  return {
    stage: STAGE,
    order: 0,
    name: object.name,
    namespace: object.namespace,
    subject: { namespaces: { name: object.namespace! }, pods: pods ?? LabelSelector.EVERYTHING },
    isolates: refused ? DIRECTIONS : [],
    rules: refused ? [] : [{ direction: 'ingress', action: 'deny', peers: undefined, traffic: { fixed: TrafficSet.ALL, named: [] }, origin }],
    hostNetwork: 'never',
    ...(refused && { unread: 'the policy is refused' }),
    origin: object.origin,
  };
}
`,
      [`docs/dialects/${name}.md`]: `# ${name}

After this page you know which kinds of \`${name}.example/v1\` are read, and what stays unknown.

| kind | what is read | what is unknown |
|---|---|---|
| \`Example\` | \`spec.pods\`: the pods whose ingress is denied | – |
`,
      [`test/dialects/${name}/decode.test.ts`]: `import { errorsOf, read } from '../meaning';

const ${camelOf(name)} = (spec: unknown) => ({ apiVersion: '${name}.example/v1', kind: 'Example', metadata: { name: 'web', namespace: 'shop' }, spec });

it('denies ingress of the pods that it selects', () => {
  const { policies, problems } = read([${camelOf(name)}({ pods: { matchLabels: { app: 'web' } } })]);
  expect(problems).toEqual([]);
  expect(policies).toMatchObject([{ name: 'web', namespace: 'shop', rules: [{ direction: 'ingress', action: 'deny' }] }]);
});

it('leaves the pods of a policy that is refused unknown', () => {
  const decoded = read([${camelOf(name)}({ pods: {}, colour: 'red' })]);
  expect(errorsOf(decoded)[0].message).toContain('spec.colour');
  expect(decoded.policies).toMatchObject([{ unread: 'the policy is refused', rules: [] }]);
});
`,
    },
    edits: [
      insertImport(registry, `import { ${constant} } from './${name}/decode';`),
      { path: registry, apply: (text) => text.replace(/, UNREAD,\n\]/, `, ${constant}, UNREAD,\n]`) },
    ],
    next: [
      'write its schema as the API server checks it, and what its rules mean; docs/adding-a-dialect.md shows how',
      'teach the oracle (test/oracle) and the generator (test/diff/generate) the kind, so that both judge each other',
    ],
  };
}
