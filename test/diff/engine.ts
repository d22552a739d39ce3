/**
 * The engine under test, behind one door. Bundled by itself, so that a mutant can be planted in it and nowhere else.
 */
import { buildCluster, external, judgePair } from '../oracle';
import type { Ask, Engine, Packet } from './question';

/** Reads the objects as the product would and answers questions about them. */
export function createEngine(objects: readonly unknown[]): Engine {
  const cluster = buildCluster(objects as any);
  const end = (ask: Ask) => ('ip' in ask ? external(ask.ip) : cluster.find(ask.namespace, ask.name));
  return { judge: (source, target) => { const j = judgePair(cluster, end(source), end(target)); return (packet: Packet) => j(packet); } };
}
