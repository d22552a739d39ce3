/** Sets what is said of two invariants that exclude each other against everything that could be created. */
import { NetfenceError } from '../../src/errors';
import { readInvariants } from '../../src/analysis/invariants/file';
import { prove } from '../../src/analysis/questions/prove/prove';
import { readObjects } from '../../src/analysis/session/read';
import { SPEC } from '../../src/profiles';
import { buildCluster, Packet } from '../oracle';
import { Random } from './generate/random';
import { generateProofCase, ProofCase } from './proof-cases';
import { PACKETS, speaksOf, strangerWorlds } from './proof-oracle';

type Json = any;
type Speaks = (packet: Packet) => boolean;

const BLOCKS_OUTSIDE = { ...SPEC, name: 'blocks-outside', blocksMatchPods: 'no', unknownAddresses: 'never-match' } as const;
const DEMANDS = /`one` demands (.*) that `other` forbids/;

/** A demand and a prohibition about much the same. */
function pairOf(seed: number, index: number): { item: ProofCase; one: Json; other: Json } | undefined {
  const random = new Random(seed + 17, index);
  const item = generateProofCase(seed, index);
  const bodyOf = ({ never, always }: Json) => never ?? always;
  const body = bodyOf(item.invariant);
  if (body === undefined || item.hasUnknownInput) return undefined;
  const next = generateProofCase(seed, index + 1).invariant;
  const { from, traffic } = bodyOf(next) ?? {};
  const varied = { ...body, ...(random.chance(0.5) && { traffic }), ...(from !== undefined && random.chance(0.3) && { from }) };
  const byPolicies = random.chance(0.3) ? { from: { pods: {}, isolated: random.pick(['ingress', 'egress']) } } : {};
  const parts = (own: Json) => JSON.parse(JSON.stringify({ ...own, ...byPolicies }));
  const except = { ...(item.invariant.except && { except: item.invariant.except }) };
  return { item, one: { id: 'one', always: parts(body), ...(random.chance(0.5) && except) }, other: { id: 'other', never: parts(varied), ...except } };
}

/** What is wrong with what is said of a pair; `undefined` where nothing is, and where nothing was said. */
export function conflictFault(seed: number, index: number): { readonly said: boolean; readonly fault?: string } {
  const pair = pairOf(seed, index);
  if (pair === undefined) return { said: false };
  const { item, one, other } = pair;
  const session = readObjects(item.objects, { profile: item.blocksMeanPods === 'no' ? BLOCKS_OUTSIDE : SPEC });
  const { statements } = readInvariants(JSON.stringify({ invariants: [one, other] }), 'invariants');
  let text: string | undefined;
  try {
    const notes = prove(session, statements).flatMap((result) => result.notes);
    text = notes.find(({ kind }) => kind === 'contradiction')?.traffic?.text;
  } catch (error) {
    if (!(error instanceof NetfenceError) || !['invariant-contradiction', 'unknown-namespace'].includes(error.code)) throw error;
    text = DEMANDS.exec(error.message)?.[1];
    if (text === undefined) return { said: false };
  }
  const isSaid = text === undefined ? undefined : packetsIn(text);
  const found = someConflict({ ...item, invariant: [one, other] }, [one, other], isSaid);
  if (found === (text !== undefined)) return { said: text !== undefined };
  return { said: true, fault: `${JSON.stringify([one, other])}: ${text === undefined ? 'no contradiction is named' : `${text} is named`}, and there is ${found ? 'one' : 'none'}` };
}

/** Whether one pair of ends must and must never pass the packets; without packets, some packet. */
function someConflict(item: ProofCase, invariants: readonly Json[], isSaid: Speaks | undefined): boolean {
  const [must, never] = invariants.map(speaksOf);
  for (const world of strangerWorlds(item)) {
    const { pods } = buildCluster([...item.objects, ...world]);
    for (const source of pods) {
      for (const destination of pods) {
        const a = must(source, destination);
        const b = a && never(source, destination);
        if (a === undefined || b === undefined) continue;
        const isBoth = (packet: Packet) => a(packet) && b(packet);
        if (isSaid === undefined ? PACKETS.some(isBoth) : PACKETS.filter(isSaid).every(isBoth)) return true;
      }
    }
  }
  return false;
}

/** `SCTP 1-65535,TCP 80,443`, as a person reads it. */
function packetsIn(text: string): Speaks {
  if (text.startsWith('All ')) return () => true;
  const ranges: { protocol: string; first: number; last: number }[] = [];
  let protocol = '';
  for (const part of text.split(',')) {
    const [range, name] = part.split(' ').reverse();
    protocol = name ?? protocol;
    const [first, last = first] = range.split('-').map(Number);
    ranges.push({ protocol, first, last });
  }
  return (packet) => ranges.some((range) => range.protocol === packet.protocol && range.first <= packet.port && packet.port <= range.last);
}
