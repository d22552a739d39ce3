import { ProofNote, ProofNoteKind } from '../../../results/proof-remarks';
import { labelOf, LabelSelector } from '../../../sets';
import { nearest } from '../../../text/nearest';
import type { AnalysisSession } from '../../session/session';
import type { EndSpec, EndSpecs, Statement } from '../../invariants/statement';

/** Selectors of an invariant that match no pod of the input: possibly a mistake, possibly pods to come. Those of a ready-made one are no mistake of a user. */
export function notesOf(session: AnalysisSession, { from, to, except, isReadyMade }: Statement): ProofNote[] {
  if (isReadyMade === true) return [];
  const specs = [from, to, ...except.flatMap((item) => [item.from, item.to])].flatMap(flat);
  const notes = specs.flatMap((spec) => (spec.type === 'pods' ? noteOf(session, spec.namespace, spec.pods) : []));
  return [...new Map(notes.map((note) => [`${note.kind} ${note.labels.join()} ${note.suggestion}`, note])).values()];
}

function flat(specs: EndSpecs): EndSpec[] {
  return (specs ?? []).flatMap((spec) => (spec.type === 'outside' ? flat(spec.of) : [spec]));
}

function noteOf(session: AnalysisSession, namespace: string | undefined, selector: LabelSelector): ProofNote[] {
  if (selector.isEverything()) return [];
  const pods = session.decoded.cluster.workloads.filter((workload) => namespace === undefined || workload.namespace === namespace);
  if (pods.length === 0 || pods.some((pod) => selector.match(pod) !== 'no')) return [];
  for (const [key, { cofinite, values }] of selector.constraints) {
    const present = [...new Set(pods.flatMap(({ labels }) => labelOf(labels, key) ?? []))];
    const slip = cofinite ? undefined : values.find((value) => !present.includes(value));
    const near = slip === undefined ? undefined : nearest(slip, present);
    if (near !== undefined) return [{ kind: ProofNoteKind.SIMILAR_VALUE, labels: [`${key}=${slip}`], suggestion: near }];
    if (present.length === 0) {
      const keys = [...new Set(pods.flatMap(({ labels }) => Object.keys(labels)))];
      const other = nearest(key, keys);
      if (other !== undefined) return [{ kind: ProofNoteKind.SIMILAR_KEY, labels: [key], suggestion: other }];
    }
  }
  return [{ kind: ProofNoteKind.PODS_TO_COME, labels: selector.constraints.map(([key]) => key) }];
}
