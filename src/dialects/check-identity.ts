import { quote } from '../text/quote';
import type { DecodeSink } from './dialect';
import type { Manifest } from './manifest';
import { dnsLabelProblem, dnsSubdomainProblem } from './names';
import { Place } from './place';

/**
 * Reports names and namespaces that the API server refuses, such as places of a template that were not filled in. The object keeps what is
 * written: it is not moved to another namespace.
 */
export function checkIdentity(object: Manifest, sink: DecodeSink): void {
  const { name, generateName, namespace } = object.metadata;
  if (isRight(name, dnsSubdomainProblem) && isRight(namespace, dnsLabelProblem) && isRight(generateName, () => undefined)) return;
  const problems = sink.problemsOf(object);
  const metadata = Place.TOP.at('metadata');
  for (const [field, value, problemOf] of [['name', name, dnsSubdomainProblem], ['generateName', generateName, () => undefined], ['namespace', namespace, dnsLabelProblem]] as const) {
    if (isRight(value, problemOf)) continue;
    const place = metadata.at(field);
    if (typeof value === 'string') problems.add('invalid-value', place, `${problemOf(value)}, got ${quote(value)}`, isTemplate(value) ? 'render the template first' : undefined);
    else problems.add('wrong-type', place, `must be a text, got ${quote(value)}`, 'put it in quotes');
  }
}

function isRight(value: unknown, problemOf: (text: string) => string | undefined): boolean {
  if (typeof value === 'string') return value === '' || problemOf(value) === undefined;
  return value === undefined || value === null;
}

function isTemplate(text: string): boolean {
  return /\$\{|\{\{|<[A-Z_]+>/.test(text);
}
