import { decode } from '../../dialects';
import type { ManifestObject, StagedReading } from '../../dialects';
import { loadPaths, loadText, loadTexts, withoutUnrendered } from '../../load';
import type { LoadOptions, LoadResult } from '../../load';
import type { Cluster, PodMaker, Policy, Problem } from '../../model';
import type { Enforcement } from '../../profiles';
import type { IpSet } from '../../sets';
import { notRenderedPaths } from '../facts/not-rendered';
import { withoutOwnFiles } from '../own-files/is-own';
import { modelFacts, NO_FACTS, StatedFacts } from '../facts/stated';
import { AnalysisSession } from './session';
import { type ReadFiles, readFilesOf } from './read-files';
import { problemsWith, profileOf } from './with-facts';

/** How the input is read. */
export interface ReadOptions extends LoadOptions {
  /** The namespace of namespaced objects that name none; @default 'default' */
  readonly defaultNamespace?: string;
  /** How staged policies are read. @default 'ignore' */
  readonly staged?: StagedReading;
  /** @default - that of the network plugin that the facts name, or else the specification of the API */
  readonly profile?: Enforcement;
  /** What is stated about the cluster beside its objects. @default - nothing */
  readonly facts?: StatedFacts;
  /** The addresses that domain names were seen to resolve to; without it, a name in a policy may mean any address. */
  readonly domains?: ReadonlyMap<string, IpSet>;
}

/** Files and folders (recursive), `-` for standard input. */
export function readPaths(paths: readonly string[], options: ReadOptions = {}): AnalysisSession {
  return sessionOf(loadPaths(paths, { ...options, excludePaths: notRenderedPaths(options.facts) }), options);
}

/** YAML or JSON text; `file` names it in messages. */
export function readText(text: string, file: string, options: ReadOptions = {}): AnalysisSession {
  return sessionOf(loadText(text, file, options), options);
}

/** Several texts with the names of their files, such as a version control system keeps them, and files of it that cannot be read. */
export function readTexts(files: Parameters<typeof loadTexts>[0], options: ReadOptions = {}): AnalysisSession {
  return sessionOf(loadTexts(files, options), options);
}

/** Objects that are parsed already. */
export function readObjects(objects: readonly unknown[], options: ReadOptions = {}): AnalysisSession {
  return decoded(objects.map((value) => ({ value })), [], options);
}

/** Objects that are parsed already, with their documents. */
export function readManifests(objects: readonly ManifestObject[], options: ReadOptions = {}): AnalysisSession {
  return decoded(objects, [], options);
}

function sessionOf(given: LoadResult, options: ReadOptions): AnalysisSession {
  const loaded = withoutOwnFiles(given);
  const rendered = withoutUnrendered(loaded);
  const { documents, problems, notShown = [] } = rendered;
  const session = decoded(documents.map((document) => ({ value: document.value, document })), problems, options, readFilesOf(loaded, rendered));
  return notShown.length === 0 ? session : session.withCluster(withNotShown(session.decoded.cluster, notShown));
}

/** What was not read, or not as it is applied, may bring any object to any namespace. */
function withNotShown(cluster: Cluster, paths: readonly string[]): Cluster {
  const makers = paths.map((path): PodMaker => ({ brings: 'objects', labels: {}, origin: { label: `\`${path}\``, path: [] } }));
  return { ...cluster, podMakers: [...cluster.podMakers ?? [], ...makers] };
}

function decoded(objects: readonly ManifestObject[], before: readonly Problem[], options: ReadOptions, files?: ReadFiles): AnalysisSession {
  const { facts = NO_FACTS, defaultNamespace, staged } = options;
  const settings = { ...(defaultNamespace !== undefined && { defaultNamespace }), ...(staged && { staged }) };
  const model = modelFacts(facts);
  const result = decode(objects, { ...settings, ...(model && { facts: model }) });
  const refused = result.policies.some((policy) => policy.unread !== undefined);
  let policies: readonly Policy[] | undefined;
  const asRead = () => (policies ??= decode(objects, { ...settings, refused: 'as-read' }).policies);
  const all = problemsWith([...before, ...result.problems], facts, result);
  const source = { manifests: objects, ...(files && { files }), ...(defaultNamespace !== undefined && { defaultNamespace }), facts };
  return new AnalysisSession(result, all, options.profile ?? profileOf(facts), options.domains, refused ? asRead : undefined, source);
}
