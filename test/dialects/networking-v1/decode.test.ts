import { decode } from '../../../src/dialects';
import { meaning, networkPolicy, peerMeaning, policyOf, read, ruleMeaning } from '../meaning';

const isolates = (spec: unknown) => policyOf(networkPolicy(spec)).isolates;
const rules = (spec: unknown) => policyOf(networkPolicy(spec)).rules.map(ruleMeaning);
const ingress = (rule: unknown) => rules({ ingress: [rule] })[0];
const peers = (from: unknown) => policyOf(networkPolicy({ ingress: [{ from }] })).rules[0].peers?.map(peerMeaning);
const traffic = (ports: unknown) => {
  const { fixed, named } = policyOf(networkPolicy({ ingress: [{ ports }] })).rules[0].traffic;
  return [fixed.toString(), ...named.map(({ name, protocol }) => `${protocol} ${name}`)];
};

describe('policyTypes', () => {
  test.each([
    ['absent', {}, ['ingress']],
    ['absent, with empty egress', { egress: [] }, ['ingress']],
    ['absent, with an egress rule', { egress: [{}] }, ['ingress', 'egress']],
    ['absent, with an ingress rule', { ingress: [{}] }, ['ingress']],
    ['empty, with an egress rule', { policyTypes: [], egress: [{}] }, ['ingress', 'egress']],
    ['null', { policyTypes: null }, ['ingress']],
    ['Egress alone', { policyTypes: ['Egress'] }, ['egress']],
    ['Ingress twice', { policyTypes: ['Ingress', 'Ingress'] }, ['ingress']],
    ['Ingress alone, with an egress rule', { policyTypes: ['Ingress'], egress: [{}] }, ['ingress']],
  ])('%s', (_, spec, expected) => {
    expect(isolates(spec)).toEqual(expected);
  });

  test.each([[[null], 1], [[5], 1], [['Ingress', 'Egress', 'Ingress'], 1], [['ingress', 'Both'], 2]])('%j is refused, with one error an item', (policyTypes, count) => {
    expect(read([networkPolicy({ policyTypes })]).problems).toHaveLength(count);
  });

  test('rules of a direction that is not listed do not isolate it, and a warning says that they have no effect', () => {
    const object = networkPolicy({ policyTypes: ['Egress'], ingress: [{}], egress: [{ to: [{ podSelector: {} }] }] });
    expect(policyOf(object).isolates).toEqual(['egress']);
    expect(policyOf(object).rules.map(({ direction }) => direction)).toEqual(['ingress', 'egress']);
    expect(read([object]).problems).toMatchObject([{ code: 'rules-without-type', severity: 'warning' }]);
    expect(read([object]).problems[0].message).toContain('spec.ingress');
  });
});

describe('who is selected', () => {
  test.each([['absent', {}], ['null', { podSelector: null }], ['empty', { podSelector: {} }], ['empty parts', { podSelector: { matchLabels: null, matchExpressions: [] } }]])(
    'a podSelector that is %s selects all pods of the namespace', (_, spec) => {
      const { subject } = policyOf(networkPolicy(spec));
      expect(subject.namespaces).toEqual({ name: 'shop' });
      expect(subject.pods.isEverything()).toBe(true);
    });

  test.each([
    ['In', { key: 'a', operator: 'In', values: ['b', 'c'] }, [{ a: 'b' }, { a: 'c' }], [{}, { a: 'd' }]],
    ['NotIn', { key: 'a', operator: 'NotIn', values: ['b'] }, [{}, { a: 'c' }], [{ a: 'b' }]],
    ['Exists', { key: 'a', operator: 'Exists' }, [{ a: '' }, { a: 'b' }], [{}]],
    ['DoesNotExist', { key: 'a', operator: 'DoesNotExist', values: null }, [{}], [{ a: '' }]],
  ])('%s', (_, expression, selected, others) => {
    const { pods } = policyOf(networkPolicy({ podSelector: { matchExpressions: [expression] } })).subject;
    expect(selected.map((labels) => pods.matches(labels as Record<string, string>))).not.toContain(false);
    expect(others.map((labels) => pods.matches(labels as Record<string, string>))).not.toContain(true);
  });

  test('labels and expressions hold together; a label that is null has the empty value', () => {
    const { pods } = policyOf(networkPolicy({ podSelector: { matchLabels: { a: null }, matchExpressions: [{ key: 'b', operator: 'Exists' }] } })).subject;
    expect([pods.matches({ a: '', b: 'x' }), pods.matches({ a: '' }), pods.matches({ b: 'x' }), pods.matches({ a: 'x', b: 'x' })]).toEqual([true, false, false, false]);
  });

  test('a policy without namespace lies in the default one', () => {
    const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec: {} };
    expect(policyOf(object)).toMatchObject({ namespace: 'default', subject: { namespaces: { name: 'default' } } });
    expect(policyOf(object, { defaultNamespace: 'team' })).toMatchObject({ namespace: 'team', subject: { namespaces: { name: 'team' } } });
  });
});

