import { quote } from '../text/quote';
import type { DecodeSink } from './dialect';
import { groupOf, isFields } from './manifest';
import type { Manifest } from './manifest';
import { dnsLabelProblem, dnsSubdomainProblem, pathSegmentProblem } from './names';
import { Place } from './place';

/**
 * Reports names and namespaces that the API server refuses, such as places of a template that were not filled in. The object keeps what is
 * written: it is not moved to another namespace.
 */
export function checkIdentity(object: Manifest, sink: DecodeSink): void {
  checkMaps(object, sink);
  const { name, generateName, namespace } = object.metadata;
  // a subdomain is a part of a path, too: hardly any name needs to be asked which of them it must be
  if (isRight(name, dnsSubdomainProblem) && isRight(namespace, dnsLabelProblem) && isRight(generateName, noProblem)) return;
  const nameProblem = isPathNamed(object) ? pathSegmentProblem : dnsSubdomainProblem;
  const problems = sink.problemsOf(object);
  const metadata = Place.TOP.at('metadata');
  const fields = [['name', name, nameProblem], ['generateName', generateName, noProblem], ['namespace', namespace, dnsLabelProblem]] as const;
  for (const [field, value, problemOf] of fields) {
    if (isRight(value, problemOf)) continue;
    const place = metadata.at(field);
    if (typeof value !== 'string') problems.add('wrong-type', place, `must be a text, got ${quote(value)}`, 'put it in quotes');
    else problems.add('invalid-value', place, `${problemOf(value)}, got ${quote(value)}`, isTemplate(value) ? 'render the template first' : undefined);
  }
}

/** Reports an object without a name, which the API server refuses for every kind that it stores. */
export function checkNamed(object: Manifest, sink: DecodeSink): void {
  const { name, generateName } = object.metadata;
  if (isWritten(name) || isWritten(generateName) || !isMap(object.value.metadata)) return;
  sink.problemsOf(object).add('missing-field', Place.TOP.at('metadata').at('name'), 'is required', 'write it, or `generateName`');
}

/** Reports metadata and annotations that are no mappings. Labels are reported where they are read. */
function checkMaps(object: Manifest, sink: DecodeSink): void {
  const { value: { metadata }, metadata: { annotations } } = object;
  if (isMap(metadata) && isMap(annotations)) return;
  const place = Place.TOP.at('metadata');
  const [where, wrong] = isMap(metadata) ? [place.at('annotations'), annotations] : [place, metadata];
  sink.problemsOf(object).add('wrong-type', where, `must be an object, got ${quote(wrong)}`);
}

function isMap(value: unknown): boolean {
  return value === undefined || value === null || isFields(value);
}

function isWritten(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Kinds, and whole groups, whose names may be any part of a path, as `system:node` or `sha256:…`. */
const PATH_NAMED: ReadonlySet<string> = new Set([
  'rbac.authorization.k8s.io', 'authorization.openshift.io', 'image.openshift.io', 'user.openshift.io',
  'networking.k8s.io/IPAddress', 'certificates.k8s.io/ClusterTrustBundle',
]);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
function isPathNamed({ apiVersion, kind }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return PATH_NAMED.has(group) || PATH_NAMED.has(`${group}/${kind}`);
}

function isRight(value: unknown, problemOf: (text: string) => string | undefined): boolean {
  if (typeof value === 'string') return value === '' || problemOf(value) === undefined;
  return value === undefined || value === null;
}

function noProblem(): undefined {
  return undefined;
}

function isTemplate(text: string): boolean {
  return /\$\{|\{\{|<[A-Z_]+>/.test(text);
}
