import { spawnSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { emptyFolder, layPackage, link, ROOT, vitestFolder } from './packed';

const PROGRAM = `
declare const invariant: import('cdk8s-netfence').analysis.Invariant;
expect([]).toReach('a/b', 'c/d', 'TCP 80', { cni: 'cilium' });
expect([]).not.toOnlyReach('a/b', [['c/d', 'TCP 80'], '203.0.113.0/24']);
expect([]).toBeIsolatedFrom('a/*', 'c/*');
expect([]).toBlockAllExcept('a/b', []);
expect([]).toSatisfy(invariant);
expect(5).toSatisfy((value: number) => value > 4);
expect([]).toSatisfyInvariants('invariants.yaml');
expect([]).not.toSatisfy(['invariants.yaml', invariant], { podRanges: ['10.244.0.0/16'] });
expect([]).toAdmitFlows('flows.jsonl', { format: 'hubble', ignore: 'accepted.yaml', cni: 'cilium' });
expect([]).toAdmitFlows(['a.jsonl', 'b.jsonl.gz']);
expect([]).toHaveNoFindings({ level: 'error', ignore: ['dns-blocked'] });
expect([]).toMatchReachability('hint', { workloads: ['a/b'] });
// @ts-expect-error the other end is missing
expect([]).toReach('a/b');
// @ts-expect-error a list of ends
expect([]).toOnlyReach('a/b', 'c/d');
// @ts-expect-error no invariant
expect([]).toSatisfy({});
// @ts-expect-error no such level
expect([]).toHaveNoFindings({ level: 'off' });
`;

/** The package with its types, those of the sources. */
function project(): string {
  const folder = emptyFolder('types');
  const place = layPackage(folder);
  mkdirSync(join(place, 'lib', 'testing'), { recursive: true });
  writeFileSync(join(place, 'lib', 'testing', 'index.d.ts'), `export * from ${JSON.stringify(join(ROOT, 'src', 'testing', 'types'))};\n`);
  writeFileSync(join(place, 'lib', 'index.d.ts'), `export * from ${JSON.stringify(join(ROOT, 'src'))};\n`);
  for (const name of ['@types/node', '@types/jest', '@jest/globals', 'expect']) link(folder, name, join(ROOT, 'node_modules', name));
  return folder;
}

function complaints(folder: string, file: string, text: string, args: readonly string[]): string {
  writeFileSync(join(folder, file), text);
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const common = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node,jest'];
  return spawnSync(process.execPath, [tsc, ...common, ...args, file], { cwd: folder, encoding: 'utf8' }).stdout;
}

const OLD = ['--module', 'commonjs', '--moduleResolution', 'node10'];
const NEW = ['--module', 'node16', '--moduleResolution', 'node16'];

it.each([['old', OLD], ['new', NEW]])('jest, globals and imported, in projects that resolve modules the %s way', (_, args) => {
  const folder = project();
  expect(complaints(folder, 'a.ts', `import 'cdk8s-netfence/jest';\n${PROGRAM}`, args)).toBe('');
  expect(complaints(folder, 'b.ts', `import { expect } from '@jest/globals';\nimport 'cdk8s-netfence/jest';\n${PROGRAM}`, args)).toBe('');
  // without the import there are no such matchers
  expect(complaints(folder, 'c.ts', 'export {};\nexpect([]).toReach(\'a/b\', \'c/d\');\n', args)).toContain('toReach');
}, 240_000);

const installed = vitestFolder();
(installed === undefined ? it.skip : it)('vitest (skipped where it is not installed)', () => {
  const folder = project();
  link(folder, 'vitest', installed!);
  const text = `import { expect } from 'vitest';\nimport 'cdk8s-netfence/vitest';\n${PROGRAM}`;
  expect(complaints(folder, 'a.ts', text, ['--module', 'esnext', '--moduleResolution', 'bundler'])).toBe('');
}, 240_000);