describe('rules', () => {
  const anyone = { is: 'allow ingress', peers: undefined, traffic: ['All Connections'] };

  test('no rule, no peer', () => {
    expect(rules({ ingress: [] })).toEqual([]);
    expect(rules({ ingress: null })).toEqual([]);
  });

  test.each([['empty', {}], ['null', null], ['with null lists', { from: null, ports: null }], ['with empty lists', { from: [], ports: [] }]])(
    'a rule that is %s allows everyone everything', (_, rule) => {
      expect(ingress(rule)).toEqual(anyone);
    });

  test('egress rules are about `to`', () => {
    expect(rules({ policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] })).toEqual([{ is: 'allow egress', peers: ['pods in shop '], traffic: ['All Connections'] }]);
  });
});

describe('peers', () => {
  test.each([
    ['podSelector: own namespace', [{ podSelector: {} }], ['pods in shop ']],
    ['namespaceSelector: all pods there', [{ namespaceSelector: {} }], ['pods where  ']],
    ['both in one item: and', [{ namespaceSelector: { matchLabels: { a: 'b' } }, podSelector: { matchLabels: { c: 'd' } } }], ['pods where "a"["b"] "c"["d"]']],
    ['both in two items: or', [{ namespaceSelector: {} }, { podSelector: { matchLabels: { c: 'd' } } }], ['pods where  ', 'pods in shop "c"["d"]']],
    ['a label that is null has the empty value', [{ namespaceSelector: { matchLabels: { a: null } }, podSelector: { matchLabels: { b: null } } }], ['pods where "a"[""] "b"[""]']],
    ['a blank namespaceSelector is absent', [{ namespaceSelector: null, podSelector: {} }], ['pods in shop ']],
    ['ipBlock', [{ ipBlock: { cidr: '10.0.0.0/8' } }], ['addresses 10.0.0.0/8 (pods depends-on-cni)']],
    ['except', [{ ipBlock: { cidr: '10.0.0.0/30', except: ['10.0.0.1/32'] } }], ['addresses 10.0.0.0/32 10.0.0.2/31 (pods depends-on-cni)']],
    ['except at the begin and at the end', [{ ipBlock: { cidr: '10.0.0.0/30', except: ['10.0.0.0/32', '10.0.0.3/32'] } }],
      ['addresses 10.0.0.1/32 10.0.0.2/32 (pods depends-on-cni)']],
    ['except of IPv6 at the begin and at the end', [{ ipBlock: { cidr: 'fd00::/126', except: ['fd00::/128', 'fd00::3/128'] } }],
      ['addresses fd00::1/128 fd00::2/128 (pods depends-on-cni)']],
    ['host bits, leading zeros', [{ ipBlock: { cidr: '010.0.0.5/08' } }], ['addresses 10.0.0.0/8 (pods depends-on-cni)']],
    ['an IPv4-mapped block', [{ ipBlock: { cidr: '::ffff:10.0.0.0/104' } }], ['addresses 10.0.0.0/8 (pods depends-on-cni)']],
    ['IPv6', [{ ipBlock: { cidr: '2001:DB8::1/32' } }], ['addresses 2001:db8::/32 (pods depends-on-cni)']],
  ])('%s', (_, from, expected) => {
    expect(peers(from)).toEqual(expected);
  });

  test('blocks are kept as they were written', () => {
    const rule = policyOf(networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: '010.0.0.5/8', except: ['10.1.0.0/16'] } }] }] })).rules[0];
    expect(rule.peers).toMatchObject([{ blocks: [{ cidr: '010.0.0.5/8', except: ['10.1.0.0/16'] }] }]);
  });

  test.each([
    ['::ffff:10.0.0.0/104', '10.1.0.0/16', 'a longer written prefix is wanted'],
    ['10.0.0.0/8', '10.0.0.0/7', 'wider'],
    ['::/0', '::ffff:1.2.3.4/128', 'of the other family'],
  ])('an exception of %s may not be %s: %s', (cidr, hole) => {
    expect(policyOf(networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr, except: [hole] } }] }] })).unread).toBeDefined();
  });
});

