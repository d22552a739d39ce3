/**
 * The engine under test, behind one door. Bundled by itself, so that a mutant can be planted in it and nowhere else.
 */
import { decode } from '../../src/dialects';
import { End, Engine as ClassEngine } from '../../src/engine';
import type { Cluster, Policy } from '../../src/model';
import { parseAddress } from '../../src/sets';
import { Ask, CreateEngine, Engine, PodAsk, seenNames } from './question';

export interface ReadCase {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  readonly engine: ClassEngine;
}

/** Reads the objects as the product does, from the objects on. */
export function readCase(objects: readonly unknown[], family: 4 | 6 | undefined, staged?: 'enforce'): ReadCase {
  const { cluster, policies } = decode(objects.map((value) => ({ value })), { ...(staged && { staged }) });
  return { cluster, policies, engine: new ClassEngine({ cluster, policies, family }) };
}

export function createEngine(...input: Parameters<CreateEngine>): Engine {
  return asked(readCase(...input));
}

/** Answers questions about what was read. */
export function asked({ cluster, engine }: ReadCase): Engine {
  // the label of an origin is `Kind namespace/name`
  const shownBy = cluster.workloads.map(({ namespace, origin }) => origin!.label.replace(` ${namespace}/`, ' '));
  const keyOf = (namespace: string, label: string, ordinal?: number) => `${namespace}/${label}/${ordinal ?? ''}`;
  const positions = new Map(cluster.workloads.map(({ namespace, ordinal }, i) => [keyOf(namespace, shownBy[i], ordinal), i]));
  const positionOf = ({ namespace, shownBy: label, ordinal }: PodAsk) =>
    positions.get(keyOf(namespace, label, ordinal)) ?? positions.get(keyOf(namespace, label))!;
  const end = (ask: Ask): End => ('ip' in ask ? parseAddress(ask.ip)! : engine.classes.ofWorkload[positionOf(ask)]);
  return {
    seen: seenNames(cluster.workloads.map((workload, i) => ({ ...workload, shownBy: shownBy[i], count: workload.replicas }))),
    judge: (source, target) => {
      // One pod to itself never meets a policy; the engine speaks of two pods, even of one class.
      if (source === target) return () => 'allowed';
      const { allowed, unknown } = engine.reach(end(source), end(target));
      return ({ protocol, port }) => (allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied');
    },
  };
}
