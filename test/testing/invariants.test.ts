import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { AllowBetween, NamespaceFence, PodSelector, Port } from '../../src';
import { Invariant, InvariantEnd } from '../../src/facade';
import { matchers, NetfenceMatchers } from '../../src/testing';
import { failure } from './failure';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> extends NetfenceMatchers<R> {}
  }
}

expect.extend(matchers(() => undefined));

const pod = (namespace: string, name: string) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, spec: { containers: [{ name: 'a', image: 'a' }] },
});
const WORLD = [pod('web', 'frontend'), pod('orders', 'api'), pod('orders', 'database')];
const FORWARDED = 'web,frontend,orders,api,8080,TCP,FORWARDED';
const flows = (...rows: string[]) => `src_namespace,src_pod,dst_namespace,dst_pod,dst_port,protocol,verdict\n${rows.join('\n')}\n`;

function app(port = 8080): App {
  const made = Testing.app();
  new NamespaceFence(new Chart(made, 'web', { namespace: 'web' }), 'web', { insideTraffic: false });
  const orders = new Chart(made, 'orders', { namespace: 'orders' });
  new NamespaceFence(orders, 'orders', { insideTraffic: false });
  new AllowBetween(orders, 'shop-orders', {
    from: PodSelector.labels({ app: 'frontend' }), fromNamespace: 'web', to: PodSelector.labels({ app: 'api' }), ports: [Port.tcp(port)],
  });
  return made;
}

const judged = () => expect([app(), ...WORLD]);
const broken = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'b', namespace: 'web' }, spec: { podSelector: 5 } };

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'invariants-'))));
afterAll(() => rmSync(folder, { recursive: true }));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const isolated = Invariant.isolated({ id: 'orders-isolated', pods: [InvariantEnd.namespace('orders')] });
const closed = Invariant.closedNamespace({ namespace: 'orders' });
const shopOnly = Invariant.closedNamespace({
  namespace: 'orders', except: [{ from: [InvariantEnd.pods('web', { app: 'frontend' })], to: [InvariantEnd.pods('orders', { app: 'api' })], traffic: ['TCP 8080'] }],
});

describe('toSatisfy', () => {
  it('holds for what is proved, its negation for what is refuted', () => {
    judged().toSatisfy(isolated);
    judged().toSatisfy([isolated, shopOnly]);
    judged().not.toSatisfy(closed);
  });

  it('shows the counterexample', () => {
    const text = failure(() => judged().toSatisfy(closed));
    expect(text).toContain('expected to satisfy `orders-is-closed`');
    expect(text).toContain('web/frontend[Pod]');
    expect(text).toContain('ingress: allow by NetworkPolicy orders/shop-orders-ingress spec.ingress[0]');
    // a pod that does not exist yet breaks it
    expect(failure(() => expect([app(), pod('web', 'other'), pod('orders', 'api')]).toSatisfy(closed))).toContain('kind: Pod');
    const proved = failure(() => judged().not.toSatisfy(isolated));
    expect(proved).toContain('expected not: to satisfy');
    expect(proved).toContain('The proof assumes');
  });

  it('reads files, with the ranges of pods that they name', () => {
    const text = 'never: { from: { addresses: [10.9.0.0/16] }, to: { namespace: orders } }';
    judged().toSatisfy(file('i.yaml', `podRanges: [10.244.0.0/16]\ninvariants:\n  - id: a\n    ${text}\n`));
    expect(failure(() => judged().toSatisfy(file('j.yaml', 'invariants: 5\n')))).toContain('[broken-invariants]');
    expect(failure(() => judged().toSatisfy(join(folder, 'none.yaml')))).toContain('[no-such-path]');
    expect(failure(() => judged().toSatisfy(folder))).toContain('name a file, not a folder');
    expect(failure(() => judged().toSatisfy([]))).toContain('states nothing');
  });

  it('and its negation fail for what is unknown, mixed, or not understood', () => {
    const block = { ...broken, metadata: { name: 'c', namespace: 'orders' }, spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] } };
    const strangers = Invariant.never({ id: 'no-web', from: [InvariantEnd.namespace('web')], to: [InvariantEnd.pods('orders', { app: 'database' })] });
    const [fenced, misread] = [[app(), ...WORLD], [app(), ...WORLD, broken]];
    for (const [subject, invariants] of [[[...WORLD, block], strangers], [fenced, [isolated, closed]], [misread, isolated]] as const) {
      for (const assertion of [() => expect(subject).toSatisfy(invariants), () => expect(subject).not.toSatisfy(invariants)]) {
        expect(failure(assertion)).toContain('neither this nor its opposite');
      }
    }
    expect([...WORLD, block]).toSatisfy(strangers, { podRanges: ['172.16.0.0/12'] });
    expect(failure(() => expect([...WORLD, block]).toSatisfy(strangers))).toContain('because');
  });
});

