import { adminPolicy, baselinePolicy, errorsOf, meaning, peerMeaning, policyOf, read, ruleMeaning } from '../meaning';

const rule = (fields: object) => policyOf(adminPolicy({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ...fields }] })).rules[0];
const egressPeers = (to: unknown, action = 'Deny') => policyOf(adminPolicy({ egress: [{ action, to }] })).rules[0].peers!.map(peerMeaning);
const subject = (value: unknown) => policyOf(adminPolicy({ subject: value }));

test('an AdminNetworkPolicy stands before, by priority; a baseline one after; neither isolates nor knows the host network', () => {
  expect(meaning(policyOf(adminPolicy({ priority: 7 })))).toMatchObject({
    stage: { rank: 100, isolating: false }, order: 7, isolates: [], hostNetwork: 'never', unread: undefined,
  });
  expect(meaning(policyOf(baselinePolicy({})))).toMatchObject({ stage: { rank: 300, isolating: false }, order: 0, isolates: [], hostNetwork: 'never' });
});

test.each([
  ['namespaces', { namespaces: { matchLabels: { a: 'b' } } }, ['where "a"["b"]', '']],
  ['pods', { pods: { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } } }, ['where ', '"a"["b"]']],
  ['a label that is null is dropped: everything is selected', { namespaces: { matchLabels: { a: null } } }, ['where ', '']],
])('subject: %s', (_, value, expected) => {
  expect(meaning(subject(value))).toMatchObject({ subject: expected, unread: undefined });
});

test('the reason of a policy stands on each of its rules', () => {
  const spec = { ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] };
  expect(policyOf(adminPolicy(spec, { annotations: { 'netfence/reason': 'why' } })).rules).toMatchObject([{ reason: 'why' }]);
  expect(policyOf(adminPolicy(spec)).rules[0]).not.toHaveProperty('reason');
});

test('rules keep their order, names and actions', () => {
  const spec = { ingress: ['Allow', 'Deny', 'Pass'].map((action) => ({ name: `rule ${action}`, action, from: [{ namespaces: {} }] })) };
  expect(policyOf(adminPolicy(spec)).rules.map(({ name, action }) => [name, action])).toEqual([['rule Allow', 'allow'], ['rule Deny', 'deny'], ['rule Pass', 'pass']]);
});

test.each([
  ['namespaces', [{ namespaces: {} }], ['pods where  ']],
  ['pods', [{ pods: { namespaceSelector: { matchLabels: { a: 'b' } }, podSelector: { matchLabels: { c: 'd' } } } }], ['pods where "a"["b"] "c"["d"]']],
  ['networks, which mean pods too', [{ networks: ['10.0.0.5/8', 'fd00::/8'] }], ['addresses 10.0.0.0/8 fd00::/8 (pods by-address)']],
  ['nodes', [{ nodes: { matchLabels: { a: 'b' } } }], ['nodes "a"["b"]']],
  ['domain names', [{ domainNames: ['Example.COM.', '*.example.com'] }], ['unreadable the addresses of domain names are not in the input [example.com *.example.com]']],
  ['domain names of the cluster, which may be pods', [{ domainNames: ['db.shop.svc.cluster.local'] }], ['unreadable the addresses of domain names are not in the input']],
])('egress peers: %s', (_, to, expected) => {
  expect(egressPeers(to, 'Allow')).toEqual(expected);
});

test.each([
  ['absent: everything', undefined, ['All Connections']],
  ['a number', [{ portNumber: { port: 80 } }], ['TCP 80']],
  ['a number of a protocol', [{ portNumber: { port: 53, protocol: 'UDP' } }], ['UDP 53']],
  ['a range', [{ portRange: { start: 80, end: 90 } }], ['TCP 80-90']],
  ['a range of one', [{ portRange: { start: 80, end: 80, protocol: 'SCTP' } }], ['SCTP 80']],
  ['a name: of the protocol that the container says', [{ namedPort: 'http' }], ['No Connections', '* http']],
])('ports: %s', (_, ports, expected) => {
  expect(ruleMeaning(rule({ ports }))).toMatchObject({ traffic: expected });
});

