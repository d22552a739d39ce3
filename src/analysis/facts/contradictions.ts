import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Cluster, Origin, Position, Problem } from '../../model';
import { Address, formatAddress, IpSet, Labels } from '../../sets';
import { quote } from '../../text/quote';
import type { FactSource, StatedFact, StatedFacts } from './stated';

/** An object that a fact does not fit. */
interface Misfit {
  readonly label: string;
  readonly origin?: Origin;
  /** What of the object differs; the text goes on behind its name. */
  readonly what: string;
}

/** Facts that objects of the input contradict: a problem at the fact for the first such object, and one at each object. */
export function contradictionsOf(stated: StatedFacts, cluster: Cluster): Problem[] {
  const { podRanges, nodeRanges, serviceRanges, namespaces = new Map<string, StatedFact<Labels>>() } = stated;
  const pods = cluster.workloads.filter(({ hostNetwork }) => !hostNetwork);
  const hosts = cluster.workloads.filter(({ hostNetwork }) => hostNetwork);
  return [
    ...[...namespaces].flatMap(([name, fact]) => problemsOf(`the labels of namespace \`${name}\``, fact, differing(cluster, name, fact.value))),
    ...problemsOf('the pod ranges', podRanges, outside(pods, podRanges?.value)),
    ...problemsOf('the node ranges', nodeRanges, outside([...cluster.nodes, ...hosts], nodeRanges?.value)),
    ...problemsOf('the Service ranges', serviceRanges, outside(cluster.services, serviceRanges?.value)),
  ];
}

function differing({ namespaces }: Cluster, name: string, labels: Labels): Misfit[] {
  const declared = namespaces.get(name);
  if (declared?.origin === undefined) return [];
  const keys = [...new Set([...Object.keys(declared.labels), ...Object.keys(labels)])].filter((key) => key !== NAMESPACE_NAME_LABEL).sort();
  const [key] = keys.filter((one) => declared.labels[one] !== labels[one]);
  if (key === undefined) return [];
  return [{ label: declared.origin.label, origin: declared.origin, what: `${labelWords(key, declared.labels[key])}, and ${labelWords(key, labels[key])} in the facts` }];
}

function labelWords(key: string, value: string | undefined): string {
  return value === undefined ? `has no label ${quote(key)}` : `has the label ${quote(`${key}: ${value}`)}`;
}

interface AddressedObject {
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly origin?: Origin;
}

function outside(objects: readonly AddressedObject[], ranges: IpSet | undefined): Misfit[] {
  if (ranges === undefined) return [];
  return objects.flatMap(({ addresses, origin, name }) => {
    const address = addresses.find((one) => !ranges.contains(one));
    if (address === undefined) return [];
    return [{ label: origin?.label ?? name, ...(origin && { origin }), what: `has the address ${formatAddress(address)}, which is not in ${ranges.toCidrs().join(', ')}` }];
  });
}

function problemsOf(fact: string, stated: StatedFact<unknown> | undefined, misfits: readonly Misfit[]): Problem[] {
  if (stated === undefined || misfits.length === 0) return [];
  const { source } = stated;
  const [first] = misfits;
  const more = misfits.length === 1 ? '' : `, and ${misfits.length - 1} more objects contradict it`;
  const place = positionOf(first.origin);
  const atFact = `${fact} are not as stated: ${first.label}${place === undefined ? '' : ` (${textOf(place)})`} ${first.what}${more}`;
  return [
    ...(source.position === undefined ? [] : [problem(atFact, source.position)]),
    ...misfits.map(({ label, origin, what }) => problem(`${label} ${what}; ${fact} are stated by ${source.name}`, positionOf(origin))),
  ];
}

function problem(message: string, position: Position | undefined): Problem {
  return { code: 'fact-contradicted', severity: 'error', message, fix: 'correct the fact or the object', ...(position && { position }) };
}

function positionOf(origin: Origin | undefined): Position | undefined {
  return origin?.document?.position(origin.path);
}

/** The name of a place in a file. */
export function textOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** A source that is a place in a file. */
export function sourceAt(position: Position): FactSource {
  return { name: textOf(position), position };
}
