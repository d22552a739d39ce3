import { writeFileSync } from 'fs';
import { join } from 'path';
import { emptyFolder } from '../testing/packed';
import { call } from './call';

const folder = emptyFolder('blast');
const path = (name: string) => join(folder, name);
const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: a }\nspec: { containers: [{ name: c }] }\n`;
writeFileSync(path('now.yaml'), `${pod('p')}---\n${pod('q')}`);
writeFileSync(path('broken.yaml'), 'a: [');

it('says what is wrong with the state before the change', async () => {
  const { code, err } = await call(['blast', 'a/p', path('now.yaml'), '--before', path('broken.yaml')]);
  expect(err).toMatch(/broken\.yaml:\d+:\d+: broken-yaml: /);
  expect(code).toBe(3);
});

it('leaves out of both states what is to be left out', async () => {
  const { code, out } = await call(['blast', 'a/p', path('now.yaml'), '--before', folder, '--exclude', 'broken.yaml']);
  expect(out).not.toContain('+ ');
  expect(code).toBe(0);
});
