import { judgeAdvice } from './advice-judge';

const CASES = 20;

it(`advises on ${CASES} generated clusters what admits the wanted flows, and not a rule more`, async () => {
  let [wanted, removed, missed] = [0, 0, 0];
  for (let i = 0; i < CASES; i++) {
    const judged = await judgeAdvice(11, i);
    if (judged.wrong.length > 0) throw new Error(`case ${i}: ${judged.wrong.slice(0, 5).join('\n')}`);
    wanted += judged.wanted;
    removed += judged.removed;
    missed += judged.advice.missed.length;
  }
  expect(wanted).toBeGreaterThan(200);
  expect(removed).toBeGreaterThan(150);
  expect(missed).toBeGreaterThan(5);
});
