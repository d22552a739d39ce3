/** The test of the pipeline: `npx tsx --test check.ts`. */
import { deepStrictEqual } from 'node:assert';
import { test } from 'node:test';
import { Testing } from 'cdk8s';
import { fences } from './fences';

const app = Testing.app();
fences(app);
const policies = app.charts.flatMap((chart) => Testing.synth(chart));

void test('every namespace is closed both ways', () => {
  const closed = policies.filter(({ spec }) => JSON.stringify(spec) === '{"podSelector":{},"policyTypes":["Ingress","Egress"]}');
  deepStrictEqual(closed.map(({ metadata }) => metadata.namespace).sort(), ['orders', 'web']);
});

void test('the edge is open on both sides', () => {
  const edge = policies.filter(({ metadata }) => metadata.name.startsWith('shop-orders-'));
  deepStrictEqual(edge.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`), ['web/shop-orders-egress', 'orders/shop-orders-ingress']);
});
