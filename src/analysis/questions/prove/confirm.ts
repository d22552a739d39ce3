import { decode, withAccounts } from '../../../dialects';
import type { Reach } from '../../../engine';
import { loadText } from '../../../load';
import { Namespace, Workload } from '../../../model';
import { formatAddress, Packet, TrafficSet } from '../../../sets';
import type { NamedEnd } from '../../ends/ends';
import { packetOf, triedPacketOf } from '../../ends/packets';
import type { Answer } from '../../../results/reachability';
import { answer } from '../../ends/answer';
import { reachBetween } from '../../ends/reach-between';
import { workloadLabel } from '../../session/session';
import { joinManifests, MadeUp, manifestOf } from './counterexample';
import type { Hit, ProofEnd } from './pairs';
import type { World } from './world';

/** A connection as it can be shown: what would have to be created, and one packet. */
export interface ProofWitness {
  readonly source: ShownEnd;
  readonly destination: ShownEnd;
  readonly packet: Packet;
  /** All traffic between the two that the invariant covers. */
  readonly covered: TrafficSet;
  /** Absent where both ends exist. */
  readonly manifest?: string;
}

export interface ShownEnd {
  readonly end: ProofEnd;
  readonly label: string;
  /** The pod to be created, where the end is one. */
  readonly made?: MadeUp;
  /** A pod of the input. */
  readonly position?: number;
  /** The address that a pod of the input would have to get; the input does not tell which it has. */
  readonly address?: string;
}

/** Chooses two different pods for the ends; existing pods first. */
export function witnessOf(world: World, id: string, hit: Hit): ProofWitness {
  const packet = world.triesOut ? triedPacketOf(hit.traffic, portsOf(world, hit.destination)) : packetOf(hit.traffic);
  const source = show(world, `${id}-source`, hit.source, packet, onlyPodOf(world, hit.destination));
  const destination = show(world, `${id}-destination`, hit.destination, packet, source.position);
  const made = [source, destination].flatMap((end) => end.made ?? []);
  return { source, destination, packet, covered: hit.covered, ...(made.length > 0 && { manifest: joinManifests(made) }) };
}

/** The one pod that an end can be, where it is one. */
function onlyPodOf(world: World, end: ProofEnd): number | undefined {
  return typeof end === 'number' && world.pods(end) === 1 && world.representative(end) === undefined ? world.existing(end)[0] : undefined;
}

/** The ports that the destination declares. */
function portsOf(world: World, end: ProofEnd): readonly Packet[] {
  if (typeof end !== 'number') return [];
  const [position] = world.existing(end);
  const workload = position === undefined ? world.representative(end)?.workload : world.session.decoded.cluster.workloads[position];
  return (workload?.ports ?? []).map(({ protocol, port }) => ({ protocol, port }));
}

export function show(world: World, name: string, end: ProofEnd, packet: Packet, taken: number | undefined): ShownEnd {
  if (typeof end !== 'number') return { end, label: 'label' in end ? end.label : formatAddress(end) };
  const { workloads } = world.session.decoded.cluster;
  const position = world.existing(end).find((candidate) => candidate !== taken || workloads[candidate].replicas > 1 || workloads[candidate].mayScale);
  if (position !== undefined) {
    const { addresses } = world.engine.classes.example[end];
    const isPlaced = addresses.length > 0 && workloads[position].addresses.length === 0;
    return { end, label: workloadLabel(workloads[position]), position, ...(isPlaced && { address: formatAddress(addresses[0]) }) };
  }
  const representative = world.representative(end)!;
  const made = manifestOf(representative, world.facts(end).namespaceLabels.labels, name, packet);
  return { end, label: `${made.namespace}/${made.name}[Pod]`, made };
}

/** What is known of a witness once its manifest is loaded. */
export interface Confirmed extends Answer {
  /** What passes between the two ends. */
  readonly reach: Reach;
}

