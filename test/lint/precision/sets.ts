import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { readPaths, readText } from '../../../src/analysis/session/read';
import type { AnalysisSession } from '../../../src/analysis/session/session';

const CORPUS = process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', '..', 'shared', 'corpus');
const PUBLIC = join(CORPUS, 'public');
const NPGUARD = join(CORPUS, 'npguard', 'tests');

/** Manifests of others, by a name such as `public/longhorn`; empty where the corpus is absent. */
export const SETS: ReadonlyMap<string, () => AnalysisSession> = new Map([
  ...publicSets().map(([name, file]): [string, () => AnalysisSession] => [`public/${name}`, () => readText(textOf(file), `${name}.yaml`)]),
  ...namesIn(NPGUARD).map((name): [string, () => AnalysisSession] => [`npguard/${name}`, () => readPaths([join(NPGUARD, name)])]),
]);

/** The texts of the public sets, by name. */
export function publicTexts(): ReadonlyMap<string, string> {
  return new Map(publicSets().map(([name, file]) => [name, textOf(file)]));
}

function publicSets(): [string, string][] {
  return namesIn(PUBLIC).filter((name) => name.endsWith('.yaml.gz')).map((name) => [name.replace(/\.yaml\.gz$/, ''), join(PUBLIC, name)]);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function textOf(file: string): string {
  return gunzipSync(readFileSync(file)).toString('utf8');
}
