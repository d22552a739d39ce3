import { cases } from '../testing/cases';
import { judgeFlows } from './flows-judge';

it('replays recorded traffic of generated clusters as the oracle judges it (some of the cases of test/diff/flows.ts)', async () => {
  const total = { flows: 0, allowed: 0, denied: 0, unknown: 0 };
  for (let i = 0; i < cases(60); i++) {
    const { flows, verdicts, wrong } = await judgeFlows(7, i);
    if (wrong.length > 0) throw new Error(`case ${i}: ${wrong.slice(0, 5).join('\n')}`);
    total.flows += flows;
    total.allowed += verdicts.allowed;
    total.denied += verdicts.denied;
    total.unknown += verdicts.unknown;
  }
  expect(total.flows).toBeGreaterThan(cases(1500));
  expect(Math.min(total.allowed, total.denied, total.unknown)).toBeGreaterThan(cases(50));
});
