import { formatPath, Origin, Policy, Rule } from '../../../model';
import type { Labels, TrafficSet } from '../../../sets';
import { Actor, Scene } from '../../what-if/pair';
import type { Study } from '../../session/study';
import type { ChangeCause } from '../../../results/diff';
import type { Change, DiffPair } from './edges';
import type { PolicyChange } from './policies';
import type { Twin, TwinGroup } from './sides';

/** Trying out each of several changes is dear; beyond this many pairs, all that bear on a pair are named. */
const MOST_TRIALS = 4000;

/** Finds which changes of the input a changed pair follows from. */
export class Causes {
  private trials = 0;
  private readonly texts = new Map<PolicyChange, ChangeCause>();

  public constructor(private readonly studies: readonly [Study, Study]) {}

  public of(pair: DiffPair): ChangeCause[] {
    const groups = pair.type === 'inside' ? [pair.source, pair.destination] : [pair.group];
    const causes = groups.flatMap((group) => this.ofWorkloads(group));
    const bearing = pair.type === 'inside'
      ? [...pair.source.changes.egress, ...pair.destination.changes.ingress]
      : pair.group.changes[pair.direction];
    const candidates = [...new Set(bearing)];
    return [...causes, ...this.decisive(pair, candidates).map((change) => this.ofPolicy(change))];
  }

  public ofPolicy(change: PolicyChange): ChangeCause {
    let cause = this.texts.get(change);
    if (cause === undefined) this.texts.set(change, (cause = describe(change)));
    return cause;
  }

  /** Of several changes, those that make a difference where they alone are made or undone. */
  private decisive(pair: DiffPair, candidates: readonly PolicyChange[]): readonly PolicyChange[] {
    if (candidates.length < 2 || this.trials > MOST_TRIALS) return candidates;
    const scenes = this.studies.map((study, e) => sceneOf(study, pair, e));
    const [old, now] = scenes;
    const moved = differenceOf(pair);
    const turns = (scene: Scene, policies: readonly Policy[]) =>
      !differenceOf({ before: scene.reach, after: scene.under(policies).reach }).intersect(moved).isEmpty();
    const able = candidates.filter((change) => {
      this.trials++;
      return (old !== undefined && turns(old, made(old.policies, change))) || (now !== undefined && turns(now, undone(now.policies, change)));
    });
    return able.length > 0 ? able : candidates;
  }

  private ofWorkloads({ twins, own, before, after }: TwinGroup): ChangeCause[] {
    if (before && after && !own) return [];
    const what = !before ? 'workload-added' : !after ? 'workload-removed' : 'workload-changed';
    return twins.slice(0, 5).map((twin) => {
      const place = placeOf(this.originOf(twin));
      return { what, label: twin.label, details: own ? this.differences(twin) : [], ...place };
    });
  }

  private originOf({ before, after }: Twin): Origin | undefined {
    const [identity, study] = after === undefined ? [before!, this.studies[0]] : [after, this.studies[1]];
    return study.decoded.cluster.workloads[identity.positions[0]].origin;
  }

  private differences({ before, after, namespace }: Twin): string[] {
    const [old, now] = [before!, after!].map(({ positions }, e) => this.studies[e].decoded.cluster.workloads[positions[0]]);
    const spaces = this.studies.map(({ decoded }) => decoded.cluster.namespaces.get(namespace)?.labels ?? {});
    const found = [...labelDifferences('label', old.labels, now.labels), ...labelDifferences('namespace label', spaces[0], spaces[1])];
    return found.length > 0 ? found : ['ports, addresses or host network'];
  }
}

/** The traffic whose verdict is another. */
function differenceOf({ before, after }: Change): TrafficSet {
  const either = (a: TrafficSet, b: TrafficSet) => a.subtract(b).union(b.subtract(a));
  return either(before.allowed, after.allowed).union(either(before.unknown, after.unknown));
}

function labelDifferences(what: string, old: Labels, now: Labels): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return keys.filter((key) => old[key] !== now[key]).map((key) => `${what} ${key}: ${old[key] ?? '(none)'} → ${now[key] ?? '(none)'}`);
}

function describe({ what, label, before, after, removedRules, addedRules, frame }: PolicyChange): ChangeCause {
  const details: string[] = [];
  if (what === 'changed') {
    if (frame) details.push('the pods, directions or order it is about changed');
    const gone = new Set(removedRules.map(fieldOf));
    const come = new Set(addedRules.map(fieldOf));
    for (const rule of addedRules) details.push(`${fieldOf(rule)} ${gone.has(fieldOf(rule)) ? 'changed' : 'added'}${reasonOf(rule)}`);
    for (const rule of removedRules) if (!come.has(fieldOf(rule))) details.push(`${fieldOf(rule)} removed${reasonOf(rule)}`);
  }
  const rule = what === 'changed' && !frame ? addedRules[0] : undefined;
  return { what: `policy-${what}`, label, details, ...placeOf(rule?.origin ?? (after ?? before)!.origin) };
}

function fieldOf({ origin }: Rule): string {
  return formatPath(origin.path);
}

function reasonOf({ reason }: Rule): string {
  return reason === undefined ? '' : ` (${reason.replace(/\n/g, '; ')})`;
}

function placeOf(origin: Origin | undefined): { file?: string; line?: number } {
  const position = origin?.document?.position(origin.path);
  return position === undefined ? {} : { file: position.file, line: position.line };
}

function sceneOf(study: Study, pair: DiffPair, e: number): Scene | undefined {
  const engine = study.engine();
  const actor = (group: TwinGroup): Actor | undefined => {
    const twin = group.twins[0];
    const identity = e === 0 ? twin.before : twin.after;
    const position = identity?.positions[0];
    return position === undefined ? undefined : { workload: study.decoded.cluster.workloads[position], of: engine.classes.ofWorkload[position] };
  };
  if (pair.type === 'inside') {
    const [source, destination] = [actor(pair.source), actor(pair.destination)];
    return source && destination && Scene.of(study, source, destination);
  }
  const own = actor(pair.group);
  const { v4, v6 } = pair.addresses;
  const address: Actor = v4.isEmpty() ? { address: { family: 6, value: v6.first(0) } } : { address: { family: 4, value: v4.first(0) } };
  return own && (pair.direction === 'egress' ? Scene.of(study, own, address) : Scene.of(study, address, own));
}

function made(policies: readonly Policy[], { before, after }: PolicyChange): Policy[] {
  return [...policies.filter((policy) => policy !== before), ...(after === undefined ? [] : [after])];
}

function undone(policies: readonly Policy[], { before, after }: PolicyChange): Policy[] {
  return [...policies.filter((policy) => policy !== after), ...(before === undefined ? [] : [before])];
}
