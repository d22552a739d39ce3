import { evidenceJson } from '../../../src/report/advice/evidence';
import { evidenceText, reasonText } from '../../../src/text/evidence';
import { adviceOn, API, DB, flow } from './world';

const at = (time: string, more: object = {}) => flow(API, DB, 5432, { time, ...more });
const DAY = [at('2026-11-20T08:00:00Z'), at('2026-11-21T09:00:00Z')];

test('writes the same policies and the same program for more records of the same days', async () => {
  const [few, many] = [await adviceOn(DAY), await adviceOn([...DAY, at('2026-11-20T23:59:59Z', { count: 400 }), at('2026-11-21T00:00:00Z')])];
  expect(few.yaml).toContain('netfence/reason: "from shop/api-6d5bcf7c9d[ReplicaSet] to shop/db-5fc9d7c6b4[ReplicaSet] on TCP 5432: seen from 2026-11-20 to 2026-11-21"');
  expect([many.yaml, many.typescript]).toEqual([few.yaml, few.typescript]);
  const [next] = [await adviceOn([...DAY, at('2026-11-22T00:00:00Z')])];
  expect(next.yaml).toContain('to 2026-11-22"');
});

test('does not depend on the order of the records', async () => {
  const flows = [...DAY, flow(API, { dst_ip: '203.0.113.9', dst_name: 'b.example.com' }, 443), flow(API, { dst_ip: '203.0.113.8', dst_name: 'b.example.com' }, 443)];
  const [there, back] = [await adviceOn(flows), await adviceOn([...flows].reverse())];
  expect(back).toEqual({ ...there, files: back.files });
});

test('keeps counts, times and names for a file of their own', async () => {
  const lines = [...evidenceJson(await adviceOn(DAY))].join('');
  const { files, rules } = JSON.parse(lines);
  expect(files).toHaveLength(1);
  const ends = { sources: ['shop/api-6d5bcf7c9d[ReplicaSet]'], destinations: ['shop/db-5fc9d7c6b4[ReplicaSet]'], names: [] };
  const times = { first: '2026-11-20T08:00:00.000Z', last: '2026-11-21T09:00:00.000Z' };
  expect(rules[0]).toMatchObject({ policy: 'shop/shop-api-to-db-egress', direction: 'egress', records: 2, replies: 0, ...ends, ...times });
  // a rule a line
  expect(lines.split('\n')).toHaveLength(rules.length + 3);
});

test('says in words how often it was seen, beside the reason', () => {
  const ends = { sources: ['a'], destinations: ['b', 'c', 'd', '\u202e'] };
  const seen = { ...ends, traffic: 'TCP 1', records: 1, replies: 0, services: ['Service x/y'], names: ['<b>', 'n.example'] };
  expect(reasonText(seen)).toBe('from a to b and c and 1 more on TCP 1: seen, called as Service x/y, called as n.example');
  expect(evidenceText(seen)).toBe(`${reasonText(seen)} (1 record)`);
  const long = 'x'.repeat(200);
  expect(reasonText({ ...seen, sources: [long, `${long}y`], destinations: [long], names: [long, long, long], services: [long, long] }).length).toBeLessThan(1010);
});
