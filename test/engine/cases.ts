import { decode } from '../../src/dialects';
import { Engine, End } from '../../src/engine';
import type { Policy } from '../../src/model';
import { parseAddress } from '../../src/sets';
import { EXTERNALS } from '../diff/generate/vocabulary';
import { generateCase } from '../diff/generate';

/** A generated cluster, decoded, with an engine over it. */
export function engineOf(seed: number, index: number): { engine: Engine; policies: readonly Policy[]; pods: readonly number[] } {
  const { objects } = generateCase(seed, index);
  const { cluster, policies } = decode(objects.map((value) => ({ value })));
  const engine = new Engine({ cluster, policies });
  return { engine, policies, pods: cluster.workloads.map((_, position) => engine.classes.ofWorkload[position]) };
}

/** Addresses that the generated policies may or may not mean. */
export const OUTSIDE: readonly End[] = EXTERNALS.map(({ ip }: { ip: string }) => parseAddress(ip)!);