describe('what the API server stores and cannot be interpreted', () => {
  const bad = (expression: object) => ({ namespaces: { matchExpressions: [{ key: 'env', ...expression }] } });

  test.each([
    ['an operator in small letters', bad({ operator: 'in', values: ['a'] }), 'matchExpressions[0].operator'],
    ['In without values', bad({ operator: 'In' }), 'matchExpressions[0].values'],
    ['Exists with values', bad({ operator: 'Exists', values: ['a'] }), 'matchExpressions[0].values'],
    ['a value that is no label', bad({ operator: 'NotIn', values: ['a b'] }), 'matchExpressions[0].values[0]'],
    ['a key that is none', { namespaces: { matchLabels: { 'a b': 'c' } } }, 'matchLabels'],
  ])('a peer with %s may be anyone', (_, peer, path) => {
    const decoded = read([adminPolicy({ ingress: [{ action: 'Deny', from: [peer, { namespaces: {} }] }] })]);
    expect(decoded.policies[0].unread).toBeUndefined();
    expect(decoded.policies[0].rules[0].peers!.map(peerMeaning)).toEqual(['unreadable its selector cannot be read', 'pods where  ']);
    expect(errorsOf(decoded)).toHaveLength(1);
    expect(errorsOf(decoded)[0].message).toContain(`spec.ingress[0].from[0].namespaces.${path}`);
  });

  test('such a subject may be every pod', () => {
    expect(meaning(subject(bad({ operator: 'in', values: ['a'] })))).toMatchObject({ subject: ['where ', ''], unread: 'its subject cannot be read', rules: [] });
  });

  test('of a subject, what can be read counts', () => {
    const pods = { namespaceSelector: { matchLabels: { a: 'b' } }, podSelector: { matchExpressions: [{ key: 'c', operator: 'in' }] } };
    expect(meaning(subject({ pods }))).toMatchObject({ subject: ['where "a"["b"]', ''], unread: 'its subject cannot be read' });
  });

  test.each([
    ['a range that ends before it starts', [{ portRange: { start: 90, end: 80 } }], 'portRange'],
    ['a protocol in small letters', [{ portNumber: { port: 80, protocol: 'tcp' } }], 'portNumber.protocol'],
  ])('a rule with %s may be about anything and anyone', (_, ports, path) => {
    const decoded = read([adminPolicy({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ports }] })]);
    expect(decoded.policies[0].rules.map(ruleMeaning)).toEqual([{ is: 'deny ingress', peers: ['unreadable its ports cannot be read'], traffic: ['All Connections'] }]);
    expect(errorsOf(decoded).map(({ message }) => message).join()).toContain(`spec.ingress[0].ports[0].${path}`);
  });
});

describe('a refused policy', () => {
  test.each([
    ['keeps its subject when that can be read', { subject: { namespaces: { matchLabels: { a: 'b' } } }, ingress: [{ action: 'allow' }] }, ['where "a"["b"]', '']],
    ['is about every pod when its subject has an unknown field', { subject: { namespaces: { labels: {} } } }, ['where ', '']],
    ['is about every pod when it has two subjects', { subject: { namespaces: { matchLabels: { a: 'b' } }, pods: { namespaceSelector: {}, podSelector: {} } } }, ['where ', '']],
    ['is about every pod when it has none', { subject: null }, ['where ', '']],
  ])('%s', (_, spec, expected) => {
    expect(meaning(policyOf(adminPolicy(spec)))).toMatchObject({ subject: expected, unread: 'the API server refuses the policy', rules: [], isolates: ['egress', 'ingress'] });
  });

  test('nodes and domain names are taken, which only the experimental channel has', () => {
    for (const egress of [[{ nodes: {} }], [{ domainNames: ['example.com'] }]]) {
      expect(errorsOf(read([adminPolicy({ egress: [{ action: 'Allow', to: egress }] })]))).toEqual([]);
    }
  });

  test('a port name beside addresses is refused', () => {
    const object = (peer: object) => adminPolicy({ egress: [{ action: 'Allow', to: [peer], ports: [{ namedPort: 'http' }] }] });
    for (const peer of [{ networks: ['10.0.0.0/8'] }, { nodes: {} }, { domainNames: ['example.com'] }]) expect(policyOf(object(peer)).unread).toBeDefined();
    expect(policyOf(object({ namespaces: {} })).unread).toBeUndefined();
  });

  test('a second baseline policy is a duplicate, one of another name is refused', () => {
    expect(errorsOf(read([baselinePolicy({}), baselinePolicy({})]))).toMatchObject([{ code: 'duplicate-object' }]);
    expect(policyOf(baselinePolicy({}, { name: 'other' })).unread).toBeDefined();
  });

  test('stays unknown on demand when even its subject cannot be read', () => {
    expect(policyOf(adminPolicy({ subject: {} }), { refused: 'as-read' })).toMatchObject({ unread: 'its subject cannot be read', rules: [] });
  });

  test('is read as far as it goes on demand: a missing selector selects all', () => {
    const object = adminPolicy({ ingress: [{ action: 'Deny', from: [{ pods: { namespaceSelector: {} } }] }] });
    expect(policyOf(object).unread).toBeDefined();
    expect(policyOf(object, { refused: 'as-read' }).rules.map(ruleMeaning)).toEqual([{ is: 'deny ingress', peers: ['pods where  '], traffic: ['All Connections'] }]);
  });
});
