import { CNIS, enforcementOf } from '../../../src/profiles';
import { build } from '../cases';
import { networkPolicy, node, pod } from '../manifests';

const closed = networkPolicy('a/p', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress', 'Egress'] });

describe('Engine.between: whether a pod on the host network is on the node of the other one', () => {
  const input = [
    node('n1', {}, '192.0.2.1'), node('n2', {}, '192.0.2.2'),
    pod('a/x', { app: 'x' }, { node: 'n1' }), pod('a/somewhere', { app: 'x' }),
    pod('b/one', {}, { host: true, node: 'n1' }), pod('b/two', {}, { host: true, ip: '192.0.2.2' }), pod('b/lost', {}, { host: true }), closed,
  ];
  const verdict = (from: string, to: string, agent?: string) => {
    const { engine, cluster } = build(input, agent === undefined ? {} : { profile: enforcementOf(CNIS.get(agent)!) });
    const at = (name: string) => ({ positions: [cluster.workloads.findIndex((one) => one.name === name)] });
    const [{ allowed, unknown }] = engine.between(at(from), at(to));
    return allowed.isAll() ? 'allowed' : unknown.isEmpty() ? 'denied' : 'unknown';
  };

  test('decides what its rules would not: the own node always reaches a pod', () => {
    expect(['one', 'two', 'lost'].map((from) => verdict(from, 'x'))).toEqual(['allowed', 'denied', 'unknown']);
    expect(['one', 'two', 'lost'].map((from) => verdict(from, 'somewhere'))).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('leaves to the agent whether an isolated pod reaches its own node', () => {
    expect(['one', 'two', 'lost'].map((to) => verdict('x', to))).toEqual(['unknown', 'denied', 'unknown']);
    expect(['one', 'two', 'lost'].map((to) => verdict('x', to, 'antrea'))).toEqual(['denied', 'denied', 'denied']);
  });
});
