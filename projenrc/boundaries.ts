/**
 * Who may import whom in `src`, as data: one entry a folder, with the folders it may import.
 *
 * `errors` and the folder itself are always allowed. `.projenrc.ts` turns the table into one
 * ESLint zone a folder; `test/walls.test.ts` plants forbidden imports and sees lint fail.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  sets: [],
  text: [],
  model: ['sets'],
  results: ['model', 'sets'],
  schema: ['model', 'text'],
  profiles: ['sets'],
  files: ['model', 'text'],
  load: ['files', 'model', 'text'],
  dialects: ['model', 'sets', 'text'],
  engine: ['profiles', 'model', 'sets'],
  lint: ['engine', 'profiles', 'model', 'sets', 'text'],
  flows: ['sets'],
  report: ['results', 'model', 'sets', 'text'],
  analysis: ['files', 'load', 'dialects', 'engine', 'lint', 'flows', 'results', 'profiles', 'schema', 'model', 'sets', 'text'],
  facade: ['analysis', 'files', 'results', 'model', 'sets'],
  app: ['analysis', 'facade', 'report', 'files', 'dialects', 'model', 'sets', 'text'],
  constructs: ['app', 'analysis', 'facade', 'report', 'results', 'files', 'dialects', 'profiles', 'model', 'sets', 'text'],
  testing: ['analysis', 'facade', 'files', 'report', 'results', 'text'],
  cli: ['analysis', 'facade', 'report', 'results', 'load', 'files', 'text'],
};

/** The folders that `src/index.ts` re-exports, and nothing else. */
export const PUBLIC_FOLDERS: readonly string[] = ['constructs', 'facade'];

/** A module with few homes: everybody else gets the message. */
export interface GuardedModule {
  /** Module names, `node:` prefix left out. */
  readonly names: readonly string[];
  /** Folders (`load`) or files (`cli/git.ts`) below `src` that may import it. */
  readonly homes: readonly string[];
  /** Folders that may import its types only. */
  readonly typeHomes?: readonly string[];
  readonly message: string;
}

export const GUARDED_MODULES: readonly GuardedModule[] = [
  {
    names: ['fs', 'fs/promises'],
    homes: ['files', 'cli'],
    message: 'Files are read and written by src/files and src/cli; everything else is a function from values to values.',
  },
  {
    names: ['js-yaml'],
    homes: ['load'],
    message: 'YAML is read by src/load only, so that every document keeps its file, line and column.',
  },
  {
    names: ['@dagrejs/dagre'],
    homes: ['report/picture/layout.ts'],
    message: 'Pictures are laid out by src/report/picture/layout.ts only, so that the library can be replaced.',
  },
  {
    names: ['cdk8s', 'constructs'],
    homes: ['constructs', 'app'],
    typeHomes: ['analysis', 'facade'],
    message: 'cdk8s belongs to src/constructs and src/app; src/analysis and src/facade may name its types. The rest works without it.',
  },
  {
    names: ['child_process'],
    homes: ['cli/git.ts'],
    message: 'Only src/cli/git.ts starts a process (execFile, no shell).',
  },
];

/** Packages that `src` never imports: they are read by shape, in every version. */
export const NEVER_IMPORTED: readonly string[] = ['cdk8s-plus-*'];
