import { coverageLines, summaryOfReplay } from '../../../report/replay/words';
import { summaryOf } from '../../../report/diff/words';
import type { Plan, PlanKind, PlanStep } from '../../../results/plan';
import type { Advice } from '../../../results/advice';
import { advise } from '../advise/advise';
import { NO_DNS } from '../advise/dns-choice';
import { fencesFor } from '../advise/fence-choice';
import type { AdviseOptions } from '../advise/settings';
import { fencePolicies } from '../advise/policies';
import { yamlOfPolicies } from '../advise/program-yaml';
import { diff } from '../diff/diff';
import { readText } from '../../session/read';
import { replay } from '../replay/replay';
import type { AnalysisSession } from '../../session/session';
import type { Traffic } from '../../traffic/traffic';

const MOST_CHANGES = 20;

/** Lays out the steps from an open cluster to fenced namespaces, one namespace after the other; each is replayed and compared. */
export function planRollout(traffic: Traffic, options: AdviseOptions = {}): Plan {
  const { fences, remarks } = fencesFor(traffic, traffic.sessions[0], options.fence);
  const order = options.fence === undefined ? leastEntangledFirst(traffic, fences) : [...new Set(options.fence)];
  const steps: PlanStep[] = [];
  let state = traffic.sessions[0];
  const add = (step: Pick<PlanStep, 'kind' | 'namespace' | 'what'> & Partial<PlanStep>, before: AnalysisSession, after: AnalysisSession) => {
    const result = replay(on(traffic, after), { changes: 0 });
    const changed = diff(before, after);
    const changes = changed.edges.map(({ kind, sources, destinations, opened, closed }) =>
      `${kind}: ${some(sources)} => ${some(destinations)} : ${kind === 'opened' || kind === 'widened' ? opened : closed}`);
    steps.push({
      ...NOTHING,
      number: steps.length + 1,
      replay: summaryOfReplay(result),
      denied: result.denied.map(({ source, destination, traffic: what }) => `${source} => ${destination} : ${what}`),
      diff: before === after ? 'nothing changes' : summaryOf(changed),
      changes: changes.length <= MOST_CHANGES ? changes : [...changes.slice(0, MOST_CHANGES), `and ${changes.length - MOST_CHANGES} more`],
      ...(step.kind === 'observe' && { remarks: [...coverageLines(result), ...remarks] }),
      ...step,
      policies: [...policiesOf(step.yaml ?? '')].map((name) => name.replace(/^.*\//, '')),
    });
  };
  add({ kind: 'observe', namespace: '', what: WHAT.observe }, state, state);
  for (const namespace of order) {
    const deny = yamlOfPolicies(fencePolicies({ namespace, inside: false, dns: NO_DNS }));
    add({ kind: 'paper', namespace, what: WHAT.paper, file: `${namespace}.yaml`, yaml: deny }, state, withManifests(state, deny));
    const [wide, tight] = [true, false].map((inside) => advise(on(traffic, state), { ...options, fence: [namespace], inside }));
    const [fenced, tightened] = [wide, tight].map(({ yaml }) => withManifests(state, yaml));
    add({ kind: 'allow', namespace, what: WHAT.allow, ...written(wide, namespace) }, state, fenced);
    add({ kind: 'enforce', namespace, what: WHAT.enforce, ...written(wide, namespace), ...applied(namespace) }, state, fenced);
    const gone = [...policiesOf(wide.yaml)].filter((name) => !policiesOf(tight.yaml).has(name));
    const deletions = gone.map((name) => `kubectl delete networkpolicy -n ${name.replace('/', ' ')}`);
    add({ kind: 'tighten', namespace, what: WHAT.tighten, ...written(tight, namespace), ...applied(namespace, deletions) }, fenced, tightened);
    state = tightened;
  }
  return { steps };
}

const WHAT: Readonly<Record<PlanKind, string>> = {
  observe: 'record until nothing new turns up, jobs of the night and of the month included; nothing changes',
  paper: 'on paper: what would a fence that opens nothing break?',
  allow: 'on paper still: the fence with what crosses it, and everything inside of it; nothing recorded may break',
  enforce: 'apply the fence; what opens comes before what closes',
  tighten: 'close inside of the namespace what was never seen; record a while before this step, and replay again',
};

const NOTHING: Omit<PlanStep, 'number' | 'kind' | 'namespace' | 'what' | 'replay' | 'diff' | 'denied' | 'changes'> = {
  applied: false, commands: [], undo: [], file: '', yaml: '', policies: [], typescript: '', missed: [], remarks: [],
};

function applied(namespace: string, deletions: readonly string[] = []): Partial<PlanStep> {
  const apply = `kubectl apply -f ${namespace}.yaml`;
  const undo = deletions.length === 0 ? [`kubectl delete -f ${namespace}.yaml`] : [`${apply}   # the file of the step before`];
  return { applied: true, commands: [apply, ...deletions], undo };
}

function written({ typescript, yaml, missed, remarks }: Advice, namespace: string): Partial<PlanStep> {
  return { file: `${namespace}.yaml`, typescript, yaml, missed, remarks };
}

function policiesOf(yaml: string): ReadonlySet<string> {
  return new Set(readText(yaml, 'plan.yaml').decoded.policies.map(({ namespace, name }) => `${namespace}/${name}`));
}

/** The same record, judged by another state of the same cluster. */
function on(traffic: Traffic, session: AnalysisSession): Traffic {
  return { ...traffic, sessions: [session] };
}

function withManifests(session: AnalysisSession, yaml: string): AnalysisSession {
  return session.withPolicies(readText(yaml, 'plan.yaml').decoded.policies);
}

/** Namespaces by how many recorded connections cross their border. */
function leastEntangledFirst({ edges, sessions: [{ decoded }] }: Traffic, namespaces: readonly string[]): string[] {
  const crossings = new Map<string, number>();
  for (const { source, destination } of edges) {
    const [from, to] = [source, destination].map(({ ends: [end] }) => (end.type === 'workload' ? decoded.cluster.workloads[end.position].namespace : undefined));
    if (from === to) continue;
    for (const name of [from, to]) if (name !== undefined) crossings.set(name, (crossings.get(name) ?? 0) + 1);
  }
  return [...namespaces].sort((a, b) => (crossings.get(a) ?? 0) - (crossings.get(b) ?? 0) || (a < b ? -1 : 1));
}

function some(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

