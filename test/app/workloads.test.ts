import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as plus from 'cdk8s-plus-34';
import { AllowFrom, DefaultDeny, Peer, PodSelector } from '../../src/constructs';
import { workloadsOf } from '../../src/app/workloads';

const ADDRESS = 'cdk8s.io/metadata.addr';

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

function deployment(chart: Chart, id: string, labels: Record<string, string>): plus.Deployment {
  return new plus.Deployment(chart, id, { podMetadata: { labels }, containers: [{ image: 'x', portNumber: 80 }] });
}

describe('workloads are found once for each state of the app, and never a state too late', () => {
  let app: App;
  let chart: Chart;
  let api: plus.Deployment;
  beforeEach(() => {
    app = Testing.app();
    chart = new Chart(app, 'chart', { namespace: 'team' });
    api = deployment(chart, 'api', { app: 'api' });
    new AllowFrom(chart, 'in', { pods: PodSelector.of(api), from: [Peer.pods({ app: 'web' })] });
  });

  const subject = () => Testing.synth(chart).find(({ kind }) => kind === 'NetworkPolicy').spec.podSelector.matchLabels;

  test('a workload that comes later', () => {
    expect(subject()).toEqual({ app: 'api' });
    deployment(chart, 'copy', { app: 'api' });
    expect(Object.keys(subject())).toEqual([ADDRESS]);
  });

  test('a workload that goes', () => {
    deployment(chart, 'copy', { app: 'api' });
    expect(Object.keys(subject())).toEqual([ADDRESS]);
    chart.node.tryRemoveChild('copy');
    expect(subject()).toEqual({ app: 'api' });
  });

  test('a label that comes later', () => {
    const other = deployment(chart, 'other', { tier: 'back' });
    expect(subject()).toEqual({ app: 'api' });
    other.podMetadata.addLabel('app', 'api');
    expect(Object.keys(subject())).toEqual([ADDRESS]);
  });

  test('a policy alone, after a further one of ours', () => {
    const rendered = () => ApiObject.of(chart.node.findChild('in')).toJson().spec.podSelector.matchLabels;
    subject();
    deployment(chart, 'copy', { app: 'api' });
    new DefaultDeny(chart, 'deny');
    expect(Object.keys(rendered())).toEqual([ADDRESS]);
  });

  test('the tree is searched once for many policies', () => {
    for (let i = 0; i < 20; i++) new AllowFrom(chart, `more-${i}`, { pods: PodSelector.of(api), from: [Peer.of(deployment(chart, `w${i}`, { w: `${i}` }))] });
    const walks = jest.spyOn(app.node, 'findAll');
    Testing.synth(chart);
    const before = walks.mock.calls.length;
    expect(workloadsOf(app)).toHaveLength(21);
    expect(walks.mock.calls.length).toBe(before);
    expect(before).toBeLessThan(15);
  });
});

describe('what goes wrong after the declaration stops the synthesis before the first file is written', () => {
  test.each<[string, (chart: Chart) => unknown, RegExp]>([
    ['a port of a later container', (chart) => {
      const web = deployment(chart, 'web', { app: 'web' });
      new AllowFrom(chart, 'in', { pods: PodSelector.of(web), from: [Peer.anyone()] });
      web.addContainer({ image: 'y', portNumber: 70000 });
    }, /\[port-range\] .*got `70000`.* \(policy `second\/in`\)/],
    ['reasons that are too long together', (chart) => {
      const policy = new AllowFrom(chart, 'in', { pods: PodSelector.all(), from: [Peer.ownNamespace()] });
      for (let i = 0; i < 300; i++) policy.addRule({ from: [Peer.pods({ app: `a${i}` })], reason: `${i} ${'x'.repeat(1000)}` });
    }, /\[annotations-size\] .*must not exceed 262144 bytes in total, got `30\d{4}`/],
  ])('%s', (_, build, text) => {
    const outdir = mkdtempSync(join(tmpdir(), 'netfence-'));
    const app = new App({ outdir });
    new DefaultDeny(new Chart(app, 'first', { namespace: 'first' }), 'deny');
    build(new Chart(app, 'second', { namespace: 'second' }));
    expect(() => app.synth()).toThrow(text);
    expect(readdirSync(outdir)).toEqual([]);
    rmSync(outdir, { recursive: true });
  });
});
