import { dirname, normalize, sep } from 'path';
import { fieldOf, Fields, isFields, Problem } from '../../model';
import { listed } from '../../text/lists';
import { printable } from '../../text/quote';
import type { LoadResult, SourceDocument } from '../document';
import { problem } from '../loaded';
import { differencesOf, InputFiles, isKustomization } from './kustomization';

/** The most differences that one line names. */
const MAX_DIFFERENCES = 4;

/**
 * Notices folders whose files are not what is applied: kustomizations that change them, and charts. One problem a folder, with the command
 * that renders it; the templates of charts are no manifests and are taken out.
 */
export function withoutUnrendered(loaded: LoadResult): LoadResult {
  let last = '';
  if (!loaded.documents.some(({ file }) => file !== last && isNamed((last = file)))) return loaded;
  const charts = chartsOf(loaded);
  const inChart = templatesOf(charts);
  const documents = loaded.documents.filter(({ file }) => !inChart(file));
  const kept = loaded.problems.filter(({ position }) => position === undefined || !inChart(position.file));
  const kustomizations = kustomizationProblems(documents);
  const notShown = [...loaded.notShown ?? [], ...charts, ...kustomizations.map(({ position }) => dirname(position!.file))];
  // one without a kind is still the kustomization of its folder, as kustomize reads it, and no object
  const isObject = (value: Fields) => ['kind', 'metadata', 'spec'].some((field) => fieldOf(value, field) !== undefined);
  const rest = documents.filter(({ file, value }) => !isKustomization(file, value) || isObject(value));
  const problems = [...kept, ...charts.map(chartProblem), ...kustomizations];
  return { ...loaded, documents: rest, problems, ...(notShown.length > 0 && { notShown }) };
}

/** Whether a file has the name of a kustomization or of the description of a chart. */
function isNamed(file: string): boolean {
  return /(?:^|[\\/])(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/.test(file);
}

/** The description of a chart. @see https://helm.sh/docs/topics/charts/#the-chartyaml-file */
function isChart(file: string, value: unknown): boolean {
  return /(?:^|[\\/])Chart\.yaml$/.test(file) && isFields(value) && fieldOf(value, 'kind') === undefined && typeof fieldOf(value, 'name') === 'string';
}

/** The folders of charts with templates, without charts that are parts of others. */
function chartsOf({ documents, problems }: LoadResult): string[] {
  const files = [...documents.map(({ file }) => file), ...problems.flatMap(({ position }) => position?.file ?? [])];
  const above = files.flatMap((file) => foldersAbove(file).filter(({ rest }) => rest.startsWith(`templates${sep}`)));
  const withTemplates = new Set(above.map(({ folder }) => folder));
  const folders = documents.filter(({ file, value }) => isChart(file, value)).map(({ file }) => dirname(file))
    .filter((folder) => withTemplates.has(normalize(folder)));
  return folders.filter((folder) => !folders.some((outer) => isBelow(outer, 'charts', `${folder}${sep}Chart.yaml`)));
}

function isBelow(folder: string, name: string, file: string): boolean {
  return normalize(file).startsWith(folder === '.' ? `${name}${sep}` : `${normalize(folder)}${sep}${name}${sep}`);
}

/** Whether a file is a template of one of these charts, a part of it, or its values. A repository may have hundreds of charts. */
function templatesOf(charts: readonly string[]): (file: string) => boolean {
  const own = new Set(charts.map((folder) => normalize(folder)));
  const known = new Map<string, boolean>();
  return (file) => {
    let found = known.get(file);
    if (found === undefined) known.set(file, (found = foldersAbove(file).some(({ folder, rest }) => own.has(folder) && isPart(rest))));
    return found;
  };
}

/** Of the path of a file inside a chart. */
function isPart(rest: string): boolean {
  return ['templates', 'charts', 'ci'].some((name) => rest.startsWith(`${name}${sep}`)) || /^(?:Chart\.yaml|values[^\\/]*\.(?:ya?ml|json))$/.test(rest);
}

/** Each folder that a file is in, and the path of the file inside it. */
function foldersAbove(file: string): { readonly folder: string; readonly rest: string }[] {
  const path = normalize(file);
  const found = [{ folder: '.', rest: path }];
  for (let at = path.indexOf(sep); at >= 0; at = path.indexOf(sep, at + 1)) found.push({ folder: path.slice(0, at), rest: path.slice(at + 1) });
  return found;
}

function chartProblem(folder: string): Problem {
  const shown = printable(folder);
  return problem('error', 'not-rendered', `the chart \`${shown}\` is not rendered: what it applies is not known`, { file: `${folder}${sep}Chart.yaml`, line: 1, column: 1 },
    `read what \`helm template ${shown}\` prints, or leave the folder out (\`--exclude\`, \`facts.notRendered\`)`);
}

function kustomizationProblems(documents: readonly SourceDocument[]): Problem[] {
  const files = inputFiles(documents);
  return documents.flatMap(({ file, value }) => {
    if (!isKustomization(file, value)) return [];
    const differences = differencesOf(file, value, files);
    if (differences.length === 0) return [];
    const folder = printable(dirname(file));
    const message = `what is applied of the folder \`${folder}\` differs from its files: its kustomization has ${listed(differences, MAX_DIFFERENCES)}`;
    return [problem('error', 'not-rendered', message, { file, line: 1, column: 1 }, `read what \`kustomize build ${folder}\` prints, or leave the folder out (\`--exclude\`, \`facts.notRendered\`)`)];
  });
}

function inputFiles(documents: readonly SourceDocument[]): InputFiles {
  const read = new Set<string>();
  const withKustomization = new Set<string>();
  const objects = new Map<string, Set<string>>();
  for (const { file, value } of documents) {
    read.add(normalize(file));
    if (isKustomization(file, value)) {
      withKustomization.add(normalize(dirname(file)));
    } else if (isFields(value) && typeof fieldOf(value, 'kind') === 'string' && isFields(fieldOf(value, 'metadata'))) {
      const folder = normalize(dirname(file));
      objects.set(folder, (objects.get(folder) ?? new Set()).add(file));
    }
  }
  return {
    hasFile: (path) => read.has(path),
    hasKustomization: (folder) => withKustomization.has(folder),
    objectsIn: (folder) => [...objects.get(normalize(folder)) ?? []],
  };
}
