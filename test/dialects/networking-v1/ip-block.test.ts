import { decode } from '../../../src/dialects';

const read = (...blocks: object[]) => {
  const spec = { podSelector: {}, ingress: blocks.map((ipBlock) => ({ from: [{ ipBlock }] })) };
  const { policies, problems } = decode([{ value: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'a' }, spec } }]);
  const addresses = policies[0].rules.map(({ peers }) => peers?.flatMap((peer) => (peer.type === 'addresses' ? peer.addresses.toCidrs() : [])));
  return { addresses, codes: problems.map(({ code }) => code), unread: policies[0].unread !== undefined };
};

test('a block means the same at its second occurrence', () => {
  const block = { cidr: '10.0.0.0/30', except: ['10.0.0.1/32'] };
  const expected = ['10.0.0.0/32', '10.0.0.2/31'];
  expect(read(block, block).addresses).toEqual([expected, expected]);
  expect(read({ cidr: '10.0.0.0/30' }, block).addresses).toEqual([['10.0.0.0/30'], expected]);
});

test.each([
  ['a text that holds both parts of a known block', { cidr: '11 10.0.0.0/30 10.0.0.1/32' }],
  ['the parts of a known block in one text', { cidr: '10.0.0.0/30 10.0.0.1/32' }],
  ['the known block as exception of nothing', { cidr: '', except: ['10.0.0.0/30'] }],
  ['a known block with an exception outside', { cidr: '10.0.0.0/30', except: ['10.0.1.0/32'] }],
])('what is wrong is never taken for a block that was in order: %s', (_, block) => {
  read({ cidr: '10.0.0.0/30', except: ['10.0.0.1/32'] }, { cidr: '10.0.0.0/30' });
  for (let round = 0; round < 2; round++) {
    const { codes, unread } = read(block);
    expect({ found: codes.length > 0, unread }).toEqual({ found: true, unread: true });
  }
});
