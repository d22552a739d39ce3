/** Programs that an advice shows: type-checked by one compiler, and synthesized. */
import { join } from 'path';
import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import * as ts from 'typescript';
import * as netfence from '../../src';

/* eslint-disable @typescript-eslint/no-explicit-any */
const ROOT = join(__dirname, '..', '..');

/** What the compiler says against any of the programs. */
export function typeErrors(programs: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const texts = new Map(programs.map((text, i) => [join(ROOT, 'test', 'diff', `advice-program-${i}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version, true);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
      `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}\n${texts.get(path)}`);
  });
}

/** The manifests that a program writes. */
export function synthesized(text: string): any[] {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const modules: Record<string, unknown> = { cdk8s, constructs, 'cdk8s-netfence': netfence };
  const exported: any = {};
  new Function('require', 'exports', outputText)((name: string) => modules[name], exported);
  const app = cdk8s.Testing.app();
  new exported.Advice(app, 'advice');
  return app.charts.flatMap((chart) => chart.toJson());
}
