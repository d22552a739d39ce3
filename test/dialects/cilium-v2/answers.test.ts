import { errorsOf, read } from '../meaning';
import { recordedLines } from '../../oracle/recordings';

const rows = recordedLines('cilium/answers.jsonl')!.filter(({ object }) => /^cilium\.io\//.test(object.apiVersion));

/** Who refuses an object: the API server, the agent that reads what the server stores, or nobody. */
function refuser(object: unknown): 'server' | 'agent' | 'nobody' {
  const errors = errorsOf(read([object]));
  if (errors.length === 0) return 'nobody';
  return errors.every(({ message }) => message.includes('and Cilium refuses it')) ? 'agent' : 'server';
}

test.each(rows.map((row) => [row.id, row] as const))('%s is taken as API server and agent take it', (_, { object, accepted, server }) => {
  expect(refuser(object)).toBe(!server.accepted ? 'server' : accepted ? 'nobody' : 'agent');
  const { policies } = read([object]);
  expect(policies.every(({ unread }) => unread === undefined)).toBe(server.accepted && accepted);
  expect(policies.every(({ refusedBy }) => refusedBy === 'cilium')).toBe(policies.length === 0 || (server.accepted && !accepted));
});

test('the recordings are covered', () => {
  const of = (wanted: string) => rows.filter(({ object }) => refuser(object) === wanted).length;
  process.stdout.write(`cilium: ${rows.length} answers, ${of('server')} refused by the server, ${of('agent')} by the agent alone\n`);
  expect([rows.length, of('agent')]).toEqual([222, 55]);
});
