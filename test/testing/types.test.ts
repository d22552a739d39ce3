import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { someOf } from './cases';
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

type Read = Map<string, ts.SourceFile | undefined>;

/** What the compiler says of one file and of the options. The sources behind the types are checked by `npm run typecheck`, and parsed once for `read`. */
function complaints(folder: string, file: string, text: string, args: readonly string[], read: Read = new Map()): string {
  const path = join(folder, file);
  writeFileSync(path, text);
  const { options, errors } = ts.parseCommandLine(['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node,jest', ...args]);
  const host = ts.createCompilerHost(options, true);
  host.getCurrentDirectory = () => folder;
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...how) => {
    if (!read.has(name)) read.set(name, getSourceFile(name, ...how));
    return read.get(name);
  };
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path);
  const ofOptions = [...errors, ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return ts.formatDiagnostics([...ofOptions, ...found], { getCurrentDirectory: () => folder, getCanonicalFileName: (name) => name, getNewLine: () => '\n' });
}

const OLD = ['--module', 'commonjs', '--moduleResolution', 'node10'];
const NEW = ['--module', 'node16', '--moduleResolution', 'node16'];

it.each(someOf([['old', OLD], ['new', NEW]] as const))('jest, globals and imported, in projects that resolve modules the %s way', (_, args) => {
  const folder = project();
  const read: Read = new Map();
  expect(complaints(folder, 'a.ts', `import 'cdk8s-netfence/jest';\n${PROGRAM}`, args, read)).toBe('');
  expect(complaints(folder, 'b.ts', `import { expect } from '@jest/globals';\nimport 'cdk8s-netfence/jest';\n${PROGRAM}`, args, read)).toBe('');
  // without the import there are no such matchers
  expect(complaints(folder, 'c.ts', 'export {};\nexpect([]).toReach(\'a/b\', \'c/d\');\n', args, read)).toContain('toReach');
}, 240_000);

const installed = vitestFolder();
(installed === undefined ? it.skip : it)('vitest (skipped where it is not installed)', () => {
  const folder = project();
  link(folder, 'vitest', installed!);
  const text = `import { expect } from 'vitest';\nimport 'cdk8s-netfence/vitest';\n${PROGRAM}`;
  expect(complaints(folder, 'a.ts', text, ['--module', 'esnext', '--moduleResolution', 'bundler'])).toBe('');
}, 240_000);
