import { Chart, Testing } from 'cdk8s';
import { fenceInvariants } from '../../../src/analysis/invariants/fence';
import { prove } from '../../../src/analysis/questions/prove/prove';
import { readObjects } from '../../../src/analysis/session/read';
import type { Policy } from '../../../src/model';
import { InternetEgress, NamespaceFence, Peer, PodSelector, Port } from '../../../src';

const stated = (policies: readonly Policy[]) => fenceInvariants({ namespace: 'shop', insideTraffic: true, policies });

function session(more: (chart: Chart) => void = () => {}) {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const fence = new NamespaceFence(chart, 'shop', { create: true });
  fence.allowFrom('web', { pods: PodSelector.labels({ app: 'web' }), from: [Peer.podsIn('edge', { app: 'gateway' })], ports: [Port.tcp(443)] });
  more(chart);
  const objects = chart.toJson();
  const read = readObjects(objects);
  return { read, own: read.decoded.policies.filter(({ name }) => name.startsWith('shop-')) };
}

it('a fence states what it does, and its policies prove it', () => {
  const { read, own } = session();
  const results = prove(read, stated(own));
  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([['shop-is-isolated', 'proved'], ['shop-lets-in', 'proved'], ['shop-lets-out', 'proved']]);
});

it('a policy beside the fence that opens more refutes it', () => {
  const { read, own } = session((chart) => new InternetEgress(chart, 'beside', { pods: PodSelector.labels({ app: 'crawler' }), ports: [Port.tcp(443)] }));
  const results = prove(read, stated(own));
  expect(results.map(({ outcome }) => outcome)).toEqual(['proved', 'proved', 'refuted']);
  expect(results[2].counterexample!.manifest).toContain('app: crawler');
});

it('without its deny it proves nothing of the kind', () => {
  const { read, own } = session();
  const policies = read.decoded.policies.filter(({ isolates }) => !(isolates.length === 2));
  const bare = readObjects([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }]);
  expect(policies.length).toBeLessThan(read.decoded.policies.length);
  expect(prove(bare, stated(own)).map(({ outcome }) => outcome)).toEqual(['refuted', 'refuted', 'refuted']);
});
