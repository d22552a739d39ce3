import { errorsOf, meaning, policyOf, read } from '../meaning';
import { answers, pathsIn } from '../recordings';

const rows = answers('apiserver');
const kept = rows.filter(({ object }) => object !== null);

/** The recorder could not keep these objects; their ids describe them. */
const REBUILT: Readonly<Record<string, object>> = {
  'meta-ann-256k': policy({}, { annotations: { a: 'x'.repeat(256 * 1024 - 1) } }),
  'many-peers-5000': policy({ ingress: [{ from: Array.from({ length: 5000 }, (_, i) => ({ podSelector: { matchLabels: { app: `a${i}` } } })) }] }),
};

function policy(spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'default', ...metadata },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [], ...spec },
  };
}

test.each(rows.map((row) => [row.id, row] as const))('%s is taken as the API server takes it', (id, row) => {
  const decoded = read([row.object ?? REBUILT[id]]);
  expect({ id, accepted: errorsOf(decoded).length === 0 }).toEqual({ id, accepted: row.accepted });
  expect(decoded.policies.every(({ unread }) => (unread === undefined) === row.accepted)).toBe(true);
});

const refused = kept.filter(({ accepted }) => !accepted);

test.each(refused.map((row) => [row.id, row] as const))('the refusal of %s names the field that the API server names', (_, row) => {
  const messages = errorsOf(read([row.object])).map(({ message }) => message.replace('unknown field `', ''));
  // a namespace's name is reported once, not once more for the label that the server makes of it
  const named = pathsIn(row.message!).filter((path) => row.object!.kind !== 'Namespace' || path !== 'metadata.labels' || messages.some((text) => text.includes(path)));
  for (const path of named) expect(messages.join('\n')).toContain(`: ${path}`);
  const [, unindexed] = /Go struct field \w+\.([\w.]+) of type/.exec(row.message!) ?? [];
  if (unindexed !== undefined) expect(messages.map((message) => message.replace(/\[\d+\]/g, '')).join('\n')).toContain(`: ${unindexed}`);
  expect(named.length + (unindexed === undefined ? 0 : 1)).toBeGreaterThan(0);
});

const stored = kept.filter((row) => row.accepted && row.stored !== undefined && row.object!.kind === 'NetworkPolicy');

test.each(stored.map((row) => [row.id, row] as const))('%s means what the API server stores', (_, row) => {
  expect(meaning(policyOf(row.object))).toEqual(meaning(policyOf({ ...row.object, spec: row.stored })));
});

test('a namespace has the labels that the API server stores', () => {
  const namespaces = kept.filter((row) => row.accepted && row.object!.kind === 'Namespace');
  expect(namespaces.length).toBeGreaterThan(3);
  for (const row of namespaces) {
    const { cluster } = read([row.object]);
    expect([...cluster.namespaces.values()].map(({ labels }) => labels)).toEqual([row.stored]);
  }
});

test('the recordings are covered', () => {
  const agreeing = rows.filter((row) => (errorsOf(read([row.object ?? REBUILT[row.id]])).length === 0) === row.accepted);
  process.stdout.write(`apiserver: covered ${rows.length}, agreeing ${agreeing.length}, refusals ${refused.length}, stored specs ${stored.length}\n`);
  expect([rows.length, agreeing.length]).toEqual([156, 156]);
});
