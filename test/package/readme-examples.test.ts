import { examplesOf } from './readme-examples';

test('blocks that use the package are taken, others are not', () => {
  const used = 'import { Port } from \'cdk8s-netfence\';\n';
  const page = [
    '# Page', '```ts', used.trim(), '```', 'words', '```sh', 'npm ci', '```',
    '```ts', 'const other = 1;', '```',
    '```ts', 'import \'cdk8s-netfence/jest\';', used.trim(), '```', '',
  ].join('\n');
  expect(examplesOf(page)).toEqual([used]);
});
