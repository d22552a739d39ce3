import { buildCluster, external, judgePair } from '../oracle';
import type { Case } from './generate';
import { CreateEngine, Packet, Verdict, endsOf, isAsked, nameOf, ownedEnds, packetsOf, seenNames } from './question';

interface Disagreement {
  readonly source: string;
  readonly target: string;
  readonly packet: Packet;
  readonly oracle: Verdict;
  readonly engine: Verdict;
}

export type Counts = Record<Verdict, number>;

/** Asks both judges everything about a case; the first disagreement ends it. */
function compareCase(item: Case, createEngine: CreateEngine, counts: Counts): Disagreement | undefined {
  const cluster = buildCluster(item.objects, item.staged);
  const engine = createEngine(item.objects, item.family, item.staged);
  const isWritten = !hasOwners(item) && cluster.pods.every(({ ordinal }) => ordinal === undefined);
  const ends = isWritten ? endsOf(item) : ownedEnds(item, cluster.pods);
  const oracleEnds = [...cluster.pods, ...item.externals.map(external)];
  if (oracleEnds.length !== ends.length) throw new Error('the oracle sees other pods than the generator made');
  const shown = seenNames(cluster.pods);
  if (engine.seen !== undefined && shown !== engine.seen) throw new Error(`the oracle sees ${shown}; the engine ${engine.seen}`);
  const packets = packetsOf(item);
  for (let s = 0; s < ends.length; s++) {
    for (let t = 0; t < ends.length; t++) {
      if (!isAsked(ends[s], ends[t], item.family)) continue;
      const oracle = judgePair(cluster, oracleEnds[s], oracleEnds[t], item.family);
      const judge = engine.judge(ends[s], ends[t]);
      for (const packet of packets) {
        const expected = oracle(packet);
        const got = judge(packet);
        counts[expected]++;
        if (got !== expected) return { source: nameOf(ends[s]), target: nameOf(ends[t]), packet, oracle: expected, engine: got };
      }
    }
  }
  return undefined;
}

function hasOwners({ objects }: Case): boolean {
  return objects.some((object) => object.metadata?.ownerReferences);
}

/** How the failure of an engine that threw begins. */
export const FELL_OVER = 'fell over';

/** A disagreement, or what an engine that fell over said. */
export function failureOf(item: Case, createEngine: CreateEngine, counts: Counts): string | undefined {
  try {
    const found = compareCase(item, createEngine, counts);
    if (!found) return undefined;
    const { source, target, packet, oracle, engine } = found;
    const over = item.family === undefined ? '' : ` over IPv${item.family}`;
    return `${source} -> ${target} ${packet.protocol} ${packet.port}${over}: the oracle says ${oracle}, the engine ${engine}`;
  } catch (error) {
    return `${FELL_OVER}: ${(error as Error).stack}`;
  }
}

export function noCounts(): Counts {
  return { allowed: 0, denied: 0, unknown: 0 };
}
