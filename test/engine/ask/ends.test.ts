import { parseAddress, TrafficSet } from '../../../src/sets';
import { build } from '../cases';
import { networkPolicy, pod } from '../manifests';

const closed = networkPolicy('a/p', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress', 'Egress'] });
const address = parseAddress('192.0.2.1')!;

test('Engine.between: a single pod always reaches itself, another pod of its class is policed', () => {
  const { engine } = build([pod('a/x', { app: 'x' }), pod('a/x2', { app: 'x' }), closed]);
  expect(engine.between({ positions: [0] }, { positions: [0] })).toEqual([{ allowed: TrafficSet.ALL, unknown: TrafficSet.NONE }]);
  expect(engine.between({ positions: [0] }, { positions: [1] }).map(({ allowed }) => allowed.isEmpty())).toEqual([true]);
  expect(engine.isOnePod({ positions: [0, 1] }, { positions: [0, 1] })).toBe('no');
});

test('Engine.isOnePod: of several pods of one name, only some of which run, one may be both ends', () => {
  const set = (replicas: number) => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's', namespace: 'a' }, spec: { replicas, template: { spec: { containers: [] } } } });
  const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 's', namespace: 'a' }, spec: { scaleTargetRef: { kind: 'StatefulSet', name: 's' } } };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'first', namespace: 'a' }, spec: { selector: { 'statefulset.kubernetes.io/pod-name': 's-1' } } };
  const ends = { positions: [0, 1] };
  expect(build([set(1), scaler, service]).engine.isOnePod(ends, ends)).toBe('possible');
  expect(build([set(2), scaler, service]).engine.isOnePod(ends, ends)).toBe('no');
});

test('Engine.between: pods that are judged alike count once', () => {
  const { engine } = build([pod('a/x', { app: 'x' }), pod('a/x2', { app: 'x' }), pod('a/y'), closed]);
  expect(engine.between({ positions: [0, 1, 2] }, { positions: [2] }).map(({ allowed }) => allowed.isEmpty())).toEqual([true, false]);
});

test('Engine.between: no policy is about two addresses; one address is the other end of each class', () => {
  const { engine } = build([pod('a/x', { app: 'x' }), pod('a/y'), closed]);
  const outside = { positions: [], address };
  expect(engine.between(outside, outside)).toEqual([]);
  expect(engine.between({ positions: [0, 1] }, outside).map(({ allowed }) => allowed.isEmpty())).toEqual([true, false]);
  expect(engine.between(outside, { positions: [0, 1] }).map(({ allowed }) => allowed.isEmpty())).toEqual([true, false]);
});
