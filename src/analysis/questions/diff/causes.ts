import { formatPath, Origin, Policy, Rule } from '../../../model';
import type { Labels, TrafficSet } from '../../../sets';
import { Endpoint, WhatIfPair } from '../../what-if/pair';
import type { AnalysisSession } from '../../session/session';
import type { ChangeCause } from '../../../results/diff';
import { CauseKind } from '../../../results/enums';
import type { Change, DiffPair } from './edges';
import type { PolicyChange } from './policies';
import type { MatchedWorkload, MatchedGroup, SessionPair } from './sides';

/** To try each of several changes is slow; beyond this many pairs, all changes that apply to a pair are named. */
const MAX_TRIALS = 4000;

/** Finds the changes of the input that caused a changed pair. */
export class Causes {
  private trials = 0;
  private readonly texts = new Map<PolicyChange, ChangeCause>();

  public constructor(private readonly sessions: SessionPair) {}

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
    if (cause === undefined) this.texts.set(change, (cause = changeCauseOf(change)));
    return cause;
  }

  /** Of several changes, those that make a difference where they alone are made or undone. */
  private decisive(pair: DiffPair, candidates: readonly PolicyChange[]): readonly PolicyChange[] {
    if (candidates.length < 2 || this.trials > MAX_TRIALS) return candidates;
    const whatIfs = this.sessions.map((session, e) => whatIfOf(session, pair, e));
    const [old, now] = whatIfs;
    const moved = differenceOf(pair);
    const turns = (whatIf: WhatIfPair, policies: readonly Policy[]) =>
      !differenceOf({ before: whatIf.reach, after: whatIf.under(policies).reach }).intersect(moved).isEmpty();
    const able = candidates.filter((change) => {
      this.trials++;
      return (old !== undefined && turns(old, made(old.policies, change))) || (now !== undefined && turns(now, undone(now.policies, change)));
    });
    return able.length > 0 ? able : candidates;
  }

  private ofWorkloads({ members, isChanged, before, after }: MatchedGroup): ChangeCause[] {
    if (before && after && !isChanged) return [];
    const what = !before ? CauseKind.WORKLOAD_ADDED : !after ? CauseKind.WORKLOAD_REMOVED : CauseKind.WORKLOAD_CHANGED;
    return members.slice(0, 5).map((matched) => {
      const place = placeOf(this.originOf(matched));
      return { what, label: matched.label, details: isChanged ? this.differences(matched) : [], ...place };
    });
  }

  private originOf({ before, after }: MatchedWorkload): Origin | undefined {
    const [identity, session] = after === undefined ? [before!, this.sessions[0]] : [after, this.sessions[1]];
    return session.decoded.cluster.workloads[identity.positions[0]].origin;
  }

  private differences({ before, after, namespace }: MatchedWorkload): string[] {
    const [old, now] = [before!, after!].map(({ positions }, e) => this.sessions[e].decoded.cluster.workloads[positions[0]]);
    const spaces = this.sessions.map(({ decoded }) => decoded.cluster.namespaces.get(namespace)?.labels ?? {});
    const found = [...labelDifferences('label', old.labels, now.labels), ...labelDifferences('namespace label', spaces[0], spaces[1])];
    return found.length > 0 ? found : ['ports, addresses or host network'];
  }
}

/** The traffic whose verdict differs. */
function differenceOf({ before, after }: Change): TrafficSet {
  const either = (a: TrafficSet, b: TrafficSet) => a.subtract(b).union(b.subtract(a));
  return either(before.allowed, after.allowed).union(either(before.unknown, after.unknown));
}

function labelDifferences(what: string, old: Labels, now: Labels): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return keys.filter((key) => old[key] !== now[key]).map((key) => `${what} ${key}: ${old[key] ?? '(none)'} → ${now[key] ?? '(none)'}`);
}

const POLICY_CAUSE: Readonly<Record<PolicyChange['what'], CauseKind>> = {
  added: CauseKind.POLICY_ADDED,
  removed: CauseKind.POLICY_REMOVED,
  changed: CauseKind.POLICY_CHANGED,
};

function changeCauseOf({ what, label, before, after, removedRules, addedRules, frame }: PolicyChange): ChangeCause {
  const details: string[] = [];
  if (what === 'changed') {
    if (frame) details.push('the pods, directions or order it is about changed');
    const gone = new Set(removedRules.map(fieldOf));
    const come = new Set(addedRules.map(fieldOf));
    for (const rule of addedRules) details.push(`${fieldOf(rule)} ${gone.has(fieldOf(rule)) ? 'changed' : 'added'}${reasonOf(rule)}`);
    for (const rule of removedRules) if (!come.has(fieldOf(rule))) details.push(`${fieldOf(rule)} removed${reasonOf(rule)}`);
  }
  const rule = what === 'changed' && !frame ? addedRules[0] : undefined;
  return { what: POLICY_CAUSE[what], label, details, ...placeOf(rule?.origin ?? (after ?? before)!.origin) };
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

function whatIfOf(session: AnalysisSession, pair: DiffPair, e: number): WhatIfPair | undefined {
  const { ofWorkload } = session.engine().classes;
  const endpoint = (group: MatchedGroup): Endpoint | undefined => {
    const matched = group.members[0];
    const identity = e === 0 ? matched.before : matched.after;
    const position = identity?.positions[0];
    return position === undefined ? undefined : { workload: session.decoded.cluster.workloads[position], classId: ofWorkload[position] };
  };
  if (pair.type === 'inside') {
    const [source, destination] = [endpoint(pair.source), endpoint(pair.destination)];
    return source && destination && WhatIfPair.of(session, source, destination);
  }
  const subject = endpoint(pair.group);
  const { v4, v6 } = pair.addresses;
  const address: Endpoint = v4.isEmpty() ? { address: { family: 6, value: v6.first(0) } } : { address: { family: 4, value: v4.first(0) } };
  return subject && (pair.direction === 'egress' ? WhatIfPair.of(session, subject, address) : WhatIfPair.of(session, address, subject));
}

function made(policies: readonly Policy[], { before, after }: PolicyChange): Policy[] {
  return [...policies.filter((policy) => policy !== before), ...(after === undefined ? [] : [after])];
}

function undone(policies: readonly Policy[], { before, after }: PolicyChange): Policy[] {
  return [...policies.filter((policy) => policy !== after), ...(before === undefined ? [] : [before])];
}
