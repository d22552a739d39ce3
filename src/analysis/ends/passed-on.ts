import type { AddressHolder, Engine } from '../../engine';
import type { VerdictName } from '../../model';
import type { Address, Protocol } from '../../sets';
import type { Forward, NamedEnd, PassedOnBy, Target } from './named-end';

/** A call that a node or a load balancer passes on. */
interface PassedOn extends Pick<Forward, 'protocol' | 'passedOnBy' | 'targets'> {
  /** The verdict on the same packet, sent by the source to where it arrives. */
  readonly direct: VerdictName;
  /** The verdict on the packet as it is sent: to the address that is called; of an address outside, `allowed`. */
  readonly sent: VerdictName;
  /** Whether the source's policies definitely see the call translated, where its own node passes it on. */
  readonly isTranslated: boolean;
  readonly called?: Address;
}

/**
 * The verdict on a call that is passed on. The API leaves open whether policies judge it before or after its addresses are rewritten, so the answer
 * is definite only where it is the same for all that policies may see.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-ip-address-rewriting
 */
export function verdictPassedOn(engine: Engine, source: NamedEnd, call: PassedOn): VerdictName {
  const { direct, sent, isTranslated, passedOnBy, targets, protocol } = call;
  if (passedOnBy === undefined || direct === 'unknown') return direct;
  const isOwn = passedOnBy === 'own-node';
  const rewritten = enteringRewritten(engine, call);
  if (direct === 'allowed') return (isOwn || sent === 'allowed') && rewritten === 'allowed' ? 'allowed' : 'unknown';
  const mayLeave = (isOwn && isTranslated ? false : sent !== 'denied') || mayPass(engine, 'egress', source, targets, protocol);
  const mayArrive = rewritten !== 'denied' || mayPass(engine, 'ingress', source, targets, protocol);
  return mayLeave && mayArrive ? 'unknown' : 'denied';
}

/** Why it is not known what becomes of a call that is passed on. */
export function whyPassedOn(by: PassedOnBy, service: string): string {
  if (by === 'own-node') return `the pods of the ${service} may see a node as the source of calls to an address outside of the cluster`;
  if (by === 'node') return `a node passes the call on to the ${service}: policies of the source may see the node's address, and its pods may see a node as the source`;
  return `the load balancer passes the call on to the ${service} as a proxy: policies of the source see its address, and the pods see another source`;
}

/** Whether one side lets calls from some pod of the source to some pod of the targets through. An address has no policies. */
function mayPass(engine: Engine, direction: 'egress' | 'ingress', source: NamedEnd, targets: readonly Target[], protocol: Protocol): boolean {
  return targets.some(({ end, port }) => {
    if (source.address !== undefined && direction === 'egress') return true;
    if (end.address !== undefined && direction === 'ingress') return true;
    if (source.address !== undefined || end.address !== undefined) {
      return engine.between(source, end).some(({ allowed, unknown }) => allowed.union(unknown).contains(protocol, port));
    }
    const { ofWorkload } = engine.classes;
    return source.positions.some((a) => end.positions.some((b) => {
      const [subject, peer] = direction === 'egress' ? [a, b] : [b, a];
      return engine.outcome(engine.entry(direction, ofWorkload[subject], ofWorkload[peer])).mayAllow.contains(protocol, port);
    }));
  });
}

/** What the targets let in of those that may stand in the place of the source: nodes by any of their addresses, and behind a proxy, anyone outside. */
function enteringRewritten(engine: Engine, { targets, passedOnBy, protocol, called }: PassedOn): VerdictName {
  const holders: AddressHolder[] = ['node', 'own-node', ...(passedOnBy === 'proxy' ? ['outside' as const] : [])];
  const found = new Set<VerdictName>();
  for (const { end: { positions, address }, port } of targets) {
    if (address !== undefined) found.add('allowed');
    for (const classId of new Set(positions.map((position) => engine.classes.ofWorkload[position]))) {
      for (const from of distinguishedBy(engine, classId, called)) {
        for (const holder of holders) {
          const { allowed, unknown } = engine.reachHolder(from, classId, holder);
          found.add(allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied');
        }
      }
    }
  }
  return found.size === 1 ? [...found][0] : 'unknown';
}

/** One address for each block that the ingress of a class distinguishes, of the family that is called. */
function distinguishedBy(engine: Engine, classId: number, called: Address | undefined): Address[] {
  const { v4, v6 } = engine.outside('ingress', engine.rowNumber('ingress', classId));
  const all: Address[] = [...v4.starts.map((value): Address => ({ family: 4, value })), ...v6.starts.map((value): Address => ({ family: 6, value }))];
  return all.filter((address) => (called === undefined || address.family === called.family) && engine.sharesFamily(address, classId));
}
