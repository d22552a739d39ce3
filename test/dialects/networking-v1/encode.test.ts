import { Peer, PodSelector, Port } from '../../../src/constructs/values';
import type { EncodablePolicy } from '../../../src/dialects/encoder';
import { encodeNetworkPolicy, encodeReasons } from '../../../src/dialects/networking-v1/encode';
import { encodeSelector } from '../../../src/dialects/networking-v1/encode-selector';
import type { Direction, RulePeer, Rule } from '../../../src/model';
import { IpSet, LabelConstraint, LabelSelector, parseCidr, TrafficSet } from '../../../src/sets';

const API = PodSelector.labels({ app: 'api' })._selector();

function rule(direction: Direction, peers: readonly Peer[], on: readonly Port[] = [Port.all()], reason?: string): Rule {
  const all = peers.map((peer) => peer._peers('own'));
  const traffic = on.map((port) => port._traffic());
  return {
    direction,
    action: 'allow',
    peers: all.includes(undefined) ? undefined : all.flatMap((some) => some ?? []),
    traffic: { fixed: traffic.reduce((sum, { fixed }) => sum.union(fixed), TrafficSet.NONE), named: traffic.flatMap(({ named }) => named) },
    reason,
    origin: { label: 'a rule', path: [] },
  };
}

function encode(rules: readonly Rule[], more: Partial<EncodablePolicy> = {}) {
  return encodeNetworkPolicy({ name: 'p', namespace: 'own', pods: API, isolates: ['ingress'], rules, ...more });
}

function from(...peers: Peer[]) {
  return encode([rule('ingress', peers)]).spec.ingress;
}

function ports(...list: Port[]) {
  return encode([rule('ingress', [Peer.anyone()], list)]).spec.ingress;
}

describe('the manifest', () => {
  test('says types, and nothing that is empty', () => {
    expect(encode([])).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'own' },
      spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] },
    });
  });

  test('says both types in one order', () => {
    expect(encode([], { isolates: ['egress', 'ingress'] }).spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });

  test('keeps each direction apart', () => {
    const { ingress, egress } = encode([rule('ingress', [Peer.namespace('a')]), rule('egress', [Peer.namespace('b')])], { isolates: ['ingress', 'egress'] }).spec;
    expect(ingress).toEqual([{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }] }]);
    expect(egress).toEqual([{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'b' } } }] }]);
  });

  test('carries labels, annotations and reasons, also of rules that others cover', () => {
    const rules = [rule('ingress', [Peer.anyone()], [Port.all()], 'b'), rule('ingress', [Peer.namespace('x')], [Port.tcp(1)], 'a'), rule('ingress', [Peer.anyone()], undefined, 'b')];
    expect(encode(rules, { labels: { team: 'x' }, annotations: { note: 'n' } }).metadata)
      .toEqual({ name: 'p', namespace: 'own', labels: { team: 'x' }, annotations: { 'note': 'n', 'netfence/reason': 'a\nb' } });
    expect(encodeReasons([rule('ingress', [])])).toEqual({});
  });

  test.each<[string, () => unknown]>([
    ['no direction', () => encode([], { isolates: [] })],
    ['a rule of an open direction', () => encode([rule('egress', [Peer.anyone()])])],
    ['a deny rule', () => encode([{ ...rule('ingress', [Peer.anyone()]), action: 'deny' }])],
    ['nodes', () => encode([{ ...rule('ingress', []), peers: [{ type: 'nodes', labels: LabelSelector.EVERYTHING }] }])],
    ['blocks that surely mean pods', () => encode([{ ...rule('ingress', []), peers: [{ type: 'addresses', addresses: IpSet.ALL, pods: 'by-address' }] }])],
  ])('cannot say %s', (_, program) => {
    expect(program).toThrow(/^\[not-expressible\] /);
  });
});

