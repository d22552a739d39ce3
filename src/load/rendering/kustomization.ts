import { dirname, join, normalize } from 'path';
import { fieldOf, Fields, isFields } from '../../model';

/** Fields that change nothing about who reaches whom: what they make or change are no pods, policies, labels, names or namespaces. */
const HARMLESS: ReadonlySet<string> = new Set([
  'apiVersion', 'kind', 'metadata', 'buildMetadata', 'commonAnnotations', 'configMapGenerator', 'configurations', 'crds', 'generatorOptions', 'images', 'openapi',
  'secretGenerator', 'sortOptions', 'validators',
]);

/** Fields that list what is read as it stands. */
const LISTS = ['resources', 'bases'];

/** The files of the input, as far as a kustomization can name them. */
export interface InputFiles {
  /** Whether a file was read. */
  hasFile(path: string): boolean;
  /** Whether a folder has a kustomization that was read. */
  hasKustomization(folder: string): boolean;
  /** Files of a folder that contain objects. */
  objectsIn(folder: string): readonly string[];
}

/** Whether a document is the kustomization of its folder, by its name and its fields. */
export function isKustomization(file: string, value: unknown): value is Fields {
  if (!/(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/.test(file) || !isFields(value)) return false;
  const kind = fieldOf(value, 'kind');
  return kind === undefined || kind === 'Kustomization' || kind === 'Component';
}

/**
 * Why the objects that a kustomization makes differ from those that its folder holds; empty where they do not.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function differencesOf(file: string, value: Fields, files: InputFiles): string[] {
  const folder = dirname(file);
  const listedPaths = LISTS.flatMap((field) => entriesOf(fieldOf(value, field)));
  const fields = Object.keys(value).filter((field) => !HARMLESS.has(field) && !LISTS.includes(field) && !isEmpty(fieldOf(value, field)));
  const paths = new Set(listedPaths.map((path) => normalize(join(folder, path))));
  const absent = listedPaths.filter((path) => {
    const target = normalize(join(folder, path));
    return isRemote(path) || !(files.hasFile(target) || files.hasKustomization(target));
  });
  const unlisted = files.objectsIn(folder).filter((path) => path !== file && !paths.has(normalize(path)));
  return [
    ...fields.sort().map((field) => `\`${field}\``),
    ...(absent.length > 0 ? ['resources that are not in the input'] : []),
    ...(unlisted.length > 0 ? ['files that it does not list'] : []),
    ...(fieldOf(value, 'kind') === 'Component' ? ['a component'] : []),
  ];
}

function entriesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string').map((entry) => entry.replace(/\/+$/, '')) : [];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) || (isFields(value) && Object.keys(value).length === 0);
}

function isRemote(path: string): boolean {
  return path.includes('://') || path.includes('?ref=') || /^(?:git@|github\.com\/)/.test(path);
}
