/** Asks for advice on recorded traffic of a generated cluster, and judges it by the naive oracle and by taking rules away. */
import { parseAllDocuments } from 'yaml';
import { advise } from '../../src/analysis/questions/advise/advise';
import { withResolvers } from '../../src/analysis/questions/advise/resolvers';
import { readInvariants } from '../../src/analysis/invariants/file';
import { readObjects, readText } from '../../src/analysis/session/read';
import { ReplayJudge } from '../../src/analysis/questions/replay/judge';
import { readTraffic, TrafficEdge } from '../../src/analysis/traffic/traffic';
import type { Advice } from '../../src/results/advice';
import { synthesized } from './advice-programs';
import { generateMixed, ofOneAgent } from './generate';
import { Random } from './generate/random';

/* eslint-disable @typescript-eslint/no-explicit-any */
interface JudgedAdvice {
  readonly advice: Advice;
  readonly wrong: string[];
  readonly wanted: number;
  readonly removed: number;
}

const FLOWS = 18;
const PASSES: readonly string[] = ['allowed', 'notPoliced'];

export async function judgeAdvice(seed: number, index: number): Promise<JudgedAdvice> {
  const random = new Random(seed ^ 0xad1ce, index);
  const { objects: all } = ofOneAgent(generateMixed(seed, index));
  // some namespaces without policies, some as they are
  const spared = new Set(random.sample(namespacesOf(all), random.between(0, 2)));
  const objects = all.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || !spared.has(metadata.namespace ?? 'default'));
  const session = readObjects(objects);
  const flows = flowsOf(session.decoded.cluster.workloads, random);
  const record = await readTraffic(['-'], [session], { stdin: flows.map((flow) => JSON.stringify(flow)).join('\n') });
  // the advice assumes what the input does not show of the resolver
  const { traffic } = withResolvers(record);
  const invariants = random.chance(0.6) ? readInvariants(invariantText(session.decoded.cluster.workloads, random), 'invariants.yaml').statements : [];
  const advice = advise(record, { invariants });
  const wrong: string[] = [];
  const { proof } = advice;
  wrong.push(
    ...proof.outside.map((edge) => `opened outside of the statement: ${edge}`),
    ...proof.closed.map((edge) => `closed: ${edge}`),
    ...proof.unchecked,
  );
  for (const { id, before, after } of proof.invariants) {
    if ((after === 'refuted' && before !== 'refuted') || (before === 'proved' && after !== 'proved')) {
      wrong.push(`${id} was ${before} and is ${after}`);
    }
  }
  if (proof.admitted + advice.missed.length !== proof.wanted) {
    wrong.push(`${proof.admitted} of ${proof.wanted} admitted, and ${advice.missed.length} missed`);
  }
  const input = traffic.sessions[0];
  const judgeOf = (yaml: string) => new ReplayJudge(input.withPolicies(readText(yaml, 'advice.yaml').decoded.policies), 0);
  const missed = new Set(advice.missed.map(({ source, destination, traffic: what }) => `${source} ${destination} ${what}`));
  const wanted = traffic.edges.filter((edge) => !missed.has(nameOf(edge)));
  const full = judgeOf(advice.yaml);
  for (const edge of wanted) if (!PASSES.includes(full.judge(edge).verdict)) wrong.push(`not admitted: ${nameOf(edge)}`);
  let removed = 0;
  for (const { yaml, what } of withoutOneRule(advice)) {
    removed++;
    const judge = judgeOf(yaml);
    if (wanted.every((edge) => PASSES.includes(judge.judge(edge).verdict))) wrong.push(`a rule too many: ${what}`);
  }
  return { advice, wrong, wanted: wanted.length, removed };
}

function namespacesOf(objects: readonly any[]): string[] {
  return [...new Set(objects.filter(({ kind }) => kind === 'Pod').map(({ metadata }): string => metadata.namespace ?? 'default'))].sort();
}

/** Where the program of an advice writes something else than the advice shows. */
export function synthesisErrors({ typescript, yaml }: Advice): string[] {
  if (typescript === '') return yaml === '' ? [] : ['manifests without a program'];
  const [shown, written] = [readTextDocuments(yaml), synthesized(typescript)].map((manifests) => manifests.map(canonical));
  const wrong = [...new Set([...shown.keys(), ...written.keys()])].filter((i) => shown[i] !== written[i]);
  return wrong.slice(0, 2).map((i) => `the advice shows ${shown[i]}, and its program writes ${written[i]}`);
}

