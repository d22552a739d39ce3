import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Draft } from '../dialect';
import type { Manifest } from '../manifest';
import { dnsLabelProblem } from '../names';
import { Place } from '../place';
import { quote } from '../quote';
import { decodeLabels } from './labels';

const LEVELS = ['privileged', 'baseline', 'restricted'];
const METADATA = Place.TOP.at('metadata');

/**
 * A declared namespace. The API server keeps `kubernetes.io/metadata.name` equal to the name, whatever the manifest says.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#automatic-labelling
 */
export function decodeNamespace(object: Manifest, draft: Draft): void {
  const { name, origin, metadata } = object;
  const problem = name.endsWith('*') ? undefined : dnsLabelProblem(name);
  if (problem !== undefined) draft.findings(object).add('invalid-value', METADATA.at('name'), `${problem}, got ${quote(name)}`);
  const written = decodeLabels(metadata.labels, () => METADATA.at('labels'), object, draft);
  checkPodSecurity(written, object, draft);
  const labels = Object.fromEntries([...Object.entries(written), [NAMESPACE_NAME_LABEL, name]]);
  draft.namespaces.set(name, { name, labels, origin });
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
function checkPodSecurity(labels: Readonly<Record<string, string>>, object: Manifest, draft: Draft): void {
  for (const mode of ['enforce', 'audit', 'warn']) {
    const level = labels[`pod-security.kubernetes.io/${mode}`];
    const version = labels[`pod-security.kubernetes.io/${mode}-version`];
    const report = (key: string, text: string) => draft.findings(object).add('invalid-value', METADATA.at('labels'), text, `pod-security.kubernetes.io/${key}`);
    if (level !== undefined && !LEVELS.includes(level)) report(mode, `has the value ${quote(level)}, which must be one of ${LEVELS.join(', ')}`);
    if (version !== undefined && !/^(?:latest|v1\.(?:0|[1-9][0-9]*))$/.test(version)) report(`${mode}-version`, `has the value ${quote(version)}, which must be latest or a version such as v1.34`);
  }
}
