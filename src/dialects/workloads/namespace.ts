import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Labels } from '../../sets';
import type { DecodeSink } from '../dialect';
import type { ObjectProblems } from '../object-problems';
import { fieldsOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { METADATA, checkMetadata } from '../metadata';
import { dnsLabelProblem } from '../names';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { checkShape } from '../shape';
import type { ApiShape } from '../shape';

const ANYTHING: ApiShape = { type: 'anything' };
const TEXT: ApiShape = { type: 'text' };
const NAMESPACE: ApiShape = {
  type: 'object',
  fields: {
    apiVersion: TEXT,
    kind: TEXT,
    metadata: METADATA,
    spec: { type: 'object', fields: { finalizers: { type: 'list', items: TEXT } } },
    status: { type: 'object', fields: { phase: TEXT, conditions: ANYTHING } },
  },
};
const LABELS = Place.TOP.at('metadata').at('labels');
const LEVELS = ['privileged', 'baseline', 'restricted'];

/**
 * A declared namespace. The API server keeps `kubernetes.io/metadata.name` equal to the name, whatever the manifest says.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#automatic-labelling
 */
export function decodeNamespace(object: Manifest, sink: DecodeSink): void {
  const { name, origin, metadata } = object;
  const problems = sink.problemsOf(object);
  checkShape(object.value, NAMESPACE, 'zero', Place.TOP, problems);
  checkMetadata(metadata, Place.TOP.at('metadata'), problems, dnsLabelProblem);
  const written = labelsOf(fieldsOf(metadata.labels));
  checkPodSecurity(written, problems);
  const labels = written[NAMESPACE_NAME_LABEL] === name ? written : { ...written, [NAMESPACE_NAME_LABEL]: name };
  sink.namespaces.set(name, { name, labels, origin });
}

/** What can be read of the labels: the rest was reported. The object of the input itself where all can be. */
function labelsOf(fields: Fields): Labels {
  if (areTexts(fields)) return fields;
  const entries = Object.entries(fields).map(([key, value]) => [key, value ?? ''] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string'));
}

function areTexts(fields: Fields): fields is Labels {
  for (const key in fields) if (typeof fields[key] !== 'string') return false;
  return true;
}

const PREFIX = 'pod-security.kubernetes.io/';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
function checkPodSecurity(labels: Labels, problems: ObjectProblems): void {
  let some = false;
  for (const key in labels) some ||= key.startsWith(PREFIX);
  if (!some) return;
  for (const mode of ['enforce', 'audit', 'warn']) {
    const level = labels[`${PREFIX}${mode}`];
    const version = labels[`${PREFIX}${mode}-version`];
    const report = (key: string, text: string) => problems.add('invalid-value', LABELS, text, undefined, `${PREFIX}${key}`);
    if (level !== undefined && !LEVELS.includes(level)) report(mode, `has the value ${quote(level)}, which must be one of ${LEVELS.join(', ')}`);
    if (version !== undefined && !/^(?:latest|v1\.(?:0|[1-9][0-9]*))$/.test(version)) {
      report(`${mode}-version`, `has the value ${quote(version)}, which must be latest or a version such as v1.34`);
    }
  }
}