/** Keys in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'object' && item !== null && !Array.isArray(item)
    ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item));
}

/** What each rule less leaves: of lists of peers and ports, every item. */
function* withoutOneRule({ yaml }: Advice): Generator<{ readonly yaml: string; readonly what: string }> {
  const documents = yaml === '' ? [] : readTextDocuments(yaml);
  for (const [d, document] of documents.entries()) {
    for (const direction of ['ingress', 'egress'] as const) {
      const rules: any[] = document.spec[direction] ?? [];
      const isDns = document.metadata.name.endsWith('dns');
      for (const [r, rule] of rules.entries()) {
        const far = direction === 'ingress' ? 'from' : 'to';
        const lists = isDns ? [] : [far, 'ports'].filter((key) => (rule[key] ?? []).length > 1);
        const without = (list: readonly unknown[], i: number) => list.filter((_, j) => j !== i);
        const less = lists.flatMap((key) => rule[key].map((_: unknown, i: number) => ({ ...rule, [key]: without(rule[key], i) })));
        for (const replacement of [undefined, ...less]) {
          const changed = rules.flatMap((one, i) => (i !== r ? [one] : replacement === undefined ? [] : [replacement]));
          const spec = { ...document.spec, [direction]: changed };
          yield {
            yaml: documents.map((one, i) => JSON.stringify(i === d ? { ...one, spec } : one)).join('\n---\n'),
            what: `${document.metadata.namespace}/${document.metadata.name} ${direction} ${JSON.stringify(rule)} => ${JSON.stringify(replacement)}`,
          };
        }
      }
    }
  }
}

function readTextDocuments(yaml: string): any[] {
  return parseAllDocuments(yaml).map((document: any) => document.toJS());
}

function flowsOf(workloads: readonly any[], random: Random): any[] {
  const pods = workloads.filter(({ hostNetwork }) => !hostNetwork);
  const end = (pod: any, side: string) => ({
    [`${side}_namespace`]: pod.namespace,
    ...(pod.kind === 'Pod' ? { [`${side}_pod`]: pod.name } : { [`${side}_workload`]: `${pod.kind}/${pod.name}` }),
  });
  if (pods.length < 2) return [];
  const passed = { verdict: 'FORWARDED', is_reply: false };
  const lookup = { dst_namespace: 'kube-system', dst_workload: 'coredns', dst_port: 53, protocol: 'UDP', ...passed };
  const metadata = { dst_ip: '169.254.169.254', dst_port: 80, protocol: 'TCP', ...passed };
  const visited = { ...end(random.pick(pods), 'dst'), dst_port: 443, protocol: 'TCP', ...passed };
  const others: any[] = [
    ...(random.chance(0.5) ? random.times(3, () => ({ ...end(random.pick(pods), 'src'), ...lookup })) : []),
    ...(random.chance(0.3) ? [{ ...end(random.pick(pods), 'src'), ...metadata }] : []),
    ...(random.chance(0.4) ? random.times(random.between(7, 12), () => ({ src_ip: `198.51.100.${random.between(1, 250)}`, ...visited })) : []),
  ];
  return others.concat(random.times(FLOWS, () => {
    const source = random.pick(pods);
    const destination = random.pick(pods.filter((pod) => pod !== source));
    const outside = random.chance(0.2) ? random.pick(['198.51.100.7', '203.0.113.9', '2001:db8::9']) : undefined;
    const inward = random.chance(0.5);
    return {
      ...(outside !== undefined && inward ? { src_ip: outside } : end(source, 'src')),
      ...(
        outside !== undefined && !inward ? {
          dst_ip: outside,
          ...(random.chance(0.7) && { dst_name: random.pick(['a.example.com', 'b.example.com']) }),
        } : end(destination, 'dst')
      ),
      dst_port: random.pick([53, 80, 443, 5432, 8080]),
      protocol: random.pick(['TCP', 'TCP', 'UDP']),
      verdict: 'FORWARDED',
      is_reply: false,
      time: `2026-11-2${random.between(0, 3)}T10:15:00Z`,
      count: random.between(1, 9),
    };
  }));
}

function invariantText(workloads: readonly any[], random: Random): string {
  const [from, to] = [random.pick(workloads), random.pick(workloads)];
  return [
    'invariants:', '- id: closed', '  never:',
    `    from: [{ namespace: ${from.namespace} }]`, `    to: [{ namespace: ${to.namespace} }]`, '    traffic: [TCP 5432]',
    '- id: no-dns-out', '  never:', `    from: [{ namespace: ${from.namespace} }]`, '    to: [{ addresses: [198.51.100.0/24] }]', '',
  ].join('\n');
}

function nameOf({ source, destination, protocol, port }: TrafficEdge): string {
  return `${source.ends[0].label} ${destination.ends[0].label} ${protocol} ${port}`;
}
