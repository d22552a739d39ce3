import { existsSync, readFileSync, statSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, resolve } from 'path';
import { Script } from 'vm';
// eslint-disable-next-line import/no-extraneous-dependencies -- the transformer that tsx, which runs this, is made of
import { transformSync } from 'esbuild';
import { ROOT } from '../diff/patch';

interface Loaded {
  readonly exports: object;
  /** Whether nothing of `src` is below it, so that no mutant can change it. */
  pure: boolean;
}

type Body = (exports: object, require: (name: string) => unknown, module: { exports: object }, filename: string, folder: string) => void;

/** Compiles a TypeScript text; strictly by itself, without looking at types. */
export function compile(text: string, path: string): Script {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'node20', sourcefile: path });
  return new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, { filename: path });
}

/** Loads sources and tests as Node would, again for each mutant, with one text in the place of a file's own. */
export class Modules {
  private readonly scripts = new Map<string, Script>();
  private readonly resolved = new Map<string, string | undefined>();
  private loaded = new Map<string, Loaded>();
  private planted?: { readonly path: string; readonly script: Script };
  private readonly node = createRequire(join(ROOT, 'package.json'));

  /** Forgets what a mutant may have changed, and plants another. */
  public plant(file: string, text: string): void {
    const path = join(ROOT, file);
    this.loaded = new Map([...this.loaded].filter(([, { pure }]) => pure));
    this.planted = { path, script: compile(text, path) };
  }

  public load(path: string): Loaded {
    const known = this.loaded.get(path);
    if (known !== undefined) return known;
    const module: { exports: object } = { exports: {} };
    const own = { get exports() { return module.exports; }, pure: !path.startsWith(join(ROOT, 'src')) && !path.endsWith('.test.ts') };
    this.loaded.set(path, own);
    const body = this.script(path).runInThisContext() as Body;
    body(module.exports, (name) => {
      const target = name.startsWith('.') ? this.resolve(resolve(dirname(path), name)) : undefined;
      if (target === undefined) return this.node(name.startsWith('.') ? resolve(dirname(path), name) : name) as unknown;
      const other = this.load(target);
      own.pure &&= other.pure;
      return other.exports;
    }, module, path, dirname(path));
    return own;
  }

  private script(path: string): Script {
    if (this.planted?.path === path) return this.planted.script;
    let script = this.scripts.get(path);
    if (script === undefined) this.scripts.set(path, (script = compile(readFileSync(path, 'utf8'), path)));
    return script;
  }

  private resolve(path: string): string | undefined {
    if (!this.resolved.has(path)) {
      this.resolved.set(path, [path, `${path}.ts`, join(path, 'index.ts')].find((candidate) => candidate.endsWith('.ts') && existsSync(candidate) && statSync(candidate).isFile()));
    }
    return this.resolved.get(path);
  }
}
