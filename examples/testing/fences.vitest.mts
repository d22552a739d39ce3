/** With Vitest: `npx vitest run`. */
import 'cdk8s-netfence/vitest';
import { join } from 'path';
import { Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { fences } from './fences';

const shop = () => expect([fences(Testing.app()), join(import.meta.dirname, 'world.yaml')]);

test('the shop reaches the orders, and nothing else does', () => {
  shop().toReach('web/frontend', 'orders/api', 'TCP 8080');
  shop().toBlockAllExcept('orders/api', [['web/frontend', 'TCP 8080']]);
  shop().not.toReach('web/frontend', 'orders/database');
});

test('the database is nobody\'s business', () => {
  shop().toBlockAllExcept('orders/database', [['orders/api', 'TCP 5432']]);
  shop().toBeIsolatedFrom('orders/database', 'batch/*');
});

test('nothing that the rules know is wrong', () => {
  shop().toHaveNoFindings();
});

test('who reaches whom', () => {
  shop().toMatchReachability();
});

test('what is recorded in the cluster still passes', () => {
  shop().toAdmitFlows(join(import.meta.dirname, 'flows.csv'));
});

test('nothing but the shop ever reaches the orders, whatever pods there will be', () => {
  shop().toSatisfy(join(import.meta.dirname, 'invariants.yaml'));
});
