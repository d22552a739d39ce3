import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Checks, ClusterFacts, DefaultDenyIngress } from '../../../src';
import { Analysis, Invariant, InvariantEnd } from '../../../src/facade';
import { matchers } from '../../../src/testing';

expect.extend(matchers(() => undefined));

let said: string[];

beforeEach(() => {
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

/** A fence, a block that may match pods, and a Namespace of the team `a`. */
function app(): App {
  const made = Testing.app();
  const chart = new Chart(made, 'chart', { namespace: 'web' });
  new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web', labels: { team: 'a' } } });
  new ApiObject(chart, 'api', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'web', labels: { app: 'api' } }, spec: { containers: [{ name: 'a' }] } });
  new DefaultDenyIngress(chart, 'deny');
  new ApiObject(chart, 'vpn', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'vpn', namespace: 'web' },
    spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ from: [{ ipBlock: { cidr: '10.8.0.0/16' } }] }] },
  });
  return made;
}

const closed = Invariant.never({ id: 'closed', from: [InvariantEnd.pods('web', {})], to: [InvariantEnd.pods('web', { app: 'api' })] });
const outcome = (analysis: Analysis) => analysis.prove([closed])[0].outcome;

it('the analysis and the matchers of an app know its facts, and the option `facts` wins', () => {
  const stating = app();
  ClusterFacts.state(stating, { podRanges: ['10.244.0.0/16'] });
  const wide = { podRanges: ['10.0.0.0/8'] };
  expect([outcome(Analysis.ofApp(app())), outcome(Analysis.ofApp(stating)), outcome(Analysis.ofApp(stating, { facts: wide }))]).toEqual(['unknown', 'proved', 'unknown']);
  const expectation = expect(stating) as any;
  expectation.toSatisfy([closed]);
  expect(() => expectation.toSatisfy([closed], { facts: wide })).toThrow('neither this nor its opposite');
});

it('a synthesis says which facts its objects contradict; they win over the configuration', () => {
  const config = join(mkdtempSync(join(tmpdir(), 'facts-')), 'netfence.yaml');
  writeFileSync(config, 'facts:\n  namespaces:\n    web: {team: c}\n');
  const [stating, configured, right] = [app(), app(), app()];
  ClusterFacts.state(stating, { namespaces: { web: { team: 'b' } } });
  ClusterFacts.state(right, { namespaces: { web: { team: 'a' } } });
  for (const one of [stating, configured, right]) Checks.configure(one, { config });
  const about = (one: App) => {
    said = [];
    one.synth();
    return said.join('');
  };
  expect(about(stating)).toContain('Namespace web has the label `team: a`, and has the label `team: b` in the facts; the labels of namespace `web` are stated by ClusterFacts');
  expect(about(configured)).toContain(`are stated by ${config}:3:10`);
  expect(about(right)).not.toContain('fact-contradicted');
});

it('refuses facts that are malformed, stated twice, or stated for something else', () => {
  const stating = app();
  expect(() => ClusterFacts.state(stating, { podRange: [] } as any)).toThrow('[bad-facts] ClusterFacts: unknown field `podRange`; did you mean `podRanges`?');
  ClusterFacts.state(stating, { complete: true });
  expect(() => ClusterFacts.state(stating, { complete: true })).toThrow('[facts-twice]');
  expect(() => ClusterFacts.state({} as any, {})).toThrow('[app-type]');
  expect(() => ClusterFacts.state(app(), 5 as any)).toThrow('[options-type]');
  expect(() => Analysis.ofText('', { facts: { podRanges: ['x'] } })).toThrow('[bad-facts] the option `facts`: an address is a block');
});

it('policies of several agents prove nothing until the agent is stated', () => {
  const made = (cni?: string) => {
    const both = Testing.app();
    const chart = new Chart(both, 'chart', { namespace: 'web' });
    for (const name of ['api', 'db']) {
      new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'web', labels: { app: name } }, spec: { containers: [{ name: 'a' }] } });
    }
    new ApiObject(chart, 'calico', {
      ...{ apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'api' }, spec: { selector: 'app == \'api\'', types: ['Ingress'] } },
    });
    new ApiObject(chart, 'cilium', {
      ...{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'db' } },
      spec: { endpointSelector: { matchLabels: { app: 'db' } }, ingress: [{}] },
    });
    if (cni !== undefined) ClusterFacts.state(both, { cni });
    return outcome(Analysis.ofApp(both));
  };
  expect([made(), made('calico'), made('cilium')]).toEqual(['unknown', 'proved', 'refuted']);
});
