import { join, relative, resolve } from 'path';
import ts from 'typescript';

const SRC = resolve(__dirname, '..', '..', 'src');

/** A typed program over files, with what it says of types. */
interface TypedProgram {
  readonly checker: ts.TypeChecker;
  /** The files of `src`, and the planted ones, by their path below `src`. */
  readonly files: ReadonlyMap<string, ts.SourceFile>;
}

/** The program of all files of `src`; texts by path below `src` stand in it as if they were files there. */
export function typedProgram(planted: Readonly<Record<string, string>> = {}): TypedProgram {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => { throw new Error('tsconfig.dev.json is broken'); } };
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(resolve(SRC, '..', 'tsconfig.dev.json'), { noEmit: true, incremental: false }, host)!;
  const texts = new Map(Object.entries(planted).map(([path, text]) => [join(SRC, path), text]));
  const compilerHost = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = compilerHost;
  compilerHost.readFile = (path) => texts.get(path) ?? readFile(path);
  compilerHost.fileExists = (path) => texts.has(path) || fileExists(path);
  compilerHost.getSourceFile = (path, version, ...rest) =>
    (texts.has(path) ? ts.createSourceFile(path, texts.get(path)!, version) : getSourceFile(path, version, ...rest));
  const program = ts.createProgram([...fileNames.filter((path) => path.startsWith(`${SRC}/`)), ...texts.keys()], options, compilerHost);
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${SRC}/`));
  return { checker: program.getTypeChecker(), files: new Map(files.map((file) => [relative(SRC, file.fileName), file])) };
}

/** The file below `src` that declares a symbol; `undefined` where it is declared elsewhere. */
export function homeOf(symbol: ts.Symbol | undefined): string | undefined {
  const path = symbol?.declarations?.[0].getSourceFile().fileName;
  return path?.startsWith(`${SRC}/`) ? relative(SRC, path) : undefined;
}
