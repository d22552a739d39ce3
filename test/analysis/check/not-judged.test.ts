import { runCheck } from '../../../src/analysis/questions/check/check';
import { readText } from '../../../src/analysis/session/read';
import { pod, policy } from '../../lint/objects';

const ISOLATED = policy('pay/db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] });
const notJudged = (...objects: readonly object[]) =>
  runCheck(
    readText(objects.map((object) => JSON.stringify(object)).join('\n---\n'), 'set.yaml'),
    { config: { levels: {}, ignores: [] }, today: '2026-01-01' },
  ).notJudged;

test('a policy of a namespace without pods is said to be judged in part, beside pods of others', () => {
  expect(notJudged(pod('shop/web', { app: 'web' }), ISOLATED)).toEqual({ rules: [], policies: ['NetworkPolicy pay/db'] });
});

test('a pod of its namespace is enough', () => expect(notJudged(pod('pay/web', { app: 'web' }), ISOLATED)).toBeUndefined());

test('without workloads, a policy that an assumed pod judges whole is not among them', () => {
  expect(notJudged(ISOLATED)).toEqual({ rules: expect.arrayContaining(['service-port']), policies: [] });
});
