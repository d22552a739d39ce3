import { writtenLabels } from '../../../dialects';
import type { RepresentativePod } from '../../../engine';
import { NAMESPACE_NAME_LABEL } from '../../../model';
import { Address, formatAddress, Labels, Packet } from '../../../sets';

/** A pod that does not exist yet as a manifest, with its namespace where that is new. */
export interface MadeUp {
  readonly namespace: string;
  readonly name: string;
  /** YAML that `kubectl apply` takes. */
  readonly manifest: string;
}

/**
 * Writes the manifest of a representative pod. Of the ports only the names at the packet's port are written: the others apply to other packets.
 *
 * @param addresses where it must lie for the counterexample to hold, as far as that matters
 */
export function manifestOf(
  { workload, namespaceName, inNewNamespace }: RepresentativePod, namespaceLabels: Labels, name: string, packet: Packet,
): MadeUp {
  const ports = workload.ports.filter(({ port, protocol }) => port === packet.port && protocol === packet.protocol);
  const lines: string[] = [];
  if (inNewNamespace) {
    const { [NAMESPACE_NAME_LABEL]: _, ...others } = namespaceLabels;
    lines.push('apiVersion: v1', 'kind: Namespace', 'metadata:', `  name: ${scalar(namespaceName)}`, ...labelLines('  ', others), '---');
  }
  const { own, account } = writtenLabels(workload.labels);
  lines.push('apiVersion: v1', 'kind: Pod', 'metadata:', `  name: ${scalar(name)}`, `  namespace: ${scalar(namespaceName)}`, ...labelLines('  ', own));
  lines.push('spec:', ...(account === undefined ? [] : [`  serviceAccountName: ${scalar(account)}`]), '  containers:', '    - name: main', '      image: nginx');
  if (ports.length > 0) lines.push('      ports:', ...ports.map((port) => `        - { name: ${scalar(port.name!)}, containerPort: ${port.port}, protocol: ${port.protocol} }`));
  lines.push(...statusLines(workload.addresses));
  return { namespace: namespaceName, name, manifest: `${lines.join('\n')}\n` };
}

/** Several manifests as one; what two of them share is written once. */
export function joinManifests(parts: readonly MadeUp[]): string {
  const documents = parts.flatMap(({ manifest }) => manifest.split(/^---\n/m));
  return [...new Set(documents)].join('---\n');
}

function labelLines(indent: string, labels: Labels): string[] {
  const keys = Object.keys(labels).sort();
  return keys.length === 0 ? [] : [`${indent}labels:`, ...keys.map((key) => `${indent}  ${scalar(key)}: ${scalar(labels[key])}`)];
}

/** The address that the cluster would have to give to the pod: a manifest cannot request it, so it is in the status. */
function statusLines(addresses: readonly Address[]): string[] {
  if (addresses.length === 0) return [];
  const texts = addresses.map(formatAddress);
  return ['status:', `  podIP: ${scalar(texts[0])}`, '  podIPs:', ...texts.map((text) => `    - ip: ${scalar(text)}`)];
}

/** Plain where every YAML reader takes it for a text, in quotes otherwise. */
function scalar(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9._/-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
