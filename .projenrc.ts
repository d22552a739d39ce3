import { cdk8s, javascript, typescript } from 'projen';
import { guardedImports, importZones } from './projenrc/walls';

// where copies of tests may lie
const ELSEWHERE = ['/node_modules/', '/dist/', '<rootDir>/.tmp/'];

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-netfence',
  description: 'Network fences for Kubernetes that are proven: NetworkPolicies written in TypeScript, checked before the deploy',
  author: 'cdk8s-netfence maintainers',
  authorAddress: 'maintainers@cdk8s-netfence.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-netfence/cdk8s-netfence.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk8s-netfence maintainers',
  keywords: ['cdk8s', 'kubernetes', 'networkpolicy'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),

  // The lowest peers are what the tree is built and tested with; `npm run test:package` takes the newest too.
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.3.0',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '22',

  bundledDeps: ['@dagrejs/dagre@^3', 'js-yaml@^5'],
  devDeps: [
    '@swc/core',
    '@swc/jest',
    '@types/node@^20',
    'ajv@^8',
    'axe-core@^4',
    'cdk8s-cli@^2',
    'cdk8s-plus-27@^2',
    'cdk8s-plus-34@^2',
    'concurrently@^9',
    'esbuild@^0.28',
    'fast-check@^4',
    'knip@^5',
    'playwright-core@^1',
    'tsx@^4',
    'vitest@^3',
    'yaml@^2',
  ],
  bin: { netfence: 'bin/netfence' },

  docgen: true,
  docgenFilePath: 'API.md',
  sampleCode: false,
  release: false,
  buildWorkflow: true,
  buildWorkflowOptions: { mutableBuild: false },
  depsUpgrade: false,
  autoMerge: false,
  stale: false,
  pullRequestTemplate: false,
  githubOptions: { mergify: false, pullRequestLint: false },
  publishToPypi: { distName: 'cdk8s-netfence', module: 'cdk8s_netfence' },
  publishToMaven: { javaPackage: 'io.github.cdk8s_netfence', mavenGroupId: 'io.github.cdk8s-netfence', mavenArtifactId: 'cdk8s-netfence' },
  publishToGo: { moduleName: 'github.com/cdk8s-netfence/cdk8s-netfence-go', packageName: 'netfence' },

  jestOptions: {
    jestVersion: '^30',
    junitReporting: false,
    coverageText: false,
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      coverageReporters: ['text-summary', 'lcov'],
      coverageProvider: 'v8',
      collectCoverageFrom: ['src/**/*.ts'],
      moduleNameMapper: { '^cdk8s-netfence$': '<rootDir>/src/index.ts' },
      testPathIgnorePatterns: ELSEWHERE,
      testSequencer: '<rootDir>/test/longest-first.cjs',
      modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tmp/'],
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'projenrc', 'examples', 'bench'],
    tsconfigPath: './tsconfig.dev.json',
    projectService: false,
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },
  // source maps in files of their own: Node reads all of a module, and each command paid for maps that it does not use
  tsconfig: { compilerOptions: { types: ['node'], inlineSourceMap: false, sourceMap: true } },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    compilerOptions: {
      rootDir: '.',
      types: ['jest', 'node'],
      // the examples import the package by its name, as users do
      paths: { 'cdk8s-netfence': ['./src/index.ts'] },
    },
    include: ['src/**/*.ts', 'test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'projenrc/**/*.ts', '.projenrc.ts'],
    exclude: ['node_modules', 'lib', 'dist'],
  },
  gitignore: ['/.tmp/', '.DS_Store', '!/test/data/flows/aws-npa.log'],
});

// jest transforms file by file: one folder's tests do not wait for the type check of the rest
project.deps.removeDependency('ts-jest');
project.jest!.config.transform = {
  '^.+\\.ts$': new javascript.Transform('@swc/jest', {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  }),
};

project.jest!.config.globalSetup = '<rootDir>/test/temporary-folder.ts';

// tests lie in `test` only: a `spec.ts` of src describes a command
project.jest!.config.testMatch = ['<rootDir>/test/**/*.test.ts'];

// no `import/no-cycle`: test/structure finds the cycles of types, too, and parses nothing for it
project.eslint!.addRules({
  'import/no-restricted-paths': ['error', { zones: importZones() }],
  'max-lines': ['error', { max: 300 }],
  'import/order': ['error', { groups: ['builtin', 'external', 'internal', 'parent', 'sibling', 'index'] }],
  'no-bitwise': 'off',
  'curly': ['error', 'multi-line'],
});
project.eslint!.addOverride({
  files: ['src/**/*.ts', 'examples/**/*.ts', 'test/**/*.ts'],
  rules: {
    'no-restricted-syntax': ['error', {
      selector: 'BinaryExpression[operator=/^[!=]==?$/] > Literal[value=/^(No|All) Connections$/]',
      message: 'Ask the traffic (`isEmpty`, `isEverything`), not its text.',
    }],
  },
});
for (const override of guardedImports()) project.eslint!.addOverride(override);

// a script of package.json and the task behind it
function task(name: string, description: string, steps: readonly string[], receiveArgs = false) {
  return project.addTask(name, { description, steps: steps.map((exec) => ({ exec, receiveArgs })) });
}

// jsii is built and tested on Node 20 too: its end-of-life notice is known
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
// in `bin`, for the package must hold the file that its own script names
project.package.setScript('prepare', 'node bin/prepare.js');

