import { errorsOf, read } from '../meaning';
import { recordedLines } from '../../oracle/recordings';

const cases = ['acnp', 'mixed', 'groups', 'odd', 'equal'].flatMap((file) => recordedLines(`antrea/cases-${file}.jsonl`)!);
const services = [{ namespace: 'production', name: 'db' }, { namespace: 'staging', name: 'api' }, { namespace: 'team-alpha', name: 'web' }]
  .map((metadata) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'x' }, ports: [{ port: 80 }] } }));

test.each(cases.map((one) => [one.id, one] as const))('%s is taken as the API server takes it', (_, { objects, refused = {} }) => {
  const found = errorsOf(read([...services, ...objects]));
  const labels = objects.filter((_object: unknown, i: number) => refused[i] !== undefined)
    .map(({ kind, metadata: { namespace, name } }: any) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
  const reported = found.map(({ message }) => message.slice(0, message.indexOf(':')));
  expect([...new Set(reported)].sort()).toEqual(labels.sort());
});

test('the recordings are covered', () => {
  const refused = cases.filter((one) => Object.keys(one.refused ?? {}).length > 0).length;
  process.stdout.write(`antrea: ${cases.length} cases, ${refused} with an object that is refused\n`);
  expect([cases.length, refused]).toEqual([256, 44]);
});