it('toSatisfy leaves predicates what they are elsewhere', () => {
  expect(5).toSatisfy((value) => value === 5);
  expect(5).not.toSatisfy((value) => value === 6);
  expect(failure(() => expect(5).toSatisfy((value) => value === 6))).toContain('to say yes');
  expect(failure(() => expect(5).toSatisfy((value) => value === 6, 'not six'))).toBe('not six');
  judged().toSatisfyInvariants(isolated);
});

describe('toAdmitFlows', () => {
  it('holds where everything that was not denied passes, its negation where something breaks', () => {
    judged().toAdmitFlows(flows(FORWARDED));
    judged().toAdmitFlows([flows(FORWARDED), file('f.csv', flows('web,frontend,orders,database,5432,TCP,DROPPED'))]);
    judged().not.toAdmitFlows(flows(FORWARDED, 'web,frontend,orders,database,5432,TCP,FORWARDED'));
  });

  it('names the flow, the rule and the smallest change', () => {
    const text = failure(() => judged().toAdmitFlows(flows('web,frontend,orders,database,5432,TCP,FORWARDED')));
    expect(text).toContain('expected to admit the flows of text');
    expect(text).toContain('1 would be denied');
    expect(text).toContain('web/frontend[Pod] => orders/database[Pod] : TCP 5432');
    expect(text).toContain('ingress of the destination: NetworkPolicy orders/orders-default-deny selects it, and no rule allows this');
    expect(text).toContain('new AllowBetween(');
  });

  it('knows what is accepted', () => {
    const ignore = file('accepted.yaml', 'destination: orders/database*\nreason: it moves\n');
    judged().toAdmitFlows(flows(FORWARDED, 'web,frontend,orders,database,5432,TCP,FORWARDED'), { ignore });
    judged().toAdmitFlows(flows(FORWARDED, 'web,frontend,orders,database,1,ICMP,FORWARDED'), { ignore });
  });

  it.each([
    ['an end that is not there', flows(FORWARDED, '10.0.0.1,,,,,,').replace('src_namespace', 'src_ip')],
    ['traffic that policies do not speak of', flows(FORWARDED, 'web,frontend,orders,api,1,ICMP,FORWARDED')],
    ['an empty record', '\n'],
    ['another cluster', flows('a,b,c,d,80,TCP,FORWARDED')],
    ['a line that is not understood', flows(FORWARDED, 'web,frontend,orders,database,x,TCP,FORWARDED')],
    ['a line that is not understood, beside one that breaks', flows('web,frontend,orders,database,1,TCP,FORWARDED', 'web,frontend,orders,database,x,TCP,FORWARDED')],
  ])('and its negation fail for %s', (_, record) => {
    for (const assertion of [() => judged().toAdmitFlows(record), () => judged().not.toAdmitFlows(record)]) {
      expect(failure(assertion)).toContain('neither this nor its opposite holds');
    }
  });

  it('and its negation fail for manifests that are not understood', () => {
    const subject = [app(), ...WORLD, broken];
    for (const assertion of [() => expect(subject).toAdmitFlows(flows(FORWARDED)), () => expect(subject).not.toAdmitFlows(flows(FORWARDED))]) {
      expect(failure(assertion)).toContain('the input was not understood');
    }
  });

  it('says what is no record', () => {
    expect(failure(() => judged().toAdmitFlows('/nowhere'))).toContain('[no-such-path]');
    expect(failure(() => judged().toAdmitFlows(flows(FORWARDED), { format: 'pcap' }))).toContain('[unknown-flow-format]');
    expect(failure(() => judged().toAdmitFlows([]))).toContain('states nothing');
  });
});
