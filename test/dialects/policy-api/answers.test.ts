import { errorsOf, meaning, policyOf, read } from '../meaning';
import { answers, pathsIn } from '../recordings';

const rows = answers('policy-api');
/** Taken by the definitions of either channel: the input does not say which ones a cluster has. */
const judged = rows.map((row) => ({ row, accepted: row.accepted || row.otherChannels?.experimental?.accepted === true }));

/** Refused, that is: what the server stores and nobody can read is an error too, of another kind. */
function isAccepted(object: unknown): boolean {
  return errorsOf(read([object])).every(({ message }) => message.includes('the API server stores it'));
}

test.each(judged.map((each) => [each.row.id, each] as const))('%s is taken as the API server takes it', (_, { row, accepted }) => {
  expect(isAccepted(row.object)).toBe(accepted);
  if (!accepted) expect(policyOf(row.object).unread).toBeDefined();
});

/** The messages that were recorded are of the standard channel: its own where the object has a field of the other one. */
const refused = judged.filter(({ row, accepted }) => !accepted && !/"(?:namedPort|nodes|domainNames)"/.test(JSON.stringify(row.object)));
test.each(refused.map(({ row }) => [row.id, row] as const))('the refusal of %s names the field that the API server names', (_, row) => {
  const messages = errorsOf(read([row.object])).map(({ message }) => message.replace('unknown field `', '')).join('\n');
  for (const path of pathsIn(row.message!)) expect(messages).toContain(`: ${path}`);
});

test.each(rows.filter((row) => row.accepted && row.stored !== undefined).map((row) => [row.id, row] as const))('%s means what the API server stores', (_, row) => {
  expect(meaning(policyOf(row.object))).toEqual(meaning(policyOf({ ...row.object, spec: row.stored })));
});

test('what the standard channel accepts is accepted', () => {
  const standard = rows.filter(({ accepted }) => accepted);
  expect(standard.length).toBeGreaterThan(100);
  expect(standard.filter(({ object }) => !isAccepted(object))).toEqual([]);
});

test('the recordings are covered', () => {
  const agreeing = judged.filter(({ row, accepted }) => isAccepted(row.object) === accepted);
  process.stdout.write(`policy-api: covered ${rows.length} rows, ${judged.length} answers, agreeing ${agreeing.length}\n`);
  expect([rows.length, agreeing.length]).toEqual([569, 569]);
});
