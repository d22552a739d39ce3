import { record, recordPieces, sample } from './capture';

const [FIRST, SECOND] = sample('hubble-jsonpb.jsonl').split('\n');
const TABLE = sample('generic-flows.csv');
const problemsOf = (text: string, from?: string) => [...record(text, from).recording.problems].map(([what, { count, line }]) => `${line}: ${count} × ${what}`);

it('names everything that is wrong with a record, and reads the rest', () => {
  const { recording, edges } = record(sample('hubble-broken.jsonl'));
  expect([...recording.problems].map(([what, { line }]) => `${line}: ${what}`)).toEqual([
    '4: a line of JSON that was cut or changed', '6: the verdict `SOMETHING_NEW`',
  ]);
  expect(recording.skipped).toEqual(new Map([['a message of a port forward', 1]]));
  expect(edges).toHaveLength(2);
});

it.each([1, 7, 100, 4096])('says the same whatever the pieces (%d characters)', (size) => {
  for (const name of ['hubble-jsonpb.jsonl', 'hubble-broken.jsonl', 'whisker-flows.json', 'whisker-stream.txt', 'networkneighborhood.yaml', 'generic-flows.csv', 'aws-npa.log']) {
    const text = sample(name);
    const [whole, pieces] = [record(text), record(text, undefined, size)];
    expect([pieces.edges, [...pieces.recording.problems], pieces.format]).toEqual([whole.edges, [...whole.recording.problems], whole.format]);
  }
});

it('names a last line that was cut', () => {
  expect(problemsOf(`${FIRST}\n${SECOND.slice(0, 200)}`)).toEqual(['2: 1 × a last line that was cut']);
});

it('reads a file that is put together of two forms', () => {
  const { recording, edges } = record(`${FIRST}\n${sample('ig-trace_tcp.jsonl')}`);
  expect(recording.problems.size).toBe(0);
  expect(edges).toHaveLength(5);
  expect(problemsOf(`${TABLE}${FIRST}\n`)).toEqual(['6: 1 × a line that is no record of csv']);
});

it('reads JSON that is printed over several lines', () => {
  const { recording, edges } = record(`${JSON.stringify(JSON.parse(FIRST), null, 2)}\n${JSON.stringify(JSON.parse(SECOND), null, 1)}\n`);
  expect(recording.problems.size).toBe(0);
  expect(recording.records).toBe(2);
  expect(edges).toHaveLength(1);
  expect(problemsOf(JSON.stringify(JSON.parse(FIRST), null, 2).slice(0, 300))).toEqual(expect.arrayContaining([expect.stringContaining('a value that was cut')]));
});

describe('wrappers', () => {
  const lines = sample('hubble-jsonpb.jsonl').trim().split('\n').slice(0, 6);
  const plain = record(lines.join('\n'));
  const time = '2026-11-20T10:15:01.011000001Z';
  const logged = lines.map((line) => ({ log: `${line}\n`, stream: 'stdout', time }));

  it.each<[string, string]>([
    ['of a container runtime', lines.map((line) => `${time} stdout F ${line}`).join('\n')],
    ['of a container runtime that divides lines', lines.map((line) => `${time} stdout P ${line.slice(0, 500)}\n${time} stdout F ${line.slice(500)}`).join('\n')],
    ['of kubectl logs --prefix', lines.map((line) => `[pod/cilium-x2k4p/cilium-agent] ${line}`).join('\n')],
    ['of Docker and Fluent Bit', logged.map((one) => JSON.stringify(one)).join('\n')],
    ['of Fluent Bit that parses', lines.map((line) => JSON.stringify({ date: 1, log_processed: JSON.parse(line), log: line })).join('\n')],
    ['of Loki, a line each', lines.map((line) => JSON.stringify({ labels: {}, line, timestamp: time })).join('\n')],
    ['of Loki, as it answers', JSON.stringify({ status: 'success', data: { resultType: 'streams', result: [{ stream: {}, values: lines.map((line) => ['1', line]) }] } })],
    ['of Elasticsearch', JSON.stringify({ hits: { total: 6, hits: lines.map((line) => ({ _index: 'x', _source: JSON.parse(line) })) } })],
    ['of Cloud Logging', JSON.stringify(lines.map((line) => ({ insertId: 'a', jsonPayload: JSON.parse(line) })), null, 2)],
    ['of Splunk', lines.map((line) => JSON.stringify({ preview: false, result: { _raw: line } })).join('\n')],
    ['of a shipper', lines.map((line) => JSON.stringify({ '@timestamp': time, 'message': line })).join('\n')],
    ['of a list on one line', `[${lines.join(',')}]`],
    ['of a list, an item a line', `[${lines.join(',\n')}]\n`],
    ['of a list, an item a line, brackets apart', `[\n${lines.join(',\n')}\n]\n`],
    ['of several at once', logged.map((one) => `${time} stderr F ${JSON.stringify({ line: JSON.stringify(one) })}`).join('\n')],
  ])('are taken off: %s', (_, text) => {
    const { recording, edges, format } = record(text);
    expect([format, [...recording.problems], edges, recording.records]).toEqual(['hubble', [], plain.edges, plain.recording.records]);
    const pieces = record(text, undefined, 37);
    expect([[...pieces.recording.problems], pieces.edges]).toEqual([[], plain.edges]);
  });

  it('are taken off lines that are no JSON, too', () => {
    const aws = sample('aws-npa.log').trim().split('\n');
    const { edges } = record(aws.join('\n'));
    for (const wrap of [(line: string) => JSON.stringify({ line }), (line: string) => `${time} stdout F ${line}`, (line: string) => JSON.stringify({ log: `${line}\n` })]) {
      expect(record(aws.map(wrap).join('\n'))).toMatchObject({ format: 'aws', edges });
    }
    expect(record(TABLE.trim().split('\n').map((line) => JSON.stringify({ line })).join('\n')).edges).toEqual(record(TABLE).edges);
  });

  it('in each other without end are no record', () => {
    let text: unknown = JSON.parse(lines[0]);
    for (let i = 0; i < 20_000; i++) text = [text];
    expect(problemsOf(JSON.stringify({ log: 'x' }))).toHaveLength(1);
    expect(problemsOf(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toHaveLength(1);
  });
});

it.each([
  ['verdict=FORWARDED flow l4 IP', 'most like hubble, with `flow`, `verdict`, `IP`, `l4`'],
  ['SIP=10.0.0.1 DIP=10.0.0.2 PROTOCOL=TCP', 'most like aws, with `SIP`, `DIP`, `PROTOCOL`'],
  ['{"source_name": "a", "dest_namespace": "b"}', 'most like whisker, with `source_name`, `dest_namespace`'],
  ['apiVersion: v1\nkind: Pod\n', 'it looks like a manifest, and the record is named first'],
  ['once upon a time', 'the forms are hubble, '],
])('says what a file that cannot be read may be: %s', (text, expected) => {
  const [what] = problemsOf(`${text}\n`);
  expect(what).toContain('a file of no known form: the forms are hubble, ');
  expect(what).toContain(expected);
});

it.each([
  ['a text', 'once upon a time\nthere was no flow\n'],
  ['manifests', sample('scenario.yaml')],
  ['another JSON', '{"a": 1}\n{"b": 2}\n'],
  ['another table', 'name,value\na,1\n'],
])('does not take %s for a record', (_, text) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining('a file of no known form')]);
});

