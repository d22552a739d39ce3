import type { Direction, RulePeer } from '../../../model';
import { parseCidr, IpSet } from '../../../sets';
import { blockPeer } from './dns-choice';
import type { Candidate, WantedEnd } from './wanted';

/** A port that more addresses outside than this called is an entrance: the next visitor has another address. */
const MAX_CLIENTS = 8;

const EVERYWHERE = { 4: '0.0.0.0/0', 6: '::/0' } as const;

/** A closed side of a wanted connection, as far as it matters here. */
interface Call {
  readonly candidate: Pick<Candidate, 'protocol' | 'port'>;
  readonly direction: Direction;
  readonly subject: number;
  readonly peer: WantedEnd;
}

/** What a rule lets through, as far as it matters here. */
interface Opening {
  readonly kind: string;
  readonly peers: readonly RulePeer[];
  readonly check: readonly string[];
}

/** What lets every address in where many called, in the place of a rule for each of them. `of`: the grant of one side; `blocks`: known ones. */
export function entrancesOf<S extends Call, G extends Opening>(
  sides: readonly S[], of: (side: S) => G | undefined, blocks: readonly string[],
): Map<S, G> {
  const wide = IpSet.cidrs(blocks);
  const clients = new Map<string, { readonly sides: S[]; readonly addresses: Set<string>; readonly families: Set<4 | 6> }>();
  for (const side of sides) {
    const { candidate, direction, subject, peer } = side;
    if (direction !== 'ingress' || peer.type !== 'address' || peer.entity === 'api-server' || wide.contains(peer.address)) continue;
    const key = `${subject} ${candidate.protocol} ${candidate.port}`;
    let known = clients.get(key);
    if (known === undefined) clients.set(key, (known = { sides: [], addresses: new Set(), families: new Set() }));
    known.sides.push(side);
    known.addresses.add(peer.label);
    known.families.add(peer.address.family);
  }
  const found = new Map<S, G>();
  for (const { sides: calls, addresses, families } of clients.values()) {
    const grant = addresses.size > MAX_CLIENTS ? of(calls[0]) : undefined;
    if (grant?.kind !== 'rule') continue;
    const peers = [...families].sort().map((family): RulePeer => blockPeer(EVERYWHERE[family]));
    const check = [`${addresses.size} addresses outside called the port, so it is taken for an entrance and open to every address; name blocks with --block if it is not`];
    for (const side of calls) found.set(side, { ...grant, peers, check });
  }
  return found;
}

/** Whether a block means every address of its family. */
export function isEverywhere(cidr: string): boolean {
  return parseCidr(cidr)?.prefix === 0;
}
