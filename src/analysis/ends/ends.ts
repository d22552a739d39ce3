import { parseAddress } from '../../sets';
import { fail } from '../../errors';
import { nearest } from '../../text/nearest';
import { AnalysisSession, workloadLabel } from '../session/session';
import { endAt } from './at-address';
import { calledEnds } from './called';
import type { NamedEnd } from './named-end';
import { ownersOf } from './owners';

export type { NamedEnd } from './named-end';

/**
 * Finds an end by what users write: `namespace/name`, `namespace/name[Kind]`, a name alone where only one namespace has it, the name of a
 * pod, the name of a Deployment of which the input has only ReplicaSets or their pods, `namespace/name` of a pod that a workload of the input
 * makes, as recordings have it, a Service (`svc/name`, `namespace/name[Service]`, `name.namespace.svc`, a URL), or an address.
 */
export function findEnd(session: AnalysisSession, text: string): NamedEnd {
  const address = parseAddress(text);
  if (address !== undefined) return endAt(session, address);
  const found = endsNamed(session, text);
  const ends = found.length > 0 ? found : calledEnds(session, text, (namespace, name) => endsNamed(session, `${namespace}/${name}`));
  if (ends.length === 1) return ends[0];
  if (ends.length > 1) {
    fail('ambiguous-workload', `several workloads are meant by \`${text}\``, `write one of ${ends.map((end) => `\`${end.label.replace(/^Service (.*)$/, '$1[Service]')}\``).join(', ')}`);
  }
  const near = nearest(text, [...session.identities().values()].map(({ namespace, name }) => (text.includes('/') ? `${namespace}/${name}` : name)));
  const hint = near === undefined ? '' : `did you mean \`${near}\`? `;
  return fail('unknown-workload', `no workload \`${text}\` in the input`, `${hint}write \`namespace/name\`, \`namespace/name[Kind]\`, \`svc/name\` or an address`);
}

/** The positions of the workloads that a name can mean; empty where it means none. */
export function positionsNamed(session: AnalysisSession, text: string): number[] {
  const found = endsNamed(session, text);
  return (found.length > 0 ? found : calledEnds(session, text, () => [])).flatMap(({ positions }) => positions);
}

/** Every end that a name can mean: none, one, or several that the caller has to choose from. */
function endsNamed(session: AnalysisSession, text: string): NamedEnd[] {
  const { workloads } = session.decoded.cluster;
  const parts = /^(?:([^/[\]]+)\/)?([^/[\]]+)(?:\[([^[\]]+)\])?$/.exec(text);
  if (parts === null) return [];
  const [, namespace, name, kind] = parts;
  const fits = (workload: { kind: string }) => kind === undefined || workload.kind === kind;
  const owners = session.namesakes(name, namespace).filter(fits);
  if (owners.length > 0) return owners.map(({ label, positions }) => ({ label, positions }));
  const pods = session.podsNamed(name, namespace).filter((position) => fits(workloads[position]));
  if (pods.length > 0) return pods.map((position) => ({ label: `${workloads[position].namespace}/${name}`, positions: [position] }));
  const served = kind === undefined || HASHING.includes(kind) ? revisions(session, name, namespace) : [];
  return served.length > 0 || namespace === undefined || kind !== undefined ? served : owning(session, name, namespace);
}

/** What makes pods of such a name: they come and go, so the input may show others. */
function owning(session: AnalysisSession, pod: string, namespace: string): NamedEnd[] {
  const { workloads } = session.decoded.cluster;
  const labels = new Set(ownersOf(session).generated(namespace, pod).map((position) => workloadLabel(workloads[position])));
  return [...labels].map((label) => ({ label, positions: session.identities().get(label)!.positions }));
}

/** What gives its ReplicaSets names with a hash. */
const HASHING = ['Deployment', 'Rollout'];

/** One end a namespace: in a rollout, the pods of several ReplicaSets serve. */
function revisions(session: AnalysisSession, name: string, namespace: string | undefined): NamedEnd[] {
  const found = session.revisionsNamed(name, namespace);
  return [...new Set(found.map((one) => one.namespace))].map((place) => {
    const inNamespace = found.filter((one) => one.namespace === place);
    return inNamespace.length === 1 ? { label: inNamespace[0].label, positions: inNamespace[0].positions } : { label: `${place}/${name}`, positions: inNamespace.flatMap(({ positions }) => positions) };
  });
}