it('gives garbage up soon', () => {
  const garbage = '\u0000\u0001\ufffd'.repeat(2 ** 20);
  const { recording } = record(garbage.repeat(4), undefined, 2 ** 20);
  expect([...recording.problems.keys()]).toEqual([expect.stringContaining('a file of no known form')]);
  expect(record('x\n'.repeat(100_000)).recording.line).toBeLessThan(3000);
});

it('counts lines before the first record', () => {
  expect(problemsOf(`hello\n${FIRST}\n`)).toEqual([expect.stringContaining('1 × a line before the first record')]);
});

it('believes the form that it is told', () => {
  expect(record(TABLE, 'csv').edges).toHaveLength(4);
  expect(problemsOf(TABLE, 'hubble').join()).toContain('a line that is no JSON');
});

it('counts a record of one name once', () => {
  const { recording } = record(`${FIRST}\n${FIRST}\n${SECOND}\n${FIRST}\n`);
  expect([recording.duplicates, recording.records]).toEqual([2, 2]);
});

it('reads an empty file as nothing', () => {
  expect(problemsOf('')).toEqual([]);
  expect(problemsOf('\n\r\n\n')).toEqual([]);
});

it('leaves hostile names as they are, and no object is harmed by them', () => {
  const evil = { verdict: 'FORWARDED', IP: { source: '10.0.0.1', destination: '10.0.0.2' }, l4: { TCP: { destination_port: 80 } }, is_reply: false, source: { namespace: '__proto__', pod_name: 'constructor', labels: ['k8s:__proto__=x', 'k8s:toString=y'] }, destination: { namespace: '\u001b[31m', pod_name: '<script>' } };
  const { recording, edges } = record(`${JSON.stringify(evil)}\n`);
  expect(recording.problems.size).toBe(0);
  expect(edges).toEqual(['__proto__/constructor => \u001b[31m/<script> : TCP 80']);
  expect(({} as { x?: string }).x).toBeUndefined();
});

it('keeps clocks that disagree, and says by how much', () => {
  const at = (time: string) => FIRST.replaceAll(/"time":"[^"]*"/g, `"time":"${time}"`).replace(/"uuid":"[^"]*"/, `"uuid":"${time}"`);
  const { recording } = record([at('2026-11-20T12:00:00Z'), at('2026-11-20T10:00:00Z'), at('2026-11-20T11:59:00Z'), at('nonsense')].join('\n'));
  expect(recording.back).toEqual({ largest: 7_200_000, count: 1 });
  expect(recording.timeless).toBe(1);
  expect([recording.first, recording.last]).toEqual([Date.parse('2026-11-20T10:00:00Z'), Date.parse('2026-11-20T12:00:00Z')]);
});

it('takes a line of many pieces in one go: twice the line takes no four times as long', () => {
  const piece = 'x'.repeat(2 ** 16);
  const { recording } = record(`${FIRST}\n{"a":"${piece.repeat(1600)}"}\n${SECOND}\n`, undefined, 2 ** 16);
  expect([...recording.problems]).toEqual([['a value that is no record of hubble', expect.objectContaining({ count: 1, line: 2 })]]);
  expect(recording.records).toBe(2);
}, 5_000);

it('skips the rest of a line that is too long, however long', () => {
  const piece = 'x'.repeat(2 ** 20);
  function* pieces(): Generator<string> {
    yield `${FIRST}\n`;
    for (let i = 0; i < 700; i++) yield piece;
    yield `\n${SECOND}\n`;
  }
  const recording = recordPieces(pieces());
  expect([...recording.problems]).toEqual([['a line that is too long', expect.objectContaining({ count: 1 })]]);
  expect(recording.records).toBe(2);
}, 20_000);

it('of a stream that the user ends, the incomplete last line is neither a record nor a problem', () => {
  expect(recordPieces([`${FIRST}\n${SECOND.slice(0, 200)}`], true)).toMatchObject({ records: 1, notUnderstood: 0 });
  expect(recordPieces([`${FIRST}\n{\n  "flow": {\n`], true).notUnderstood).toBe(0);
});
