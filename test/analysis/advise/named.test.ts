import { peerText } from '../../../src/report/advice/words';
import { adviceOn, API, flow } from './world';

const called = (address: string, name?: string, port = 443) => flow(API, { dst_ip: address, ...(name !== undefined && { dst_name: name }) }, port);
const rulesOn = async (flows: readonly object[]) => (await adviceOn(flows)).rules.map((rule) => [peerText(rule), String(rule.traffic)]);

test('makes one rule of all the addresses that a name resolved to', async () => {
  const pay = ['203.0.113.7', '198.51.100.2'].map((address) => called(address, 'pay.example.com'));
  const advice = await adviceOn([...pay, called('192.0.2.1', 'mail.example.com')]);
  expect(advice.rules.map((rule) => [peerText(rule), ...rule.check])).toEqual([
    ['192.0.2.1/32', '192.0.2.1 is what mail.example.com resolved to, and may change'],
    ['198.51.100.2/32, 203.0.113.7/32', '198.51.100.2, 203.0.113.7 are what pay.example.com resolved to, and may change'],
  ]);
  expect(advice.yaml).toContain('called as pay.example.com');
  expect(advice.typescript).toContain("to: [Peer.cidr('198.51.100.2/32'), Peer.cidr('203.0.113.7/32')],");
  expect(advice.missed).toEqual([]);
});

test('keeps ports apart that were seen at some of the addresses only', async () => {
  expect(await rulesOn([called('203.0.113.7', 'a.example.com'), called('203.0.113.8', 'a.example.com'), called('203.0.113.7', 'a.example.com', 80)])).toEqual([
    ['203.0.113.7/32', 'TCP 80'],
    ['203.0.113.7/32, 203.0.113.8/32', 'TCP 443'],
  ]);
});

test('joins names that share an address, and leaves addresses without names alone', async () => {
  const shared = [called('203.0.113.7', 'a.example.com'), called('203.0.113.7', 'b.example.com'), called('203.0.113.8', 'b.example.com')];
  expect(await rulesOn([...shared, called('203.0.113.9')])).toEqual([
    ['203.0.113.7/32, 203.0.113.8/32', 'TCP 443'],
    ['203.0.113.9/32', 'TCP 443'],
  ]);
});
