import { existsSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join, relative, resolve, sep } from 'path';

const LOADER = readFileSync(join(__dirname, 'loader.js'), 'utf8');
const HEAD = '"use strict";\n// The modules of the program are in packed.txt: to find and read hundreds of files takes longer than to run them.\n';
const SOURCE_MAP = /^\/\/# sourceMappingURL=.*\n?/gm;
const OWN_MODULE = /\brequire\((["'])(\.[^"']*)\1\)/g;

/**
 * Puts all modules that `cli/index.js` may load into `cli/packed.txt`, and a loader before its code. The next compilation writes a plain `index.js`
 * again, so what is packed is never older than what is compiled.
 *
 * @param lib the folder of the compiled package
 * @returns the number of modules; 0 if nothing was compiled since the last time
 */
export function pack(lib: string): number {
  const entry = join(lib, 'cli', 'index.js');
  if (readFileSync(entry, 'utf8').startsWith(HEAD)) return 0;
  const codes = new Map<string, string>();
  const add = (file: string): void => {
    if (codes.has(file)) return;
    codes.set(file, '');
    const code = readFileSync(file, 'utf8').replace(SOURCE_MAP, '').replace(OWN_MODULE, (_, _quote, id: string) => {
      const wanted = moduleFile(resolve(dirname(file), id));
      if (wanted === entry) throw new Error(`${file} loads the entry`);
      add(wanted);
      return `require("#${keyOf(lib, wanted)}")`;
    });
    codes.set(file, code);
  };
  add(entry);
  const files: Record<string, readonly [start: number, end: number]> = {};
  const texts: Buffer[] = [];
  let end = 0;
  for (const [file, code] of codes) {
    if (file === entry) continue;
    const text = Buffer.from(code);
    texts.push(text);
    files[keyOf(lib, file)] = [end, end += text.length];
  }
  writeFileSync(join(lib, 'cli', 'packed.txt'), Buffer.concat(texts));
  writeFileSync(entry, `${HEAD}const FILES = ${JSON.stringify(files)};\n${LOADER}\n(function (require) {\n${codes.get(entry)}})(requirePacked);\n`);
  return codes.size;
}

function moduleFile(path: string): string {
  const found = [`${path}.js`, join(path, 'index.js')].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`no module ${path}`);
  return found;
}

function keyOf(lib: string, file: string): string {
  return relative(lib, file).split(sep).join('/');
}
