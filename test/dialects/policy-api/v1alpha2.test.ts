import { clusterPolicy, errorsOf, meaning, peerMeaning, policyOf, read, ruleMeaning } from '../meaning';

const rule = (fields: object) => policyOf(clusterPolicy({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ...fields }] })).rules[0];
const egress = (fields: object) => clusterPolicy({ egress: [{ action: 'Accept', ...fields }] });

test('tiers stand before and after NetworkPolicies, each with its priorities', () => {
  expect(meaning(policyOf(clusterPolicy({ priority: 7 })))).toMatchObject({ stage: { rank: 110, isolating: false }, order: 7, isolates: [], hostNetwork: 'never', unread: undefined });
  expect(meaning(policyOf(clusterPolicy({ tier: 'Baseline', priority: 8 })))).toMatchObject({ stage: { rank: 310, isolating: false }, order: 8, isolates: [] });
});

test.each([
  ['without namespaceSelector, pods of every namespace', { pods: { podSelector: { matchLabels: { a: 'b' } } } }, ['where ', '"a"["b"]']],
  ['a label that is null is dropped: everything is selected', { namespaces: { matchLabels: { a: null } } }, ['where ', '']],
])('subject: %s', (_, subject, expected) => {
  expect(meaning(policyOf(clusterPolicy({ subject })))).toMatchObject({ subject: expected, unread: undefined });
});

test('rules keep their order, names and actions, in both tiers', () => {
  const ingress = ['Accept', 'Deny', 'Pass'].map((action) => ({ name: `rule ${action}`, action, from: [{ namespaces: {} }] }));
  for (const tier of ['Admin', 'Baseline']) {
    expect(policyOf(clusterPolicy({ tier, ingress })).rules.map(({ name, action }) => [name, action])).toEqual([['rule Accept', 'allow'], ['rule Deny', 'deny'], ['rule Pass', 'pass']]);
  }
});

const port = (destinationPort: object) => ({ destinationPort });

test.each([
  ['absent: everything', undefined, ['All Connections']],
  ['a number', [{ tcp: port({ number: 80 }) }], ['TCP 80']],
  ['a range', [{ udp: port({ range: { start: 80, end: 90 } }) }], ['UDP 80-90']],
  ['all ports of a protocol', [{ sctp: port({ range: { start: 1, end: 65535 } }) }], ['SCTP 1-65535']],
  ['a name: of the protocol that the container says', [{ destinationNamedPort: 'http' }], ['No Connections', '* http']],
  ['several', [{ tcp: port({ number: 80 }) }, { udp: port({ number: 53 }) }, { destinationNamedPort: 'http' }], ['TCP 80,UDP 53', '* http']],
])('protocols: %s', (_, protocols, expected) => {
  expect(ruleMeaning(rule({ protocols }))).toMatchObject({ traffic: expected });
});

test.each([
  ['one port', { range: { start: 80, end: 80 } }],
  ['a range that ends before it starts', { range: { start: 90, end: 80 } }],
  ['a number and a range', { number: 80, range: { start: 80, end: 90 } }],
  ['neither', {}],
])('a port as %s is refused', (_, destinationPort) => {
  const object = clusterPolicy({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort } }] }] });
  expect(policyOf(object).unread).toBe('the API server refuses the policy');
  expect(errorsOf(read([object])).map(({ message }) => message).join()).toContain('spec.ingress[0].protocols[0].tcp.destinationPort');
});

describe('what only one channel takes, or no document explains', () => {
  test('nodes and domain names are of the experimental channel, and taken', () => {
    const { rules, unread } = policyOf(egress({ to: [{ nodes: {} }, { domainNames: ['*.Example.com'] }] }));
    expect([unread, rules[0].peers!.map(peerMeaning)]).toEqual([undefined, ['nodes ', 'unreadable the addresses of domain names are not in the input [*.example.com]']]);
  });

  test('the name of a port beside networks makes the policy unknown: the channels disagree', () => {
    const object = egress({ to: [{ namespaces: {} }, { networks: ['10.0.0.0/8'] }], protocols: [{ destinationNamedPort: 'http' }] });
    expect(policyOf(object)).toMatchObject({ unread: 'only some definitions of the API take it', rules: [] });
    expect(errorsOf(read([object])).map(({ message }) => message)).toEqual([expect.stringContaining('spec.egress[0] has destinationNamedPort beside networks')]);
    expect(policyOf(egress({ to: [{ namespaces: {} }], protocols: [{ destinationNamedPort: 'http' }] })).unread).toBeUndefined();
  });

  test.each([[{ nodes: {} }], [{ domainNames: ['example.com'] }]])('and beside %j it is refused by both', (peer) => {
    expect(policyOf(egress({ to: [peer], protocols: [{ destinationNamedPort: 'http' }] })).unread).toBe('the API server refuses the policy');
  });

  test.each(['Deny', 'Pass'])('domain names in a rule that says %s mean nothing certain, whatever they resolve to', (action) => {
    const object = egress({ action, to: [{ domainNames: ['example.com'] }] });
    expect(policyOf(object).rules[0].peers).toEqual([{ type: 'unreadable', why: 'domain names are for rules that allow' }]);
    expect(errorsOf(read([object])).map(({ message }) => message)).toEqual([expect.stringContaining('spec.egress[0].to[0].domainNames are for rules that allow')]);
  });

  test('a selector with an operator that does not exist may mean anyone', () => {
    const from = [{ namespaces: { matchExpressions: [{ key: 'env', operator: 'in', values: ['a'] }] } }];
    expect(policyOf(clusterPolicy({ ingress: [{ action: 'Deny', from }] })).rules[0].peers!.map(peerMeaning)).toEqual(['unreadable its selector cannot be read']);
  });
});