describe('ports', () => {
  test.each([
    ['an empty item is every TCP port', [{}], ['TCP 1-65535']],
    ['null is every TCP port', [null], ['TCP 1-65535']],
    ['a protocol alone', [{ protocol: 'UDP' }], ['UDP 1-65535']],
    ['a number is TCP', [{ port: 80 }], ['TCP 80']],
    ['endPort is inclusive', [{ port: 80, endPort: 82 }], ['TCP 80-82']],
    ['endPort may equal port', [{ port: 80, endPort: 80 }], ['TCP 80']],
    ['a name keeps its protocol', [{ port: 'http' }, { port: 'dns', protocol: 'UDP' }], ['No Connections', 'TCP http', 'UDP dns']],
    ['items add up', [{ port: 53, protocol: 'UDP' }, { port: 80 }, { port: 81 }, { protocol: 'SCTP', port: 1 }], ['SCTP 1,TCP 80-81,UDP 53']],
  ])('%s', (_, ports, expected) => {
    expect(traffic(ports)).toEqual(expected);
  });
});

describe('a refused policy', () => {
  const refused = (spec: unknown, metadata?: object) => policyOf(networkPolicy(spec, metadata));

  test('may do anything to the pods that it names, in both directions', () => {
    const policy = refused({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 0 }] }] });
    expect(policy).toMatchObject({ unread: expect.stringContaining('refuses'), isolates: ['ingress', 'egress'], rules: [] });
    expect(policy.subject.pods.toString()).toBe('"app"["web"]');
  });

  test.each([
    ['its selector has an unknown field', { podSelector: { matchLabel: { app: 'web' } } }],
    ['an expression in its selector has one', { podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', vals: [] }] } }],
    ['its selector means nothing', { podSelector: { matchLabels: { app: 'a b' } } }],
    ['its selector is no object', { podSelector: 'web' }],
    ['the selector has another name', { podselector: { matchLabels: { app: 'web' } } }],
    ['its spec is no object', 'spec'],
  ])('is about its whole namespace when %s', (_, spec) => {
    const policy = refused(spec);
    expect(policy.unread).toBeDefined();
    expect(policy.subject).toMatchObject({ namespaces: { name: 'shop' } });
    expect(policy.subject.pods.isEverything()).toBe(true);
  });

  test('is about every namespace when its own is no text', () => {
    expect(refused({}, { namespace: 5 }).subject.namespaces).toMatchObject({ labels: expect.objectContaining({}) });
  });

  test('reports all its errors together, each with file, line and path', () => {
    const object = networkPolicy({ policyTypes: ['Both'], ingress: [{ ports: [{ port: 0 }], from: [{}] }], egres: [] });
    const document = { position: (path: readonly (string | number)[]) => ({ file: 'np.yaml', line: path.length, column: 1 }) };
    const { problems } = read([object]);
    expect(problems.map(({ code }) => code).sort()).toEqual(['invalid-value', 'invalid-value', 'missing-field', 'unknown-field']);
    for (const what of ['spec.policyTypes[0] ', 'spec.ingress[0].ports[0].port ', 'spec.ingress[0].from[0] ', 'unknown field `spec.egres`']) {
      expect(problems.map(({ message }) => message).join('\n')).toContain(`NetworkPolicy shop/p: ${what}`);
    }
    const positions = decode([{ value: object, document }]).problems.map(({ position }) => position);
    expect(positions).toHaveLength(4);
    expect(positions).toContainEqual({ file: 'np.yaml', line: 6, column: 1 });
  });

  test('is read as far as it goes on demand, the problems being the same', () => {
    const object = networkPolicy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], status: {} });
    const strict = read([object]);
    const loose = read([object], { refused: 'as-read' });
    expect(loose.policies[0].unread).toBeUndefined();
    expect(loose.policies[0].rules).toHaveLength(1);
    expect(loose.problems).toEqual(strict.problems);
    expect(strict.problems).toHaveLength(1);
  });

  test.each([
    ['a namespaceSelector', { namespaceSelector: { matchLabels: { a: 'b c' } }, podSelector: {} }],
    ['a podSelector', { namespaceSelector: {}, podSelector: { matchExpressions: ['a'] } }],
    ['a label', { podSelector: { matchLabels: { a: 1 } } }],
  ])('loses, when it is read as far as it goes, peers with %s that cannot be read', (_, peer) => {
    const object = networkPolicy({ ingress: [{ from: [peer, { podSelector: {} }] }] });
    expect(policyOf(object, { refused: 'as-read' }).rules[0].peers!.map(peerMeaning)).toEqual(['pods in shop ']);
  });

  test('does not fill the terminal', () => {
    const { problems } = read([networkPolicy({ ingress: Array.from({ length: 500 }, () => ({ form: 1 })) })]);
    expect(problems).toHaveLength(20);
    expect(problems[19].message).toContain('not listed');
  });
});