const typecheck = task('typecheck', 'Type-check sources, tests, examples and benchmarks', ['tsc --noEmit -p tsconfig.dev.json']);
const lint = project.addTask('lint', { description: 'Lint, walls included' });
lint.spawn(project.tasks.tryFind('eslint')!);
lint.exec('tsx projenrc/check-words.ts');
// no export that no other file names
lint.exec('knip --no-progress --no-config-hints');
project.tasks.tryFind('docgen')!.reset('tsx test/package/api-is-current.ts --write');
const apiCheck = task('api:check', 'Fail when API.md or docs/api-analysis.md is stale', ['tsx test/package/api-is-current.ts']);
task('api:compat', 'Fail when the API breaks users of the last tagged release', ['tsx test/package/api-compat.ts']);
task('schemas', 'Write the JSON schemas of our own files from the schemas that they are read by', ['tsx test/package/schemas.ts']);
const packageCheck = task('test:package:quick', 'Pack, install and use the tarball with the current Node', ['tsx test/package/run.ts --quick']);
task('test:package', 'Pack, install and use the tarball with Node 20, 22, 24 and the lowest and newest peers', ['tsx test/package/run.ts'], true);
const unit = task('unit', 'Run the tests of jest', [
  'mkdir -p coverage && jest --ci --maxWorkers=2 --json --outputFile=coverage/results.json',
], true);
// these start processes of their own, calculate for long, or are many small ones (jest reads the coverage of each apart): measured, they
// would take several times as long, and show little that the others do not; the pages of the rules run every rule with coverage
const UNMEASURED = [
  'analysis/', 'app/checks/agreement', 'app/order/', 'ci/', 'cli/', 'conformance/', 'constructs/', 'diff/', 'docs/', 'errors/', 'examples/', 'laws/',
  'lint/rules/', 'load/hostile', 'load/kubectl/', 'load/positions', 'oracle/', 'package/', 'report/', 'schema/', 'structure/', 'synth/', 'testing/', 'walls',
].map((path) => `<rootDir>/test/${path}`);
task('coverage', 'Say which lines the tests of parts reach; `npm test` runs them without', [
  `jest --ci --maxWorkers=2 --coverage --testPathIgnorePatterns ${[...ELSEWHERE, ...UNMEASURED].map((pattern) => `'${pattern}'`).join(' ')} --`,
], true);
for (const kind of ['rule', 'format', 'dialect', 'command']) {
  task(`new:${kind}`, `Write the skeleton of a new ${kind}, its page and its test: npm run new:${kind} -- NAME`, [`tsx projenrc/new/run.ts ${kind}`], true);
}
task('test:deep', 'Judge many more generated cases, for hours; goes on where it was stopped', ['tsx test/deep.ts'], true);
task('demo', 'Build the organisation of examples/ into dist/demo and say what was fenced', [
  'CDK8S_OUTDIR=dist/demo tsx --tsconfig tsconfig.dev.json examples/organisation.ts',
  'echo; echo "who reaches whom:"; node bin/netfence list dist/demo',
  'echo; echo; echo "what is proved:"; node bin/netfence prove examples/invariants.yaml dist/demo --pod-range 10.0.0.0/8',
  'node bin/netfence report dist/demo --pod-range 10.0.0.0/8 --invariants examples/invariants.yaml --title "The organisation of examples/" --quiet --file dist/demo/report.html',
  'echo; echo "for auditors and reviewers: dist/demo/report.html"',
]);
task('page', 'Write the script of the report from projenrc/page/report.js', ['tsx projenrc/page/write.ts']);
task('docs:codes', 'Write docs/codes.md from the catalogue of codes', ['tsx --tsconfig tsconfig.dev.json test/errors/codes-page.ts']);
task('bench', 'Measure speed and memory', ['tsx bench/run.ts'], true);
task('mutants', 'Plant known semantic errors in the engine and see each caught', ['tsx test/diff/mutants.ts'], true);
task('mutation-test', 'Plant a sample of small errors in sets, engine and dialects and count those that are caught', ['tsx test/mutation/run.ts'], true);
task('diff-test', 'Judge generated clusters by the engine and by the naive oracle', ['tsx test/diff/run.ts'], true);

const compile = task('compile:strict', 'Compile, with every warning of jsii an error but the reserved word `from`', [
  'jsii --silence-warnings=reserved-word --fail-on-warnings',
]);
// the program starts in two thirds of the time: docs/decisions/0016
for (const compiles of [project.compileTask, compile]) compiles.exec('tsx projenrc/pack/write.ts');

// two at a time: each of them uses one core; the tests of jest use all of them
const readings = task('readings', 'Compile, check types, API pages and package; beside it lint', [
  `concurrently --group --kill-others-on-fail 'projen ${lint.name}' 'projen ${compile.name} && projen ${typecheck.name} && projen ${apiCheck.name} && projen ${packageCheck.name}'`,
]);

project.testTask.reset();
for (const step of [readings, unit]) project.testTask.spawn(step);

for (const path of ['/.ci/', '/.eslintrc.json', '/bench/', '/cdk8s.yaml', '/docs/', '/examples/', '/test/', '/tsconfig.dev.json', '/.gitattributes', '/.npmrc', '/knip.json']) {
  project.npmignore!.exclude(path);
}
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './jest': { types: './jest.d.ts', default: './jest.js' },
  './vitest': { types: './vitest.d.ts', import: './vitest.mjs', default: './vitest.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

project.synth();