describe('peers', () => {
  test('no one is no rule, never everyone', () => {
    expect(encode([{ ...rule('ingress', []), peers: [] }]).spec).not.toHaveProperty('ingress');
    const nobody = LabelSelector.of([['a', LabelConstraint.exists()], ['a', LabelConstraint.doesNotExist()]]);
    const peer: RulePeer = { type: 'endpoints', endpoints: { namespaces: { name: 'own' }, pods: nobody } };
    expect(encode([{ ...rule('ingress', []), peers: [peer] }]).spec).not.toHaveProperty('ingress');
    expect(encode([{ ...rule('ingress', []), peers: [{ type: 'addresses', addresses: IpSet.NONE, pods: 'depends-on-cni' }] }]).spec).not.toHaveProperty('ingress');
  });

  test('anyone is a rule without peers', () => expect(from(Peer.anyone())).toEqual([{}]));
  test('the own namespace is a pod selector alone', () => expect(from(Peer.ownNamespace())).toEqual([{ from: [{ podSelector: {} }] }]));
  test('the own namespace by its name keeps its name', () => {
    expect(from(Peer.namespace('own'))).toEqual([{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'own' } } }] }]);
    expect(from(Peer.namespace('own'), Peer.ownNamespace())).toEqual([{ from: [{ podSelector: {} }] }]);
    expect(from(Peer.ownNamespace(), Peer.podsIn('own', { app: 'x' }))).toEqual([{ from: [{ podSelector: {} }] }]);
  });
  test('every namespace is an empty namespace selector', () => expect(from(Peer.everyNamespace())).toEqual([{ from: [{ namespaceSelector: {} }] }]));

  test('pods elsewhere are one item with both selectors', () => {
    expect(from(Peer.podsInNamespacesLabelled({ team: 'a' }, { app: 'b' })))
      .toEqual([{ from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchLabels: { app: 'b' } } }] }]);
  });

  test('alternatives are items, sorted: own namespace, names, labels, blocks', () => {
    expect(from(Peer.cidr('2001:db8::/32'), Peer.cidr('10.0.0.0/8', ['10.1.0.0/16']), Peer.cidr('9.0.0.0/8'), Peer.podsInEveryNamespace({ a: 'b' }), Peer.namespace('web'), Peer.pods({ app: 'x' })))
      .toEqual([{
        from: [
          { podSelector: { matchLabels: { app: 'x' } } },
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } },
          { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } },
          { ipBlock: { cidr: '9.0.0.0/8' } },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          { ipBlock: { cidr: '2001:db8::/32' } },
        ],
      }]);
  });

  test('what a wider peer allows is left out', () => {
    expect(from(Peer.pods({ app: 'x' }), Peer.pods({ app: 'x', tier: 'y' }), Peer.ownNamespace())).toEqual([{ from: [{ podSelector: {} }] }]);
    expect(from(Peer.cidr('10.1.0.0/16'), Peer.cidr('10.0.0.0/8'))).toEqual([{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]);
    expect(from(Peer.everyNamespace(), Peer.namespace('x'), Peer.cidr('10.0.0.0/8'))).toEqual([{ from: [{ namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }] }]);
  });

  test('a block that another one only cuts stays', () => {
    expect(from(Peer.cidr('10.0.0.0/8', ['10.1.0.0/16']), Peer.cidr('10.1.0.0/16'))).toEqual([{
      from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { ipBlock: { cidr: '10.1.0.0/16' } }],
    }]);
  });

  test('addresses without blocks, or with wrong ones, become the fewest blocks', () => {
    const addresses = IpSet.cidr(parseCidr('10.0.0.0/9')!).union(IpSet.cidr(parseCidr('10.128.0.0/9')!));
    for (const blocks of [undefined, [{ cidr: '10.0.0.0/9', except: [] }]]) {
      const peers: RulePeer[] = [{ type: 'addresses', addresses, pods: 'depends-on-cni', blocks }];
      expect(encode([{ ...rule('ingress', []), peers }]).spec.ingress).toEqual([{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]);
    }
  });
});