test('the reason of a policy stands on each of its rules', () => {
  const spec = { policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };
  const reasons = (text: unknown) => policyOf(networkPolicy(spec, { annotations: { 'netfence/reason': text } })).rules.map(({ reason }) => reason);
  expect(reasons('the web front end calls the API')).toEqual(Array(2).fill('the web front end calls the API'));
  expect(reasons('one\n\n two\n')).toEqual(Array(2).fill('one; two'));
  expect(reasons('')).toEqual([undefined, undefined]);
});

test('rules know where they were written', () => {
  const { rules: [, second], origin } = policyOf(networkPolicy({ policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] }));
  expect([origin.label, origin.path]).toEqual(['NetworkPolicy shop/p', []]);
  expect([second.origin.label, second.origin.path]).toEqual(['NetworkPolicy shop/p', ['spec', 'egress', 0]]);
});

test('the stage is the same value for all, denies at its end and knows no order', () => {
  const [a, b] = read([networkPolicy({}), networkPolicy({}, { name: 'q' })]).policies;
  expect(a.stage).toBe(b.stage);
  expect(meaning(a)).toMatchObject({ stage: { rank: 200, isolating: true }, order: 0, hostNetwork: 'depends-on-cni' });
});

test.each([['8000-9000', 'write the first number in `port` and the last one in `endPort`: `port: 8000`, `endPort: 9000`'], ['80', 'write the number without quotes']])(
  'says how the port %s is written', (port, fix) => {
    expect(read([networkPolicy({ ingress: [{ ports: [{ port }] }] })]).problems.map((problem) => problem.fix)).toEqual([fix]);
  },
);
