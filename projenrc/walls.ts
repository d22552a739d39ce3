import { GUARDED_MODULES, GuardedModule, MAY_IMPORT, NEVER_IMPORTED, PUBLIC_FOLDERS } from './boundaries';

/** One `import/no-restricted-paths` zone. */
export interface Zone {
  readonly target: string;
  readonly from: string;
  readonly except?: readonly string[];
  readonly message: string;
}

/** The rooms of src/engine: each may import those before it. */
const ENGINE_ROOMS = ['compile', 'judge', 'ask'];

/** One entry of `overrides` in the ESLint configuration. */
export interface Override {
  readonly files: string[];
  readonly excludedFiles?: string[];
  readonly rules: Record<string, any>;
}

/** One zone a folder of `src`, one for each dialect's and rule's neighbours, one for the door. */
export function importZones(): Zone[] {
  const folders = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
    target: `./src/${folder}`,
    from: './src',
    except: ['errors', folder, ...allowed].map((name) => `./${name}`),
    message: allowed.length > 0
      ? `src/${folder} may import ${allowed.join(', ')} and errors only (projenrc/boundaries.ts).`
      : `src/${folder} may import errors only (projenrc/boundaries.ts).`,
  }));
  const door = {
    target: './src/index.ts',
    from: './src',
    except: PUBLIC_FOLDERS.map((name) => `./${name}`),
    message: `src/index.ts re-exports ${PUBLIC_FOLDERS.join(' and ')} only.`,
  };
  const leaf = { target: './src/errors', from: './src', except: ['./errors', './text'], message: 'src/errors may import text only.' };
  const judge = { target: './test/oracle', from: './src', message: 'The oracle shares nothing with src: a shared mistake would judge itself.' };
  return [...folders, door, leaf, judge];
}

/** `no-restricted-imports` for each home of a guarded module: the rule is replaced, not merged, by an override. */
export function guardedImports(): Override[] {
  const homes = new Set(GUARDED_MODULES.flatMap((module) => [...module.homes, ...(module.typeHomes ?? [])]));
  const overrides = [...homes].sort(byDepth).map((home) => ({ files: [glob(home)], rules: restrict(home) }));
  return [{ files: ['src/**/*.ts'], rules: restrict('') }, ...overrides, ...siblings()];
}

/** Inside of `src/analysis`, no path goes through a folder of that name. */
const ANALYSIS_DOOR = {
  regex: '^(\\.\\./)+analysis/.',
  message: 'Outside of src/analysis, import from its index only: one function for each question.',
};

function restrict(place: string): Record<string, any> {
  const paths = GUARDED_MODULES.filter((module) => !module.homes.some((home) => isWithin(place, home))).flatMap((module) =>
    module.names.flatMap((name) => entries(module, name, place)));
  const patterns = [{ group: [...NEVER_IMPORTED], message: 'cdk8s-plus is read by shape, whatever its version.' }, ANALYSIS_DOOR];
  return { '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }] };
}

function entries(module: GuardedModule, name: string, place: string) {
  const allowTypeImports = (module.typeHomes ?? []).some((home) => isWithin(place, home));
  return [name, `node:${name}`].map((specifier) => ({ name: specifier, message: module.message, allowTypeImports }));
}

/** A dialect may not reach into another one, nor a lint rule into another rule; the engine's rooms import in the order compile, judge, ask. */
function siblings(): Override[] {
  return [
    ...ENGINE_ROOMS.map((room, i) => {
      const below = ENGINE_ROOMS.slice(0, i).join('|');
      return {
        files: [`src/engine/${room}/**/*.ts`],
        rules: withPattern({
          // `../../model` is another folder's wall; `..` and `../index` would hide which room is meant
          regex: `^\\.\\.(?:$|/(?!\\.\\.${below && `|(?:${below})(?:/|$)`}))`,
          message: 'In the engine, judge may import compile, and ask may import both.',
        }),
      };
    }),
    {
      files: ['src/dialects/*/**/*.ts'],
      rules: withPattern({
        // what dialects share lies beside their folders: `../names` is fine, `../other/decode` is not
        regex: '^\\.\\./(?!\\.\\.)[^/]+/|^\\.\\./(index)?$|^\\.\\.$',
        message: 'A dialect imports no other dialect and no registry.',
      }),
    },
    {
      files: ['src/lint/rules/*.ts'],
      rules: withPattern({ regex: '^\\./', message: 'A rule imports no other rule.' }),
    },
  ];
}

function withPattern(pattern: { readonly regex: string; readonly message: string }): Record<string, any> {
  const [severity, options] = restrict('')['@typescript-eslint/no-restricted-imports'];
  return { '@typescript-eslint/no-restricted-imports': [severity, { ...options, patterns: [...options.patterns, pattern] }] };
}

function isWithin(place: string, home: string): boolean {
  return place === home || place.startsWith(`${home}/`);
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

function glob(home: string): string {
  return home.endsWith('.ts') ? `src/${home}` : `src/${home}/**/*.ts`;
}
