import { POD_INDEX_LABEL, POD_NAME_LABEL } from '../../model';
import type { Policy, Service, Workload } from '../../model';
import { LabelSelector } from '../../sets';

/**
 * The workloads, with the pods of a StatefulSet apart that some selector names: each such pod by itself, and the rest together. The name
 * and the index of a pod are labels; those of the rest are those of a pod that no selector names.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label
 */
export function withOrdinals(workloads: readonly Workload[], policies: readonly Policy[], services: readonly Service[]): readonly Workload[] {
  if (!workloads.some(({ firstOrdinal }) => firstOrdinal !== undefined)) return workloads;
  const named = namedOrdinals(policies, services);
  if (named.size === 0) return workloads;
  return workloads.flatMap((workload) => (workload.firstOrdinal === undefined ? [workload] : divide(workload, workload.firstOrdinal, named)));
}

/** The values of the two labels that selectors mention. */
function namedOrdinals(policies: readonly Policy[], services: readonly Service[]): ReadonlySet<string> {
  const named = new Set<string>();
  const mention = ({ constraints }: LabelSelector) => {
    for (const [key, { values }] of constraints) {
      if (key === POD_NAME_LABEL || key === POD_INDEX_LABEL) for (const value of values) named.add(value);
    }
  };
  for (const { selector } of services) if (selector !== undefined) mention(LabelSelector.labels(selector));
  for (const { subject, rules } of policies) {
    mention(subject.pods);
    for (const { peers = [] } of rules) for (const peer of peers) if (peer.type === 'endpoints') mention(peer.endpoints.pods);
  }
  return named;
}

/** An index of a pod, as a selector writes it. */
const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;

function divide(workload: Workload, start: number, named: ReadonlySet<string>): Workload[] {
  const { name, replicas, mayScale: isOpen = false } = workload;
  const isInside = (ordinal: number) => ordinal >= start && (isOpen || ordinal < start + replicas);
  const written = [...named].flatMap((value) => (value.startsWith(`${name}-`) ? value.slice(name.length + 1) : value));
  const own = [...new Set(written.filter((text) => INDEX.test(text)).map(Number))].filter(isInside).sort((a, b) => a - b);
  const apart = own.map((ordinal) => pod(workload, ordinal));
  const left = replicas - own.filter((ordinal) => ordinal < start + replicas).length;
  if (own.length > 0 && left <= 0 && !isOpen) return apart;
  let rest = start;
  while (own.includes(rest)) rest++;
  return [...apart, { ...numbered(workload, rest), replicas: Math.max(left, 0) }];
}

function pod(workload: Workload, ordinal: number): Workload {
  const { mayScale, firstOrdinal, ...one } = numbered(workload, ordinal);
  // one that only an autoscaler would start is not counted
  return { ...one, pod: `${workload.name}-${ordinal}`, ordinal, replicas: ordinal < workload.firstOrdinal! + workload.replicas ? 1 : 0 };
}

function numbered(workload: Workload, ordinal: number): Workload {
  return {
    ...workload,
    labels: { ...workload.labels, [POD_NAME_LABEL]: `${workload.name}-${ordinal}`, [POD_INDEX_LABEL]: String(ordinal) },
    unknownLabels: workload.unknownLabels?.filter((key) => key !== POD_NAME_LABEL && key !== POD_INDEX_LABEL),
  };
}
