import { existsSync, readFileSync, statSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, resolve } from 'path';
import { Script } from 'vm';
// eslint-disable-next-line import/no-extraneous-dependencies -- the transformer that tsx, which runs this, is made of
import { transformSync } from 'esbuild';
import { ROOT } from '../diff/patch';

interface Loaded {
  exports: object;
}

type Body = (exports: object, require: (name: string) => unknown, module: Loaded, filename: string, folder: string) => void;

/** Compiles a TypeScript text; strictly by itself, without looking at types. */
function compile(text: string, path: string): Script {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'node20', sourcefile: path });
  return new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, { filename: path });
}

/** Loads sources and tests as Node would, with the text of a mutant in the place of a file's own. */
export class Modules {
  private readonly scripts = new Map<string, Script>();
  private readonly resolved = new Map<string, string | undefined>();
  private readonly loaded = new Map<string, Loaded>();
  /** Who imports a file. */
  private readonly importers = new Map<string, Set<string>>();
  private readonly node = createRequire(join(ROOT, 'package.json'));
  private planted?: { readonly path: string; readonly script: Script };

  /** Plants a mutant; what does not depend on it, nor on the one before, stays loaded and fast. */
  public plant(file: string, text: string): void {
    const path = join(ROOT, file);
    const script = compile(text, path);
    if (this.planted !== undefined) this.forget(this.planted.path);
    this.forget(path);
    this.planted = { path, script };
  }

  /** Loads a file; a test file, which acts when it is loaded, each time anew. */
  public load(path: string): object {
    const known = path.endsWith('.test.ts') ? undefined : this.loaded.get(path);
    if (known !== undefined) return known.exports;
    const module: Loaded = { exports: {} };
    this.loaded.set(path, module);
    const body = this.script(path).runInThisContext() as Body;
    body(module.exports, (name) => {
      const target = name.startsWith('.') ? this.resolve(resolve(dirname(path), name)) : undefined;
      if (target === undefined) return this.node(name.startsWith('.') ? resolve(dirname(path), name) : name) as unknown;
      this.importersOf(target).add(path);
      return this.load(target);
    }, module, path, dirname(path));
    return module.exports;
  }

  private forget(path: string): void {
    if (!this.loaded.delete(path)) return;
    for (const importer of this.importersOf(path)) this.forget(importer);
  }

  private importersOf(path: string): Set<string> {
    let importers = this.importers.get(path);
    if (importers === undefined) this.importers.set(path, (importers = new Set()));
    return importers;
  }

  private script(path: string): Script {
    if (this.planted?.path === path) return this.planted.script;
    let script = this.scripts.get(path);
    if (script === undefined) this.scripts.set(path, (script = compile(readFileSync(path, 'utf8'), path)));
    return script;
  }

  private resolve(path: string): string | undefined {
    if (!this.resolved.has(path)) {
      const candidates = [path, `${path}.ts`, join(path, 'index.ts')];
      this.resolved.set(path, candidates.find((candidate) => candidate.endsWith('.ts') && existsSync(candidate) && statSync(candidate).isFile()));
    }
    return this.resolved.get(path);
  }
}