/** Answers about witnesses after their manifests are loaded beside the input; witnesses that do not affect each other share one load. */
export function confirmAll(world: World, witnesses: readonly ProofWitness[]): Confirmed[] {
  const batches: { readonly witnesses: ProofWitness[]; readonly namespaces: Map<string, string> }[] = [];
  for (const witness of witnesses) {
    const needed = namespacesIn(witness);
    const fits = ({ namespaces }: typeof batches[0]) => needed.every(({ name, text }) => (namespaces.get(name) ?? text) === text);
    const batch = batches.find(fits) ?? batches[batches.push({ witnesses: [], namespaces: new Map() }) - 1];
    batch.witnesses.push(witness);
    needed.forEach(({ name, text }) => batch.namespaces.set(name, text));
  }
  const answers = new Map(batches.flatMap((batch) => confirm(world, batch.witnesses).map((answered, i) => [batch.witnesses[i], answered] as const)));
  return witnesses.map((witness) => answers.get(witness)!);
}

function namespacesIn({ source, destination }: ProofWitness): { name: string; text: string }[] {
  return [source, destination].flatMap(({ made }) => {
    if (made === undefined) return [];
    const documents = made.manifest.split(/^---\n/m);
    return [{ name: made.namespace, text: documents.length > 1 ? documents[0] : '' }];
  });
}

function confirm(world: World, witnesses: readonly ProofWitness[]): Confirmed[] {
  const { cluster } = world.session.decoded;
  const text = witnesses.flatMap(({ manifest }) => manifest ?? []).join('---\n');
  const loaded = decode(loadText(text, 'counterexamples').documents.map((document) => ({ value: document.value, document })));
  const areAlone = dependOnNoOther(world, witnesses);
  const workloads: Workload[] = areAlone ? [] : [...cluster.workloads];
  const positions = new Map<string, number>();
  for (const workload of withAccounts(loaded.cluster.workloads, world.session.decoded.policies)) positions.set(`${workload.namespace}/${workload.name}`, workloads.push(workload) - 1);
  const namespaces = new Map<string, Namespace>(cluster.namespaces);
  for (const [name, namespace] of loaded.cluster.namespaces) if (!namespaces.has(name)) namespaces.set(name, namespace);
  const places = new Map<number, number>();
  const placeOf = (position: number) => {
    if (!areAlone) return position;
    const place = places.get(position) ?? workloads.push(cluster.workloads[position]) - 1;
    places.set(position, place);
    return place;
  };
  const named = ({ end, label, made, position }: ShownEnd): NamedEnd => {
    if (typeof end !== 'number') return 'label' in end ? end : { label, positions: [], address: end };
    if (made !== undefined) return { label, positions: [positions.get(`${made.namespace}/${made.name}`)!] };
    return { label, positions: [placedCopy(world, end, placeOf(position!), workloads)] };
  };
  const questions = witnesses.map(({ source, destination, packet }) => ({ source: named(source), destination: named(destination), ...packet }));
  const session = world.session.withCluster({ ...cluster, namespaces, workloads });
  const reach = ({ source, destination }: typeof questions[number]) => reachBetween(session.engine(), source, destination);
  return questions.map((question) => ({ ...answer(session, question), reach: reach(question) }));
}

/**
 * Whether what passes is decided by the two ends, whatever other pods there are: where each is one pod, or an address that nothing is said
 * to hold. Then no other pod is judged beside them.
 * INVARIANT: the answer is that of the whole cluster; test/laws/two-pods.test.ts.
 */
function dependOnNoOther({ session: { profile } }: World, witnesses: readonly ProofWitness[]): boolean {
  if (profile.undeclaredNamesOpenAll || profile.egressNamesFromOwnNamespace) return false;
  return witnesses.every(({ source, destination }) => [source, destination].every(({ end }) => typeof end === 'number' || !('label' in end)));
}

/** The pod itself; where the proof gave it an address that is not in the input, a copy of it at that address. */
function placedCopy(world: World, end: number, position: number, workloads: Workload[]): number {
  const { addresses } = world.engine.classes.example[end];
  const workload = workloads[position];
  if (workload.addresses.length > 0 || addresses.length === 0) return position;
  return workloads.push({ ...workload, addresses }) - 1;
}
