import { zonesOf } from '../../../src/analysis/questions/report/zones';
import { readText } from '../../../src/analysis/session/read';
import type { AnalysisSession } from '../../../src/analysis/session/session';
import { readTrafficAtOnce } from '../../../src/analysis/traffic/traffic';
import { parseAddress, TrafficSet } from '../../../src/sets';
import { shown } from '../../traffic';
import { cases } from '../../testing/cases';
import { generatedSession } from '../generated';

const CASES = cases(200);
const OUTSIDE = { '(internet)': ['8.8.8.8', '2001:4860::1'], '(other networks)': ['10.77.0.1', 'fd00:77::1'] };

/** Every pair asked one by one: what passes between two namespaces, and two workloads; one single pod and itself are no pair. */
function naive(session: AnalysisSession, nameOf: (label: string, namespace: string) => string | undefined): Map<string, string> {
  const engine = session.engine();
  const identities = [...session.identities().values()];
  const { workloads } = session.decoded.cluster;
  const isOnePod = ({ positions: [first, ...more] }: typeof identities[number]) => (
    more.length === 0 && workloads[first].replicas < 2 && workloads[first].mayScale !== true);
  const sums = new Map<string, { allowed: TrafficSet; unknown: TrafficSet }>();
  for (const source of identities) {
    for (const destination of identities) {
      const [from, to] = [source, destination].map(({ label, namespace }) => nameOf(label, namespace));
      if (from === undefined || to === undefined || (source === destination && isOnePod(source))) continue;
      const sum = sums.get(`${from} ${to}`) ?? { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };
      for (const s of source.positions) {
        for (const d of destination.positions) {
          const { allowed, unknown } = engine.reach(engine.classes.ofWorkload[s], engine.classes.ofWorkload[d]);
          sum.allowed = sum.allowed.union(allowed);
          sum.unknown = sum.unknown.union(unknown);
        }
      }
      sums.set(`${from} ${to}`, sum);
    }
  }
  const open = [...sums].filter(([, { allowed, unknown }]) => !allowed.isEmpty() || !unknown.isEmpty());
  return new Map(open.map(([key, { allowed, unknown }]) => [key, `${allowed.toString()}/${unknown.toString()}`]));
}

it(`says of namespaces what asking for every pair says (${CASES} generated clusters)`, () => {
  let found = 0;
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i);
    const { cells, namespaces } = zonesOf(session);
    const inside = cells.filter(({ source, destination }) => namespaces.includes(source) && namespaces.includes(destination));
    const said = new Map(inside.map(({ source, destination, allowed, unknown }) => [`${source} ${destination}`, `${allowed.text}/${unknown.text}`]));
    expect([i, said]).toEqual([i, naive(session, (_, namespace) => namespace)]);
    found += said.size;
  }
  expect(found).toBeGreaterThan(CASES);
});

it('says the same of namespaces where there are too many groups to compare each two of them', () => {
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i);
    const said = ({ cells }: ReturnType<typeof zonesOf>) => (
      cells.map(({ source, destination, allowed, unknown }) => `${source} ${destination} ${allowed.text}/${unknown.text}`));
    const { coarse, details, ...all } = zonesOf(session, { maxGroups: 0 });
    expect([i, said({ details, ...all })]).toEqual([i, said(zonesOf(session))]);
    expect([coarse, details]).toEqual([expect.stringContaining('groups of workloads, and 0 are compared at most'), []]);
  }
});

it('says of groups of one namespace what asking for every pair says', () => {
  for (let i = 0; i < CASES / 4; i++) {
    const session = generatedSession(i);
    for (const { namespace, groups, cells } of zonesOf(session).details) {
      const names = new Map(groups.flatMap((labels) => labels.map((label) => [label, labels[0]] as const)));
      const inside = cells.filter(({ source, destination }) => source.startsWith(`${namespace}/`) && destination.startsWith(`${namespace}/`));
      const said = new Map(inside.map(({ source, destination, allowed, unknown }) => (
        [`${source} ${destination}`, `${allowed.text}/${unknown.text}`])));
      expect([i, said]).toEqual([i, naive(session, (label) => names.get(label))]);
    }
  }
});

it('holds whatever passes between pods and one address of the internet, or of other networks', () => {
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i);
    const engine = session.engine();
    const { cells } = zonesOf(session);
    for (const { namespace, positions } of session.identities().values()) {
      for (const [zone, addresses] of Object.entries(OUTSIDE)) {
        for (const address of addresses.map((text) => parseAddress(text)!)) {
          const { allowed, unknown } = engine.reach(engine.classes.ofWorkload[positions[0]], address);
          const cell = cells.find(({ source, destination }) => source === namespace && destination === zone);
          const isHeld = [allowed.isSubsetOf(cell?.allowed._set ?? TrafficSet.NONE), unknown.isSubsetOf(cell?.unknown._set ?? TrafficSet.NONE)];
          expect([i, zone, ...isHeld]).toEqual([i, zone, true, true]);
        }
      }
    }
  }
});

describe('with a record', () => {
  const SHOP = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: a }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: data, labels: { app: db } }
spec: { containers: [{ name: a }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: data }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }], ports: [{ port: 5432 }, { port: 5433 }] }]
`;
  const zones = (...lines: string[]) => {
    const session = readText(SHOP, 'shop.yaml');
    const text = ['src_namespace,src_workload,dst_namespace,dst_workload,dst_port,protocol,verdict', ...lines].join('\n');
    return zonesOf(session, { traffic: readTrafficAtOnce([{ file: 'flows.csv', text }], [session]) });
  };
  const cellOf = ({ cells }: ReturnType<typeof zones>, source: string, destination: string) => (
    shown(cells.find((cell) => cell.source === source && cell.destination === destination)));

  it('tells what was seen from what would be denied, and what was denied at the time is neither', () => {
    const found = zones('shop,web,data,db,5432,TCP,FORWARDED', 'shop,web,data,db,22,TCP,FORWARDED', 'shop,web,data,db,23,TCP,DROPPED');
    expect(cellOf(found, 'shop', 'data')).toEqual(
      {
        ...{ source: 'shop', destination: 'data', allowed: 'TCP 5432-5433', unknown: 'No Connections', seen: 'TCP 5432', denied: 'TCP 22' },
        examples: [['allowed', 'TCP 5432-5433'], ['denied', 'TCP 22']].map(([shows, passed]) => (
          { source: 'shop/web[Pod]', destination: 'data/db[Pod]', shows, traffic: passed })),
      });
    // one pod, which is no pair with itself
    expect(found.cells.filter(({ source, destination }) => source === destination)).toEqual([]);
    expect([found.isRecorded, zonesOf(readText(SHOP, 'shop.yaml')).isRecorded]).toEqual([true, false]);
  });

  it('leaves no end out that the input does not show: what passed there is unknown', () => {
    const found = zones('gone,cache,data,db,6379,TCP,FORWARDED');
    expect(found.others).toContain('(not in the input)');
    expect(cellOf(found, '(not in the input)', 'data')).toMatchObject({ unknown: 'TCP 6379', seen: 'TCP 6379' });
  });
});
