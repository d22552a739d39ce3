import { record, sample } from './capture';

const lines = sample('hubble-jsonpb.jsonl').trim().split('\n').slice(0, 6);
const plain = record(lines.join('\n'));
const each = (wrap: (line: string, i: number) => unknown) => lines.map((line, i) => JSON.stringify(wrap(line, i))).join('\n');

it.each<[string, string]>([
  ['Cloud Logging, as text', JSON.stringify(lines.map((line) => ({ insertId: 'a', textPayload: line })), null, 2)],
  ['Azure Monitor', each((line, i) => ({ PodName: 'a', LogMessage: i % 2 === 0 ? line : JSON.parse(line) as object }))],
  ['Azure Monitor, its first version', each((line) => ({ LogEntry: line, LogEntrySource: 'stdout' }))],
  ['journald', each((line) => ({ __CURSOR: 'a', MESSAGE: line }))],
  ['CloudWatch', JSON.stringify({ events: lines.map((message) => ({ timestamp: 1, message })), searchedLogStreams: [] }, null, 2)],
])('what %s puts around a record is taken off', (_name, text) => {
  const { recording, edges, format } = record(text);
  expect([format, [...recording.problems], edges, recording.records]).toEqual(['hubble', [], plain.edges, plain.recording.records]);
});