describe('ports', () => {
  test('everything is no list', () => expect(ports(Port.all())).toEqual([{}]));
  test('every port of every protocol is everything', () => expect(ports(Port.allTcp(), Port.allUdp(), Port.allSctp())).toEqual([{}]));
  test('every port of a protocol is the protocol', () => expect(ports(Port.allTcp())).toEqual([{ ports: [{ protocol: 'TCP' }] }]));
  test('the whole range is every port', () => expect(ports(Port.udpRange(1, 65535))).toEqual([{ ports: [{ protocol: 'UDP' }] }]));
  test('the protocol is always said', () => expect(ports(Port.tcp(80))).toEqual([{ ports: [{ protocol: 'TCP', port: 80 }] }]));
  test('a name keeps its protocol', () => expect(ports(Port.udpNamed('dns'))).toEqual([{ ports: [{ protocol: 'UDP', port: 'dns' }] }]));

  test('ranges are maximal and sorted', () => {
    expect(ports(Port.udp(53), Port.tcp(91), Port.tcpRange(80, 90), Port.tcp(85), Port.tcp(53), Port.tcpNamed('b'), Port.tcpNamed('a'))).toEqual([{
      ports: [
        { protocol: 'TCP', port: 53 }, { protocol: 'TCP', port: 80, endPort: 91 }, { protocol: 'TCP', port: 'a' }, { protocol: 'TCP', port: 'b' }, { protocol: 'UDP', port: 53 },
      ],
    }]);
  });

  test('a name is left out where all numbers of its protocol are open', () => {
    expect(ports(Port.allTcp(), Port.tcpNamed('http'), Port.udpNamed('http'))).toEqual([{ ports: [{ protocol: 'TCP' }, { protocol: 'UDP', port: 'http' }] }]);
  });

  test('no port is no rule, never every port', () => {
    expect(encode([{ ...rule('ingress', [Peer.anyone()]), traffic: { fixed: TrafficSet.NONE, named: [] } }]).spec).not.toHaveProperty('ingress');
  });
});

describe('rules', () => {
  test('equal peers share ports, equal ports share peers', () => {
    const [a, b] = [Peer.pods({ app: 'a' }), Peer.pods({ app: 'b' })];
    expect(encode([rule('ingress', [a], [Port.tcp(80)]), rule('ingress', [b], [Port.tcp(80)]), rule('ingress', [a], [Port.tcp(443)]), rule('ingress', [b], [Port.tcp(443)])]).spec.ingress)
      .toEqual([{
        from: [{ podSelector: { matchLabels: { app: 'a' } } }, { podSelector: { matchLabels: { app: 'b' } } }],
        ports: [{ protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 443 }],
      }]);
  });

  test('a port that a wider peer has is left out, a range is not torn', () => {
    const rules = [rule('ingress', [Peer.ownNamespace()], [Port.tcp(80)]), rule('ingress', [Peer.pods({ app: 'a' })], [Port.tcp(80), Port.tcpRange(90, 99)])];
    expect(encode(rules).spec.ingress).toEqual([
      { from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 80 }] },
      { from: [{ podSelector: { matchLabels: { app: 'a' } } }], ports: [{ protocol: 'TCP', port: 90, endPort: 99 }] },
    ]);
  });
});

describe('selectors', () => {
  test.each<[string, [string, LabelConstraint][], object]>([
    ['everything', [], {}],
    ['one value', [['a', LabelConstraint.in(['x'])]], { matchLabels: { a: 'x' } }],
    ['the empty value', [['a', LabelConstraint.in([''])]], { matchLabels: { a: '' } }],
    ['several values, sorted', [['a', LabelConstraint.in(['y', 'x'])]], { matchExpressions: [{ key: 'a', operator: 'In', values: ['x', 'y'] }] }],
    ['none of', [['a', LabelConstraint.notIn(['x'])]], { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }] }],
    ['present', [['a', LabelConstraint.exists()]], { matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
    ['absent', [['a', LabelConstraint.doesNotExist()]], { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }],
    ['present with none of', [['a', LabelConstraint.exists()], ['a', LabelConstraint.notIn(['x'])]],
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }, { key: 'a', operator: 'Exists' }] }],
    ['nothing', [['a', LabelConstraint.in(['x'])], ['a', LabelConstraint.in(['y'])]],
      { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }, { key: 'a', operator: 'Exists' }] }],
    ['keys sorted', [['b', LabelConstraint.in(['x'])], ['a', LabelConstraint.in(['x'])]], { matchLabels: { a: 'x', b: 'x' } }],
  ])('%s', (_, constraints, expected) => {
    expect(encodeSelector(LabelSelector.of(constraints))).toEqual(expected);
  });
});
