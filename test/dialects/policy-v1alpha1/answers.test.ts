import type { Channel } from '../../../src/dialects';
import { errorsOf, meaning, policyOf, read } from '../meaning';
import { answers, pathsIn } from '../recordings';

const rows = answers('policy-api').filter(({ object }) => /^(?:Baseline)?AdminNetworkPolicy$/.test(object!.kind));
const judged = rows.flatMap((row) => [
  { channel: 'standard' as Channel, accepted: row.accepted, row },
  { channel: 'experimental' as Channel, accepted: row.otherChannels?.experimental?.accepted ?? row.accepted, row },
]);

/** Refused, that is: what the server stores and nobody can read is an error too, of another kind. */
function isAccepted(object: unknown, channel: Channel): boolean {
  return errorsOf(read([object], { channel })).every(({ message }) => message.includes('the API server stores it'));
}

test.each(judged.map((each) => [each.row.id, each.channel, each] as const))('%s, %s channel, is taken as the API server takes it', (_, channel, each) => {
  expect(isAccepted(each.row.object, channel)).toBe(each.accepted);
  if (!each.accepted) expect(policyOf(each.row.object, { channel }).unread).toBeDefined();
});

test.each(rows.filter(({ accepted }) => !accepted).map((row) => [row.id, row] as const))('the refusal of %s names the field that the API server names', (_, row) => {
  const messages = errorsOf(read([row.object], { channel: 'standard' })).map(({ message }) => message).join('\n');
  for (const path of pathsIn(row.message!)) expect(messages).toContain(`: ${path}`);
});

test.each(rows.filter((row) => row.accepted && row.stored !== undefined).map((row) => [row.id, row] as const))('%s means what the API server stores', (_, row) => {
  expect(meaning(policyOf(row.object))).toEqual(meaning(policyOf({ ...row.object, spec: row.stored })));
});

test('what the standard channel accepts the experimental one accepts', () => {
  const standard = rows.filter(({ object }) => isAccepted(object, 'standard'));
  expect(standard.length).toBeGreaterThan(100);
  expect(standard.filter(({ object }) => !isAccepted(object, 'experimental'))).toEqual([]);
});

test('the recordings are covered', () => {
  const agreeing = judged.filter(({ row, channel, accepted }) => isAccepted(row.object, channel) === accepted);
  process.stdout.write(`policy-api: covered ${rows.length} rows, ${judged.length} answers by channel, agreeing ${agreeing.length}\n`);
  expect([rows.length, agreeing.length]).toEqual([367, judged.length]);
});
