import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const folder = mkdtempSync(join(tmpdir(), 'netfence-diff-quiet-'));
const stateWith = (name: string, from: string) => {
  const file = join(folder, `${name}.yaml`);
  const db = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'db', namespace: 'shop', labels: { app: 'db' } },
    spec: { containers: [{ name: 'main' }] },
  };
  const spec = { podSelector: {}, ingress: [{ from: [{ [from]: {} }] }] };
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'db', namespace: 'shop' }, spec };
  writeFileSync(file, [db, policy].map((object) => JSON.stringify(object)).join('\n---\n'));
  return file;
};

test('what is open to pods to come is a note, which --quiet hides', async () => {
  const states = [stateWith('old', 'podSelector'), stateWith('new', 'namespaceSelector')];
  expect((await call(['diff', ...states])).err).toContain('1 workload is open to pods that do not exist yet in another way');
  expect((await call(['diff', ...states, '--quiet'])).err).toBe('');
});
