import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { FLOW_FIELDS } from '../../src/flows/formats/flow-record';
import { capture, sample } from './capture';

const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'schemas', 'flows.schema.json'), 'utf8'));
const validate = new Ajv({ strict: false }).compile(schema);

it('has the fields that are read, in their order', () => {
  expect(Object.keys(schema.properties)).toEqual([...FLOW_FIELDS]);
});

it('takes the rows of the sample', () => {
  const [head, ...rows] = sample('generic-flows.csv').trim().split('\n').map((line) => line.split(','));
  for (const row of rows) {
    const flow = Object.fromEntries(head.map((column, i) => [column, row[i]]).filter(([, value]) => value !== ''));
    expect(validate(flow)).toBe(true);
  }
});

it.each([
  [{ dst_port: 80, protocol: 'TCP', src_ip: '10.0.0.1', dst_ip: '10.0.0.2', verdict: 'allowed', src_labels: { a: 'b' }, is_reply: false, count: 3 }, true],
  [{ dst_port: 0, protocol: 'TCP', src_ip: '10.0.0.1', dst_ip: '10.0.0.2' }, false],
  [{ protocol: 'TCP', src_ip: '10.0.0.1', dst_ip: '10.0.0.2' }, false],
  [{ dst_port: 80, protocol: 'TCP', src_ip: '10.0.0.1', dst_ip: '10.0.0.2', verdict: 'perhaps' }, false],
  [{ dst_port: 80, protocol: 'TCP', src_ip: '10.0.0.1', dst_ip: '10.0.0.2', colour: 'red' }, false],
  [{ dst_port: 80, protocol: 'TCP', src_ip: '10.0.0.1', dst_ip: '10.0.0.2', is_reply: 'maybe' }, false],
])('agrees with the reader about %j: %s', (flow, valid) => {
  expect(validate(flow)).toBe(valid);
  expect(capture('json', [flow]).bad.length === 0).toBe(valid);
});
