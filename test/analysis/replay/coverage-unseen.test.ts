import * as fc from 'fast-check';
import { unseenEdges } from '../../../src/analysis/questions/replay/unseen';
import { readObjects } from '../../../src/analysis/session/read';
import type { AnalysisSession } from '../../../src/analysis/session/session';
import { readTraffic } from '../../../src/analysis/traffic/traffic';
import { PortSet, TrafficSet } from '../../../src/sets';

/* eslint-disable @typescript-eslint/no-explicit-any */
const APPS = ['a', 'b', 'c', 'd', 'e'];
const app = fc.constantFrom(...APPS);
const policy = fc.record({ of: app, from: fc.option(app), egress: fc.boolean(), port: fc.constantFrom(80, 443) });

function sessionOf(policies: readonly { of: string; from: string | null; egress: boolean; port: number }[]): AnalysisSession {
  const pods = APPS.map((name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'x' }, spec: { replicas: 2, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main' }] } } } }));
  return readObjects([...pods, ...policies.map(({ of, from, egress, port }, i) => {
    const rule = { [egress ? 'to' : 'from']: from === null ? [] : [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port }] };
    const spec: any = { podSelector: { matchLabels: { app: of } }, policyTypes: [egress ? 'Egress' : 'Ingress'], [egress ? 'egress' : 'ingress']: [rule] };
    return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `p${i}`, namespace: 'x' }, spec };
  })]);
}

/** Pair by pair. */
function plainly(session: AnalysisSession, seen: readonly [string, string, number][]) {
  const engine = session.engine();
  const { workloads } = session.decoded.cluster;
  const isolated = (direction: 'ingress' | 'egress', of: number) =>
    engine.policies(direction, of).some(({ policy: { isolates } }) => isolates.includes(direction));
  const unseen: string[] = [];
  let openByDefault = 0;
  workloads.forEach((source, s) => workloads.forEach((destination, d) => {
    const [from, to] = [engine.classes.ofWorkload[s], engine.classes.ofWorkload[d]];
    const known = seen.filter(([a, b]) => a === source.name && b === destination.name);
    const rest = known.reduce((set, [, , port]) => set.subtract(TrafficSet.of('TCP', PortSet.single(port))), engine.reach(from, to).allowed);
    if (rest.isEmpty()) return;
    if (isolated('egress', from) || isolated('ingress', to)) unseen.push(`${source.name} ${destination.name} ${rest.toString()}`);
    else if (known.length === 0) openByDefault++;
  }));
  return { unseen: unseen.sort(), openByDefault };
}

it('finds what is open and was not seen, as pair by pair', async () => {
  const sightings = fc.array(fc.tuple(app, app, fc.constantFrom(80, 443)), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(fc.array(policy, { maxLength: 5 }), sightings, async (policies, seen) => {
    const session = sessionOf(policies);
    const flows = `src_namespace,src_workload,dst_namespace,dst_workload,dst_port,protocol\n${seen.map(([a, b, port]) => `x,${a},x,${b},${port},TCP\n`).join('')}`;
    const { edges } = await readTraffic(['-'], [session], { stdin: flows });
    const { unseen, unseenCount, openByDefault } = unseenEdges(edges, session);
    const name = (label: string) => label.replace(/^x\/|\[.*$/g, '');
    const lines = unseen.map(({ source, destination, traffic }) => `${name(source)} ${name(destination)} ${traffic}`).sort();
    expect({ unseen: lines, openByDefault }).toEqual(plainly(session, seen));
    expect(unseenCount).toBe(unseen.length);
  }), { seed: 7, numRuns: 150 });
});

it('counts a large cluster without policies in no time', () => {
  const session = readObjects(Array.from({ length: 20_000 }, (_, i) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, namespace: 'x' }, spec: {} })));
  const start = process.cpuUsage();
  expect(unseenEdges([], session)).toEqual({ unseen: [], unseenCount: 0, openByDefault: 20_000 * 19_999 });
  expect(process.cpuUsage(start).user).toBeLessThan(5e6);
});
