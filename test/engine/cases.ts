import { decode } from '../../src/dialects';
import { End, Engine, EngineInput } from '../../src/engine';
import type { Cluster, Policy } from '../../src/model';
import { parseAddress } from '../../src/sets';
import { generateCase } from '../diff/generate';
import { EXTERNALS } from '../diff/generate/vocabulary';

/** An engine with what it was made of. */
export interface Built {
  readonly engine: Engine;
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  /** The class of the workload at each position. */
  readonly pods: readonly number[];
}

export function build(objects: readonly unknown[], options: Partial<EngineInput> = {}): Built {
  const { cluster, policies } = decode(objects.map((value) => ({ value })));
  const engine = new Engine({ cluster, policies, ...options });
  return { engine, cluster, policies, pods: cluster.workloads.map((_, position) => engine.classes.ofWorkload[position]) };
}

/** A generated cluster, decoded, with an engine over it. */
export function engineOf(seed: number, index: number, options: Partial<EngineInput> = {}): Built {
  return build(generateCase(seed, index).objects, options);
}

/** Addresses that the generated policies may or may not select. */
export const OUTSIDE: readonly End[] = EXTERNALS.map((ip) => parseAddress(ip)!);
