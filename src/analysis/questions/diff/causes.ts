import { formatPath, namespaceNamed, Origin, Rule } from '../../../model';
import { isSameAddress, Labels } from '../../../sets';
import type { ChangeCause } from '../../../results/diff';
import { CauseKind } from '../../../results/enums';
import type { DiffPair } from './edges';
import { isSameList, PolicyChange, PolicyChanges } from './policies';
import { agentsThatDiffer, MatchedWorkload, MatchedGroup, SessionPair } from './sides';
import { Trials } from './trials';

/** The most workloads of a group, and policies of an agent, that are named. */
const MAX_NAMED = 5;

/** Finds the changes of the input that caused a changed pair. */
export class Causes {
  private readonly texts = new Map<PolicyChange, ChangeCause>();
  private readonly trials: Trials;

  /** Changes that alone make it matter which agent runs, or no longer matter. */
  private readonly ofAgents: readonly PolicyChange[];

  public constructor(private readonly sessions: SessionPair, { changes }: PolicyChanges) {
    this.trials = new Trials(sessions);
    const agents = agentsThatDiffer(sessions);
    const isOfAgent = ({ before, after }: PolicyChange) => agents.has((after ?? before)!.language?.name ?? '');
    this.ofAgents = agents.size === 0 ? [] : changes.filter(isOfAgent).slice(0, MAX_NAMED);
  }

  public of(pair: DiffPair): ChangeCause[] {
    const groups = [...new Set(pair.type === 'inside' ? [pair.source, pair.destination] : [pair.group])];
    const bearing = pair.type === 'inside'
      ? [...pair.source.changes.egress, ...pair.destination.changes.ingress]
      : pair.group.changes[pair.direction];
    const single = groups.filter(({ before, after }) => !before || !after);
    const candidates = { changed: groups.filter(({ isChanged }) => isChanged), policies: [...new Set([...bearing, ...this.ofAgents])] };
    const { changed, policies } = this.trials.decisive(pair, candidates);
    return [...[...single, ...changed].flatMap((group) => this.ofWorkloads(group)), ...policies.map((change) => this.ofPolicy(change))];
  }

  public ofPolicy(change: PolicyChange): ChangeCause {
    let cause = this.texts.get(change);
    if (cause === undefined) this.texts.set(change, (cause = changeCauseOf(change)));
    return cause;
  }

  private ofWorkloads({ members, isChanged, before, after }: MatchedGroup): ChangeCause[] {
    const what = !before ? CauseKind.WORKLOAD_ADDED : !after ? CauseKind.WORKLOAD_REMOVED : CauseKind.WORKLOAD_CHANGED;
    return members.slice(0, MAX_NAMED).map((matched) => {
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
    const spaces = this.sessions.map(({ decoded }) => namespaceNamed(decoded.cluster.namespaces, namespace).labels);
    const found = [...labelDifferences('label', old.labels, now.labels), ...labelDifferences('namespace label', spaces[0], spaces[1])];
    if (old.hostNetwork !== now.hostNetwork) found.push(`host network: ${old.hostNetwork} → ${now.hostNetwork}`);
    // a state without addresses says nothing of them
    else if (old.addresses.length > 0 && now.addresses.length > 0 && !isSameList(old.addresses, now.addresses, isSameAddress)) found.push('addresses');
    return found.length > 0 ? found : ['ports, addresses or host network'];
  }
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
