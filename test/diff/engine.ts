/**
 * The engine under test, behind one door. Bundled by itself, so that a mutant can be planted in it and nowhere else.
 */
import { decode } from '../../src/dialects';
import { End, Engine as ClassEngine } from '../../src/engine';
import { parseAddress } from '../../src/sets';
import { Ask, Engine, seenName } from './question';

/** Reads the objects as the product does, from the objects on, and answers questions about them. */
export function createEngine(objects: readonly unknown[], family: 4 | 6 | undefined): Engine {
  const { cluster, policies } = decode(objects.map((value) => ({ value })));
  const engine = new ClassEngine({ cluster, policies, family });
  // the label of an origin is `Kind namespace/name`
  const shownBy = cluster.workloads.map(({ namespace, origin }) => origin!.label.replace(` ${namespace}/`, ' '));
  const positions = new Map(shownBy.map((label, i) => [`${cluster.workloads[i].namespace}/${label}`, i]));
  const end = (ask: Ask): End => ('ip' in ask ? parseAddress(ask.ip)! : engine.classes.ofWorkload[positions.get(`${ask.namespace}/${ask.shownBy}`)!]);
  return {
    seen: cluster.workloads.map((workload, i) => seenName({ ...workload, shownBy: shownBy[i] }, workload.replicas)),
    judge: (source, target) => {
      // One pod to itself never meets a policy; the engine speaks of two pods, even of one class.
      if (source === target) return () => 'allowed';
      const { allowed, unknown } = engine.reach(end(source), end(target));
      return ({ protocol, port }) => (allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied');
    },
  };
}
