import { fail, NetfenceError } from '../../../errors';
import { parseAddress } from '../../../sets';
import type { Protocol } from '../../../sets';
import { carriedTargets } from '../../ends/carried';
import { findEnd, NamedEnd } from '../../ends/ends';
import { forwardOf } from '../../ends/named-end';
import { refuseAddresses } from '../../ends/no-pods';
import { arrivalsOf, forwardVerdict } from '../../ends/reach-between';
import type { Evaluation } from '../../../results/evaluation';
import { answer } from '../../ends/answer';
import type { AnalysisSession } from '../../session/session';
import { definitelyAllowed } from '../../pairs/pair-scan';

/** An end as the options of a command name it: a pod or workload, or an address. */
export interface Asked {
  readonly name?: string;
  /** Without it, `default` where that has the name, or else whatever namespace alone has it. */
  readonly namespace?: string;
  readonly address?: string;
}

/** Finds what an option names. */
function findAsked(session: AnalysisSession, { name, namespace, address }: Asked): NamedEnd {
  if (address !== undefined) {
    if (parseAddress(address) !== undefined) return findEnd(session, address);
    return fail('bad-address', `no IP address, got \`${address}\``, 'write one such as `192.0.2.7` or `2001:db8::7`');
  }
  const plain = name!;
  if (plain.includes('/')) return findEnd(session, plain);
  if (namespace !== undefined) return findEnd(session, `${namespace}/${plain}`);
  try {
    return findEnd(session, `default/${plain}`);
  } catch (error) {
    if (error instanceof NetfenceError && error.code === 'unknown-workload') return findEnd(session, plain);
    throw error;
  }
}

/** Asks about one connection. `port` is a number, or the name of a port of the destination. */
export function ask(session: AnalysisSession, from: Asked, to: Asked, protocol: Protocol, port: string): Evaluation {
  const [source, destination] = [findAsked(session, from), findAsked(session, to)];
  refuseAddresses(source, destination);
  const number = portOf(session, destination, protocol, port);
  return {
    ...answer(session, { source, destination, protocol, port: number }),
    source: source.label,
    destination: destination.label,
    protocol,
    port: number,
    listed: isListed(session, source, destination, protocol, number),
  };
}

function portOf(session: AnalysisSession, destination: NamedEnd, protocol: Protocol, text: string): number {
  if (/^[0-9]+$/.test(text)) {
    const port = Number(text);
    return port >= 1 && port <= 65535 ? port : fail('bad-port', `a port is a number from 1 to 65535, got \`${text}\``, 'correct the number');
  }
  const { workloads } = session.decoded.cluster;
  const declared = destination.forwards?.filter((forward) => forward.protocol === protocol)
    ?? destination.positions.flatMap((position) => workloads[position].ports.filter((port) => port.protocol === protocol));
  const found = new Set(declared.filter(({ name }) => name === text).map(({ port }) => port));
  if (found.size === 1) return [...found][0];
  const names = [...new Set(declared.flatMap(({ name }) => name ?? []))].sort();
  const known = names.length === 0 ? 'it names none' : `it has ${names.map((name) => `\`${name}\``).join(', ')}`;
  return fail('bad-port', found.size > 1
    ? `the pods of \`${destination.label}\` have different ${protocol} ports called \`${text}\``
    : `no ${protocol} port \`${text}\` at \`${destination.label}\`: ${known}`, 'write a number from 1 to 65535');
}

function isListed(session: AnalysisSession, source: NamedEnd, destination: NamedEnd, protocol: Protocol, port: number): boolean {
  const engine = session.compatible('possible');
  const forward = forwardOf(destination, protocol, port);
  if (forward?.passedOnBy !== undefined && forward.targets.length > 0) return forwardVerdict(session.engine(), source, destination, forward) === 'allowed';
  const ends = (end: NamedEnd) => (end.address === undefined ? end.positions.map((position) => engine.classes.ofWorkload[position]) : [end.address]);
  return carriedTargets(engine, source, destination, arrivalsOf(destination, protocol, port)).some(({ end: target, port: arrived }) => engine.isOnePod(source, target) === 'definite'
    || definitelyAllowed(ends(source).flatMap((from) => ends(target).map((to) => engine.reach(from, to)))).contains(protocol, arrived));
}
