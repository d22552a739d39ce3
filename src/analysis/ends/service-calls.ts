import type { Engine, Reach } from '../../engine';
import type { NamedEnd } from './named-end';

/**
 * What passes of the calls of a Service to some of its pods, where that may be other than what passes to these pods: some rules are about calls of
 * Services only, and some policies judge what a pod sends to itself through one. `undefined` where it is the same.
 */
export function reachesOfCall(engine: Engine, source: NamedEnd, pods: NamedEnd, service: string): readonly Reach[] | undefined {
  if (source.address !== undefined || pods.address !== undefined) return undefined;
  const [callers, called] = [source, pods].map(({ positions }) => [...new Set(positions.map((position) => engine.classes.ofWorkload[position]))]);
  if (engine.profile.callsToItself === 'pass' && !callers.some((caller) => judgesCalls(engine, caller))) return undefined;
  const isItself = engine.isOnePod(source, pods);
  return callers.flatMap((caller) => called.flatMap((target): Reach[] => {
    const egress = engine.entry('egress', caller, target, { called: service });
    const toItself = isItself !== 'no' && caller === target ? [engine.both(egress, engine.open())] : [];
    return isItself === 'definite' ? toItself : [engine.both(egress, engine.entry('ingress', target, caller)), ...toItself];
  }));
}

function judgesCalls(engine: Engine, caller: number): boolean {
  return engine.policies('egress', caller).some(({ policy: { stage, rules } }) =>
    stage.judgesCallsToItself === true || rules.some(({ services }) => services !== undefined));
}
