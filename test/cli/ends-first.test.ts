import { writeFileSync } from 'fs';
import { join } from 'path';
import { emptyFolder } from '../testing/packed';
import { call } from './call';

const folder = emptyFolder('ends-first');
const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: a }\nspec: { containers: [{ name: c }] }\n`;
writeFileSync(join(folder, 'a.yaml'), `${pod('p')}---\n${pod('q')}`);

it.each([['explain', folder, 'a/p', 'a/q'], ['explain', folder, 'a/p', 'a/q', '80'], ['explain', '-', 'a/p', 'a/q'], ['blast', folder, 'a/p']])(
  'names the order that is meant: %s %s %s', async (...argv) => {
    const { code, err } = await call(argv, pod('p'));
    expect(err).toContain('workloads are written before manifests');
    expect(code).toBe(1);
  });

it('says that a path does not exist where the order is right', async () => {
  expect((await call(['explain', 'a/p', 'a/q', 'nowhere'])).err).toContain('no file or folder `nowhere`');
  expect((await call(['explain', 'a/p', 'a/q', folder])).code).toBe(0);
});
