/**
 * Packs the package, installs the tarball in empty projects and uses it as users do; generated apps are written with it byte for byte as with the
 * `App` of cdk8s.
 *
 * `--quick`: the current Node and the lowest peers only, without network. Else Node 20, 22 and 24, the lowest and the newest peers, and Python.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, dirname, join, resolve } from 'path';
import { bundleSameBytes } from '../synth/bundle';
import { currentNode, installNodes, Node } from './node-versions';
import { useFromPython } from './python';
import { examplesOf } from './readme-examples';
import { run } from './shell';

const ROOT = resolve(__dirname, '../..');
const MAJORS = [20, 22, 24];

interface Peers {
  readonly name: string;
  /** What to install, given a folder for tarballs. */
  readonly packages: (folder: string) => readonly string[];
  readonly flags: readonly string[];
}

/** The peers that the project itself is built with; packed again, they need no network. */
const LOWEST: Peers = { name: 'lowest peers', packages: (folder) => ['cdk8s', 'constructs'].map((name) => pack(join(ROOT, 'node_modules', name), folder)), flags: ['--offline'] };
const NEWEST: Peers = { name: 'newest peers', packages: () => ['cdk8s@2', 'constructs@10'], flags: [] };

function pack(source: string, folder: string): string {
  const [{ filename }] = JSON.parse(run('npm', ['pack', source, '--json', '--ignore-scripts', '--pack-destination', folder], folder));
  return join(folder, filename);
}

/** The programs that a user could write: `use.ts` and the examples of the README, word for word. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['use', readFileSync(join(__dirname, 'programs', 'use.ts'), 'utf8')],
  ...examplesOf(readFileSync(join(ROOT, 'README.md'), 'utf8')).map((code, index): [string, string] => [`readme-${index + 1}`, code]),
]);

function installInto(folder: string, tarball: string, peers: Peers): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...peers.flags, tarball, ...peers.packages(dirname(tarball))], folder);
  copyFileSync(join(__dirname, 'programs', 'use.js'), join(folder, 'use.js'));
  for (const [name, text] of PROGRAMS) writeFileSync(join(folder, `${name}.ts`), text);
}

/** Compile the programs both as old projects resolve modules and as new ones do. */
function compile(folder: string): void {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];
  const files = [...PROGRAMS.keys()].map((name) => `${name}.ts`);
  const common = ['--strict', '--target', 'es2022', '--skipLibCheck', ...types];
  const old = ['--module', 'commonjs', '--moduleResolution', 'node10', '--noEmit'];
  run(process.execPath, [tsc, ...common, ...old, ...files], folder);
  run(process.execPath, [tsc, ...common, '--module', 'node16', '--outDir', 'built', ...files], folder);
}

function use(folder: string, node: Node): void {
  run(node.program, ['use.js'], folder);
  for (const name of PROGRAMS.keys()) run(node.program, [join('built', `${name}.js`)], folder);
  if (!existsSync(join(folder, 'node_modules', 'cdk8s-netfence', 'lib', 'cli'))) return;
  const version = run('npx', ['--no-install', 'netfence', '--version'], folder, { PATH: `${dirname(node.program)}${delimiter}${process.env.PATH}` });
  const expected = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
  if (!version.includes(expected)) throw new Error(`netfence --version said ${version}, expected ${expected}`);
  writeFileSync(join(folder, 'pod.yaml'), '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, spec: { containers: [] } }\n');
  const found = run('npx', ['--no-install', 'netfence', 'check', 'pod.yaml'], folder, { PATH: `${dirname(node.program)}${delimiter}${process.env.PATH}` });
  if (!found.includes('pod-not-isolated-ingress')) throw new Error(`netfence check said ${found}`);
}

/** Synthesizes generated apps with the installed peers, with the `App` of cdk8s and with ours. */
function compareApps(folder: string, apps: number): void {
  const program = join(folder, 'same-bytes.js');
  bundleSameBytes(program);
  console.log(run(process.execPath, [program, '--apps', String(apps)], folder));
}

/** What must be in the tarball, and what must not. */
function inspect(folder: string): void {
  const inside = (path: string) => existsSync(join(folder, 'node_modules', 'cdk8s-netfence', path));
  const wanted = ['.jsii', 'lib/index.js', 'lib/index.d.ts', 'lib/cli/packed.txt', 'bin/netfence', 'bin/prepare.js', 'README.md', 'CHANGELOG.md', 'API.md', 'LICENSE', 'node_modules/js-yaml', 'node_modules/@dagrejs/dagre/LICENSE'];
  const unwanted = ['src', 'test', 'examples', 'bench', 'docs', '.projenrc.ts', '.ci', 'tsconfig.json', 'coverage', 'dist'];
  const wrong = [...wanted.filter((path) => !inside(path)), ...unwanted.filter(inside)];
  if (wrong.length > 0) throw new Error(`missing from the tarball or wrongly in it: ${wrong.join(', ')}`);
}

const quick = process.argv.includes('--quick');
const scratch = mkdtempSync(join(tmpdir(), 'netfence-package-'));
try {
  // compiled just before by `npm test`; a bare call compiles first
  if (!existsSync(join(ROOT, 'lib', 'index.js'))) run('npm', ['run', 'compile'], ROOT);
  const tarball = pack(ROOT, scratch);
  const nodes = quick ? [currentNode()] : installNodes(scratch, MAJORS);
  let count = 0;
  for (const peers of quick ? [LOWEST] : [LOWEST, NEWEST]) {
    const folder = join(scratch, peers.name.replace(' ', '-'));
    installInto(folder, tarball, peers);
    inspect(folder);
    compile(folder);
    compareApps(folder, quick ? 200 : 2_000);
    for (const node of nodes) {
      use(folder, node);
      console.log(`package works: Node ${node.version}, ${peers.name}`);
      count += 1;
    }
  }
  if (!quick) useFromPython(ROOT, scratch);
  console.log(`the package works in ${count} of ${count} settings, ${PROGRAMS.size} TypeScript programs each`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
