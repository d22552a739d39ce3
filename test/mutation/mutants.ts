import { createHash } from 'crypto';
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { ROOT } from '../diff/patch';
import { OPERATORS } from './operators';

/** One planted error. */
export interface Mutant {
  /** Equal exactly for the same error in the same text. */
  readonly id: string;
  /** Below the project's root. */
  readonly file: string;
  readonly line: number;
  readonly what: string;
  /** The whole line on which the change starts. */
  readonly lineText: string;
  /** The text that is changed, and what it becomes. */
  readonly before: string;
  readonly after: string;
  /** The file's whole text with the error. */
  readonly text: string;
}

/** Every error that the operators can plant in a file. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const lines = text.split('\n');
  const found = new Map<string, Mutant>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return;
    for (const operator of OPERATORS) {
      for (const { node: changed, replacement, what } of operator(node, source)) {
        const start = changed.getStart(source);
        const whole = text.slice(0, start) + replacement + text.slice(changed.end);
        const { line } = source.getLineAndCharacterOfPosition(start);
        const place = { file, line: line + 1, lineText: lines[line] };
        const mutant = { id: idOf(file, whole), ...place, what, before: text.slice(start, changed.end), after: replacement, text: whole };
        if (!found.has(mutant.id)) found.set(mutant.id, mutant);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}

function idOf(file: string, text: string): string {
  return createHash('sha256').update(file).update('\0').update(text).digest('hex').slice(0, 16);
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? sourcesBelow(join(folder, entry.name)) : entry.name.endsWith('.ts') ? [join(folder, entry.name)] : []));
}

/** All mutants of some folders, in the order of their places. */
export function mutantsBelow(folders: readonly string[]): Mutant[] {
  return folders.flatMap(sourcesBelow).sort().flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')));
}

/** Some of them, by a seed; a change of one file leaves the choice in the others alone. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const ranked = mutants.map((mutant) => ({ mutant, rank: createHash('sha256').update(`${seed} ${mutant.id}`).digest('hex') }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, count).map(({ mutant }) => mutant);
}
