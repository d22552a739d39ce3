import type { Plan, PlanStep } from '../../../results/plan';
import type { Advice } from '../../../results/advice';
import { advise } from '../advise/advise';
import { NO_DNS } from '../advise/dns-choice';
import { fencesFor } from '../advise/fence-choice';
import { withResolvers } from '../advise/resolvers';
import type { AdviseOptions } from '../advise/settings';
import { fencePolicies } from '../advise/policies';
import { yamlOfPolicies } from '../advise/program-yaml';
import { diff } from '../diff/diff';
import { readText } from '../../session/read';
import { replay } from '../replay/replay';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic } from '../../traffic/traffic';

/** Computes the steps from an open cluster to fenced namespaces, one namespace at a time; each step is replayed and compared. */
export function planRollout(record: ResolvedTraffic, options: AdviseOptions = {}): Plan {
  const { traffic, remarks: assumed } = withResolvers(record);
  const { fences, remarks } = fencesFor(traffic, traffic.sessions[0], options.fence);
  const order = options.fence === undefined ? leastEntangledFirst(traffic, fences) : [...new Set(options.fence)];
  const steps: PlanStep[] = [];
  let state = traffic.sessions[0];
  const add = (step: Pick<PlanStep, 'kind' | 'namespace'> & Partial<PlanStep>, before: AnalysisSession, after: AnalysisSession) => {
    steps.push({
      ...NOTHING,
      number: steps.length + 1,
      replay: replay(on(traffic, after), { changes: 0 }),
      ...(before !== after && { diff: diff(before, after) }),
      ...step,
      policies: [...policiesOf(step.yaml ?? '')].map((name) => name.replace(/^.*\//, '')),
    });
  };
  add({ kind: 'observe', namespace: '', remarks: [...remarks, ...assumed] }, state, state);
  for (const namespace of order) {
    const deny = yamlOfPolicies(fencePolicies({ namespace, inside: false, dns: NO_DNS }));
    add({ kind: 'paper', namespace, file: `${namespace}.yaml`, yaml: deny }, state, withManifests(state, deny));
    const [wide, tight] = [true, false].map((inside) => advise(on(traffic, state), { ...options, fence: [namespace], inside }));
    const [fenced, tightened] = [wide, tight].map(({ yaml }) => withManifests(state, yaml));
    add({ kind: 'allow', namespace, ...written(wide, namespace) }, state, fenced);
    add({ kind: 'enforce', namespace, ...written(wide, namespace), ...applied(namespace) }, state, fenced);
    const gone = [...policiesOf(wide.yaml)].filter((name) => !policiesOf(tight.yaml).has(name));
    const deletions = gone.map((name) => `kubectl delete networkpolicy -n ${name.replace('/', ' ')}`);
    add({ kind: 'tighten', namespace, ...written(tight, namespace), ...applied(namespace, deletions) }, fenced, tightened);
    state = tightened;
  }
  return { steps };
}

const NOTHING: Omit<PlanStep, 'number' | 'kind' | 'namespace' | 'replay' | 'diff'> = {
  applied: false, commands: [], undo: [], file: '', yaml: '', policies: [], typescript: '', rules: [], missed: [], findings: [], remarks: [],
};

function applied(namespace: string, deletions: readonly string[] = []): Partial<PlanStep> {
  const apply = `kubectl apply -f ${namespace}.yaml`;
  const undo = deletions.length === 0 ? [`kubectl delete -f ${namespace}.yaml`] : [`${apply}   # the file of the step before`];
  return { applied: true, commands: [apply, ...deletions], undo };
}

function written({ typescript, yaml, rules, missed, remarks, proof: { findings } }: Advice, namespace: string): Partial<PlanStep> {
  return { file: `${namespace}.yaml`, typescript, yaml, rules, missed, findings, remarks };
}

function policiesOf(yaml: string): ReadonlySet<string> {
  return new Set(readText(yaml, 'plan.yaml').decoded.policies.map(({ namespace, name }) => `${namespace}/${name}`));
}

/** The same record, judged by another state of the same cluster. */
function on(traffic: ResolvedTraffic, session: AnalysisSession): ResolvedTraffic {
  return { ...traffic, sessions: [session] };
}

function withManifests(session: AnalysisSession, yaml: string): AnalysisSession {
  return session.withPolicies(readText(yaml, 'plan.yaml').decoded.policies);
}

/** Namespaces by how many recorded connections cross their border. */
function leastEntangledFirst({ edges, sessions: [{ decoded }] }: ResolvedTraffic, namespaces: readonly string[]): string[] {
  const crossings = new Map<string, number>();
  for (const { source, destination } of edges) {
    const [from, to] = [source, destination].map(({ ends: [end] }) => (end.type === 'workload' ? decoded.cluster.workloads[end.position].namespace : undefined));
    if (from === to) continue;
    for (const name of [from, to]) if (name !== undefined) crossings.set(name, (crossings.get(name) ?? 0) + 1);
  }
  return [...namespaces].sort((a, b) => (crossings.get(a) ?? 0) - (crossings.get(b) ?? 0) || (a < b ? -1 : 1));
}
